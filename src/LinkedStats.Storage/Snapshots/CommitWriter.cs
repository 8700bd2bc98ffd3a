using System.Collections.Immutable;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Turns a release being written into segments and the record that names them.</summary>
/// <param name="writer">The release.</param>
/// <param name="segments">Where the segments go; all are on the disk when it is written.</param>
/// <param name="steps">Counts the steps.</param>
internal sealed class CommitWriter(StoreWriter writer, SegmentBatch segments, CommitSteps steps)
{
    /// <summary>The steps beside those of the cubes: graphs, dictionary, files.</summary>
    internal const int FixedSteps = 3;

    private readonly TermBytes _bytes = writer.State.Dictionary.Bytes;
    private readonly MentionFinder _mentions = new(writer);

    /// <summary>Writes the segments; the records are not yet in the log.</summary>
    /// <param name="now">When it is recorded.</param>
    /// <param name="visibleFrom">When it is public; null for then.</param>
    /// <param name="renumbered">The versions under embargo that are written anew.</param>
    /// <returns>The release, then what becomes public later than it, in that order.</returns>
    internal ImmutableArray<Commit> Write(
        DateTimeOffset now, DateTimeOffset? visibleFrom, ImmutableArray<RenumberedCube> renumbered)
    {
        // Triples ask nothing of the dictionary, so they need not wait for the cubes.
        GraphDraft[] drafts = [.. writer.Graphs];
        Task<(TripleIndex[] Indexes, SegmentName? Segment)> triples = Task.Run(() => WriteTriples(drafts));
        ImmutableArray<CubeRecord> cubes;
        ILookup<(long From, string Datasets), CubeRecord> laterCubes;
        try
        {
            cubes =
            [
                .. writer.Cubes.Select(WriteCube),
                .. renumbered.Where(static cube => cube.IsMoved).Select(cube => WriteCube(cube.Draft)),
            ];
            laterCubes = renumbered.Where(static cube => !cube.IsMoved).ToLookup(
                static cube => (cube.VisibleFrom, cube.Draft.Version.DatasetId), cube => WriteCube(cube.Draft));
        }
        finally
        {
            Task.WaitAny(triples);
        }

        var commit = new Commit(writer.CommitId, now.UtcTicks, (visibleFrom ?? now).UtcTicks)
        {
            RecordedDatasets = [.. writer.Datasets],
        };
        ILookup<(long From, string Datasets)?, GraphRecord> graphs =
            WriteGraphs(drafts, triples.GetAwaiter().GetResult(), commit);
        steps.End();
        commit = WriteTerms(commit with
        {
            Cubes = cubes,
            Graphs = [.. graphs[null]],
            Tombstones = writer.Tombstone is { } tombstone ? [tombstone] : [],
            Retired = writer.Retired,
        });
        steps.End();
        segments.Finish();
        steps.End();
        IEnumerable<(long From, string Datasets)> keys = graphs.Select(static g => g.Key)
            .OfType<(long From, string Datasets)>().Union(laterCubes.Select(static cubes => cubes.Key));
        return [commit, .. keys.OrderBy(static key => key.From).Select((key, i) =>
        {
            int id = commit.Id + 1 + i;
            return new Commit(id, commit.RecordedAt, key.From)
            {
                Graphs = [.. graphs[key].Select(graph => graph with { Commit = id })],
                Cubes = [.. laterCubes[key].Select(cube => cube with { Commit = id })],
                RecordedDatasets = [.. SharedTexts.Split(key.Datasets)],
            };
        })];
    }

    /// <summary>Writes what comes last, when every term has its id: the dictionary, and what cells it names.</summary>
    private Commit WriteTerms(Commit commit)
    {
        bool hasTerms = writer.Dictionary.Count > 0;
        Task<TermsRecord?> terms = Task.Run(() => hasTerms ? WriteEntries() : null);
        Task<TermsRecord?> index = Task.Run(() => hasTerms ? WriteIndex() : null);
        try
        {
            commit = commit with
            {
                Mentions = WriteMentions(commit.Cubes),
                Pack = new GraphPacker(writer.Before.Contents).Write(segments),
            };
        }
        finally
        {
            Task.WaitAny(Task.WhenAll(terms, index));
        }

        return commit with { Terms = terms.GetAwaiter().GetResult(), TermIndex = index.GetAwaiter().GetResult() };
    }

    private TermsRecord WriteEntries()
    {
        ArrowSegmentWriter terms = writer.Dictionary.ToTermSegment();
        return new TermsRecord(writer.State.Dictionary.Count, terms.RowCount, segments.Write("terms", terms));
    }

    private TermsRecord WriteIndex()
    {
        ArrowSegmentWriter index = writer.Dictionary.ToIndexSegment(out int first);
        int end = writer.State.Dictionary.Count + writer.Dictionary.Count;
        return new TermsRecord(first, end - first, segments.Write("termindex", index));
    }

    private CubeRecord WriteCube(CubeDraft draft)
    {
        TermId dataset = writer.Dictionary.Intern(draft.Version.Dataset);
        TermId graph = writer.Dictionary.Intern(draft.Graph);
        IriTemplate own = IriTemplate.Own(_bytes.Base, draft.Version.DatasetId, draft.Rows.Dimensions.Length);
        EncodedCube cube = new CubeEncoder(draft.Rows, own, steps).Encode(dataset, graph);
        _mentions.AddKnown(draft, cube.Template);
        return new CubeRecord(writer.CommitId, draft.Version.DatasetId, dataset.Bits, draft.Version.Version, graph.Bits)
        {
            Cells = segments.Write("cells", cube.Cells),
            Codes = segments.Write("codes", cube.Codes),
            Sparse = cube.Sparse is null ? null : segments.Write("sparse", cube.Sparse),
            RowCount = cube.Layout.RowCount,
            Dimensions = [.. cube.Layout.Dimensions.Select(static d => d.Property)],
            Radices = cube.Radices,
            Template = cube.Template is null ? null : _bytes.Shorten(cube.Template.Text),
            HasOwnIris = cube.Layout.OwnIris.Count > 0,
        };
    }

    /// <summary>Sorts and writes the triples of graphs, one after another in one segment.</summary>
    private (TripleIndex[] Indexes, SegmentName? Segment) WriteTriples(GraphDraft[] drafts)
    {
        var indexes = new TripleIndex[drafts.Length];
        Parallel.For(0, drafts.Length, i => indexes[i] = TripleIndexBuilder.Build(drafts[i].Triples));
        bool isEmpty = indexes.All(static index => index.Count == 0);
        return (indexes, isEmpty ? null : segments.Write("triples", TripleIndex.Write(indexes)));
    }

    /// <summary>
    /// Records the graphs, by the instant from which they are public and the datasets that they are about, null for
    /// those of the release.
    /// </summary>
    private ILookup<(long From, string Datasets)?, GraphRecord> WriteGraphs(
        GraphDraft[] drafts, (TripleIndex[] Indexes, SegmentName? Segment) triples, Commit release)
    {
        List<((long From, string Datasets)? Key, GraphRecord Record)> records = new(drafts.Length);
        int start = 0;
        for (int i = 0; i < drafts.Length; i++)
        {
            (GraphDraft draft, int count) = (drafts[i], triples.Indexes[i].Count);
            ulong name = writer.Dictionary.Intern(draft.Name).Bits;
            var record = new GraphRecord(writer.CommitId, name, draft.Role, triples.Segment, start, count);
            (long, string)? key = draft.VisibleFrom is { UtcTicks: var from }
                ? (from, DatasetsOf(name, from, release))
                : null;
            records.Add((key, record));
            start += count;
        }

        return records.ToLookup(static r => r.Key, static r => r.Record);
    }

    /// <summary>The datasets whose embargoed statements are in a revision of a graph that comes later.</summary>
    /// <returns>Their ids; none when one of them is not known, so that nobody sees it early who may not.</returns>
    private string DatasetsOf(ulong graph, long from, Commit release)
    {
        ImmutableArray<string>[] sources = [.. writer.LaterRevisions(graph, release.RecordedAt)
            .Where(c => c.PublicFrom <= from).Select(static c => c.Datasets)
            .Concat(release.VisibleFrom > release.RecordedAt && release.VisibleFrom <= from ? [release.Datasets] : [])];
        return sources.Any(static s => s.IsEmpty) ? "" : string.Join(
            ' ', sources.SelectMany(static s => s).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private SegmentName? WriteMentions(ImmutableArray<CubeRecord> cubes)
    {
        _mentions.AddNew(cubes);
        if (_mentions.Ids.Count == 0)
        {
            return null;
        }

        var segment = new ArrowSegmentWriter(_mentions.Ids.Count);
        segment.AddIds(SnapshotContents.MentionColumn, [.. _mentions.Ids]);
        return segments.Write("mentions", segment);
    }
}
