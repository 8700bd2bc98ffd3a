using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The segments that a viewer sees at an instant: the one place where visibility is decided.</summary>
/// <param name="Graphs">The visible revision of each graph, ascending by name; two where one lacks what the other
/// has.</param>
/// <param name="Cubes">The visible cells of each dataset version, oldest version first.</param>
/// <param name="From">The first instant of which this is true, in UTC ticks.</param>
/// <param name="Until">The instant at which it changes, in UTC ticks.</param>
internal sealed record VisibleSegments(
    ImmutableArray<GraphRecord> Graphs, ImmutableArray<VisibleCube> Cubes, long From, long Until)
{
    /// <summary>Chooses the segments.</summary>
    /// <param name="commits">The whole log.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant, in UTC ticks.</param>
    /// <remarks>
    /// The public sees a commit from its release instant on, and never before it was recorded; who may see all datasets
    /// that it is about sees it when it is recorded. A prefix of the log would be wrong, since embargoes change the
    /// order. Among the revisions of a graph the one that the public saw last wins, then the one recorded last: a
    /// revision is made from what was public before it, so one with an older release date must not lose against what it
    /// was made from. Where a revision seen early is older than the public one, and the revision that has both may not
    /// be seen, both are.
    /// </remarks>
    internal static VisibleSegments Select(ImmutableArray<Commit> commits, Viewer viewer, long instant)
    {
        (long from, long until) = (long.MinValue, long.MaxValue);
        var graphs = new Dictionary<ulong, (Commit Commit, GraphRecord Record)>();
        var open = new Dictionary<ulong, (Commit Commit, GraphRecord Record)>();
        var cubes = new Dictionary<ulong, (Commit First, Commit Last, CubeRecord Record)>();
        bool IsVisible(long start, long end)
        {
            foreach (long change in (ReadOnlySpan<long>)[start, end])
            {
                (from, until) = change <= instant ? (Math.Max(from, change), until) : (from, Math.Min(until, change));
            }

            return start <= instant && instant < end;
        }

        foreach (Commit commit in commits)
        {
            long start = viewer.SeesFrom(commit);
            foreach (GraphRecord graph in commit.Graphs)
            {
                if (IsVisible(start, graph.VisibleTo))
                {
                    Replace(graphs, commit, graph);
                }

                if (viewer.IsLimited && IsVisible(commit.PublicFrom, graph.VisibleTo))
                {
                    Replace(open, commit, graph);
                }
            }

            foreach (CubeRecord cube in commit.Cubes.Where(c => IsVisible(start, c.VisibleTo)))
            {
                cubes[cube.Graph] = !cubes.TryGetValue(cube.Graph, out var known) ? (commit, commit, cube)
                    : known.Last.VisibleFrom <= commit.VisibleFrom ? (Earlier(known.First, commit), commit, cube)
                    : (Earlier(known.First, commit), known.Last, known.Record);
            }
        }

        IEnumerable<GraphRecord> besides = open
            .Where(o => o.Value.Record.Role == GraphRole.Metadata && o.Value.Commit.Id > graphs[o.Key].Commit.Id)
            .Select(static o => o.Value.Record);
        return new VisibleSegments(
            [.. graphs.Values.Select(static g => g.Record).Concat(besides)
                .OrderBy(static g => g.Name).ThenBy(static g => g.Commit)],
            [.. cubes.Values.OrderBy(static c => c.First.VisibleFrom).ThenBy(static c => c.First.Id)
                .Select(static c => new VisibleCube(c.Record, c.First.RecordedAt, c.First.VisibleFrom))],
            from,
            until);
    }

    /// <summary>Compares what is visible, whenever and to whom.</summary>
    internal bool ShowsSame(VisibleSegments other) =>
        Graphs.SequenceEqual(other.Graphs) && Cubes.SequenceEqual(other.Cubes);

    private static void Replace(
        Dictionary<ulong, (Commit Commit, GraphRecord Record)> graphs, Commit commit, GraphRecord graph)
    {
        if (!graphs.TryGetValue(graph.Name, out var known) || known.Commit.PublicFrom <= commit.PublicFrom)
        {
            graphs[graph.Name] = (commit, graph);
        }
    }

    private static Commit Earlier(Commit a, Commit b) => b.VisibleFrom < a.VisibleFrom ? b : a;
}

/// <summary>The visible cells of a dataset version.</summary>
/// <param name="Record">The cells.</param>
/// <param name="RecordedAt">When the version was first accepted, in UTC ticks.</param>
/// <param name="VisibleFrom">
/// When the version first became public, in UTC ticks; republishing it does not change that.
/// </param>
internal sealed record VisibleCube(CubeRecord Record, long RecordedAt, long VisibleFrom);
