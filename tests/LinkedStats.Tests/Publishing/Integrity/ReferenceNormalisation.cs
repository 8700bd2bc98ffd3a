using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>The recommendation's own updates, taken at their word.</summary>
/// <remarks>
/// Source: RDF Data Cube, section 10. Each <c>INSERT … WHERE</c> is run as a <c>CONSTRUCT … WHERE</c> whose triples are
/// added to the graph before the next one runs.
/// </remarks>
internal static class ReferenceNormalisation
{
    private const string BlankNodes = "urn:blank-node:";

    /// <summary>Normalises an abbreviated cube: both phases, one update after the other.</summary>
    public static Graph Normalise(IEnumerable<Quad> triples)
    {
        // An answer's blank nodes are no longer those of the graph, as an update's would be.
        Graph graph = ToGraph(triples, Name);

        foreach (string query in Updates("closure.ru").Concat(Updates("flatten.ru")))
        {
            using var queries = new GraphQueries(graph.Match(null, null, null).ToArray());
            foreach (Quad inferred in queries.Construct(query))
            {
                graph.Add(inferred);
            }
        }

        return ToGraph(graph.Match(null, null, null), Unname);
    }

    /// <summary>Adds what the vocabularies say and a package need not repeat: SKOS Reference, statements S5, S7 and
    /// S8, and the range of qb:measureType.</summary>
    public static void AddVocabulary(Graph graph)
    {
        foreach (Quad top in graph.Match(null, SkosVocabulary.HasTopConcept, null).ToArray())
        {
            graph.Add(new Quad(top.Object, SkosVocabulary.InScheme, top.Subject));
        }

        foreach (Quad top in graph.Match(null, SkosVocabulary.TopConceptOf, null).ToArray())
        {
            graph.Add(new Quad(top.Subject, SkosVocabulary.InScheme, top.Object));
        }

        graph.Add(new Quad(CubeVocabulary.MeasureType, RdfsVocabulary.Range, CubeVocabulary.MeasureProperty));
    }

    private static Graph ToGraph(IEnumerable<Quad> triples, Func<Term, Term> rename)
    {
        var graph = new Graph();
        foreach (Quad triple in triples)
        {
            graph.Add(new Quad(rename(triple.Subject), triple.Predicate, rename(triple.Object)));
        }

        return graph;
    }

    private static Term Name(Term term) => term is BlankNode node ? Iri.Parse(BlankNodes + node.Label) : term;

    private static Term Unname(Term term) =>
        term is Iri iri && iri.Text.StartsWith(BlankNodes, StringComparison.Ordinal)
            ? new BlankNode(iri.Text[BlankNodes.Length..]) : term;

    private static IEnumerable<string> Updates(string file)
    {
        string text = string.Join('\n', File.ReadLines(SharedMaterial.PathOf("conformance", "datacube", "integrity", file))
            .Where(static line => !line.StartsWith('#')));
        string prefixes = text[..text.IndexOf("INSERT", StringComparison.Ordinal)];
        return text[prefixes.Length..].Split("};", StringSplitOptions.TrimEntries)
            .Where(static update => update.Length > 0)
            .Select(update => prefixes + update.Replace("INSERT", "CONSTRUCT", StringComparison.Ordinal)
                + (update.EndsWith('}') ? "" : "}"));
    }
}
