using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>An RDF graph in a snapshot, or a union of graphs: sorted triples, and cells seen as triples.</summary>
/// <remarks>
/// A cell's declared components, its rdf:type and its qb:dataSet come from the columns; whatever else is said about a
/// cell is among the triples, under the cell's id.
/// </remarks>
public sealed class GraphView : IGraph
{
    /// <summary>The cubes whose cells belong to the graph.</summary>
    public IReadOnlyList<CubeTable> Cubes => throw new NotSupportedException();

    /// <summary>The predicates that triples outside the columns use with a cell as their subject.</summary>
    public IReadOnlySet<TermId> ExtraCellPredicates => throw new NotSupportedException();

    /// <summary>Finds triples by pattern, in the triples only: the cells of <see cref="Cubes"/> are left out.</summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>A cursor over each matching triple once.</returns>
    public TripleCursor MatchTriples(TermId subject, TermId predicate, TermId @object) => throw new NotSupportedException();

    /// <summary>Finds triples by pattern, in the triples and in the columns.</summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>A cursor over each matching triple once.</returns>
    public TripleCursor Match(TermId subject, TermId predicate, TermId @object) => throw new NotSupportedException();

    /// <summary>Counts what <see cref="MatchTriples"/> would find; exact unless the view merges several graphs.</summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>The count, or an upper bound of it.</returns>
    public long CountTriples(TermId subject, TermId predicate, TermId @object) => throw new NotSupportedException();

    /// <summary>Counts what <see cref="Match(TermId, TermId, TermId)"/> would find, or gives an upper bound.</summary>
    /// <param name="subject">The subject, or None for any.</param>
    /// <param name="predicate">The predicate, or None for any.</param>
    /// <param name="object">The object, or None for any.</param>
    /// <returns>The count, or an upper bound of it.</returns>
    public long Count(TermId subject, TermId predicate, TermId @object) => throw new NotSupportedException();

    /// <inheritdoc/>
    public IEnumerable<Quad> Match(Term? subject, Iri? predicate, Term? @object) => throw new NotSupportedException();
}
