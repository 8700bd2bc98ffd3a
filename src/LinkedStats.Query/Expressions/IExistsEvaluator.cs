using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// Answers the EXISTS patterns of an expression; the execution layer implements it, as it can match patterns.
/// </summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.6: the row's variables are substituted into the pattern.</remarks>
internal interface IExistsEvaluator
{
    /// <summary>Decides whether a pattern has a solution for a row.</summary>
    /// <param name="existsIndex">The index that the compiler was given for the pattern.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="row">The row whose values are substituted.</param>
    /// <returns>True when there is a solution; NOT EXISTS negates it outside.</returns>
    bool Exists(int existsIndex, Batch batch, int row);
}
