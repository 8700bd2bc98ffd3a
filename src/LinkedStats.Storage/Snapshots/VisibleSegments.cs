using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The segments that a viewer sees at an instant: the one place where visibility is decided.</summary>
/// <param name="Graphs">The visible revision of each graph, ascending by name; several where none has what the others
/// have.</param>
/// <param name="Cubes">The visible cells of each dataset version, oldest version first.</param>
/// <param name="Tombstones">The versions that were taken away, and of which the viewer may know.</param>
/// <param name="From">The first instant of which this is true, in UTC ticks.</param>
/// <param name="Until">The instant at which it changes, in UTC ticks.</param>
internal sealed record VisibleSegments(
    ImmutableArray<GraphRecord> Graphs, ImmutableArray<VisibleCube> Cubes, ImmutableArray<VisibleTombstone> Tombstones,
    long From, long Until)
{
    /// <summary>A name of all this: equal names, equal contents.</summary>
    internal required string Fingerprint { get; init; }

    /// <summary>
    /// The ranges of the dictionary that came with what is not visible: the first index, and the one behind the last.
    /// </summary>
    internal required ImmutableArray<(int First, int End)> HiddenTerms { get; init; }

    /// <summary>True for a term that came with what is not visible; what is visible may have it too.</summary>
    internal bool IsHiddenTerm(ulong index)
    {
        foreach ((int first, int end) in HiddenTerms)
        {
            if (index >= (ulong)first && index < (ulong)end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Chooses the segments.</summary>
    /// <param name="commits">The whole log.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant, in UTC ticks.</param>
    /// <remarks>
    /// The public sees a commit from its release instant on, and never before it was recorded; who may see all datasets
    /// that it is about sees it when it is recorded. A prefix of the log would be wrong, since embargoes change the
    /// order. Among the revisions of a graph the one that the public saw last wins, then the one recorded last: a
    /// revision is made from what was public before it, so one with an older release date must not lose against what it
    /// was made from. Who sees some embargoed releases and not others sees the revisions that these made, each as far
    /// as no other has what it has: <see cref="EarlyRevisions"/>. What was taken away ceases to be visible for
    /// everybody at the instant when that was recorded.
    /// </remarks>
    internal static VisibleSegments Select(ImmutableArray<Commit> commits, Viewer viewer, long instant)
    {
        var selection = new Selection(viewer, instant, new Retirements(commits), commits.Length);
        foreach (Commit commit in commits)
        {
            selection.Add(commit);
        }

        return selection.ToSegments();
    }

    /// <summary>Compares what is visible, whenever and to whom.</summary>
    internal bool ShowsSame(VisibleSegments other) =>
        Fingerprint == other.Fingerprint && HiddenTerms.SequenceEqual(other.HiddenTerms)
        && Graphs.SequenceEqual(other.Graphs) && Cubes.SequenceEqual(other.Cubes)
        && Tombstones.SequenceEqual(other.Tombstones);

    /// <summary>What was chosen so far.</summary>
    private sealed class Selection(Viewer viewer, long instant, Retirements retirements, int count)
    {
        private readonly Dictionary<ulong, (Commit Commit, GraphRecord Record)> _graphs = new(2 * count);
        private readonly EarlyRevisions? _early = viewer.IsLimited ? new EarlyRevisions(instant) : null;
        private readonly Dictionary<ulong, (Commit First, Commit Last, CubeRecord Record)> _cubes = new(count);
        private readonly Dictionary<ulong, VisibleTombstone> _tombstones = [];
        private readonly VisibleFingerprint _fingerprint = new();
        private readonly List<(int First, int End)> _hiddenTerms = [];
        private readonly Dictionary<ulong, long> _editions = [];
        private long _from = long.MinValue;
        private long _until = long.MaxValue;

        internal void Add(Commit commit)
        {
            long start = viewer.SeesFrom(commit);
            AddHidden(start > instant || WasTaken(commit, start) ? commit.Terms : null);
            foreach (GraphRecord graph in commit.Graphs)
            {
                long end = retirements.EndOf(graph);
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
                if (!IsVisible(start, retirements.EndOf(cube)))
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
                else if (IsVisible(TombstoneStart(tombstone, commit, viewer), long.MaxValue)
                    && (tombstone.Kind == TombstoneKind.Purged || !_tombstones.ContainsKey(tombstone.Graph)))
                {
                    _fingerprint.Add(commit, tombstone);
                    _tombstones[tombstone.Graph] = new VisibleTombstone(tombstone, commit.RecordedAt);
                }
            }
        }

        internal VisibleSegments ToSegments()
        {
            GraphRecord[] graphs = [.. _graphs.Values.SelectMany(Choose)];
            Array.Sort(graphs, static (a, b) => a.Name != b.Name ? a.Name.CompareTo(b.Name) : a.Commit - b.Commit);
            return new VisibleSegments(
                [.. graphs],
                [.. _cubes.Values.OrderBy(static c => c.First.VisibleFrom).ThenBy(static c => c.First.Id)
                    .Select(c => new VisibleCube(
                        c.Record, c.First.RecordedAt, c.First.VisibleFrom,
                        _editions.GetValueOrDefault(c.Record.Graph)))],
                [.. _tombstones.Values.OrderBy(static t => t.Record.PublicFrom)
                    .ThenBy(static t => t.Record.RecordedAt)],
                _from,
                _until)
            {
                Fingerprint = _fingerprint.ToString(),
                HiddenTerms = [.. _hiddenTerms],
            };
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
                wasTaken |= retirements.EndOf(cube) <= start;
            }

            foreach (GraphRecord graph in commit.Graphs)
            {
                wasTaken |= retirements.EndOf(graph) <= start;
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
                (_from, _until) = change <= instant
                    ? (Math.Max(_from, change), _until)
                    : (_from, Math.Min(_until, change));
            }

            return start <= instant && instant < end;
        }
    }
}

/// <summary>The visible cells of a dataset version.</summary>
/// <param name="Record">The cells.</param>
/// <param name="RecordedAt">When the version was first accepted, in UTC ticks.</param>
/// <param name="VisibleFrom">
/// When the version first became public, in UTC ticks; republishing it does not change that.
/// </param>
/// <param name="Edition">When cells of it were purged last, in UTC ticks; 0 for never.</param>
internal sealed record VisibleCube(CubeRecord Record, long RecordedAt, long VisibleFrom, long Edition);

/// <summary>A version that was taken away.</summary>
/// <param name="Record">What the log keeps of it.</param>
/// <param name="TakenAt">When it was taken away, in UTC ticks.</param>
internal sealed record VisibleTombstone(TombstoneRecord Record, long TakenAt);
