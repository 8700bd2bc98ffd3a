using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Encoding;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Validation;

/// <summary>One walk over the observations of a dataset: checks each, and notes what the encoder needs to
/// know.</summary>
/// <remarks>Cost: linear in the rows. Source: RDF Data Cube, section 11.1.</remarks>
internal sealed class CubeSurvey
{
    private readonly PackageDataset _dataset;
    private readonly DataStructureDefinition _structure;
    private readonly ReportBuilder _report;
    private readonly ObservationChecks _checks;
    private readonly ObservationKeys _keys;
    private readonly Dictionary<UInt128, int> _points = new(ObservationKeys.Comparer);
    private readonly int _measureType;

    private CubeSurvey(PackageDataset dataset, ReportBuilder report)
    {
        (_dataset, _structure, _report) = (dataset, dataset.Structure, report);
        _keys = new ObservationKeys(_structure.Dimensions.Length);
        _measureType = _structure.Dimensions.ToList().FindIndex(static d => d.Property == CubeVocabulary.MeasureType);
        _checks = new ObservationChecks(dataset, _measureType, report);
    }

    /// <summary>The number of observations.</summary>
    internal long RowCount { get; private set; }

    /// <summary>The codes in use, in the order in which they are stored, a list a dimension.</summary>
    internal ImmutableArray<IReadOnlyList<Code>> Books { get; private set; } = [];

    /// <summary>The digest of the observations, whatever their order.</summary>
    internal ContentDigest Digest { get; } = new();

    /// <summary>Walks over the observations.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="report">Receives what is wrong.</param>
    /// <param name="cancellation">Stops the walk.</param>
    internal static CubeSurvey Run(PackageDataset dataset, ReportBuilder report, CancellationToken cancellation)
    {
        var survey = new CubeSurvey(dataset, report);
        Span<int> key = stackalloc int[survey._structure.Dimensions.Length];
        foreach (ObservationRow row in dataset.ReadRows(report))
        {
            if ((++survey.RowCount & 0xFFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            survey._checks.Check(row);
            if (survey.TryKey(row, key))
            {
                survey.CheckKey(row, key);
                survey.Digest.Add(row);
            }
        }

        survey.Finish();
        return survey;
    }

    private bool TryKey(ObservationRow row, Span<int> key)
    {
        bool isComplete = true;
        for (int i = 0; i < key.Length; i++)
        {
            if (row.Codes[i] is not { } code)
            {
                // IC-11: every observation has a value for every dimension. A field that was there has been reported.
                isComplete = false;
                if (!row.IsFlawed)
                {
                    _report.Error("IC-11", $"{Name(row)} has no value for '{_structure.Dimensions[i].Id}'.", row.Place);
                }

                continue;
            }

            key[i] = _keys.NumberOf(i, code, out bool isNew);
            if (isNew)
            {
                _checks.CheckCode(i, code, row);
            }
        }

        return isComplete;
    }

    private void CheckKey(ObservationRow row, Span<int> key)
    {
        // IC-12: no two observations have one key. Which key one with two values for a dimension has, is unknown.
        if (!row.IsFlawed && !_keys.Add(key))
        {
            string names = string.Join(", ", _structure.Dimensions.Select((d, i) => $"{d.Id} {Show(row.Codes[i])}"));
            _report.Error("IC-12", $"Another observation has the key of {Name(row)}: {names}.", row.Place);
        }

        if (_measureType >= 0)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_points, ObservationKeys.Mix(key, _measureType), out _)++;
        }
    }

    private void Finish()
    {
        if (RowCount == 0)
        {
            _report.Add(
                _dataset.IsOwn ? Severity.Error : Severity.Warning,
                "empty",
                $"The dataset {_dataset.Iri} has no observation.",
                _dataset.Place);
        }

        ReportGaps();
        _checks.Finish();
        Books = [.. _structure.Dimensions.Select((_, i) => MakeBook(i))];
    }

    // IC-17: where there is one measure at a point there are all; cubes that leave gaps are common.
    private void ReportGaps()
    {
        int gaps = _points.Values.Count(count => count != _structure.Measures.Length);
        if (gaps == 0)
        {
            return;
        }

        // The points are not kept, so one of them is looked for again.
        Span<int> key = stackalloc int[_structure.Dimensions.Length];
        string example = "";
        foreach (ObservationRow row in _dataset.ReadRows(new ReportBuilder(0)))
        {
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = row.Codes[i] is { } code ? _keys.NumberOf(i, code, out _) : -1;
            }

            if (_points.TryGetValue(ObservationKeys.Mix(key, _measureType), out int count)
                && count != _structure.Measures.Length)
            {
                example = $", as at that of {Name(row)}";
                break;
            }
        }

        _report.Warning(
            "IC-17",
            $"At {gaps} points of {_dataset.Iri} not every measure has an observation{example}.",
            _dataset.Place);
    }

    private IReadOnlyList<Code> MakeBook(int dimension)
    {
        Dictionary<Term, int>.KeyCollection used = _keys.CodesOf(dimension);
        if (dimension == _measureType)
        {
            return [.. _structure.Measures.Where(m => used.Contains(m.Property))
                .Select(static m => new Code(m.Property, m.Id))
                .Concat(Name(used.Where(term => _structure.Measures.All(m => !m.Property.Equals(term)))))];
        }

        IReadOnlyList<Code> listed = _dataset.DimensionCodes[dimension]?.Codes
            .Where(c => used.Contains(c.Term)).ToArray()
            ?? [];
        var known = listed.Select(static c => c.Term).ToHashSet();
        var taken = (_dataset.DimensionCodes[dimension]?.Codes ?? []).Select(static c => c.Name).ToHashSet();
        Code[] others = [.. Name(used.Where(term => !known.Contains(term)), taken)];
        IReadOnlyList<Code> all = [.. listed, .. others.OrderBy(static c => c.Name, CodeOrder.Names)];
        return _structure.Dimensions[dimension].IsTime || others.Length == all.Count && others.All(IsPeriod)
            ? CodeOrder.AsTime(all) : all;
    }

    private static bool IsPeriod(Code code) =>
        code.Term is Iri iri && iri.Text.Contains("reference.data.gov.uk/id/", StringComparison.Ordinal);

    private static IEnumerable<Code> Name(IEnumerable<Term> terms, IReadOnlySet<string>? taken = null)
    {
        Term[] array = [.. terms];
        return array.Zip(CodeNames.Choose([.. array.Select(static t => (t, (string?)null))], taken),
            static (t, n) => new Code(t, n));
    }

    private static string Name(ObservationRow row) => row.Subject is { } subject ? subject.ToString() : "the row";

    private static string Show(Term? term) => term switch
    {
        Iri iri => CodeNames.LastPart(iri),
        Literal literal => literal.Lexical,
        _ => "?",
    };
}
