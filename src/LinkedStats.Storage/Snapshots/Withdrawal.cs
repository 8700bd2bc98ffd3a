using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>A dataset version being withdrawn: what is said of it from now on, and what ceases to be visible.</summary>
/// <param name="Tombstone">What the log keeps of it.</param>
/// <param name="Retired">The records that nobody sees any more.</param>
internal sealed record Withdrawal(TombstoneRecord Tombstone, ImmutableArray<RetiredRecord> Retired)
{
    /// <summary>Finds the records that make up a version, and those that nobody shall see without it.</summary>
    /// <param name="commits">The whole log.</param>
    /// <param name="tombstone">What the log keeps of the version.</param>
    /// <param name="description">The dictionary id of the graph that describes the version.</param>
    /// <param name="now">The present, in UTC ticks.</param>
    /// <remarks>
    /// Of a version under embargo the public shall not even learn by the code lists and runs that came with it; they
    /// are taken away too, unless another release brings them at the same instant.
    /// </remarks>
    internal static Withdrawal Create(
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

        if (tombstone.PublicFrom > now)
        {
            Dictionary<int, Commit> releases = commits
                .Where(c => c.Cubes.Any(k => found.Contains((k.Commit, k.Graph)))).ToDictionary(static c => c.Id);
            foreach (Commit release in releases.Values)
            {
                found.UnionWith(Companions(commits, release, cube =>
                    retirements.EndOf(cube) > now && !found.Contains((cube.Commit, cube.Graph))));
            }
        }

        return new Withdrawal(tombstone, [.. found.OrderBy(static f => f.Commit).ThenBy(static f => f.Graph)
            .Select(f => new RetiredRecord(tombstone.Commit, f.Commit, f.Graph))]);
    }

    /// <summary>Finds the graphs that come with a release, when no cube that is left needs them.</summary>
    private static List<(int Commit, ulong Graph)> Companions(
        ImmutableArray<Commit> commits, Commit release, Func<CubeRecord, bool> isLeft)
    {
        List<(int, ulong)> found = [];
        Commit[] atOnce = [.. commits.Where(c => c.PublicFrom == release.PublicFrom)];
        foreach (ulong name in release.Graphs.Select(static g => g.Name).Distinct())
        {
            Commit[] bringing = [.. atOnce.Where(c => c.Graphs.Any(g => g.Name == name))];
            if (!bringing.Any(c => c.Cubes.Any(isLeft)))
            {
                found.AddRange(bringing.Select(c => (c.Id, name)));
            }
        }

        return found;
    }
}
