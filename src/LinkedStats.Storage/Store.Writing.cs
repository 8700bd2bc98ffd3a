using System.Collections.Immutable;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <content>What changes a store.</content>
public sealed partial class Store
{
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
                _sweeper.IsInDoubt |= fileLock?.WasLeft == true;
                if (_sweeper.IsInDoubt)
                {
                    _sweeper.Sweep(_state, _leases.NeededBesides(_state));
                }
            }

            var writerLock = new WriterLock(_writer, fileLock) { MayLeaveFiles = _sweeper.IsInDoubt };
            return new StoreWriter(this, AcquireLatest(), writerLock);
        }
        catch
        {
            fileLock?.Dispose();
            _writer.Release();
            throw;
        }
    }

    /// <summary>Makes the commits of a release exist, all at once.</summary>
    /// <param name="commits">The commits.</param>
    /// <param name="deadline">When it is too late for them, in UTC ticks.</param>
    /// <returns>False when it is too late: then nothing of them exists.</returns>
    internal bool Append(ImmutableArray<Commit> commits, long deadline)
    {
        lock (_gate)
        {
            // Nobody acquires a snapshot between this instant and the end of the append, so whoever asks later for the
            // state of an instant gets what was answered at it.
            long now = Options.Time.GetUtcNow().UtcTicks;
            if (now >= deadline)
            {
                return false;
            }

            commits = [.. commits.Select(commit => commit.At(now))];
            Record(log => log.Append(commits));
            SetState(_state.Append(commits));
            return true;
        }
    }

    /// <summary>Puts commits in the place of others and adds one, all at once.</summary>
    internal void Replace(ImmutableArray<Commit> changed, Commit added)
    {
        lock (_gate)
        {
            added = added.At(Options.Time.GetUtcNow().UtcTicks);
            Record(log => log.Replace(changed, added));
            var byId = changed.ToDictionary(static commit => commit.Id);
            SetState(CreateState(
                [.. _state.Commits.Select(commit => byId.GetValueOrDefault(commit.Id, commit)), added]));
            _snapshots.Clear();
            _sweeper.IsInDoubt = true;
        }
    }

    /// <summary>Removes the files that a purge replaced, once other processes have seen it.</summary>
    /// <returns>False when some are left: a lease needs them, or they cannot be removed.</returns>
    internal bool TryRemoveReplaced()
    {
        if (_folder is not null)
        {
            Thread.Sleep(Options.ReaderGrace);
        }

        return TryDiscard();
    }

    /// <summary>
    /// Removes the files that the log does not name; what cannot be removed is left to the next writer.
    /// </summary>
    /// <returns>False when files may be left.</returns>
    internal bool TryDiscard()
    {
        lock (_gate)
        {
            try
            {
                Refresh(force: true);
                _leases.Trim(_state);
                _sweeper.Sweep(_state, _leases.NeededBesides(_state));
                _log?.Checkpoint();
                return !_sweeper.IsInDoubt;
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

    private void Record(Action<CommitLog> change)
    {
        if (_log is null)
        {
            return;
        }

        try
        {
            Options.Files.Record(() => change(_log));
        }
        catch
        {
            // Only the log knows whether the failure came before the commit or after it.
            (_dataVersion, _sweeper.IsInDoubt) = (Unread, true);
            throw;
        }
    }

    /// <summary>
    /// Removes what only a lease needed; when somebody is writing, that is left to whoever writes next.
    /// </summary>
    private void RemoveKept()
    {
        if (!_writer.Wait(TimeSpan.Zero))
        {
            return;
        }

        WriterFile? fileLock = null;
        try
        {
            fileLock = _folder?.TryLock();
            if (_folder is null || fileLock is not null)
            {
                bool isDone = TryDiscard();
                fileLock?.MayLeaveFiles = !isDone;
            }
        }
        finally
        {
            fileLock?.Dispose();
            _writer.Release();
        }
    }
}
