using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Skips rows and stops after a number of them: nothing more is asked of the input then.</summary>
/// <param name="context">The limits.</param>
/// <param name="input">The rows.</param>
/// <param name="offset">The rows to skip.</param>
/// <param name="count">The rows to give; null for all.</param>
internal sealed class LimitRows(EvaluationContext context, Operator input, long offset, long? count)
    : Operator(context, input.Columns, [input])
{
    private long _toSkip = offset;
    private long _left = count ?? long.MaxValue;

    /// <inheritdoc/>
    public override string Description =>
        $"{nameof(LimitRows)} {count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all"} from {offset}";

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        (_toSkip, _left) = (offset, count ?? long.MaxValue);
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        while (_left > 0 && Children[0].Next(output))
        {
            int skipped = (int)Math.Min(_toSkip, output.RowCount);
            int kept = (int)Math.Min(output.RowCount - skipped, _left);
            _toSkip -= skipped;
            if (skipped > 0)
            {
                for (int column = 0; column < output.ColumnCount; column++)
                {
                    Array.Copy(output.Column(column), skipped, output.Column(column), 0, kept);
                }
            }

            output.RowCount = kept;
            if (kept > 0)
            {
                _left -= kept;
                return true;
            }
        }

        return false;
    }
}
