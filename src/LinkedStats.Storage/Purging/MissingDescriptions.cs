using System.Collections.Immutable;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Purging;

/// <summary>The descriptions of versions that have none yet: they become public with the versions.</summary>
internal sealed class MissingDescriptions
{
    private readonly ILookup<int, GraphRecord> _records;

    /// <summary>Writes them.</summary>
    /// <param name="commits">The whole log.</param>
    /// <param name="descriptions">What is said, by the id of the version's graph.</param>
    /// <param name="batch">Where the segment goes.</param>
    internal MissingDescriptions(
        ImmutableArray<Commit> commits,
        IReadOnlyDictionary<ulong, EncodedDescription> descriptions,
        SegmentBatch batch)
    {
        List<(Commit Commit, EncodedDescription Description)> missing = [];
        foreach (Commit commit in commits)
        {
            foreach (ulong graph in commit.Cubes.Select(static cube => cube.Graph).Distinct())
            {
                if (descriptions.TryGetValue(graph, out EncodedDescription? description)
                    && !commit.Graphs.Any(g => g.Name == description.Graph))
                {
                    missing.Add((commit, description));
                }
            }
        }

        TripleIndex[] indexes = [.. missing.Select(static m => TripleIndexBuilder.Build([.. m.Description.Tombstone]))];
        SegmentName? segment = indexes.Length == 0 ? null : batch.Write("triples", TripleIndex.Write(indexes));
        int start = 0;
        _records = missing.Zip(indexes).Select(item =>
        {
            ((Commit commit, EncodedDescription description), TripleIndex index) = item;
            start += index.Count;
            return new GraphRecord(
                commit.Id, description.Graph, GraphRole.Metadata, segment, start - index.Count, index.Count);
        }).ToLookup(static record => record.Commit);
    }

    /// <summary>The descriptions that a commit gets.</summary>
    internal IEnumerable<GraphRecord> Of(Commit commit) => _records[commit.Id];
}

/// <summary>What is said of a version from which cells are removed, as ids.</summary>
/// <param name="Graph">The id of the graph that describes it.</param>
/// <param name="IsWhole">True when the whole version is removed.</param>
/// <param name="Tombstone">What is said.</param>
/// <param name="Forgotten">The ids of the resources of which nothing is said any more.</param>
internal sealed record EncodedDescription(
    ulong Graph, bool IsWhole, ImmutableArray<IdTriple> Tombstone, HashSet<ulong> Forgotten);
