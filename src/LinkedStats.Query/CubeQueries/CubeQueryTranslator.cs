using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.CubeQueries;

/// <summary>Translates a <see cref="CubeQuery"/> to the algebra of SPARQL.</summary>
public static class CubeQueryTranslator
{
    /// <summary>The variable that holds the cell in the answer.</summary>
    public const string CellVariable = "cell";

    /// <summary>Translates a question to a SELECT of one column: the cells, in the order asked for.</summary>
    /// <param name="query">The question.</param>
    /// <returns>The algebra; it matches the version's graph only.</returns>
    public static QueryAlgebra Translate(CubeQuery query) => throw new NotSupportedException();

    /// <summary>Translates a question to a SELECT of the number of cells, whatever its offset and count.</summary>
    /// <param name="query">The question.</param>
    /// <returns>The algebra, with one column named <c>count</c>.</returns>
    public static QueryAlgebra TranslateCount(CubeQuery query) => throw new NotSupportedException();
}
