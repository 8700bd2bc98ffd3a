using LinkedStats.Rdf;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage;

/// <summary>Where a store is and under which address its own things are published.</summary>
public sealed record StoreOptions
{
    /// <summary>The folder of the store; null keeps everything in memory, for tests.</summary>
    public string? Folder { get; init; }

    /// <summary>
    /// The base address; the store's own IRIs are kept relative to it, so it may change between starts.
    /// </summary>
    public Iri Base { get; init; } = Iri.FromTrusted("http://localhost:5080/");

    /// <summary>Opens for reading only; another process may be writing.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// How long a purge waits before it removes the old files: other processes see it within a second.
    /// </summary>
    internal TimeSpan ReaderGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Makes what the digests of purged cells begin with.</summary>
    internal Func<byte[]> Salt { get; init; } =
        static () => System.Security.Cryptography.RandomNumberGenerator.GetBytes(Purging.CellDigest.SaltBytes);

    /// <summary>So many triples are worth being merged for several snapshots.</summary>
    internal int SharedTriplesMin { get; init; } = 1 << 15;

    internal IStoreFiles Files { get; init; } = StoreFiles.Instance;
}
