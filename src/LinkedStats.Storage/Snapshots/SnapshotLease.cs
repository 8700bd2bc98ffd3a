namespace LinkedStats.Storage.Snapshots;

/// <summary>A snapshot in use; disposing it lets its files go.</summary>
public sealed class SnapshotLease : IDisposable
{
    internal SnapshotLease(Snapshot snapshot) => Snapshot = snapshot;

    /// <summary>The snapshot.</summary>
    public Snapshot Snapshot { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
