using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The contents of snapshots used lately, so that leases on the same segments share what was opened.</summary>
/// <param name="segments">Where the segments are.</param>
/// <param name="sharedTriplesMin">So many triples are worth being merged for several contents.</param>
/// <remarks>Not thread-safe: the store's gate guards it.</remarks>
internal sealed class SnapshotCache(SegmentStore segments, int sharedTriplesMin)
{
    /// <summary>The newest of the public and of some who see more, and some older instants.</summary>
    private const int ContentsMax = 8;

    /// <summary>Most viewers see what others see: each costs a comparison, not contents.</summary>
    private const int EntriesMax = 64;

    /// <summary>How long a past instant, for which the answers are no longer of now, is kept after it was asked
    /// for.</summary>
    private const long PastTicks = TimeSpan.TicksPerMinute;

    private readonly List<Entry> _entries = [];
    private VisibleSelection? _selection;
    private SharedVersionKeys _keys = new();
    private MergedGraphs _merged = new(sharedTriplesMin);
    private long _lookedAt;

    /// <summary>The number of different contents that are kept.</summary>
    internal int ContentsCount => _entries.Select(static e => e.Contents).Distinct().Count();

    /// <summary>Gets what a viewer sees at an instant.</summary>
    /// <param name="state">The store as it is now.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant, in UTC ticks.</param>
    /// <param name="now">The instant of asking, in UTC ticks.</param>
    /// <returns>The contents, and the first instant of which they are true for the viewer, in UTC ticks.</returns>
    internal (SnapshotContents Contents, long From) Get(StoreState state, Viewer viewer, long instant, long now)
    {
        LetGo(now);
        viewer = state.HasEmbargoes ? viewer : Viewer.Public;
        int index = _entries.FindLastIndex(e => ReferenceEquals(e.State, state) && e.From <= instant
            && instant < e.Until && e.Viewer.Equals(viewer));
        Entry entry = index < 0 ? Create(state, viewer, instant) : _entries[index];

        // The list is kept in the order of use.
        if (index < 0 || index != _entries.Count - 1)
        {
            if (index >= 0)
            {
                _entries.RemoveAt(index);
            }

            _entries.Add(entry);
        }

        if (index < 0)
        {
            Shrink();
        }

        entry.UsedAt = now;
        return (entry.Contents, entry.From);
    }

    internal void Clear()
    {
        Remove(static _ => true);
        (_selection, _keys, _merged) = (null, new SharedVersionKeys(), new MergedGraphs(sharedTriplesMin));
    }

    /// <summary>Lets go, now and then, of what only those needed who asked for the past: its files are unmapped with
    /// the last lease.</summary>
    private void LetGo(long now)
    {
        if (now - _lookedAt is >= 0 and < TimeSpan.TicksPerSecond)
        {
            return;
        }

        _lookedAt = now;
        Remove(e => (e.Until <= now && now - e.UsedAt > PastTicks) || e.Contents.IsWorn(now));
    }

    private Entry Create(StoreState state, Viewer viewer, long instant)
    {
        // Contents of older states are out of date for everyone but the leases that hold them.
        Remove(e => !ReferenceEquals(e.State, state));
        if (_selection?.TryContinue(state.Commits, viewer, instant) != true)
        {
            _selection = new VisibleSelection(state.Commits, viewer, instant);
        }

        VisibleSegments visible = _selection.ToSegments();
        SnapshotContents contents = _entries.Find(e => e.Contents.Visible.ShowsSame(visible))?.Contents
            ?? new SnapshotContents(state, visible, new SegmentScope(segments), _merged, _keys);
        contents.Retain();
        return new Entry(state, viewer, visible.From, visible.Until, contents);
    }

    /// <summary>Lets the contents go that were not used for longest.</summary>
    private void Shrink()
    {
        HashSet<SnapshotContents> kept = [];
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            Entry entry = _entries[i];
            if (_entries.Count - i > EntriesMax || (kept.Count == ContentsMax && !kept.Contains(entry.Contents)))
            {
                entry.Contents.Release();
                _entries.RemoveAt(i);
            }
            else
            {
                kept.Add(entry.Contents);
            }
        }
    }

    private void Remove(Predicate<Entry> match)
    {
        foreach (Entry entry in _entries.FindAll(match))
        {
            entry.Contents.Release();
            _entries.Remove(entry);
        }
    }

    /// <summary>Contents, and whom, which state and which instants they are for.</summary>
    private sealed record Entry(StoreState State, Viewer Viewer, long From, long Until, SnapshotContents Contents)
    {
        /// <summary>When they were last asked for, in UTC ticks.</summary>
        internal long UsedAt { get; set; }
    }
}
