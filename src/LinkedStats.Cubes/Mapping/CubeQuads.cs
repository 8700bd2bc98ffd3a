using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Mapping;

/// <summary>The statistical model as quads, and back.</summary>
public static class CubeQuads
{
    /// <summary>Reads the structure of a dataset.</summary>
    /// <param name="graph">A graph that holds the dataset's structure and its component properties.</param>
    /// <param name="dataset">The qb:DataSet.</param>
    /// <returns>The structure; null when the dataset has none.</returns>
    public static DataStructureDefinition? ReadStructure(IGraph graph, Iri dataset) =>
        StructureReader.Read(graph, dataset);

    /// <summary>Reads a code list: a skos:ConceptScheme, a skos:Collection or a qb:HierarchicalCodeList.</summary>
    /// <param name="graph">A graph that holds the list and its codes.</param>
    /// <param name="scheme">The list.</param>
    /// <returns>The code list, parents before their children; empty when nothing is in the list.</returns>
    public static CodeList ReadCodeList(IGraph graph, Iri scheme) => CodeListReader.Read(graph, scheme);

    /// <summary>Reads the labels of a resource: skos:prefLabel, else rdfs:label, else dct:title.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resource">The resource.</param>
    /// <returns>The labels; empty when there are none.</returns>
    public static LanguageMap ReadLabels(IGraph graph, Term resource)
    {
        foreach (Iri predicate in (ReadOnlySpan<Iri>)[ModelTerms.PrefLabel, ModelTerms.Label, ModelTerms.Title])
        {
            LanguageMap labels = ReadTexts(graph, resource, predicate);
            if (!labels.Texts.IsEmpty)
            {
                return labels;
            }
        }

        return LanguageMap.Empty;
    }

    /// <summary>Reads the texts that a resource has under one predicate, as dct:description.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="predicate">The predicate.</param>
    /// <returns>One text a language, the first in ordinal order where there are several; empty when there is none.</returns>
    public static LanguageMap ReadTexts(IGraph graph, Term resource, Iri predicate)
    {
        ImmutableSortedDictionary<string, string>.Builder texts = LanguageMap.Empty.Texts.ToBuilder();
        foreach (Literal literal in graph.Objects(resource, predicate).OfType<Literal>())
        {
            _ = texts.TryAdd(literal.Language ?? "", literal.Lexical);
        }

        return texts.Count == 0 ? LanguageMap.Empty : new LanguageMap(texts.ToImmutable());
    }
}
