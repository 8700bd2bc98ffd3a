using System.Collections.Immutable;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <summary>A store of published releases: one folder, many readers, one writer at a time.</summary>
public sealed class Store : IDisposable
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
    private readonly SegmentScope _dictionarySegments;
    private readonly SnapshotCache _snapshots;
    private StoreState _state;
    private long _dataVersion;
    private long _polledAt;
    private int _leases;
    private bool _isDisposed;

    /// <summary>The folder may hold files of a commit of which nobody knows yet that it failed.</summary>
    private bool _isInDoubt = true;

    private Store(StoreOptions options)
    {
        Options = options;
        _folder = options.Folder is null ? null : new StoreFolder(Path.GetFullPath(options.Folder), options.Files);
        _log = _folder?.OpenLog(options.ReadOnly);
        Segments = new SegmentStore(_folder?.SegmentsPath, options.Files);
        _dictionarySegments = new SegmentScope(Segments);
        _snapshots = new SnapshotCache(Segments);
        _termBytes = new TermBytes(options.Base);
        _state = StoreState.Create([], _termBytes, _dictionarySegments);
        Refresh(force: true);
    }

    /// <summary>The options it was opened with.</summary>
    public StoreOptions Options { get; }

    internal SegmentStore Segments { get; }

    /// <summary>Opens a store, or creates an empty one where the folder is missing or empty.</summary>
    /// <param name="options">The folder and the base address.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">The folder holds something else, a newer format or a damaged file.</exception>
    public static Store Open(StoreOptions options) => new(options);

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
            _leases++;
            return new SnapshotLease(new Snapshot(contents, viewer, at, from), () => EndLease(contents));
        }
    }

    /// <summary>Takes the writer lock, waiting for another writer to finish, and begins a release.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The writer; disposing it without a commit leaves no trace.</returns>
    /// <exception cref="InvalidOperationException">The store was opened for reading only.</exception>
    public StoreWriter BeginWrite(CancellationToken cancellation = default)
    {
        if (Options.ReadOnly)
        {
            throw new InvalidOperationException("The store was opened for reading only.");
        }

        _writer.Wait(cancellation);
        WriterFile? fileLock = null;
        try
        {
            fileLock = _folder?.Lock(cancellation);
            lock (_gate)
            {
                Refresh(force: true);
                _isInDoubt |= fileLock?.WasLeft == true;
                if (_isInDoubt)
                {
                    Sweep();
                }
            }

            var writerLock = new WriterLock(_writer, fileLock);
            return new StoreWriter(this, AcquireLatest(), writerLock);
        }
        catch
        {
            fileLock?.Dispose();
            _writer.Release();
            throw;
        }
    }

    /// <summary>Reads every file of the store and compares it with its checksum.</summary>
    /// <param name="cancellation">Stops the work between two files.</param>
    /// <returns>A sentence for each file that is missing or damaged, which names it; empty for a whole store.</returns>
    /// <exception cref="StoreException">The commit log cannot be read.</exception>
    public IReadOnlyList<string> FindDamage(CancellationToken cancellation = default)
    {
        List<string> damage = [];
        SegmentName[] names;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            Refresh(force: true);
            damage.AddRange(_log?.FindDamage() ?? []);
            names = [.. _state.Segments().Distinct()];
        }

        foreach (SegmentName name in names)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Segments.Check(name);
            }
            catch (StoreException e)
            {
                damage.Add(e.Message);
            }
        }

        return damage;
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
                EndDictionary();
            }
        }
    }

    /// <summary>Makes the commits of a release exist, all at once.</summary>
    internal void Append(ImmutableArray<Commit> commits)
    {
        lock (_gate)
        {
            // Nobody acquires a snapshot between this instant and the end of the append, so whoever asks later for the
            // state of an instant gets what was answered at it.
            long now = Options.Time.GetUtcNow().UtcTicks;
            commits = [.. commits.Select(commit => commit.At(now))];
            AppendToLog(commits);
            _state = StoreState.Create([.. _state.Commits, .. commits], _termBytes, _dictionarySegments);
        }
    }

    /// <summary>
    /// Removes the files of a release that was given up; what cannot be removed is left to the next writer.
    /// </summary>
    /// <returns>False when files may be left.</returns>
    internal bool TryDiscard()
    {
        lock (_gate)
        {
            try
            {
                Refresh(force: true);
                Sweep();
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    /// <summary>Acquires the latest state even if the clock of another process, or of before, was ahead.</summary>
    private SnapshotLease AcquireLatest()
    {
        long recordedAt = _state.Commits.IsEmpty ? 0 : _state.Commits.Max(static c => c.RecordedAt);
        DateTimeOffset now = Options.Time.GetUtcNow();
        bool isAhead = recordedAt > now.UtcTicks;
        return Acquire(Viewer.Everything, isAhead ? new DateTimeOffset(recordedAt, TimeSpan.Zero) : now);
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
            _state = StoreState.Create(_log.Read(), _termBytes, _dictionarySegments);
        }
    }

    private void AppendToLog(ImmutableArray<Commit> commits)
    {
        if (_log is null)
        {
            return;
        }

        try
        {
            Options.Files.Record(() => _log.Append(commits));
        }
        catch
        {
            // Only the log knows whether the failure came before the commit or after it.
            (_dataVersion, _isInDoubt) = (Unread, true);
            throw;
        }
    }

    private void Sweep()
    {
        string[] strays =
            Segments.FindStrays(_state.Segments().Select(static s => s.Text).ToHashSet(StringComparer.Ordinal));
        if (strays.Length > 0 && _isInDoubt && _log is not null)
        {
            // Or a failed append might be found in the log after a crash, its files being gone.
            Options.Files.Record(_log.Seal);
        }

        Segments.Delete(strays);
        _isInDoubt = false;
    }

    private void EndLease(SnapshotContents contents)
    {
        lock (_gate)
        {
            contents.Release();
            _leases--;
            EndDictionary();
        }
    }

    /// <summary>The dictionary serves every lease, so it goes with the last one.</summary>
    private void EndDictionary()
    {
        if (_isDisposed && _leases == 0)
        {
            _dictionarySegments.Dispose();
        }
    }
}
