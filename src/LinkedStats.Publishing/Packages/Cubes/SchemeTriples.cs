using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>Collects the triples of a code list from a graph that holds more.</summary>
internal static class SchemeTriples
{
    /// <summary>Collects what is said about a list and its codes, blank nodes below them included.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="list">The list.</param>
    /// <param name="codes">Its codes.</param>
    /// <returns>The triples, each once.</returns>
    internal static IReadOnlyCollection<Quad> Collect(IGraph graph, Iri list, IEnumerable<Term> codes)
    {
        var triples = new List<Quad>();
        var seen = new HashSet<Term>();
        var open = new Stack<Term>(codes.Prepend(list));
        while (open.TryPop(out Term? subject))
        {
            if (!seen.Add(subject))
            {
                continue;
            }

            foreach (Quad triple in graph.Match(subject, null, null))
            {
                triples.Add(triple with { Graph = null });
                if (triple.Object is BlankNode)
                {
                    open.Push(triple.Object);
                }
            }
        }

        return triples;
    }
}
