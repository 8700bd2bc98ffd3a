using System.Collections;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>The triples of a code list, collected on another thread from a graph that holds more.</summary>
/// <param name="graph">The graph; nothing may be added to it any more.</param>
/// <param name="list">The list.</param>
/// <param name="codes">Its codes.</param>
/// <remarks>What is said about the list and its codes, blank nodes below them included; each triple once.</remarks>
internal sealed class SchemeTriples(Graph graph, Iri list, IEnumerable<Term> codes) : IReadOnlyCollection<Quad>
{
    private readonly Task<List<Quad>> _triples = Task.Run(() => Collect(graph, list, codes));

    /// <summary>The revision of a graph in the store that is known to consist of these triples.</summary>
    internal object? HeldBy { get; set; }

    /// <inheritdoc/>
    public int Count => _triples.GetAwaiter().GetResult().Count;

    /// <inheritdoc/>
    public IEnumerator<Quad> GetEnumerator() => _triples.GetAwaiter().GetResult().GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Collects the triples at once.</summary>
    internal static List<Quad> Collect(IGraph graph, Iri list, IEnumerable<Term> codes)
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
