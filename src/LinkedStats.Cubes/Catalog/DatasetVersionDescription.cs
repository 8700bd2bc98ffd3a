using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Catalog;

/// <summary>What the catalogue says about one version of a dataset.</summary>
/// <param name="Iri">The version's IRI, which is the name of its graph.</param>
/// <param name="Dataset">The IRI of the qb:DataSet.</param>
/// <param name="Version">The number.</param>
/// <param name="RecordedAt">When the store accepted it.</param>
/// <param name="Issued">When it became, or becomes, public.</param>
/// <param name="Digest">The SHA-256 of its contents in lower-case hexadecimal.</param>
public sealed record DatasetVersionDescription(
    Iri Iri, Iri Dataset, VersionNumber Version, DateTimeOffset RecordedAt, DateTimeOffset Issued, string Digest)
{
    /// <summary>The version before it; null for a first one.</summary>
    public Iri? Previous { get; init; }

    /// <summary>When the dataset was modified last, where that was after the version became public, as when the one
    /// after it was withdrawn. Null otherwise.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>The run that made it; null when unknown.</summary>
    public Iri? Run { get; init; }

    /// <summary>What is new.</summary>
    public LanguageMap Notes { get; init; } = LanguageMap.Empty;

    /// <summary>Its titles.</summary>
    public LanguageMap Title { get; init; } = LanguageMap.Empty;

    /// <summary>True when the figures are invented.</summary>
    public bool IsSynthetic { get; init; }
}
