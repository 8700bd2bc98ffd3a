using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The columns of a cube: dimensions in the structure's order, then measures, then attributes.</summary>
/// <param name="Dimensions">The dimension properties, qb:measureType among them where the cube has it.</param>
/// <param name="Measures">The measure properties.</param>
/// <param name="Attributes">The attribute properties that observations carry.</param>
/// <param name="CellTemplate">
/// How the IRI of a cell is made from its codes; null for the template found in the cells' own IRIs, where every cell
/// has one, else for the store's own, <c>{base}datasets/{id}/observations/{key}</c>.
/// </param>
public sealed record CubeSchema(
    ImmutableArray<Iri> Dimensions,
    ImmutableArray<Iri> Measures,
    ImmutableArray<Iri> Attributes,
    IriTemplate? CellTemplate = null);
