namespace LinkedStats.Storage.Snapshots;

/// <summary>A snapshot in use; disposing it lets its files go.</summary>
public sealed class SnapshotLease : IDisposable
{
    private Action? _release;

    internal SnapshotLease(Snapshot snapshot, Action release)
    {
        (Snapshot, _release) = (snapshot, release);
    }

    /// <summary>The snapshot; nothing that came from it may be used after the lease has ended.</summary>
    public Snapshot Snapshot { get; }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
