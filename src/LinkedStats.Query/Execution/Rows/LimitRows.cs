using System.Globalization;
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
    private long _skipped;
    private long _given;

    /// <inheritdoc/>
    public override string Description =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{nameof(LimitRows)} {count?.ToString(CultureInfo.InvariantCulture) ?? "all"} from {offset}");

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        (_skipped, _given) = (0, 0);
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        _skipped += Children[0].Skip(offset - _skipped);
        while (_given < (count ?? long.MaxValue) && Children[0].Next(output))
        {
            int skipped = (int)Math.Min(offset - _skipped, output.RowCount);
            int kept = (int)Math.Min(output.RowCount - skipped, (count ?? long.MaxValue) - _given);
            _skipped += skipped;
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
                _given += kept;
                return true;
            }
        }

        return false;
    }
}
