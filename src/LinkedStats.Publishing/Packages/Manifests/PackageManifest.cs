using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Manifests;

/// <summary>What a <c>release.yaml</c> says, names resolved to IRIs.</summary>
internal sealed record PackageManifest
{
    /// <summary>The dataset's id.</summary>
    public required string Dataset { get; init; }

    /// <summary>The IRI of the qb:DataSet.</summary>
    public required Iri Iri { get; init; }

    /// <summary>The version; null when the store counts.</summary>
    public VersionNumber? Version { get; init; }

    /// <summary>The place of the version, for problems with it.</summary>
    public Place Place { get; init; }

    /// <summary>Titles.</summary>
    public LanguageMap Title { get; init; } = LanguageMap.Empty;

    /// <summary>Descriptions.</summary>
    public LanguageMap Description { get; init; } = LanguageMap.Empty;

    /// <summary>What is new.</summary>
    public LanguageMap Notes { get; init; } = LanguageMap.Empty;

    /// <summary>Keywords.</summary>
    public ImmutableArray<LanguageMap> Keywords { get; init; } = [];

    /// <summary>The licence.</summary>
    public Iri? Licence { get; init; }

    /// <summary>The publisher's name.</summary>
    public LanguageMap Publisher { get; init; } = LanguageMap.Empty;

    /// <summary>The experiment's id.</summary>
    public string? Experiment { get; init; }

    /// <summary>The run's id.</summary>
    public string? Run { get; init; }

    /// <summary>When it becomes public, a whole minute; null for now.</summary>
    public DateTimeOffset? Release { get; init; }

    /// <summary>Whether the release is announced before.</summary>
    public bool IsAnnounced { get; init; }

    /// <summary>Whether the figures are invented.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>The SDMX identity of the structure; null when it has none.</summary>
    public SdmxIdentity? Sdmx { get; init; }

    /// <summary>Dimensions.</summary>
    public ImmutableArray<ManifestComponent> Dimensions { get; init; } = [];

    /// <summary>Measures.</summary>
    public ImmutableArray<ManifestComponent> Measures { get; init; } = [];

    /// <summary>Attributes.</summary>
    public ImmutableArray<ManifestComponent> Attributes { get; init; } = [];

    /// <summary>The marks of a missing value.</summary>
    public ImmutableHashSet<string> Missing { get; init; } = [""];

    /// <summary>The data file.</summary>
    public string Data { get; init; } = "";

    /// <summary>The place of the data file's name.</summary>
    public Place DataPlace { get; init; }

    /// <summary>The template of the observations' IRIs; null for the store's own.</summary>
    public string? Observations { get; init; }
}

/// <summary>The SDMX identity of a structure.</summary>
/// <param name="Agency">The agency's id.</param>
/// <param name="Structure">The structure's id.</param>
/// <param name="Version">The structure's version.</param>
internal sealed record SdmxIdentity(string Agency, string Structure, string Version);

/// <summary>A component that a manifest declares.</summary>
/// <param name="Id">Its id and the heading of its column.</param>
/// <param name="Property">The component property.</param>
/// <param name="Place">Its place.</param>
internal sealed record ManifestComponent(string Id, Iri Property, Place Place)
{
    /// <summary>Titles.</summary>
    public LanguageMap Title { get; init; } = LanguageMap.Empty;

    /// <summary>Descriptions.</summary>
    public LanguageMap Description { get; init; } = LanguageMap.Empty;

    /// <summary>The datatype of its literals; null where it is coded.</summary>
    public Iri? Type { get; init; }

    /// <summary>Its codes; null where it holds literals.</summary>
    public CodesReference? Codes { get; init; }

    /// <summary>The SDMX component id.</summary>
    public string? Sdmx { get; init; }

    /// <summary>The code of the unit; a measure's only.</summary>
    public string? Unit { get; init; }

    /// <summary>How values add up; a measure's only.</summary>
    public Additivity Aggregation { get; init; } = Additivity.Unknown;

    /// <summary>Whether every observation must carry it; an attribute's only.</summary>
    public bool IsRequired { get; init; }
}

/// <summary>Where a component's codes are.</summary>
/// <param name="File">The file in the package; null for a list that the store or the standard has.</param>
/// <param name="Scheme">The IRI of the list; null when it is made from the file's name.</param>
/// <param name="Template">The template of the codes' IRIs, with <c>{code}</c>; null for the store's own.</param>
/// <param name="Title">Titles of the list.</param>
/// <param name="Place">Its place.</param>
internal sealed record CodesReference(string? File, Iri? Scheme, string? Template, LanguageMap Title, Place Place);
