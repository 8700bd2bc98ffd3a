using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <summary>A store of published releases: one folder, many readers, one writer at a time.</summary>
public sealed class Store : IDisposable
{
    private Store(StoreOptions options) => Options = options;

    /// <summary>The options it was opened with.</summary>
    public StoreOptions Options { get; }

    /// <summary>Opens a store, or creates an empty one where the folder is missing or empty.</summary>
    /// <param name="options">The folder and the base address.</param>
    /// <returns>The store.</returns>
    /// <exception cref="StoreException">The folder holds something else, a newer format or a damaged file.</exception>
    public static Store Open(StoreOptions options) => new(options);

    /// <summary>Leases what a viewer may see at an instant; the files stay mapped until the lease is disposed.</summary>
    /// <param name="viewer">Who asks.</param>
    /// <param name="instant">The instant; null for now.</param>
    /// <returns>The lease.</returns>
    public SnapshotLease Acquire(Viewer viewer, DateTimeOffset? instant = null) => throw new NotSupportedException();

    /// <summary>Takes the writer lock, waiting for another writer to finish, and begins a release.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The writer; disposing it without a commit leaves no trace.</returns>
    public StoreWriter BeginWrite(CancellationToken cancellation = default) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
