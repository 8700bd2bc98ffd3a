using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The records that nobody shall see without a version that is taken away, or moved to another
/// instant.</summary>
/// <param name="Version">The records of the version itself.</param>
/// <param name="Shared">The graphs that came with it under embargo, with the commits that brought them.</param>
internal sealed record VersionRecords(
    ImmutableArray<(int Commit, ulong Graph)> Version,
    ImmutableArray<(ulong Graph, ImmutableHashSet<int> Commits)> Shared)
{
    /// <summary>Finds them.</summary>
    /// <param name="commits">The whole log.</param>
    /// <param name="tombstone">The version.</param>
    /// <param name="description">The dictionary id of the graph that describes the version.</param>
    /// <param name="now">The present, in UTC ticks.</param>
    /// <remarks>
    /// Of a version under embargo the public shall not even learn by the code lists and runs that came with it. What
    /// came with other versions too stays with these.
    /// </remarks>
    internal static VersionRecords Find(
        ImmutableArray<Commit> commits, TombstoneRecord tombstone, ulong description, long now)
    {
        var retirements = new Retirements(commits);
        HashSet<(int Commit, ulong Graph)> found = [];
        foreach (Commit commit in commits)
        {
            found.UnionWith(commit.Graphs
                .Where(g => (g.Name == tombstone.Graph || g.Name == description) && retirements.EndOf(g) > now)
                .Select(static g => (g.Commit, g.Name)));
            found.UnionWith(commit.Cubes
                .Where(c => c.Graph == tombstone.Graph && retirements.EndOf(c) > now)
                .Select(static c => (c.Commit, c.Graph)));
        }

        IEnumerable<(ulong Graph, int Commit)> shared = [];
        if (tombstone.PublicFrom > now)
        {
            Commit[] atOnce = [.. commits.Where(c => c.PublicFrom == tombstone.PublicFrom)];
            bool IsLeft(CubeRecord cube) => cube.Graph != tombstone.Graph && retirements.EndOf(cube) > now;
            bool isOtherLeft = atOnce.Any(c => c.Cubes.Any(k => k.DatasetId == tombstone.DatasetId && IsLeft(k)));

            // A revision of metadata has no cells; it is of the dataset's only version that waits for the instant.
            shared = atOnce.Where(c => c.Cubes.IsEmpty
                    ? !isOtherLeft && c.Datasets.SequenceEqual([tombstone.DatasetId])
                    : c.Cubes.Any(k => k.Graph == tombstone.Graph) && !c.Cubes.Any(IsLeft))
                .SelectMany(c => c.Graphs
                    .Where(g => g.Role == GraphRole.Metadata && !found.Contains((c.Id, g.Name))
                        && retirements.EndOf(g) > now)
                    .Select(g => (g.Name, c.Id)));
        }

        return new VersionRecords(
            [.. found.OrderBy(static f => f.Commit).ThenBy(static f => f.Graph)],
            [.. shared.GroupBy(static s => s.Graph, static s => s.Commit)
                .Select(static g => (g.Key, g.ToImmutableHashSet()))]);
    }
}
