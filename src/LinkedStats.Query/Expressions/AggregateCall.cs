using LinkedStats.Query.Algebra;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Expressions;

/// <summary>An aggregate whose argument is compiled; what a grouping operator computes for each group.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Argument">What is aggregated; null for COUNT(*).</param>
/// <param name="IsDistinct">True for DISTINCT.</param>
/// <param name="Separator">The separator of GROUP_CONCAT.</param>
internal sealed record AggregateCall(
    AggregateKind Kind, CompiledExpression? Argument, bool IsDistinct, string Separator)
{
    /// <summary>
    /// True for COUNT(DISTINCT *), which counts distinct rows: the operator has to compare them itself.
    /// </summary>
    public bool CountsDistinctRows => Argument is null && IsDistinct;

    /// <summary>Creates the accumulator of a group.</summary>
    /// <param name="run">The evaluator.</param>
    /// <returns>An accumulator that has seen no row.</returns>
    public Accumulator NewAccumulator(ExpressionEvaluator run) =>
        Accumulator.Create(Kind, IsDistinct && Argument is not null, Separator, run.Terms, run.Context);

    /// <summary>Adds a row to the accumulator of its group.</summary>
    /// <param name="accumulator">The accumulator.</param>
    /// <param name="run">The evaluator.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="row">The row's index.</param>
    public void Add(Accumulator accumulator, ExpressionEvaluator run, Batch batch, int row)
    {
        if (Argument is null)
        {
            accumulator.AddRows(1);
        }
        else if (Argument is not ColumnExpression { Column: >= 0 and int column }
            || !accumulator.TryAdd(batch.Column(column)[row]))
        {
            accumulator.Add(run.EvaluateValue(Argument, batch, row));
        }
    }
}
