using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Chooses the segments that a viewer sees at an instant, commit by commit.</summary>
/// <remarks>
/// The public sees a commit from its release instant on, and never before it was recorded; who may see all datasets
/// that it is about sees it when it is recorded. A prefix of the log would be wrong, since embargoes change the
/// order. Among the revisions of a graph the one that the public saw last wins, then the one recorded last: a
/// revision is made from what was public before it, so one with an older release date must not lose against what it
/// was made from. Who sees some embargoed releases and not others sees the revisions that these made, each as far
/// as no other has what it has: <see cref="EarlyRevisions"/>. What was taken away ceases to be visible for
/// everybody at the instant when that was recorded.
/// </remarks>
internal sealed class VisibleSelection
{
    private readonly Viewer _viewer;
    private readonly Retirements _retirements;
    private readonly EarlyRevisions? _early;
    private readonly Dictionary<ulong, (Commit Commit, GraphRecord Record)> _graphs;
    private readonly Dictionary<ulong, (Commit First, Commit Last, CubeRecord Record)> _cubes;
    private readonly Dictionary<ulong, VisibleTombstone> _tombstones = [];
    private readonly VisibleFingerprint _fingerprint = new();
    private readonly List<(int First, int End)> _hiddenTerms = [];
    private readonly Dictionary<ulong, long> _editions = [];
    private ImmutableArray<Commit> _commits;
    private long _instant;
    private long _from = long.MinValue;
    private long _until = long.MaxValue;

    /// <summary>Chooses from a whole log.</summary>
    /// <param name="commits">The log.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant, in UTC ticks.</param>
    internal VisibleSelection(ImmutableArray<Commit> commits, Viewer viewer, long instant)
    {
        (_commits, _viewer, _instant) = (commits, viewer, instant);
        _retirements = new Retirements(commits);
        _early = viewer.IsLimited ? new EarlyRevisions(instant) : null;
        _graphs = new(2 * commits.Length);
        _cubes = new(commits.Length);
        foreach (Commit commit in commits)
        {
            Add(commit);
        }
    }

    /// <summary>Goes on with what was appended to the log, when that is all that there is to do.</summary>
    /// <param name="commits">The log as it is now.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant, in UTC ticks.</param>
    /// <returns>False when the selection must begin anew: for somebody else, for another past, for an instant at which
    /// something changed, or when something was taken away.</returns>
    internal bool TryContinue(ImmutableArray<Commit> commits, Viewer viewer, long instant)
    {
        int known = _commits.Length;
        if (_early is not null || !viewer.Equals(_viewer) || instant < _instant || instant >= _until
            || known == 0 || commits.Length < known || !ReferenceEquals(commits[known - 1], _commits[^1])
            || commits[known..].Any(static c => !c.Tombstones.IsEmpty || !c.Retired.IsEmpty))
        {
            return false;
        }

        (_commits, _instant) = (commits, instant);
        foreach (Commit commit in commits.AsSpan(known, commits.Length - known))
        {
            Add(commit);
        }

        return true;
    }

    private void Add(Commit commit)
    {
        long start = _viewer.SeesFrom(commit);
        AddHidden(start > _instant || WasTaken(commit, start) ? commit.Terms : null);
        foreach (GraphRecord graph in commit.Graphs)
        {
            long end = _retirements.EndOf(graph);
            bool isVisible = IsVisible(start, end);
            if (isVisible && (!_graphs.TryGetValue(graph.Name, out var known)
                || known.Commit.PublicFrom <= commit.PublicFrom))
            {
                _graphs[graph.Name] = (commit, graph);
            }

            if (isVisible)
            {
                _fingerprint.Add(commit, graph);
            }

            if (_early is not null && graph.Role == GraphRole.Metadata)
            {
                // At its release a revision takes its place among the public ones.
                _ = IsVisible(commit.PublicFrom, end);
                _early.Add(commit, graph, isVisible);
            }
        }

        foreach (CubeRecord cube in commit.Cubes)
        {
            if (!IsVisible(start, _retirements.EndOf(cube)))
            {
                continue;
            }

            _fingerprint.Add(commit, cube);
            _cubes[cube.Graph] = !_cubes.TryGetValue(cube.Graph, out var known) ? (commit, commit, cube)
                : known.Last.VisibleFrom <= commit.VisibleFrom ? (Earlier(known.First, commit), commit, cube)
                : (Earlier(known.First, commit), known.Last, known.Record);
        }

        foreach (TombstoneRecord tombstone in commit.Tombstones)
        {
            if (tombstone.Kind == TombstoneKind.CellsPurged)
            {
                _editions[tombstone.Graph] = commit.RecordedAt;
            }
            else if (IsVisible(TombstoneStart(tombstone, commit, _viewer), long.MaxValue)
                && (tombstone.Kind == TombstoneKind.Purged || !_tombstones.ContainsKey(tombstone.Graph)))
            {
                _fingerprint.Add(commit, tombstone);
                _tombstones[tombstone.Graph] = new VisibleTombstone(tombstone, commit.RecordedAt);
            }
        }
    }

    /// <summary>What was chosen.</summary>
    internal VisibleSegments ToSegments()
    {
        GraphRecord[] graphs = _early is null
            ? [.. _graphs.Values.Select(static last => last.Record)]
            : [.. _graphs.Values.SelectMany(Choose)];
        VisibleCube[] cubes = [.. _cubes.Values.Select(c => new VisibleCube(
            c.Record, c.First, _editions.GetValueOrDefault(c.Record.Graph)))];
        return new VisibleSegments(
            Sort(graphs, static (a, b) => a.Name != b.Name ? a.Name.CompareTo(b.Name) : a.Commit - b.Commit),
            Sort(cubes, static (a, b) => a.VisibleFrom != b.VisibleFrom
                ? a.VisibleFrom.CompareTo(b.VisibleFrom)
                : a.First.Id - b.First.Id),
            [.. _tombstones.Values.OrderBy(static t => t.Record.PublicFrom)
                .ThenBy(static t => t.Record.RecordedAt)],
            _from,
            _until)
        {
            Fingerprint = _fingerprint.ToString(),
            HiddenTerms = [.. _hiddenTerms],
        };
    }

    // They come in this order, but for embargoes and the like.
    private static ImmutableArray<T> Sort<T>(T[] items, Comparison<T> compare)
    {
        bool isSorted = true;
        for (int i = 1; i < items.Length && isSorted; i++)
        {
            isSorted = compare(items[i - 1], items[i]) <= 0;
        }

        return isSorted ? [.. items] : [.. items.Order(Comparer<T>.Create(compare))];
    }

    private IEnumerable<GraphRecord> Choose((Commit Commit, GraphRecord Record) last)
    {
        if (_early is null || last.Record.Role != GraphRole.Metadata)
        {
            return [last.Record];
        }

        (Commit Commit, GraphRecord Record)[] chosen = [.. _early.Choose(last.Record.Name)];
        if (chosen is not [var single] || single != last)
        {
            // What is visible does not tell here which revisions were chosen.
            foreach ((Commit commit, GraphRecord record) in chosen)
            {
                _fingerprint.Add(commit, record);
            }
        }

        return chosen.Select(static c => c.Record);
    }

    // Of what was taken away before its instant the viewer never learns a term.
    private bool WasTaken(Commit commit, long start)
    {
        bool wasTaken = false;
        foreach (CubeRecord cube in commit.Cubes)
        {
            wasTaken |= _retirements.EndOf(cube) <= start;
        }

        foreach (GraphRecord graph in commit.Graphs)
        {
            wasTaken |= _retirements.EndOf(graph) <= start;
        }

        return wasTaken;
    }

    // Commits that are hidden often follow one another.
    private void AddHidden(TermsRecord? terms)
    {
        if (terms is null)
        {
            return;
        }

        int first = terms.First;
        if (_hiddenTerms is [.., var last] && last.End == first)
        {
            first = last.First;
            _hiddenTerms.RemoveAt(_hiddenTerms.Count - 1);
        }

        _hiddenTerms.Add((first, terms.First + terms.Count));
    }

    // A version that was purged is missing in every state that would have it, and these say so.
    private static long TombstoneStart(TombstoneRecord tombstone, Commit commit, Viewer viewer) =>
        viewer.SeesFrom(tombstone.Kind != TombstoneKind.Purged ? commit : commit with
        {
            RecordedAt = tombstone.RecordedAt,
            VisibleFrom = tombstone.PublicFrom > commit.RecordedAt ? Commit.Never : tombstone.PublicFrom,
        });

    private static Commit Earlier(Commit a, Commit b) => b.VisibleFrom < a.VisibleFrom ? b : a;

    private bool IsVisible(long start, long end)
    {
        if (end <= start)
        {
            // What is never seen must not leave its instants either.
            return false;
        }

        foreach (long change in (ReadOnlySpan<long>)[start, end])
        {
            (_from, _until) = change <= _instant
                ? (Math.Max(_from, change), _until)
                : (_from, Math.Min(_until, change));
        }

        return start <= _instant && _instant < end;
    }
}
