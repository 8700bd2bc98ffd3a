using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>A cell through the versions of its dataset, from the first that has it.</summary>
/// <param name="Site">What every request shares.</param>
/// <param name="Current">The newest version that has the cell.</param>
/// <param name="Cell">The cell's id.</param>
/// <param name="States">One state a version, the oldest first; a version without the cell says that it was
/// removed.</param>
internal sealed record CellHistory(Site Site, CubeView Current, TermId Cell, ImmutableArray<CellState> States)
{
    /// <summary>The cell.</summary>
    public Iri Iri => (Iri)Current.Snapshot.Get(Cell);

    /// <summary>Follows a cell.</summary>
    /// <param name="site">What every request shares.</param>
    /// <param name="snapshot">What the request sees.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="key">The cell's key as it stands in addresses.</param>
    /// <returns>The history; null when no visible version has the cell.</returns>
    public static CellHistory? Find(Site site, Snapshot snapshot, DatasetEntry dataset, string key)
    {
        DatasetVersionEntry? newest = dataset.Versions.LastOrDefault(version => version.Cells.FindRowByKey(key) >= 0);
        if (newest is null)
        {
            return null;
        }

        var cells = new TermId[1];
        newest.Cells.ReadCells(newest.Cells.FindRowByKey(key), cells);
        CubeView current = CubeView.Open(snapshot, dataset, newest);
        var states = ImmutableArray.CreateBuilder<CellState>();
        CellState? last = null;
        foreach (DatasetVersionEntry version in dataset.Versions)
        {
            int row = version.Cells.SharesCellsWith(newest.Cells) ? version.Cells.FindRow(cells[0]) : -1;
            if (row >= 0 || last?.Row >= 0)
            {
                CubeView cube = CubeView.Open(snapshot, dataset, version);
                states.Add(last = CellState.Read(current, cube, row, last));
            }
        }

        return new CellHistory(site, current, cells[0], states.ToImmutable());
    }

    /// <summary>Describes the states: each is the cell as a version has it.</summary>
    /// <returns>The quads; none has a graph.</returns>
    public IEnumerable<Quad> ToQuads()
    {
        string key = Current.Cells.Key(Current.Cells.FindRow(Cell));
        var terms = new LinkedStatsVocabulary(Site.Base);
        foreach (CellState state in States)
        {
            var node = Iri.FromTrusted($"{state.Version.Iri.Text}/observations/{key}");
            yield return new Quad(node, ProvVocabulary.SpecializationOf, Iri);
            yield return new Quad(node, DcatVocabulary.Version, new Literal(state.Version.Version));
            yield return new Quad(node, DctermsVocabulary.Issued, CellState.ReleaseOf(state.Version));
            if (state.Change is { } change)
            {
                yield return new Quad(node, terms.ChangeKind, ChangeSources.ConceptOf(Site, change));
            }

            foreach ((CubeColumn column, TermId value) in Components(state))
            {
                yield return new Quad(node, column.Component.Property, Current.Snapshot.Get(value));
            }
        }
    }

    private IEnumerable<(CubeColumn Column, TermId Value)> Components(CellState state) =>
        CellState.Compared(Current).Zip(state.Values).Where(static item => !item.Second.IsNone);
}

/// <summary>A cell as one version has it.</summary>
/// <param name="Version">The version.</param>
/// <param name="Row">Its row; -1 where the version has it no longer.</param>
/// <param name="Change">How it differs from the state before; null where it does not.</param>
/// <param name="Values">The measures and attributes of the newest version, in its order; None where one is
/// missing.</param>
internal sealed record CellState(
    DatasetVersionEntry Version, int Row, CellChangeKind? Change, ImmutableArray<TermId> Values)
{
    /// <summary>When a version became public.</summary>
    /// <param name="version">The version.</param>
    /// <returns>An xsd:dateTime.</returns>
    public static Literal ReleaseOf(DatasetVersionEntry version) => new(
        version.VisibleFrom.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
        XsdVocabulary.DateTime);

    /// <summary>The columns whose values are followed: all but the key and the run that made the cell.</summary>
    /// <param name="cube">The version.</param>
    /// <returns>The columns, measures first.</returns>
    public static IEnumerable<CubeColumn> Compared(CubeView cube) => cube.Columns.Where(static column =>
        column.Component is not Dimension && column.Component.Property != ProvVocabulary.WasGeneratedBy);

    /// <summary>Reads the state.</summary>
    /// <param name="current">The version whose columns are followed.</param>
    /// <param name="cube">The version.</param>
    /// <param name="row">The cell's row in it; -1 for none.</param>
    /// <param name="before">The state before; null for the first.</param>
    public static CellState Read(CubeView current, CubeView cube, int row, CellState? before)
    {
        CubeColumn[] columns = [.. Compared(current)];
        ImmutableArray<TermId> values = [.. columns.Select(column => row < 0 ? TermId.None : ReadValue(
            cube.Cells, cube.Columns.FirstOrDefault(own => own.Component.Property == column.Component.Property), row))];
        int differing = before is null ? -1 : Enumerable.Range(0, values.Length)
            .FirstOrDefault(i => values[i] != before.Values[i], -1);
        CellChangeKind? change = row < 0 ? CellChangeKind.Removed
            : before is null || before.Row < 0 ? CellChangeKind.Added
            : differing < 0 ? null
            : columns[differing].Component is Measure ? CellChangeKind.Revised
            : CellChangeKind.StatusChanged;
        return new CellState(cube.Version, row, change, values);
    }

    private static TermId ReadValue(CubeTable cells, CubeColumn? column, int row)
    {
        if (column is null)
        {
            return TermId.None;
        }

        if (column.Component is Measure)
        {
            var value = new TermId[1];
            cells.ReadMeasure(column.Index, row, value);
            return value[0];
        }

        int[] code = new int[1];
        cells.ReadAttributeCodes(column.Index, row, code);
        return code[0] < 0 ? TermId.None : cells.AttributeCodes(column.Index)[code[0]];
    }
}
