using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Snapshots;

/// <summary>A published dataset in a snapshot.</summary>
/// <param name="Id">Its id in addresses: lower-case letters, digits and hyphens.</param>
/// <param name="Iri">The IRI of the qb:DataSet; its own, or <c>{base}datasets/{id}</c>.</param>
/// <param name="Versions">The visible versions, oldest first; at least one.</param>
public sealed record DatasetEntry(string Id, Iri Iri, IReadOnlyList<DatasetVersionEntry> Versions)
{
    /// <summary>The current version.</summary>
    public DatasetVersionEntry Current => Versions[^1];
}

/// <summary>A version of a dataset in a snapshot.</summary>
/// <param name="Version">The version number, as <c>1.2.0</c>.</param>
/// <param name="Iri">
/// The version's IRI, which is also the name of its graph: <c>{base}datasets/{id}/versions/{v}</c>.
/// </param>
/// <param name="RecordedAt">When it was accepted.</param>
/// <param name="VisibleFrom">When it became, or becomes, public.</param>
/// <param name="Graph">The version's graph: cells and structure.</param>
public sealed record DatasetVersionEntry(
    string Version, Iri Iri, DateTimeOffset RecordedAt, DateTimeOffset VisibleFrom, GraphView Graph)
{
    /// <summary>
    /// Another number each time that cells are purged from the version, which is otherwise the same for ever.
    /// </summary>
    public long Edition { get; init; }

    /// <summary>The id of <see cref="Iri"/>: looking it up would open the terms of its release.</summary>
    internal TermId Name { get; init; }

    /// <summary>The version's cells.</summary>
    public CubeTable Cells => Graph.Cubes[0];
}

/// <summary>What is left of a version that was taken away.</summary>
/// <param name="DatasetId">The dataset's id in addresses.</param>
/// <param name="Dataset">The IRI of the qb:DataSet.</param>
/// <param name="Version">The version number, which no other version gets.</param>
/// <param name="Iri">The version's IRI.</param>
/// <param name="VisibleFrom">When the version had become public, or would have.</param>
/// <param name="TakenAt">When it was taken away.</param>
/// <param name="Reason">Why.</param>
public sealed record VersionTombstone(
    string DatasetId,
    Iri Dataset,
    string Version,
    Iri Iri,
    DateTimeOffset VisibleFrom,
    DateTimeOffset TakenAt,
    LanguageMap Reason)
{
    /// <summary>True when it exists in no state any more; false when past states keep it.</summary>
    public bool IsPurged { get; init; }

    /// <summary>The number of cells that were purged; null where none was.</summary>
    public int? Cells { get; init; }

    /// <summary>Their digest; null likewise.</summary>
    public string? Digest { get; init; }
}
