namespace LinkedStats.Rdf;

/// <summary>An RDF graph in memory; triples are kept once.</summary>
public sealed class Graph : IGraph
{
    private readonly HashSet<Quad> _triples = [];

    /// <summary>The number of triples.</summary>
    public int Count => _triples.Count;

    /// <summary>Adds a triple; the graph name is ignored.</summary>
    /// <param name="triple">The triple.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(in Quad triple) => _triples.Add(triple with { Graph = null });

    /// <inheritdoc/>
    public IEnumerable<Quad> Match(Term? subject, Iri? predicate, Term? @object) =>
        _triples.Where(t => (subject is null || t.Subject == subject)
            && (predicate is null || t.Predicate == predicate)
            && (@object is null || t.Object == @object));
}
