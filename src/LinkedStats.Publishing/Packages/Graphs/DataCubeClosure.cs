using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Publishing.Packages.Graphs;

/// <summary>The first phase of normalisation: what abbreviated cubes leave to be inferred is written out.</summary>
/// <remarks>
/// Source: RDF Data Cube, section 10.1. The type of observations is left out, since cells have it anyway; the second
/// phase, which pushes values down from datasets and slices, happens where observations are read.
/// </remarks>
internal static class DataCubeClosure
{
    /// <summary>Adds the inferred triples to the graph of a package.</summary>
    internal static void Apply(PackageTriples triples)
    {
        Graph graph = triples.Graph;
        List<Quad> inferred = [];
        foreach (Term dataset in graph.Match(null, CubeVocabulary.DataSetOf, null)
            .Select(static t => t.Object).Concat(triples.Observations.Datasets).Distinct())
        {
            inferred.Add(new(dataset, RdfVocabulary.Type, CubeVocabulary.DataSet));
        }

        AddTypes(CubeVocabulary.SliceOf, CubeVocabulary.Slice);
        AddTypes(CubeVocabulary.SliceStructure, CubeVocabulary.SliceKey);
        AddComponents(CubeVocabulary.Dimension, CubeVocabulary.DimensionProperty);
        AddComponents(CubeVocabulary.Measure, CubeVocabulary.MeasureProperty);
        AddComponents(CubeVocabulary.Attribute, CubeVocabulary.AttributeProperty);
        inferred.RemoveAll(static quad => quad.Subject is Literal);
        foreach (Quad quad in inferred)
        {
            _ = graph.Add(quad);
        }

        void AddTypes(Iri predicate, Iri type) => inferred.AddRange(graph.Match(null, predicate, null)
            .Select(triple => new Quad(triple.Object, RdfVocabulary.Type, type)));

        void AddComponents(Iri predicate, Iri type)
        {
            foreach (Quad triple in graph.Match(null, predicate, null))
            {
                inferred.Add(new(triple.Subject, CubeVocabulary.ComponentPropertyOf, triple.Object));
                inferred.Add(new(triple.Object, RdfVocabulary.Type, type));
            }
        }
    }
}
