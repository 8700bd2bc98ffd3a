using LinkedStats.Query.Expressions;
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
    private readonly HashSet<TermId> _described = [];

    /// <summary>Gives the triples of resources.</summary>
    /// <param name="resources">The resources.</param>
    /// <returns>Subjects, predicates and objects, each triple once; a batch is valid until the next.</returns>
    public IEnumerable<Batch> Of(IEnumerable<TermId> resources)
    {
        var predicates = new TermId[Batch.DefaultCapacity];
        var objects = new TermId[Batch.DefaultCapacity];
        var triples = new Batch(3);
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
                    Fill(triples, subject, predicates.AsSpan(0, count), objects);
                    context.CountRows(triples.RowCount);
                    if (triples.RowCount > 0)
                    {
                        yield return triples;
                    }

                    foreach (TermId found in objects.AsSpan(0, count).ToArray())
                    {
                        if (found.Tag == TermTag.BlankNode)
                        {
                            left.Enqueue(found);
                        }
                    }
                }
            }
        }
    }

    private void Fill(
        Batch triples, TermId subject, ReadOnlySpan<TermId> predicates, ReadOnlySpan<TermId> objects)
    {
        int count = 0;
        for (int i = 0; i < predicates.Length; i++)
        {
            ReadOnlySpan<TermId> triple = [subject, predicates[i], objects[i]];
            if (GraphTemplate.IsTriple(terms, triple) && _given.Add(triple))
            {
                for (int position = 0; position < 3; position++)
                {
                    triples.Column(position)[count] = triple[position];
                }

                count++;
            }
        }

        triples.RowCount = count;
    }
}
