using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>Reads SPARQL 1.1 queries.</summary>
public static class SparqlParser
{
    /// <summary>Parses a query.</summary>
    /// <param name="text">The query.</param>
    /// <param name="baseIri">What relative IRIs resolve against unless the query says BASE; null for nothing.</param>
    /// <param name="depthMax">The deepest nesting.</param>
    /// <returns>The syntax tree.</returns>
    /// <exception cref="SparqlSyntaxException">The query is not well-formed, or nests too deeply.</exception>
    public static QuerySyntax Parse(string text, Iri? baseIri, int depthMax) => throw new NotSupportedException();
}
