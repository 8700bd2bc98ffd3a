namespace LinkedStats.Rdf;

/// <summary>A set of triples that can be asked by pattern: an in-memory <see cref="Graph"/>, or a stored one.</summary>
public interface IGraph
{
    /// <summary>Finds the triples that match a pattern.</summary>
    /// <param name="subject">The subject, or null for any.</param>
    /// <param name="predicate">The predicate, or null for any.</param>
    /// <param name="object">The object, or null for any.</param>
    /// <returns>Each matching triple once, in no order that callers may rely on.</returns>
    IEnumerable<Quad> Match(Term? subject, Iri? predicate, Term? @object);
}
