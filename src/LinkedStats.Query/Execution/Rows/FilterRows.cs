using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Keeps the rows that fulfil a condition.</summary>
/// <param name="context">The limits.</param>
/// <param name="input">The rows.</param>
/// <param name="condition">The condition.</param>
/// <param name="text">The condition as a text, for EXPLAIN.</param>
internal sealed class FilterRows(EvaluationContext context, Operator input, RowCondition condition, string text)
    : Operator(context, input.Columns, [input])
{
    /// <inheritdoc/>
    public override string Description => $"{nameof(FilterRows)} {text}";

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids) => Children[0].Restrict(column, ids);

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        Operator rows = Children[0];
        while (rows.Next(output))
        {
            int kept = 0;
            for (int row = 0; row < output.RowCount; row++)
            {
                if (condition(output, row))
                {
                    output.MoveRow(row, kept++);
                }
            }

            output.RowCount = kept;
            if (kept > 0)
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Moves rows within and between batches.</summary>
internal static class BatchRows
{
    /// <summary>Copies a row of a batch over another of its rows.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="from">The row to copy.</param>
    /// <param name="to">The row to write over.</param>
    public static void MoveRow(this Batch batch, int from, int to)
    {
        if (from == to)
        {
            return;
        }

        for (int column = 0; column < batch.ColumnCount; column++)
        {
            batch.Column(column)[to] = batch.Column(column)[from];
        }
    }

    /// <summary>Copies all rows into the columns of another batch; columns that are not named become None.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="target">Receives them; at least as large.</param>
    /// <param name="sourceColumns">For each column of the target one of the source, or -1.</param>
    public static void CopyTo(this Batch source, Batch target, ReadOnlySpan<int> sourceColumns)
    {
        target.RowCount = source.RowCount;
        for (int column = 0; column < sourceColumns.Length; column++)
        {
            if (sourceColumns[column] < 0)
            {
                target.Column(column).AsSpan(0, source.RowCount).Clear();
            }
            else
            {
                Array.Copy(source.Column(sourceColumns[column]), target.Column(column), source.RowCount);
            }
        }
    }

    /// <summary>Returns a batch with a capacity, the given one where it has it.</summary>
    /// <param name="batch">A batch used before; null for none.</param>
    /// <param name="columnCount">Its columns.</param>
    /// <param name="capacity">The capacity, which must be exact: operators fill batches.</param>
    /// <returns>The batch.</returns>
    public static Batch Reuse(Batch? batch, int columnCount, int capacity) =>
        batch is { } && batch.Capacity == capacity ? batch : new Batch(columnCount, capacity);
}
