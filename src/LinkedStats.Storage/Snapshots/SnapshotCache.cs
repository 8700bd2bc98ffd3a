using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The contents of snapshots used lately, so that leases on the same segments share what was opened.</summary>
/// <param name="segments">Where the segments are.</param>
/// <remarks>Not thread-safe: the store's gate guards it.</remarks>
internal sealed class SnapshotCache(SegmentStore segments)
{
    /// <summary>The newest of both viewers, and some older instants.</summary>
    private const int EntriesMax = 6;

    private readonly List<Entry> _entries = [];

    /// <summary>Gets what a viewer sees at an instant.</summary>
    /// <param name="state">The store as it is now.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant, in UTC ticks.</param>
    internal SnapshotContents Get(StoreState state, Viewer viewer, long instant)
    {
        int index = _entries.FindIndex(e => ReferenceEquals(e.State, state) && e.Viewer == viewer
            && e.Contents.Visible.From <= instant && instant < e.Contents.Visible.Until);
        if (index < 0)
        {
            // Contents of older states are out of date for everyone but the leases that hold them.
            Remove(e => !ReferenceEquals(e.State, state));
            VisibleSegments visible = VisibleSegments.Select(state.Commits, viewer, instant);
            var contents = new SnapshotContents(state, visible, new SegmentScope(segments));
            contents.Retain();
            _entries.Add(new Entry(state, viewer, contents));
            index = _entries.Count - 1;
        }

        // The list is kept in the order of use.
        Entry entry = _entries[index];
        _entries.RemoveAt(index);
        _entries.Add(entry);
        while (_entries.Count > EntriesMax)
        {
            _entries[0].Contents.Release();
            _entries.RemoveAt(0);
        }

        return entry.Contents;
    }

    internal void Clear() => Remove(static _ => true);

    private void Remove(Predicate<Entry> match)
    {
        foreach (Entry entry in _entries.FindAll(match))
        {
            entry.Contents.Release();
            _entries.Remove(entry);
        }
    }

    /// <summary>Contents, and whom and which state they were made for.</summary>
    private sealed record Entry(StoreState State, Viewer Viewer, SnapshotContents Contents);
}
