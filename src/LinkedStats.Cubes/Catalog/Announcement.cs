using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Catalog;

/// <summary>A release that is announced before its instant: all that the public is told of it until then.</summary>
/// <param name="Iri">The IRI of the announcement, which is the name of its graph.</param>
/// <param name="DatasetId">The dataset's id in addresses.</param>
/// <param name="Dataset">The IRI of the qb:DataSet.</param>
/// <param name="Version">The number of the version that is announced.</param>
/// <param name="VersionIri">The IRI that the version has, once it is public.</param>
/// <param name="Instant">When it becomes public, a whole minute.</param>
/// <param name="AnnouncedAt">When it was announced.</param>
public sealed record Announcement(
    Iri Iri,
    string DatasetId,
    Iri Dataset,
    string Version,
    Iri VersionIri,
    DateTimeOffset Instant,
    DateTimeOffset AnnouncedAt)
{
    /// <summary>The dataset's titles.</summary>
    public LanguageMap Title { get; init; } = LanguageMap.Empty;

    /// <summary>When the announcement was changed last; when it was made, for one that never was.</summary>
    public DateTimeOffset ChangedAt { get; init; } = AnnouncedAt;

    /// <summary>How often it was changed.</summary>
    public int Revision { get; init; }

    /// <summary>The instant that was announced before this one; null where it was never moved.</summary>
    public DateTimeOffset? InstantBefore { get; init; }

    /// <summary>True when the release will not happen.</summary>
    public bool IsCancelled { get; init; }
}
