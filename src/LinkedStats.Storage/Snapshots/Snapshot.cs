using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Snapshots;

/// <summary>One immutable state of the store, as one viewer sees it at one instant.</summary>
public sealed class Snapshot : ITermReader
{
    private readonly SnapshotContents _contents;
    private readonly Viewer _viewer;

    internal Snapshot(SnapshotContents contents, Viewer viewer, DateTimeOffset instant, long from)
    {
        (_contents, _viewer, Instant) = (contents, viewer, instant);
        From = new DateTimeOffset(Math.Max(from, 0), TimeSpan.Zero);
    }

    /// <summary>The base address of the store's own IRIs.</summary>
    public Iri Base => Dictionary.Bytes.Base;

    /// <summary>The instant it shows.</summary>
    public DateTimeOffset Instant { get; }

    /// <summary>The first instant of which it is true; the least one of all for an empty store.</summary>
    public DateTimeOffset From { get; }

    /// <summary>
    /// A name of the visible segments: equal names, equal contents. For cache keys, ETags and cursors.
    /// </summary>
    public string Fingerprint => _contents.Visible.Fingerprint;

    /// <summary>A name of a version's cells and of its graph: equal names, equal contents.</summary>
    /// <param name="version">A version of this snapshot.</param>
    /// <returns>The name; it says nothing of what the viewer does not see.</returns>
    public string FingerprintOf(DatasetVersionEntry version) => _contents.FingerprintOf(version.Name.Bits);

    /// <summary>The union of the current versions and the metadata: the default graph.</summary>
    public GraphView Default => _contents.Default;

    /// <summary>The names of the visible named graphs, ascending by id.</summary>
    public IReadOnlyList<TermId> GraphNames => _contents.GraphNames;

    /// <summary>The published datasets with their visible versions, by id.</summary>
    public IReadOnlyList<DatasetEntry> Datasets => _contents.Datasets;

    /// <summary>What is left of versions that were taken away, the oldest versions first.</summary>
    public IReadOnlyList<VersionTombstone> Tombstones => _contents.Tombstones;

    internal SnapshotContents Contents => _contents;

    private TermDictionary Dictionary => _contents.State.Dictionary;

    /// <summary>Finds when what the viewer sees changed, up to <see cref="Instant"/>.</summary>
    /// <param name="graph">The graph that changed; null for any.</param>
    /// <returns>The instants, ascending.</returns>
    public IReadOnlyList<DateTimeOffset> Changes(Iri? graph = null)
    {
        ulong name = graph is null ? 0 : Dictionary.Find(graph).Bits;
        var retirements = new Retirements(_contents.State.Commits);
        return ToInstants(_contents.State.Commits
            .Select(c => (Commit: c, From: _viewer.SeesFrom(c)))
            .Where(c => c.Commit.Graphs.Any(g =>
                (graph is null || g.Name == name) && retirements.EndOf(g) > c.From)
                || (graph is null && c.Commit.Cubes.Any(k => retirements.EndOf(k) > c.From)))
            .Select(static c => c.From));
    }

    /// <summary>Finds when the revision of a graph that the viewer sees is, or was, public.</summary>
    /// <param name="graph">The graph's name.</param>
    /// <returns>The instant; null where there is no such graph.</returns>
    public DateTimeOffset? PublicFrom(Iri graph)
    {
        ulong name = Dictionary.Find(graph).Bits;
        return _contents.Visible.Graphs.LastOrDefault(g => g.Name == name) is { } revision
            ? new DateTimeOffset(_contents.State.Commits.First(c => c.Id == revision.Commit).PublicFrom, TimeSpan.Zero)
            : null;
    }

    /// <summary>Finds the datasets whose releases brought a graph or a revision of it that the viewer sees.</summary>
    /// <param name="graph">The graph's name.</param>
    /// <returns>Their ids; one is empty where something else brought it, as a vocabulary.</returns>
    public IReadOnlySet<string> Contributors(Iri graph)
    {
        ulong name = Dictionary.Find(graph).Bits;
        return _contents.State.Commits
            .Where(c => _viewer.SeesFrom(c) <= Instant.UtcTicks && c.Graphs.Any(g => g.Name == name))
            .SelectMany(static c => c.Datasets.DefaultIfEmpty("")).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Finds when the viewer could first see versions of a dataset, and when any was taken away, up to
    /// <see cref="Instant"/>.
    /// </summary>
    /// <param name="dataset">The dataset's id.</param>
    /// <param name="version">The version; null for all.</param>
    /// <returns>The instants, ascending.</returns>
    public IReadOnlyList<DateTimeOffset> VersionChanges(string dataset, string? version = null)
    {
        var retirements = new Retirements(_contents.State.Commits);
        return ToInstants(_contents.State.Commits
            .SelectMany(c => c.Cubes.Select(cube => (Cube: cube, From: _viewer.SeesFrom(c))))
            .Where(c => c.Cube.DatasetId == dataset && (version is null || c.Cube.Version == version)
                && retirements.EndOf(c.Cube) > c.From)
            .GroupBy(static c => c.Cube.Version, static c => c.From)
            .Select(static version => version.Min())
            .Concat(Tombstones.Where(t => t.DatasetId == dataset && version is null)
                .Select(static t => t.TakenAt.UtcTicks)));
    }

    /// <summary>Gets a named graph.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The graph; null when no visible graph has that name.</returns>
    public GraphView? Graph(TermId name) => _contents.Graph(name);

    /// <summary>Merges named graphs into one, as FROM does.</summary>
    /// <param name="names">The graph names; unknown ones add nothing.</param>
    /// <returns>The union, each triple once.</returns>
    public GraphView Merge(IReadOnlyList<TermId> names) => _contents.Merge(names);

    /// <summary>Finds the id of a term; IRIs of cells are recognised by their template first.</summary>
    /// <param name="term">The term.</param>
    /// <returns>The id, or <see cref="TermId.None"/> when nothing visible mentions the term.</returns>
    public TermId Find(Term term)
    {
        TermId cell = term is Iri iri ? _contents.Cells.Find(iri.Text) : TermId.None;
        if (!cell.IsNone)
        {
            return cell;
        }

        TermId id = Dictionary.Find(term);
        return _contents.Knows(id) ? _contents.Mentions.ToCell(id) : TermId.None;
    }

    /// <summary>Finds the row of a cell in the current version of its dataset.</summary>
    /// <param name="cell">A cell id of this snapshot.</param>
    /// <param name="table">The table that holds the cell.</param>
    /// <param name="row">The row in it.</param>
    /// <returns>False when the current version has no such cell.</returns>
    public bool TryFindCell(TermId cell, [NotNullWhen(true)] out CubeTable? table, out int row)
    {
        (table, row) = (null, -1);
        if (cell.Tag == TermTag.Cell && _contents.Cells.Of(cell) is { } cells)
        {
            table = _contents.CurrentTable(cells);
            row = table?.FindRow(cell) ?? -1;
        }

        return row >= 0;
    }

    /// <inheritdoc/>
    public Term Get(TermId id)
    {
        if (id.Tag != TermTag.Cell)
        {
            return Dictionary.Get(id);
        }

        var iri = new ArrayBufferWriter<byte>(128);
        TermId own = CellsOf(id).BuildIri(id, iri);
        return own.IsNone ? Iri.FromTrusted(Encoding.UTF8.GetString(iri.WrittenSpan)) : Dictionary.Get(own);
    }

    /// <inheritdoc/>
    public TermUtf8 GetUtf8(TermId id, ArrayBufferWriter<byte> scratch)
    {
        if (id.IsNone)
        {
            return new TermUtf8 { Kind = TermKind.None, Text = default };
        }

        if (id.Tag != TermTag.Cell)
        {
            return Dictionary.GetUtf8(id, scratch);
        }

        scratch.ResetWrittenCount();
        TermId own = CellsOf(id).BuildIri(id, scratch);
        return own.IsNone
            ? new TermUtf8 { Kind = TermKind.Iri, Text = scratch.WrittenSpan }
            : Dictionary.GetUtf8(own, scratch);
    }

    private DateTimeOffset[] ToInstants(IEnumerable<long> ticks) =>
        [.. ticks.Where(t => t <= Instant.UtcTicks).Distinct().Order()
            .Select(static t => new DateTimeOffset(t, TimeSpan.Zero))];

    private DatasetCells CellsOf(TermId cell) =>
        _contents.Cells.Of(cell) ?? throw new ArgumentException($"{cell} is no cell of this snapshot.", nameof(cell));
}
