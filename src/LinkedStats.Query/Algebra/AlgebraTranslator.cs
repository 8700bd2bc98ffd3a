using LinkedStats.Query.Sparql;

namespace LinkedStats.Query.Algebra;

/// <summary>Translates the syntax tree of a query to the algebra.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.2.</remarks>
public static class AlgebraTranslator
{
    /// <summary>Translates a query.</summary>
    /// <param name="query">The syntax tree.</param>
    /// <returns>The algebra.</returns>
    public static QueryAlgebra Translate(QuerySyntax query) => throw new NotSupportedException();
}
