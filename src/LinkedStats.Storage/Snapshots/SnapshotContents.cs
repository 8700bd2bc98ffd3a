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
    internal const int MergedTriplesMax = 1 << 16;

    /// <summary>The most triples that are merged in memory, all graphs together.</summary>
    internal const int MergedTotalMax = 1 << 22;

    private const int MergedViewsMax = 32;
    private const int HiddenTermsKept = 4096;

    /// <summary>So many old versions are kept open, so long; then new contents begin without them.</summary>
    private const int OldMax = 256;

    private const long OldTicks = 10 * TimeSpan.TicksPerMinute;

    private readonly SegmentScope _segments;
    private readonly ConcurrentDictionary<SegmentName, TripleIndex> _triples = [];
    private readonly Dictionary<ulong, VisibleCube> _cubeRecords;
    private readonly ConcurrentDictionary<ulong, Lazy<CubeTable>> _tables = [];
    private readonly ConcurrentDictionary<ulong, GraphView> _graphs = [];
    private readonly Dictionary<DatasetCells, ulong> _currentTables;
    private readonly ConcurrentDictionary<string, GraphView> _merged = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TermId, bool> _hiddenTerms = [];
    private readonly CellSpace _cells;
    private readonly Lazy<CellMentions> _mentions;
    private readonly Lazy<CubeVocabularyIds> _vocabulary;
    private readonly Lazy<GraphView> _default;
    private readonly Lazy<IReadOnlyList<TermId>> _graphNames;
    private readonly Lazy<IReadOnlyList<DatasetEntry>> _datasets;
    private readonly Lazy<IReadOnlyList<VersionTombstone>> _tombstones;

    private readonly HashSet<ulong> _current;
    private int _users;
    private int _oldOpened;
    private long _oldSince;

    /// <summary>Begins; what costs something for each graph or version is made when it is asked for, since contents are
    /// made anew with each commit.</summary>
    /// <param name="state">The store as it is.</param>
    /// <param name="visible">What is shown of it.</param>
    /// <param name="segments">Opens its files.</param>
    /// <param name="merged">What other contents merged.</param>
    /// <param name="keys">What other contents made of versions.</param>
    internal SnapshotContents(
        StoreState state,
        VisibleSegments visible,
        SegmentScope segments,
        MergedGraphs merged,
        SharedVersionKeys keys)
    {
        (State, Visible, _segments) = (state, visible, segments);
        _cubeRecords = visible.Cubes.ToDictionary(static c => c.Record.Graph);
        _vocabulary = new Lazy<CubeVocabularyIds>(() => new CubeVocabularyIds(
            state.Dictionary.Find(RdfVocabulary.Type),
            state.Dictionary.Find(CubeVocabulary.Observation),
            state.Dictionary.Find(CubeVocabulary.DataSetOf)));
        _cells = new CellSpace(visible.Cubes, state.Dictionary, OpenColumns, segments, keys);
        _mentions = new Lazy<CellMentions>(ReadMentions);
        ImmutableArray<VisibleCube>[] datasets = [.. visible.Cubes
            .GroupBy(static c => c.Record.DatasetId, StringComparer.Ordinal)
            .Select(static versions => versions.ToImmutableArray())];
        CubeRecord[] current = [.. datasets.Select(static versions => versions[^1].Record)];
        _current = [.. current.Select(static c => c.Graph)];
        _currentTables = current.ToDictionary(_cells.Of, static c => c.Graph);
        var lister = new DatasetLister(this);
        _datasets = new(() => lister.List(datasets));
        _tombstones = new(() => [.. visible.Tombstones.Select(lister.ToTombstone)]);
        _default = new(() => new GraphView(
            this,
            [.. visible.Graphs.Where(g => g.Count > 0
                && (g.Role == GraphRole.Metadata || _current.Contains(g.Name)))],
            [.. current.Select(c => Table(c.Graph))],
            merged));
        _graphNames = new(() => [.. visible.Graphs.Where(static g => g.Count > 0).Select(static g => g.Name)
            .Concat(_cubeRecords.Keys).Distinct().Order().Select(static n => new TermId(n))]);
    }

    internal StoreState State { get; }

    internal VisibleSegments Visible { get; }

    internal CellSpace Cells => _cells;

    /// <summary>The cells that triples mention, and the cells with IRIs of their own.</summary>
    internal CellMentions Mentions => _mentions.Value;

    internal CubeVocabularyIds Vocabulary => _vocabulary.Value;

    internal IReadOnlyList<DatasetEntry> Datasets => _datasets.Value;

    internal IReadOnlyList<VersionTombstone> Tombstones => _tombstones.Value;

    internal GraphView Default => _default.Value;

    internal IReadOnlyList<TermId> GraphNames => _graphNames.Value;

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

    /// <summary>Names a version's graph with its cells.</summary>
    internal string FingerprintOf(ulong version)
    {
        var fingerprint = new VisibleFingerprint();
        Commit Find(int id) => State.Commits[State.Commits.BinarySearch(new Commit(id, 0, 0), CommitOrder.ById)];
        foreach (GraphRecord graph in Revisions(version))
        {
            fingerprint.Add(Find(graph.Commit), graph);
        }

        VisibleCube cube = _cubeRecords[version];
        fingerprint.Add(Find(cube.Record.Commit), cube.Record);
        return FormattableString.Invariant($"{fingerprint} {cube.RecordedAt} {cube.VisibleFrom} {cube.Edition}");
    }

    internal GraphView? Graph(TermId name) =>
        _graphs.TryGetValue(name.Bits, out GraphView? view) ? view
        : Has(name.Bits) ? _graphs.GetOrAdd(name.Bits, View([name.Bits]))
        : null;

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

        isSaid = Has(id.Bits) || Default.Says(id) || GraphNames.Any(name => Graph(name)!.Says(id));
        return _hiddenTerms.Count < HiddenTermsKept ? _hiddenTerms.GetOrAdd(id, isSaid) : isSaid;
    }

    /// <summary>The table of a dataset's current version; null when that version has other dimensions.</summary>
    internal CubeTable? CurrentTable(DatasetCells cells) =>
        _currentTables.TryGetValue(cells, out ulong graph) ? Table(graph).Value : null;

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
            [.. distinct.SelectMany(n => Revisions(n)).Where(static g => g.Count > 0)],
            [.. distinct.Where(_cubeRecords.ContainsKey).Select(Table)]);
    }

    private bool Has(ulong name) => _cubeRecords.ContainsKey(name) || Revisions(name).Length > 0;

    private Lazy<CubeTable> Table(ulong graph) =>
        _tables.TryGetValue(graph, out Lazy<CubeTable>? table) ? table
        : _tables.GetOrAdd(graph, _ =>
        {
            CubeRecord record = _cubeRecords[graph].Record;
            return new Lazy<CubeTable>(() => new CubeTable(_cells.Open(record), _cells.Of(record)));
        });

    /// <summary>The visible revisions of a graph, which stand together.</summary>
    private ImmutableArray<GraphRecord> Revisions(ulong name)
    {
        ImmutableArray<GraphRecord> all = Visible.Graphs;
        (int low, int high) = (0, all.Length);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = all[middle].Name < name ? (middle + 1, high) : (low, middle);
        }

        int end = low;
        while (end < all.Length && all[end].Name == name)
        {
            end++;
        }

        return all[low..end];
    }

    /// <summary>Opens the triples of graphs, the small ones first.</summary>
    internal ImmutableArray<TripleIndex> OpenTriples(IReadOnlyList<GraphRecord> graphs) =>
        [.. graphs.OrderBy(static g => g.Count).Select(OpenTriples)];

    /// <summary>Opens the triples of a graph that has some.</summary>
    internal TripleIndex OpenTriples(GraphRecord graph)
    {
        (SegmentName segment, int start) = State.Packs.PlaceOf(graph);
        return _triples.GetOrAdd(segment, name => TripleIndex.Open(_segments.Open(name))).Slice(start, graph.Count);
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

        return CellSpace.Open(record, _segments);
    }

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
