using LinkedStats.Rdf;

namespace LinkedStats.Server.Observations;

/// <summary>Two graphs as one: what a version says of itself, and behind it what the metadata says.</summary>
/// <param name="first">The graph that is asked first.</param>
/// <param name="second">The graph that adds to it.</param>
internal sealed class LayeredGraph(IGraph first, IGraph second) : IGraph
{
    /// <inheritdoc/>
    public IEnumerable<Quad> Match(Term? subject, Iri? predicate, Term? @object) =>
        first.Match(subject, predicate, @object)
            .Concat(second.Match(subject, predicate, @object))
            .Select(static quad => quad with { Graph = null })
            .Distinct();
}
