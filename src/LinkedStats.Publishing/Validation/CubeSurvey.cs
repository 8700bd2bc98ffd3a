using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Encoding;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Publishing.Validation;

/// <summary>One walk over the observations of a dataset: checks each, and keeps what the encoder needs.</summary>
/// <remarks>Cost: linear in the rows where these ascend, else with a sort. Source: RDF Data Cube, section
/// 11.1.</remarks>
internal sealed class CubeSurvey
{
    private const int ProgressRows = 0x1FFF;

    private readonly PackageDataset _dataset;
    private readonly DataStructureDefinition _structure;
    private readonly ReportBuilder _report;
    private readonly ObservationChecks _checks;
    private readonly RowPlaces _places = new();
    private readonly int[] _metCodes;
    private readonly int _measureType;

    private CubeSurvey(PackageDataset dataset, DigestNames names, ReportBuilder report)
    {
        Digest = new ContentDigest(names);
        (_dataset, _structure, _report) = (dataset, dataset.Structure, report);
        Rows = new CubeRows(_structure.Dimensions.Length, _structure.Measures.Length, _structure.Attributes.Length);
        _metCodes = new int[_structure.Dimensions.Length];
        _measureType = _structure.Dimensions.ToList().FindIndex(static d => d.Property == CubeVocabulary.MeasureType);
        _checks = new ObservationChecks(dataset, _measureType, report);
    }

    /// <summary>The number of observations.</summary>
    internal long RowCount { get; private set; }

    /// <summary>The observations, but for those that a report has refused.</summary>
    internal CubeRows Rows { get; }

    /// <summary>The codes in use, in the order in which they are stored, a list a dimension.</summary>
    internal ImmutableArray<IReadOnlyList<Code>> Books { get; private set; } = [];

    /// <summary>The observations that are blank nodes, by their rows.</summary>
    internal List<(int Row, BlankNode Node)> BlankNodes { get; } = [];

    /// <summary>The digest of the observations, whatever their order.</summary>
    internal ContentDigest Digest { get; }

    /// <summary>Walks over the observations.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="names">The IRIs of the store's own things.</param>
    /// <param name="report">Receives what is wrong.</param>
    /// <param name="progress">Receives the share of the observations that has been read, 0 to 1.</param>
    /// <param name="cancellation">Stops the walk.</param>
    internal static CubeSurvey Run(
        PackageDataset dataset,
        DigestNames names,
        ReportBuilder report,
        Action<double> progress,
        CancellationToken cancellation)
    {
        var survey = new CubeSurvey(dataset, names, report);
        var digest = new RowDigest(survey.Rows, names);
        foreach (ObservationRow row in dataset.ReadRows(survey.Rows, report))
        {
            if ((++survey.RowCount & ProgressRows) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress(row.Share);
                digest.Advance();
            }

            survey.Take(row);
        }

        survey.Finish();
        survey.Digest.Add(digest.Finish());
        return survey;
    }

    private void Take(ObservationRow row)
    {
        _checks.Check(row);
        bool isComplete = true;
        for (int i = 0; i < row.Codes.Length; i++)
        {
            int code = row.Codes[i];
            if (code < 0)
            {
                // IC-11: every observation has a value for every dimension. A field that was there has been reported.
                isComplete = false;
                if (!row.IsFlawed)
                {
                    _report.Error("IC-11", $"{Name(row)} has no value for '{_structure.Dimensions[i].Id}'.", row.Place);
                }
            }
            else if (code >= _metCodes[i])
            {
                _metCodes[i] = code + 1;
                _checks.CheckCode(i, row.Code(i)!, row);
            }
        }

        // What is left out has been reported as an error, which refuses the package.
        if (isComplete && !row.IsFlawed)
        {
            if (row.Node is { } node)
            {
                BlankNodes.Add((Rows.Count, node));
            }

            Rows.Add(row.Codes, row.Measures, row.Attributes, row.Run);
            _places.Add(row.File, row.Line);
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

        Books = [.. _structure.Dimensions.Select((_, i) => MakeBook(i))];
        var keys = new ObservationKeys(Rows, Books);

        // IC-12: no two observations have one key.
        foreach (int row in keys.FindRepeated())
        {
            Span<int> key = new int[_structure.Dimensions.Length];
            Rows.ReadKey(row, key);
            List<string> names = [];
            for (int d = 0; d < key.Length; d++)
            {
                names.Add($"{_structure.Dimensions[d].Id} {Show(Rows.Dimensions[d][key[d]])}");
            }

            _report.Error(
                "IC-12",
                $"Another observation has the key of {Name(row)}: {string.Join(", ", names)}.",
                _places[row]);
        }

        ReportGaps(keys);
        _checks.Finish();
    }

    // IC-17: where there is one measure at a point there are all; cubes that leave gaps are common.
    private void ReportGaps(ObservationKeys keys)
    {
        if (_measureType < 0)
        {
            return;
        }

        (UInt128[] points, Dictionary<UInt128, int> counts) = keys.CountPoints(_measureType);
        int gaps = counts.Values.Count(count => count != _structure.Measures.Length);
        if (gaps > 0)
        {
            int example = Array.FindIndex(points, point => counts[point] != _structure.Measures.Length);
            _report.Warning(
                "IC-17",
                $"At {gaps} points of {_dataset.Iri} not every measure has an observation, as at that of "
                + $"{Name(example)}.",
                _dataset.Place);
        }
    }

    private IReadOnlyList<Code> MakeBook(int dimension)
    {
        HashSet<Term> used = [.. Rows.Dimensions[dimension].Terms];
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

    private string Name(int row)
    {
        int[] key = new int[_structure.Dimensions.Length];
        Rows.ReadKey(row, key);
        var iri = new System.Buffers.ArrayBufferWriter<byte>(256);
        return Rows.OwnIris?.TryWrite(row, key, iri) == true
            ? Iri.FromTrusted(System.Text.Encoding.UTF8.GetString(iri.WrittenSpan)).ToString()
            : BlankNodes.Find(blank => blank.Row == row).Node?.ToString() ?? "the row";
    }

    private static string Show(Term? term) => term switch
    {
        Iri iri => CodeNames.LastPart(iri),
        Literal literal => literal.Lexical,
        _ => "?",
    };
}
