using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Mapping;

/// <summary>The statistical model as quads, and back.</summary>
public static class CubeQuads
{
    /// <summary>Reads the structure of a dataset.</summary>
    /// <param name="graph">A graph that holds the dataset's structure and its component properties.</param>
    /// <param name="dataset">The qb:DataSet.</param>
    /// <returns>The structure; null when the dataset has none.</returns>
    public static DataStructureDefinition? ReadStructure(IGraph graph, Iri dataset) => throw new NotSupportedException();

    /// <summary>Reads a code list.</summary>
    /// <param name="graph">A graph that holds the scheme and its concepts.</param>
    /// <param name="scheme">The skos:ConceptScheme.</param>
    /// <returns>The code list; empty when nothing is in the scheme.</returns>
    public static CodeList ReadCodeList(IGraph graph, Iri scheme) => throw new NotSupportedException();

    /// <summary>Reads the labels of a resource: skos:prefLabel, else rdfs:label, else dct:title.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resource">The resource.</param>
    /// <returns>The labels; empty when there are none.</returns>
    public static LanguageMap ReadLabels(IGraph graph, Term resource) => throw new NotSupportedException();
}
