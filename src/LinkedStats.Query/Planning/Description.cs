using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Planning;

/// <summary>Describes resources: their triples, and those of the blank nodes that these lead to.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 16.4, leaves it to the server; this is the concise bounded description. A cell
/// gives all of its triples, those of its columns included.
/// </remarks>
/// <param name="graph">The default graph.</param>
/// <param name="terms">The terms.</param>
/// <param name="context">The limits.</param>
internal sealed class Description(GraphView graph, QueryTerms terms, EvaluationContext context)
{
    private readonly TripleSet _given = new(context);
    private readonly TermCache _terms = new(terms);
    private readonly HashSet<TermId> _described = [];

    /// <summary>Gives the triples of resources.</summary>
    /// <param name="resources">The resources.</param>
    /// <returns>Each triple once.</returns>
    public IEnumerable<Quad> Of(IEnumerable<TermId> resources)
    {
        var predicates = new TermId[Batch.DefaultCapacity];
        var objects = new TermId[Batch.DefaultCapacity];
        foreach (TermId resource in resources)
        {
            var left = new Queue<TermId>([resource]);
            while (left.TryDequeue(out TermId subject))
            {
                // A term that the query computed is the subject of nothing.
                if (subject.Tag is not (TermTag.Iri or TermTag.BlankNode or TermTag.Cell) || !_described.Add(subject))
                {
                    continue;
                }

                context.Charge(48);
                TripleCursor cursor = graph.Match(subject, TermId.None, TermId.None);
                int count;
                while ((count = cursor.Read([], predicates, objects, predicates.Length)) > 0)
                {
                    context.ThrowIfStopped();
                    for (int i = 0; i < count; i++)
                    {
                        TermId[] triple = [subject, predicates[i], objects[i]];
                        if (_given.Add(triple) && GraphTemplate.ToQuad(_terms, triple) is { } quad)
                        {
                            context.CountRows(1);
                            yield return quad;
                        }

                        if (objects[i].Tag == TermTag.BlankNode)
                        {
                            left.Enqueue(objects[i]);
                        }
                    }
                }
            }
        }
    }
}
