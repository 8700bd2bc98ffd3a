using LinkedStats.Query.Execution;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Planning;

/// <summary>A query as operators, ready to be pulled once.</summary>
/// <param name="Root">The operator that gives the solutions.</param>
/// <param name="Terms">The terms of the run.</param>
/// <param name="Context">The limits of the run.</param>
internal sealed record QueryPlan(Operator Root, QueryTerms Terms, EvaluationContext Context)
{
    /// <summary>Reads the next rows, and counts them.</summary>
    /// <param name="rows">Receives them; what it held is not to be read again, nor are its terms.</param>
    /// <returns>False at the end.</returns>
    /// <exception cref="QueryException">A limit stopped the query.</exception>
    public bool Next(Batch rows)
    {
        Terms.TakeBack();
        bool hasRows = Root.Next(rows);
        Context.CountRows(hasRows ? rows.RowCount : 0);
        return hasRows;
    }
}
