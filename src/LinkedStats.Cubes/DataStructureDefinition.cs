using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes;

/// <summary>The structure of a cube: which components its observations have.</summary>
/// <param name="Iri">The IRI of the qb:DataStructureDefinition.</param>
/// <param name="Dimensions">The dimensions in key order: by qb:order, then by property; qb:measureType among
/// them.</param>
/// <param name="Measures">The measures, in the same order.</param>
/// <param name="Attributes">The attributes, in the same order.</param>
/// <remarks>Source: RDF Data Cube, section 6.</remarks>
public sealed record DataStructureDefinition(
    Iri Iri,
    ImmutableArray<Dimension> Dimensions,
    ImmutableArray<Measure> Measures,
    ImmutableArray<ObservationAttribute> Attributes)
{
    /// <summary>Its labels.</summary>
    public LanguageMap Labels { get; init; } = LanguageMap.Empty;

    /// <summary>All components: dimensions, measures, attributes.</summary>
    public IEnumerable<Component> Components => [.. Dimensions, .. Measures, .. Attributes];
}
