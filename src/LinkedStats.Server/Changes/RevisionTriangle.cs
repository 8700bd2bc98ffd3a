using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Server.Changes;

/// <summary>How a measure was revised: for each reference period and each version, what changed since the version
/// before.</summary>
/// <param name="Cube">The current version.</param>
/// <param name="Measure">The measure.</param>
/// <param name="Period">The dimension of time.</param>
/// <param name="Entries">One entry a period and version that has cells of it, by period, then by version.</param>
/// <remarks>
/// Mean revision and mean absolute revision are over the cells that both versions have with a number. Source: OECD,
/// guidelines for the production of revisions analysis; ESS guidelines on revision policy.
/// </remarks>
internal sealed record RevisionTriangle(
    CubeView Cube, CubeColumn Measure, CubeColumn Period, ImmutableArray<RevisionEntry> Entries)
{
    private const int CellsMax = 2_000_000;

    /// <summary>Computes the triangle.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cube">The current version.</param>
    /// <param name="measure">The measure.</param>
    /// <param name="selection">Which cells are looked at; its codes are those of the current version.</param>
    /// <returns>The triangle.</returns>
    /// <exception cref="RequestProblemException">The dataset has no dimension of time, or too many cells.</exception>
    public static RevisionTriangle Compute(
        ResourceRequest request, CubeView cube, CubeColumn measure, ObservationSelection selection)
    {
        CubeColumn period = cube.TimeColumn ?? throw new RequestProblemException(
            ProblemKind.NotFound, $"{cube.Dataset.Id} has no dimension of time, so its revisions have no periods.");
        Dictionary<int, List<RevisionEntry>> byPeriod = [];
        Dictionary<TermId, TermId> before = [];
        foreach (CubeView version in cube.Dataset.Versions
            .Select(entry => CubeView.Open(request.Snapshot, cube.Dataset, entry))
            .Where(version => version.Cells.SharesCellsWith(cube.Cells)))
        {
            Dictionary<TermId, TermId> values = [];
            Dictionary<int, Sums> sums = [];
            foreach ((int code, TermId cell, TermId value) in Read(request, version, measure, period, selection))
            {
                if (values.Count >= CellsMax)
                {
                    throw new RequestProblemException(
                        ProblemKind.TooLarge,
                        $"More than {CellsMax} cells are selected; name codes, as in {period.Id}=…, to look at fewer.");
                }

                values.Add(cell, value);
                Sums sum = sums.TryGetValue(code, out Sums? known) ? known : sums[code] = new Sums();
                sum.Add(request, before.GetValueOrDefault(cell), value);
            }

            foreach ((int code, Sums sum) in sums)
            {
                List<RevisionEntry> entries =
                    byPeriod.TryGetValue(code, out List<RevisionEntry>? known) ? known : byPeriod[code] = [];
                entries.Add(sum.ToEntry(version.Version, version.Cells.Codes(period.Index)[code]));
            }

            before = values;
        }

        return new RevisionTriangle(
            cube, measure, period,
            [.. byPeriod.OrderBy(static pair => pair.Key).SelectMany(static pair => pair.Value)]);
    }

    /// <summary>Makes the table: one row an entry.</summary>
    /// <returns>
    /// Columns: the period; <c>version</c>; <c>released</c>; <c>cells</c>; <c>value</c>, where one cell is selected;
    /// <c>revised</c>; <c>meanRevision</c>; <c>meanAbsoluteRevision</c>.
    /// </returns>
    public ListedColumns ToTable() => new(
    [
        ListedColumn.Coded(
            Period.Component, [.. Entries.Select(entry => Cube.Snapshot.Get(entry.Period))],
            term => Period.Codes.FirstOrDefault(code => code.Term.Equals(term))?.Name ?? Presenter.LocalName(term),
            null),
        ListedColumn.Coded(
            new ObservationAttribute(DcatVocabulary.Version, "version"),
            [.. Entries.Select(static entry => (Term)entry.Version.Iri)],
            static term => ((Iri)term).Text[(((Iri)term).Text.LastIndexOf('/') + 1)..], null),
        ListedColumn.Valued(DctermsVocabulary.Issued, "released", XsdVocabulary.DateTime,
            [.. Entries.Select(static entry => CellState.ReleaseOf(entry.Version))]),
        Number("cells", XsdVocabulary.Integer, static entry => new XsdDecimal(entry.Cells)),
        new ListedColumn(
            Measure.Plain with { Component = Measure.Component with { Id = "value" } }, [],
            [.. Entries.Select(entry => entry.Value.IsNone ? null : Cube.Snapshot.Get(entry.Value))]),
        Number("revised", XsdVocabulary.Integer, static entry => new XsdDecimal(entry.Revised)),
        Number("meanRevision", XsdVocabulary.Decimal, static entry => entry.MeanRevision),
        Number("meanAbsoluteRevision", XsdVocabulary.Decimal, static entry => entry.MeanAbsoluteRevision),
    ],
        Entries.Length, null);

    private ListedColumn Number(string id, Iri datatype, Func<RevisionEntry, XsdDecimal?> value) => ListedColumn.Valued(
        Measure.Component.Property, id, datatype,
        [.. Entries.Select(entry => value(entry) is { } number ? new Literal(number.ToString(), datatype) : null)]);

    private static IEnumerable<(int Code, TermId Cell, TermId Value)> Read(
        ResourceRequest request,
        CubeView version,
        CubeColumn measure,
        CubeColumn period,
        ObservationSelection selection)
    {
        CubeColumn? own = version.Columns.FirstOrDefault(column => column.Component is Cubes.Measure
            && column.Component.Property == measure.Component.Property);
        if (own is null)
        {
            yield break;
        }

        (var code, var cell, var value) = (new int[1], new TermId[1], new TermId[1]);
        var rows = new ObservationRows(request.Site, version, request.Cancellation);
        foreach (ReadOnlyMemory<int> batch in rows.Read(selection, null))
        {
            for (int i = 0; i < batch.Length; i++)
            {
                int row = batch.Span[i];
                version.Cells.ReadCodes(period.Index, row, code);
                version.Cells.ReadCells(row, cell);
                version.Cells.ReadMeasure(own.Index, row, value);
                yield return (code[0], cell[0], value[0]);
            }
        }
    }

    /// <summary>What is summed up of one period in one version.</summary>
    private sealed class Sums
    {
        private int _cells;
        private int _revised;
        private int _compared;
        private TermId _value;
        private XsdDecimal _sum;
        private XsdDecimal _absolute;

        internal void Add(ResourceRequest request, TermId before, TermId value)
        {
            _cells++;
            _value = _cells == 1 ? value : TermId.None;
            if (before.IsNone || value.IsNone)
            {
                return;
            }

            _revised += before == value ? 0 : 1;
            if (DifferenceOf(request, before, value) is { } difference)
            {
                _compared++;
                _sum += difference;
                _absolute += difference.Abs();
            }
        }

        internal RevisionEntry ToEntry(Storage.Snapshots.DatasetVersionEntry version, TermId period) => new(
            period, version, _cells, _value, _revised,
            _compared == 0 ? null : _sum / new XsdDecimal(_compared),
            _compared == 0 ? null : _absolute / new XsdDecimal(_compared));

        private static XsdDecimal? DifferenceOf(ResourceRequest request, TermId before, TermId value)
        {
            TermId inline = ValueDifference.OfInline(before, value);
            if (InlineTerm.TryGetScaled(inline, out long mantissa, out int scale))
            {
                return new XsdDecimal(mantissa, scale);
            }

            return ValueDifference.Of(request.Snapshot.Get(before), request.Snapshot.Get(value)) is { } difference
                && XsdDecimal.TryParse(difference.Lexical, out XsdDecimal exact)
                ? exact
                : null;
        }
    }
}

/// <summary>One reference period in one version.</summary>
/// <param name="Period">The period.</param>
/// <param name="Version">The version.</param>
/// <param name="Cells">How many cells it has.</param>
/// <param name="Value">The value where it has one cell; None otherwise.</param>
/// <param name="Revised">How many of them have another value than in the version before.</param>
/// <param name="MeanRevision">The mean of new value less old value; null where nothing can be compared.</param>
/// <param name="MeanAbsoluteRevision">The mean of the same without signs; null likewise.</param>
internal sealed record RevisionEntry(
    TermId Period,
    Storage.Snapshots.DatasetVersionEntry Version,
    int Cells,
    TermId Value,
    int Revised,
    XsdDecimal? MeanRevision,
    XsdDecimal? MeanAbsoluteRevision);
