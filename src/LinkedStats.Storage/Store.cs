using System.Collections.Immutable;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <summary>A store of published releases: one folder, many readers, one writer at a time.</summary>
public sealed partial class Store : IDisposable
{
    /// <summary>The log is asked for commits of other processes when the last answer is older than this.</summary>
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>A version that no log has: the log must be read.</summary>
    private const long Unread = -1;

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly Lock _gate = new();
    private readonly StoreFolder? _folder;
    private readonly CommitLog? _log;
    private readonly TermBytes _termBytes;
    private readonly SnapshotCache _snapshots;
    private readonly StateLeases _leases;
    private readonly StoreSweeper _sweeper;
    private readonly TemporaryArea _temporary;
    private StoreState _state;
    private long _dataVersion;
    private long _polledAt;
    private bool _isDisposed;

    private Store(StoreOptions options)
    {
        Options = options;
        _folder = options.Folder is null ? null : new StoreFolder(Path.GetFullPath(options.Folder), options.Files);
        _log = _folder?.OpenLog(options.ReadOnly);
        Segments = new SegmentStore(_folder?.SegmentsPath, options.Files);
        _snapshots = new SnapshotCache(Segments, options.SharedTriplesMin);
        _leases = new StateLeases(Segments);
        _sweeper = new StoreSweeper(Segments, _log, options.Files);
        _temporary = new TemporaryArea(_folder?.TemporaryPath);
        if (!options.ReadOnly)
        {
            _temporary.Sweep();
        }

        _termBytes = new TermBytes(options.Base);
        _state = StoreState.Create([], _termBytes, _leases.DictionaryFor(null, []));
        Refresh(force: true);
    }

    /// <summary>The options it was opened with.</summary>
    public StoreOptions Options { get; }

    internal SegmentStore Segments { get; }

    /// <summary>True while there may be files that the log does not name.</summary>
    internal bool MayLeaveFiles => _sweeper.IsInDoubt;

    /// <summary>Opens a store, or creates an empty one where the folder is missing or empty.</summary>
    /// <param name="options">The folder and the base address.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">The folder holds something else, a newer format or a damaged file.</exception>
    public static Store Open(StoreOptions options) => new(options);

    /// <summary>Makes an empty folder for what is on its way into the store; whoever asked for it removes it.</summary>
    /// <returns>Its path: in the store's folder, where nothing outlives a process that was killed; of a store in memory
    /// in that of the system.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    public string CreateTemporaryFolder() => _temporary.CreateFolder();

    /// <summary>
    /// Leases what a viewer may see at an instant; the files stay mapped until the lease is disposed.
    /// </summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant; null for now.</param>
    /// <returns>The lease.</returns>
    /// <remarks>What another process published is seen within a second.</remarks>
    /// <exception cref="StoreException">The commit log cannot be read.</exception>
    public SnapshotLease Acquire(Viewer viewer, DateTimeOffset? instant = null)
    {
        DateTimeOffset now = Options.Time.GetUtcNow();
        DateTimeOffset at = instant ?? now;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Refresh(force: false);
            (SnapshotContents contents, long from) = _snapshots.Get(_state, viewer, at.UtcTicks, now.UtcTicks);
            contents.Retain();
            _leases.Add(contents.State);
            return new SnapshotLease(
                new Snapshot(contents, viewer, at, from), () => EndLease(contents.State, contents));
        }
    }

    /// <summary>Reads every file of the store and compares it with its checksum.</summary>
    /// <param name="cancellation">Stops the work between two files.</param>
    /// <returns>A sentence for each file that is missing or damaged, which names it; empty for a whole store.</returns>
    /// <exception cref="StoreException">The commit log cannot be read.</exception>
    public IReadOnlyList<string> FindDamage(CancellationToken cancellation = default)
    {
        StoreState state;
        List<string> damage = [];
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Refresh(force: true);
            damage.AddRange(_log?.FindDamage() ?? []);
            state = _state;
            _leases.Add(state);
        }

        try
        {
            // What another process purges meanwhile is no damage.
            damage.AddRange(Segments.FindDamage(state.Segments().Distinct(), IsNamed, cancellation));
            return damage;
        }
        finally
        {
            EndLease(state);
        }
    }

    /// <summary>Reads every file of the store and compares it with its checksum.</summary>
    /// <exception cref="StoreException">A file is missing or damaged; the message names the first.</exception>
    public void Verify()
    {
        if (FindDamage() is [var first, ..])
        {
            throw new StoreException(first);
        }
    }

    /// <summary>Copies the store as it is at one moment; others may read and write it meanwhile.</summary>
    /// <param name="folder">The copy's folder, missing or empty; it appears when it is whole.</param>
    /// <param name="cancellation">Stops the work; nothing of the copy exists then.</param>
    /// <exception cref="InvalidOperationException">The store is in memory.</exception>
    /// <exception cref="StoreException">
    /// The folder holds something, a file of the store is damaged, or one of the copy cannot be written.
    /// </exception>
    public void CopyTo(string folder, CancellationToken cancellation = default)
    {
        StoreFolder own = _folder ?? throw new InvalidOperationException("The store is in memory.");
        new StoreCopy(own, Segments, Options.Files).WriteTo(folder, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                _isDisposed = true;
                _snapshots.Clear();
                _log?.Dispose();
                _temporary.Dispose();
                _leases.Trim(null);
            }
        }
    }

    private void Refresh(bool force)
    {
        if (_log is null || (!force && Options.Time.GetElapsedTime(_polledAt) < PollInterval))
        {
            return;
        }

        _polledAt = Options.Time.GetTimestamp();
        long version = _log.ReadDataVersion();
        if (version != _dataVersion)
        {
            _dataVersion = version;
            SetState(ReadState(_log));
        }
    }

    private StoreState ReadState(CommitLog log) =>
        log.ReadAfter(_state.Commits) is { } added ? _state.Append(added) : CreateState(log.Read());

    private StoreState CreateState(ImmutableArray<Commit> commits) =>
        StoreState.Create(commits, _termBytes, _leases.DictionaryFor(_state, commits));

    private void SetState(StoreState state)
    {
        _state = state;
        _leases.Trim(state);
    }

    private bool IsNamed(SegmentName name)
    {
        lock (_gate)
        {
            Refresh(force: true);
            return _state.Segments().Contains(name);
        }
    }

    private void EndLease(StoreState state, SnapshotContents? contents = null)
    {
        bool isLast;
        lock (_gate)
        {
            contents?.Release();
            _leases.Remove(state);
            _leases.Trim(_isDisposed ? null : _state);
            isLast = _sweeper.HasKept && !_isDisposed && _leases.NeededBesides(_state).Count == 0;
        }

        if (isLast)
        {
            RemoveKept();
        }
    }
}
