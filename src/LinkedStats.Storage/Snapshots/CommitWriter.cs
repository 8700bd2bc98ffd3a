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
        // Sorting triples asks nothing of the dictionary, so it need not wait for the cubes.
        (GraphDraft Draft, Task<TripleIndex> Index)[] drafts =
            [.. writer.Graphs.Select(static g => (g, Task.Run(() => TripleIndexBuilder.Build(g.Triples))))];
        ImmutableArray<CubeRecord> cubes = [.. writer.Cubes.Select(WriteCube)];
        ILookup<(long From, string Datasets), CubeRecord> laterCubes = renumbered.ToLookup(
            static cube => (cube.VisibleFrom, cube.Draft.Version.DatasetId), cube => WriteCube(cube.Draft));
        var commit = new Commit(writer.CommitId, now.UtcTicks, (visibleFrom ?? now).UtcTicks)
        {
            RecordedDatasets = [.. writer.Datasets],
        };
        ILookup<(long From, string Datasets)?, GraphRecord> graphs = WriteGraphs(drafts, commit);
        steps.End();
        commit = commit with
        {
            Cubes = cubes,
            Graphs = [.. graphs[null]],
            Mentions = WriteMentions(cubes),
            Tombstones = writer.Withdrawal is { } withdrawal ? [withdrawal.Tombstone] : [],
            Retired = writer.Withdrawal?.Retired ?? [],
        };

        // The dictionary comes last, when every term has its id.
        if (writer.Dictionary.ToTermSegment() is { } terms)
        {
            commit = commit with
            {
                Terms = new TermsRecord(writer.State.Dictionary.Count, terms.RowCount, segments.Write("terms", terms)),
                TermIndex = WriteIndex(),
            };
        }

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
                RecordedDatasets = [.. CommitLogRow.Split(key.Datasets)],
            };
        })];
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

    /// <summary>
    /// Writes the triples; the records by the instant from which they are public and the datasets that they are about,
    /// null for those of the release.
    /// </summary>
    private ILookup<(long From, string Datasets)?, GraphRecord> WriteGraphs(
        (GraphDraft Draft, Task<TripleIndex> Index)[] drafts, Commit release)
    {
        (GraphDraft Draft, TripleIndex Index)[] graphs =
            [.. drafts.Select(static d => (d.Draft, d.Index.GetAwaiter().GetResult()))];
        SegmentName? segment = graphs.All(static g => g.Index.Count == 0)
            ? null
            : segments.Write("triples", TripleIndex.Write([.. graphs.Select(static g => g.Index)]));
        List<((long From, string Datasets)? Key, GraphRecord Record)> records = new(graphs.Length);
        int start = 0;
        foreach ((GraphDraft draft, TripleIndex index) in graphs)
        {
            ulong name = writer.Dictionary.Intern(draft.Name).Bits;
            var record = new GraphRecord(writer.CommitId, name, draft.Role, segment, start, index.Count);
            (long, string)? key = draft.VisibleFrom is { UtcTicks: var from }
                ? (from, DatasetsOf(name, from, release))
                : null;
            records.Add((key, record));
            start += index.Count;
        }

        return records.ToLookup(static r => r.Key, static r => r.Record);
    }

    /// <summary>The datasets whose embargoed statements are in a revision of a graph that comes later.</summary>
    /// <returns>Their ids; none when one of them is not known, so that nobody sees it early who may not.</returns>
    private string DatasetsOf(ulong graph, long from, Commit release)
    {
        ImmutableArray<string>[] sources = [.. writer.LaterRevisions(graph, release.RecordedAt)
            .Where(c => c.PublicFrom <= from).Select(static c => c.Datasets)
            .Concat(release.VisibleFrom > release.RecordedAt ? [release.Datasets] : [])];
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
