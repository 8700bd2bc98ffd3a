using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.Purging;

/// <summary>Which cells are to be removed from every state of a store.</summary>
/// <param name="DatasetId">The dataset's id.</param>
/// <param name="Reason">Why.</param>
public sealed record PurgeRequest(string DatasetId, LanguageMap Reason)
{
    /// <summary>The version; null for every version of the dataset.</summary>
    public string? Version { get; init; }

    /// <summary>The keys of the cells as they stand in addresses; empty for the whole version.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];
}

/// <summary>A version of which cells are removed.</summary>
/// <param name="DatasetId">The dataset's id.</param>
/// <param name="Dataset">The IRI of the qb:DataSet.</param>
/// <param name="Version">The version number.</param>
/// <param name="Iri">The version's IRI.</param>
/// <param name="IsWhole">True when all of it is removed.</param>
/// <param name="Cells">The number of cells that are removed.</param>
/// <param name="Digest">Their digest, see <see cref="CellDigest"/>.</param>
public sealed record PurgedVersion(
    string DatasetId, Iri Dataset, string Version, Iri Iri, bool IsWhole, int Cells, string Digest);

/// <summary>What is said of a version from which cells are removed, in every state.</summary>
/// <param name="Graph">The graph that describes the version.</param>
/// <param name="Tombstone">What it says: alone, when the whole version is removed, else beside what it said.</param>
/// <param name="Forgotten">The resources of which neither it nor the version's graph speaks any more.</param>
public sealed record PurgeDescription(Iri Graph, IReadOnlyCollection<Quad> Tombstone, IReadOnlyList<Iri> Forgotten);

/// <summary>What became of a purge.</summary>
/// <param name="Instant">When it was done.</param>
/// <param name="Versions">The versions that it took cells from; empty when there was nothing to remove.</param>
/// <param name="MissingKeys">The keys that no version has; nothing is removed when there is one.</param>
/// <param name="Salt">What the digests begin with, in hexadecimal; it is kept nowhere.</param>
public sealed record PurgeOutcome(
    DateTimeOffset Instant,
    ImmutableArray<PurgedVersion> Versions,
    ImmutableArray<string> MissingKeys,
    string Salt)
{
    /// <summary>The number of the commit; null when nothing was removed.</summary>
    public int? Commit { get; init; }
}
