using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <summary>A store of published releases: one folder, many readers, one writer at a time.</summary>
public sealed class Store : IDisposable
{
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _gate = new();
    private readonly List<SnapshotContents> _recent = [];
    private StoreState _state;

    private Store(StoreOptions options)
    {
        Options = options;
        Segments = new SegmentStore();
        _state = StoreState.Create([], new TermBytes(options.Base), Segments);
    }

    /// <summary>The options it was opened with.</summary>
    public StoreOptions Options { get; }

    internal SegmentStore Segments { get; }

    /// <summary>Opens a store, or creates an empty one where the folder is missing or empty.</summary>
    /// <param name="options">The folder and the base address.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">The folder holds something else, a newer format or a damaged file.</exception>
    public static Store Open(StoreOptions options) => new(options);

    /// <summary>Leases what a viewer may see at an instant; the files stay mapped until the lease is disposed.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant; null for now.</param>
    /// <returns>The lease.</returns>
    public SnapshotLease Acquire(Viewer viewer, DateTimeOffset? instant = null)
    {
        DateTimeOffset at = instant ?? Options.Time.GetUtcNow();
        lock (_gate)
        {
            VisibleSegments visible = VisibleSegments.Select(_state.Commits, viewer, at.UtcTicks);
            var contents = new SnapshotContents(_state, visible, Segments);
            int known = _recent.FindIndex(c => c.Fingerprint == contents.Fingerprint && ReferenceEquals(c.State, _state));
            if (known >= 0)
            {
                contents = _recent[known];
            }
            else
            {
                _recent.Add(contents);
            }

            return new SnapshotLease(new Snapshot(contents, at));
        }
    }

    /// <summary>Takes the writer lock, waiting for another writer to finish, and begins a release.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The writer; disposing it without a commit leaves no trace.</returns>
    public StoreWriter BeginWrite(CancellationToken cancellation = default)
    {
        _writer.Wait(cancellation);
        return new StoreWriter(this, Acquire(Viewer.Publisher), new Release(_writer));
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    /// <summary>Makes a commit exist.</summary>
    internal void Append(Commit commit)
    {
        lock (_gate)
        {
            _recent.Clear();
            _state = StoreState.Create([.. _state.Commits, commit], _state.Dictionary.Bytes, Segments);
        }
    }

    /// <summary>Gives the writer lock back.</summary>
    private sealed class Release(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
