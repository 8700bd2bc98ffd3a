using LinkedStats.Rdf;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>The answer to a query; reading it runs the query.</summary>
/// <remarks>A limit that stops the work throws <see cref="QueryException"/> from the enumeration.</remarks>
public abstract record QueryResult;

/// <summary>The answer to SELECT.</summary>
/// <param name="Variables">The columns, named without <c>?</c>.</param>
/// <param name="Batches">The rows, one column a variable; a batch is valid until the next is asked for.</param>
/// <param name="Terms">Turns the ids into terms.</param>
public sealed record SelectResult(
    IReadOnlyList<string> Variables, IEnumerable<Batch> Batches, ITermReader Terms) : QueryResult;

/// <summary>The answer to ASK.</summary>
/// <param name="Value">Whether there is a solution.</param>
public sealed record AskResult(bool Value) : QueryResult;

/// <summary>The answer to CONSTRUCT and DESCRIBE.</summary>
/// <param name="Triples">Subjects, predicates and objects, each triple once; a batch is valid until the next is asked
/// for.</param>
/// <param name="Terms">Turns the ids into terms.</param>
/// <param name="Prefixes">The prefixes that the query declared.</param>
public sealed record GraphResult(
    IEnumerable<Batch> Triples, ITermReader Terms, IReadOnlyList<(string Prefix, string Iri)> Prefixes) : QueryResult
{
    /// <summary>The triples as terms; reading them reads <see cref="Triples"/>.</summary>
    public IEnumerable<Quad> Quads
    {
        get
        {
            var terms = new TermCache(Terms);
            foreach (Batch triples in Triples)
            {
                for (int row = 0; row < triples.RowCount; row++)
                {
                    yield return new Quad(
                        terms.Get(triples.Column(0)[row]),
                        (Iri)terms.Get(triples.Column(1)[row]),
                        terms.Get(triples.Column(2)[row]));
                }
            }
        }
    }
}
