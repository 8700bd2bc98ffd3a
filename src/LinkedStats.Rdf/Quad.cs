namespace LinkedStats.Rdf;

/// <summary>A triple and the graph that holds it.</summary>
/// <param name="Subject">An IRI or a blank node.</param>
/// <param name="Predicate">The predicate.</param>
/// <param name="Object">Any term.</param>
/// <param name="Graph">The graph name; null for the default graph.</param>
/// <remarks>Source: RDF 1.1 Concepts, section 4; N-Quads, section 2.</remarks>
public readonly record struct Quad(Term Subject, Iri Predicate, Term Object, Term? Graph = null)
{
    /// <summary>Writes the statement as a line of N-Quads, without the line's end.</summary>
    /// <returns>The subject, predicate, object, graph and full stop.</returns>
    public override string ToString() =>
        Graph is null ? $"{Subject} {Predicate} {Object} ." : $"{Subject} {Predicate} {Object} {Graph} .";
}
