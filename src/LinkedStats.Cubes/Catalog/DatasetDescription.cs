using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Catalog;

/// <summary>What the catalogue says about a dataset, whatever its version.</summary>
/// <param name="Id">Its id in addresses.</param>
/// <param name="Iri">The IRI of the qb:DataSet.</param>
public sealed record DatasetDescription(string Id, Iri Iri)
{
    /// <summary>Its titles.</summary>
    public LanguageMap Title { get; init; } = LanguageMap.Empty;

    /// <summary>What it holds.</summary>
    public LanguageMap Description { get; init; } = LanguageMap.Empty;

    /// <summary>Keywords.</summary>
    public ImmutableArray<LanguageMap> Keywords { get; init; } = [];

    /// <summary>The licence; null when none is declared.</summary>
    public Iri? Licence { get; init; }

    /// <summary>The publisher's name; empty when none is declared.</summary>
    public LanguageMap Publisher { get; init; } = LanguageMap.Empty;

    /// <summary>The experiment that it comes from; null when none is declared.</summary>
    public Iri? Experiment { get; init; }

    /// <summary>The structure; null leaves the link out.</summary>
    public Iri? Structure { get; init; }

    /// <summary>The agency, id and version of its structure in SDMX; null when none is declared.</summary>
    public (string Agency, string Id, string Version)? Sdmx { get; init; }

    /// <summary>True when the figures are invented.</summary>
    public bool IsSynthetic { get; init; }
}
