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
/// <remarks>Cost: linear in the rows; 40 bytes a row for the keys seen. Source: RDF Data Cube, section 11.1.</remarks>
internal sealed class CubeSurvey
{
    private readonly PackageDataset _dataset;
    private readonly DataStructureDefinition _structure;
    private readonly ReportBuilder _report;
    private readonly ObservationChecks _checks;
    private readonly Dictionary<Term, int>[] _codes;
    private readonly HashSet<UInt128> _keys = [];
    private readonly Dictionary<UInt128, int> _points = [];
    private readonly int _measureType;

    private CubeSurvey(PackageDataset dataset, ReportBuilder report)
    {
        (_dataset, _structure, _report) = (dataset, dataset.Structure, report);
        _codes = [.. _structure.Dimensions.Select(static _ => new Dictionary<Term, int>())];
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
        Span<int> key = stackalloc int[survey._codes.Length];
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

            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes[i], code, out bool isKnown);
            if (!isKnown)
            {
                number = _codes[i].Count - 1;
                _checks.CheckCode(i, code, row);
            }

            key[i] = number;
        }

        return isComplete;
    }

    private void CheckKey(ObservationRow row, Span<int> key)
    {
        // IC-12: no two observations have one key.
        if (!_keys.Add(Mix(key, -1)))
        {
            string names = string.Join(", ", _structure.Dimensions.Select((d, i) => $"{d.Id} {Show(row.Codes[i])}"));
            _report.Error("IC-12", $"Another observation has the key of {Name(row)}: {names}.", row.Place);
        }

        if (_measureType >= 0)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_points, Mix(key, _measureType), out _)++;
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

        // IC-17: where there is one measure at a point there are all; cubes that leave gaps are common.
        int gaps = _points.Values.Count(count => count != _structure.Measures.Length);
        if (gaps > 0)
        {
            _report.Warning(
                "IC-17", $"At {gaps} points of {_dataset.Iri} not every measure has an observation.", _dataset.Place);
        }

        _checks.Finish();
        Books = [.. _structure.Dimensions.Select((_, i) => MakeBook(i))];
    }

    private IReadOnlyList<Code> MakeBook(int dimension)
    {
        Dictionary<Term, int> used = _codes[dimension];
        if (dimension == _measureType)
        {
            return [.. _structure.Measures.Where(m => used.ContainsKey(m.Property))
                .Select(static m => new Code(m.Property, m.Id))
                .Concat(Name(used.Keys.Where(term => _structure.Measures.All(m => !m.Property.Equals(term)))))];
        }

        IReadOnlyList<Code> listed = _dataset.DimensionCodes[dimension]?.Codes
            .Where(c => used.ContainsKey(c.Term)).ToArray()
            ?? [];
        var known = listed.Select(static c => c.Term).ToHashSet();
        var taken = (_dataset.DimensionCodes[dimension]?.Codes ?? []).Select(static c => c.Name).ToHashSet();
        Code[] others = [.. Name(used.Keys.Where(term => !known.Contains(term)), taken)];
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

    // Up to four dimensions a key is exact; beyond, 128 bits of it make a collision less likely than a broken disk.
    private static UInt128 Mix(ReadOnlySpan<int> key, int without)
    {
        UInt128 mixed = 0;
        for (int i = 0; i < key.Length; i++)
        {
            uint part = i == without ? 0 : unchecked((uint)key[i] + 1);
            mixed = unchecked(key.Length <= 4
                ? (mixed << 32) | part
                : (mixed ^ part) * new UInt128(0x9E3779B97F4A7C15, 0xF39CC0605CEDC835) + (mixed >> 61));
        }

        return mixed;
    }
}
