using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

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

    /// <summary>Reads what a code list allows, taken as a list of one kind.</summary>
    /// <param name="graph">A graph that holds the list and its codes.</param>
    /// <param name="list">The list.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The codes; empty where the list has none in this way.</returns>
    public static IReadOnlySet<Term> ReadMembers(IGraph graph, Iri list, CodeListKind kind) =>
        CodeListReader.ReadMembers(graph, list, kind);

    /// <summary>Reads the properties from parent to child of a hierarchical code list.</summary>
    /// <param name="graph">A graph that holds the list.</param>
    /// <param name="list">The list.</param>
    /// <returns>The properties; those that lead from child to parent are inverse.</returns>
    public static IReadOnlyList<(Iri Property, bool IsInverse)> ReadParentChildProperties(IGraph graph, Iri list) =>
        CodeListReader.ParentChildSteps(graph, list);

    /// <summary>Reads the labels of a resource: skos:prefLabel, else rdfs:label, else dct:title.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="resource">The resource.</param>
    /// <returns>The labels; empty when there are none.</returns>
    public static LanguageMap ReadLabels(IGraph graph, Term resource)
    {
        foreach (Iri predicate in (ReadOnlySpan<Iri>)[
            SkosVocabulary.PrefLabel, RdfsVocabulary.Label, DctermsVocabulary.Title])
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
    /// <returns>One text a language, the first in ordinal order where there are several; empty when there is
    /// none.</returns>
    public static LanguageMap ReadTexts(IGraph graph, Term resource, Iri predicate)
    {
        ImmutableSortedDictionary<string, string>.Builder texts = LanguageMap.Empty.Texts.ToBuilder();
        foreach (Literal literal in graph.SortedObjects(resource, predicate).OfType<Literal>())
        {
            _ = texts.TryAdd(literal.Language ?? "", literal.Lexical);
        }

        return texts.Count == 0 ? LanguageMap.Empty : new LanguageMap(texts.ToImmutable());
    }

    /// <summary>Writes a structure with its component specifications and component properties.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>Its triples, which <see cref="ReadStructure"/> reads back once a dataset points to it.</returns>
    public static IEnumerable<Quad> WriteStructure(DataStructureDefinition structure, LinkedStatsVocabulary terms) =>
        StructureWriter.Write(structure, terms);

    /// <summary>Writes a code list.</summary>
    /// <param name="list">The list; its order is kept as positions.</param>
    /// <param name="terms">The terms of the store's ontology.</param>
    /// <returns>Its triples, which <see cref="ReadCodeList"/> reads back.</returns>
    public static IEnumerable<Quad> WriteCodeList(CodeList list, LinkedStatsVocabulary terms) =>
        StructureWriter.Write(list, terms);

    /// <summary>Writes the texts of a resource under one predicate.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="predicate">The predicate.</param>
    /// <param name="texts">The texts.</param>
    /// <returns>One triple a language.</returns>
    public static IEnumerable<Quad> WriteTexts(Term resource, Iri predicate, LanguageMap texts) =>
        texts.Texts.Select(text => new Quad(
            resource, predicate, text.Key.Length == 0 ? new Literal(text.Value) : new Literal(text.Value, text.Key)));
}
