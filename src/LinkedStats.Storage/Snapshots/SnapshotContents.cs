using System.Collections.Concurrent;
using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>What a snapshot shows, whatever its instant: shared by all leases on the same visible segments.</summary>
internal sealed class SnapshotContents
{
    internal const string MentionColumn = "term";

    /// <summary>
    /// Graphs up to this many triples are merged into one index in memory; larger ones stay where they are.
    /// </summary>
    private const int MergedTriplesMax = 1 << 16;

    /// <summary>The most triples that are merged in memory, all graphs together.</summary>
    private const int MergedTotalMax = 1 << 22;

    private const int MergedViewsMax = 32;
    private const int HiddenTermsKept = 4096;

    /// <summary>So many old versions are kept open, so long; then new contents begin without them.</summary>
    private const int OldMax = 256;

    private const long OldTicks = 10 * TimeSpan.TicksPerMinute;

    private readonly SegmentScope _segments;
    private readonly ILookup<ulong, GraphRecord> _graphRecords;
    private readonly Dictionary<ulong, VisibleCube> _cubeRecords;
    private readonly Dictionary<ulong, Lazy<CubeTable>> _tables = [];
    private readonly Dictionary<ulong, GraphView> _graphs = [];
    private readonly Dictionary<DatasetCells, Lazy<CubeTable>> _currentTables;
    private readonly ConcurrentDictionary<string, GraphView> _merged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TermId, bool> _hiddenTerms = [];
    private readonly CellSpace _cells;
    private readonly Lazy<CellMentions> _mentions;
    private readonly Lazy<CubeVocabularyIds> _vocabulary;

    private readonly HashSet<ulong> _current;
    private int _users;
    private int _oldOpened;
    private long _oldSince;

    internal SnapshotContents(StoreState state, VisibleSegments visible, SegmentScope segments)
    {
        (State, Visible, _segments) = (state, visible, segments);
        _graphRecords = visible.Graphs.ToLookup(static g => g.Name);
        _cubeRecords = visible.Cubes.ToDictionary(static c => c.Record.Graph);
        _vocabulary = new Lazy<CubeVocabularyIds>(() => new CubeVocabularyIds(
            state.Dictionary.Find(RdfVocabulary.Type),
            state.Dictionary.Find(CubeVocabulary.Observation),
            state.Dictionary.Find(CubeVocabulary.DataSetOf)));
        _cells = new CellSpace(visible.Cubes, state.Dictionary, OpenColumns);
        _mentions = new Lazy<CellMentions>(ReadMentions);
        foreach (VisibleCube cube in visible.Cubes)
        {
            DatasetCells cells = _cells.Of(cube.Record);
            CubeRecord record = cube.Record;
            _tables.Add(record.Graph, new Lazy<CubeTable>(() => new CubeTable(_cells.Open(record), cells)));
        }

        foreach (ulong name in _graphRecords.Select(static g => g.Key).Concat(_cubeRecords.Keys).Distinct())
        {
            _graphs.Add(name, View([name]));
        }

        Datasets = ListDatasets();
        Tombstones = [.. visible.Tombstones.Select(ToTombstone)];
        CubeRecord[] current = [.. visible.Cubes.Select(static c => c.Record)
            .GroupBy(static c => c.DatasetId, StringComparer.Ordinal).Select(static versions => versions.Last())];
        _current = [.. current.Select(static c => c.Graph)];
        _currentTables = current.ToDictionary(_cells.Of, c => _tables[c.Graph]);
        Default = View([.. current.Select(static c => c.Graph),
            .. visible.Graphs.Where(static g => g.Role == GraphRole.Metadata).Select(static g => g.Name)]);
        GraphNames = [.. _graphs.Keys
            .Where(n => _cubeRecords.ContainsKey(n) || _graphRecords[n].Any(static g => g.Count > 0))
            .Order().Select(static n => new TermId(n))];
    }

    internal StoreState State { get; }

    internal VisibleSegments Visible { get; }

    internal CellSpace Cells => _cells;

    /// <summary>The cells that triples mention, and the cells with IRIs of their own.</summary>
    internal CellMentions Mentions => _mentions.Value;

    internal CubeVocabularyIds Vocabulary => _vocabulary.Value;

    internal IReadOnlyList<DatasetEntry> Datasets { get; }

    internal IReadOnlyList<VersionTombstone> Tombstones { get; }

    internal GraphView Default { get; }

    internal IReadOnlyList<TermId> GraphNames { get; }

    /// <summary>Counts a user; each needs one <see cref="Release"/>. Guarded by the store's gate.</summary>
    internal void Retain() => _users++;

    /// <summary>Lets go; the last user's call unmaps the segments that nothing else uses.</summary>
    internal void Release()
    {
        if (--_users == 0)
        {
            _segments.Dispose();
        }
    }

    /// <summary>
    /// Tells whether old versions were opened a while ago, or many: then whoever asks next gets new contents, and the
    /// files of these are unmapped with their last lease. Guarded by the store's gate.
    /// </summary>
    internal bool IsWorn(long now)
    {
        int opened = Volatile.Read(ref _oldOpened);
        if (opened == 0 || _oldSince == 0)
        {
            _oldSince = now;
        }

        return opened > OldMax || (opened > 0 && now - _oldSince > OldTicks);
    }

    internal GraphView? Graph(TermId name) => _graphs.GetValueOrDefault(name.Bits);

    /// <summary>True unless nothing visible says a term, which the dictionary has from what is not visible.</summary>
    internal bool Knows(TermId id)
    {
        if (id.IsNone || id.IsInline || !Visible.IsHiddenTerm(id.Payload))
        {
            return true;
        }

        if (_hiddenTerms.TryGetValue(id, out bool isSaid))
        {
            return isSaid;
        }

        isSaid = _graphs.ContainsKey(id.Bits) || Default.Says(id) || _graphs.Values.Any(graph => graph.Says(id));
        return _hiddenTerms.Count < HiddenTermsKept ? _hiddenTerms.GetOrAdd(id, isSaid) : isSaid;
    }

    /// <summary>The table of a dataset's current version; null when that version has other dimensions.</summary>
    internal CubeTable? CurrentTable(DatasetCells cells) => _currentTables.GetValueOrDefault(cells)?.Value;

    /// <summary>Merges graphs; the same ones are merged once.</summary>
    internal GraphView Merge(IReadOnlyList<TermId> names)
    {
        ulong[] sorted = [.. names.Select(static n => n.Bits).Distinct().Order()];
        string key = string.Join(' ', sorted);
        if (_merged.TryGetValue(key, out GraphView? merged))
        {
            return merged;
        }

        // Queries choose the names, so what is kept must not grow with them.
        GraphView view = sorted is [ulong name] && Graph(new TermId(name)) is { } single ? single : View(sorted);
        return _merged.Count < MergedViewsMax ? _merged.GetOrAdd(key, view) : view;
    }

    private GraphView View(IReadOnlyList<ulong> names)
    {
        ulong[] distinct = [.. names.Distinct()];
        return new GraphView(
            this,
            [.. distinct.SelectMany(n => _graphRecords[n]).Where(static g => g.Count > 0)],
            [.. distinct.Where(_tables.ContainsKey).Select(n => _tables[n])]);
    }

    /// <summary>Opens the triples of graphs, the small ones first.</summary>
    internal ImmutableArray<TripleIndex> OpenTriples(IReadOnlyList<GraphRecord> graphs) =>
        [.. graphs.OrderBy(static g => g.Count).Select(OpenTriples)];

    /// <summary>Opens the triples of a graph that has some.</summary>
    internal TripleIndex OpenTriples(GraphRecord graph)
    {
        (SegmentName segment, int start) = State.Packs.PlaceOf(graph);
        return TripleIndex.Open(_segments.Open(segment), start, graph.Count);
    }

    /// <summary>Reads the triples of a graph.</summary>
    internal IEnumerable<IdTriple> ReadTriples(GraphRecord graph)
    {
        SortedRun run = (graph.Count == 0 ? TripleIndex.Empty : OpenTriples(graph))[KeyOrder.Spo];
        for (int i = 0; i < run.Count; i++)
        {
            yield return new IdTriple(run.First.Span[i], run.Second.Span[i], run.Third.Span[i]);
        }
    }

    /// <summary>Merges the small ones of ascending runs, so that a look-up searches few of them.</summary>
    internal static ImmutableArray<TripleIndex> MergeSmall(ImmutableArray<TripleIndex> runs)
    {
        int count = 0;
        int total = 0;
        while (count < runs.Length && runs[count].Count <= Math.Min(MergedTriplesMax, MergedTotalMax - total))
        {
            total += runs[count++].Count;
        }

        return count < 2 ? runs : [.. runs.Skip(count), TripleIndexBuilder.Merge([.. runs.Take(count)])];
    }

    internal CubeColumns OpenColumns(CubeRecord record)
    {
        if (!_current.Contains(record.Graph))
        {
            Interlocked.Increment(ref _oldOpened);
        }

        return CubeColumns.Open(
            _segments.Open(record.Cells),
            _segments.Open(record.Codes),
            record.Sparse is null ? null : _segments.Open(record.Sparse));
    }

    private List<DatasetEntry> ListDatasets() =>
        [.. Visible.Cubes.GroupBy(static c => c.Record.DatasetId, StringComparer.Ordinal)
            .OrderBy(static g => g.Key, StringComparer.Ordinal)
            .Select(g => new DatasetEntry(g.Key, GetIri(g.Last().Record.Dataset), [.. g.Select(ToEntry)]))];

    private DatasetVersionEntry ToEntry(VisibleCube cube) => new(
        cube.Record.Version,
        // Its name is known without a look into the terms of its release.
        StoreWriter.VersionIri(State.Dictionary.Bytes.Base, cube.Record.DatasetId, cube.Record.Version),
        new DateTimeOffset(cube.RecordedAt, TimeSpan.Zero),
        new DateTimeOffset(cube.VisibleFrom, TimeSpan.Zero),
        _graphs[cube.Record.Graph])
    {
        Edition = cube.Edition,
    };

    private VersionTombstone ToTombstone(VisibleTombstone tombstone) => new(
        tombstone.Record.DatasetId,
        GetIri(tombstone.Record.Dataset),
        tombstone.Record.Version,
        GetIri(tombstone.Record.Graph),
        new DateTimeOffset(tombstone.Record.PublicFrom, TimeSpan.Zero),
        new DateTimeOffset(tombstone.TakenAt, TimeSpan.Zero),
        tombstone.Record.Reason)
    {
        IsPurged = tombstone.Record.Kind == TombstoneKind.Purged,
        Cells = tombstone.Record.Cells,
        Digest = tombstone.Record.Digest,
    };

    private Iri GetIri(ulong id) => (Iri)State.Dictionary.Get(new TermId(id));

    private CellMentions ReadMentions()
    {
        var mentions = new CellMentions();
        _cells.AddOwnIris(mentions);
        foreach (SegmentName name in State.Commits.Select(static c => c.Mentions).OfType<SegmentName>())
        {
            foreach (ulong id in _segments.Open(name).Ids(MentionColumn).Span)
            {
                TermId cell = _cells.Find(GetIri(id).Text);
                if (!cell.IsNone)
                {
                    mentions.Add(new TermId(id), cell);
                }
            }
        }

        return mentions.Seal();
    }
}
