using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Gives each row once, where it stood first.</summary>
internal sealed class DistinctRows : Operator
{
    private readonly RowTable _seen;
    private readonly KeyIndex _index;
    private readonly int[] _columns;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    public DistinctRows(EvaluationContext context, Operator input)
        : base(context, input.Columns, [input])
    {
        _columns = [.. Enumerable.Range(0, Columns.Length)];
        _seen = new RowTable(context, Columns.Length);
        _index = new KeyIndex(context, _seen, _columns);
        input.KeepDistinct();
    }

    /// <inheritdoc/>
    public override string Description => nameof(DistinctRows);

    /// <inheritdoc/>
    public override void Rewind() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids) => Children[0].Restrict(column, ids);

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        while (Children[0].Next(output))
        {
            int kept = 0;
            for (int row = 0; row < output.RowCount; row++)
            {
                if (IsNew(output, row))
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

    private bool IsNew(Batch batch, int row)
    {
        Span<Storage.Dictionary.TermId> key = stackalloc Storage.Dictionary.TermId[_columns.Length];
        for (int column = 0; column < key.Length; column++)
        {
            key[column] = batch.Column(column)[row];
        }

        if (_index.First(key, KeyIndex.Hash(key)) >= 0)
        {
            return false;
        }

        _seen.Append(batch, row, _columns);
        _index.AddNext();
        return true;
    }
}
