using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query;

/// <summary>Answers queries over a snapshot.</summary>
public sealed class QueryEngine
{
    /// <summary>Parses a SPARQL query and translates it.</summary>
    /// <param name="text">The query.</param>
    /// <param name="baseIri">What relative IRIs resolve against; null for nothing.</param>
    /// <param name="limits">The limits on size and depth.</param>
    /// <returns>The algebra.</returns>
    /// <exception cref="Sparql.SparqlSyntaxException">The query is not well-formed.</exception>
    public static QueryAlgebra Parse(string text, Iri? baseIri, QueryLimits limits) => throw new NotSupportedException();

    /// <summary>Runs a query; the rows come as they are read.</summary>
    /// <param name="query">The query.</param>
    /// <param name="snapshot">What it sees; must stay leased until the result has been read.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="cancellation">Stops the query, as when the client has gone.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="QueryException">A limit stopped it.</exception>
    public QueryResult Run(
        QueryAlgebra query, Snapshot snapshot, QueryLimits limits, CancellationToken cancellation) =>
        throw new NotSupportedException();

    /// <summary>Explains how a query is run.</summary>
    /// <param name="query">The query.</param>
    /// <param name="snapshot">What it would see.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="isAnalyzed">True to run it, and to say rows and times.</param>
    /// <param name="cancellation">Stops the query.</param>
    /// <returns>The operators as an indented text, one a line.</returns>
    public string Explain(
        QueryAlgebra query, Snapshot snapshot, QueryLimits limits, bool isAnalyzed, CancellationToken cancellation) =>
        throw new NotSupportedException();
}
