using System.Collections.Immutable;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Graphs of metadata, merged once for many snapshots: while none of them is replaced, each snapshot adds what
/// came since.</summary>
/// <remarks>
/// The description of a version stays in the default graph for ever, so there is ever more of them, and each release
/// brings one. A snapshot takes what is merged only when it shows every graph of it.
/// </remarks>
/// <param name="triplesMin">Fewer triples are merged with the others of each snapshot, so that look-ups search one
/// run.</param>
internal sealed class MergedGraphs(int triplesMin)
{
    /// <summary>What came since is merged with what was merged when it is more than this part of it.</summary>
    private const int GrowthPart = 8;

    private volatile Merged _merged = new([], TripleIndex.Empty);

    /// <summary>Opens the triples of a snapshot's graphs, those that are merged as one.</summary>
    internal ImmutableArray<TripleIndex> Open(IReadOnlyList<GraphRecord> graphs, SnapshotContents contents)
    {
        (Merged merged, IReadOnlyList<GraphRecord> rest) = Split(graphs);
        return merged.Graphs.Count == 0
            ? contents.OpenTriples(rest)
            : [merged.Triples, .. contents.OpenTriples(rest)];
    }

    /// <summary>Merges the small graphs of a snapshot, each into one of two indexes: those that stay, and the
    /// rest.</summary>
    internal ImmutableArray<TripleIndex> Merge(IReadOnlyList<GraphRecord> graphs, SnapshotContents contents)
    {
        (Merged merged, IReadOnlyList<GraphRecord> rest) = Split(graphs);
        GraphRecord[] staying = [.. rest.Where(static g =>
            g.Role == GraphRole.Metadata && g.Count <= SnapshotContents.MergedTriplesMax)];
        long added = staying.Sum(static g => (long)g.Count);
        if (added > Math.Max(triplesMin, merged.Triples.Count / GrowthPart)
            && merged.Triples.Count + added <= SnapshotContents.MergedTotalMax)
        {
            var all = new HashSet<GraphRecord>(merged.Graphs, ReferenceEqualityComparer.Instance);
            all.UnionWith(staying);
            _merged = merged = new Merged(
                all, TripleIndexBuilder.MergeNow([merged.Triples, .. contents.OpenTriples(staying)]));
            rest = [.. rest.Where(graph => !all.Contains(graph))];
        }

        ImmutableArray<TripleIndex> others = SnapshotContents.MergeSmall(contents.OpenTriples(rest));
        return merged.Graphs.Count == 0 ? others : [merged.Triples, .. others];
    }

    private (Merged Merged, IReadOnlyList<GraphRecord> Others) Split(IReadOnlyList<GraphRecord> graphs)
    {
        Merged merged = _merged;
        GraphRecord[] rest = [.. graphs.Where(graph => !merged.Graphs.Contains(graph))];
        return graphs.Count - rest.Length == merged.Graphs.Count
            ? (merged, rest)
            : (new Merged([], TripleIndex.Empty), graphs);
    }

    /// <param name="Graphs">The graphs, as objects: another record with the same contents is another graph.</param>
    /// <param name="Triples">Their triples, in memory.</param>
    private sealed record Merged(HashSet<GraphRecord> Graphs, TripleIndex Triples);
}
