using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Gives rows that are known when the plan is made: VALUES, the unit, nothing at all.</summary>
/// <param name="context">The limits.</param>
/// <param name="columns">The variables.</param>
/// <param name="rows">The rows, each as long as <paramref name="columns"/>.</param>
internal sealed class ValuesScan(
    EvaluationContext context, ImmutableArray<string> columns, IReadOnlyList<TermId[]> rows)
    : Operator(context, columns, [])
{
    private IdSet? _wanted;
    private int _wantedColumn;
    private int _row;

    /// <inheritdoc/>
    public override string Description => rows.Count == 0
        ? "Nothing"
        : Columns.IsEmpty ? "Unit"
            : $"{nameof(ValuesScan)} {rows.Count} rows of {string.Join(' ', Columns.Select(c => "?" + c))}";

    /// <inheritdoc/>
    public override void Rewind() => _row = 0;

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids) => (_wantedColumn, _wanted) = (IndexOf(column), ids);

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        while (_row < rows.Count && output.RowCount < output.Capacity)
        {
            TermId[] row = rows[_row++];
            if (_wanted is { } && !row[_wantedColumn].IsNone && !_wanted.Contains(row[_wantedColumn]))
            {
                continue;
            }

            int target = output.RowCount++;
            for (int column = 0; column < row.Length; column++)
            {
                output.Column(column)[target] = row[column];
            }
        }

        return output.RowCount > 0;
    }
}

/// <summary>Gives the rows of a batch that was set before, with their number, from 1, as a last column.</summary>
/// <param name="context">The limits.</param>
/// <param name="columns">The variables of the batch.</param>
internal sealed class SeedScan(EvaluationContext context, ImmutableArray<string> columns)
    : Operator(context, columns.Add(RowColumn), [])
{
    /// <summary>The column that holds the number of the row, as the bits of an id.</summary>
    public const string RowColumn = "#row";

    private Batch? _rows;
    private int _row;

    /// <inheritdoc/>
    public override string Description => "Seed (the rows above)";

    /// <summary>Sets the rows; the operators above must be rewound.</summary>
    /// <param name="rows">The rows; must stay as they are while the operators above are read.</param>
    public void Set(Batch rows) => (_rows, _row) = (rows, 0);

    /// <inheritdoc/>
    public override void Rewind() => _row = 0;

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        int count = Math.Min(output.Capacity, (_rows?.RowCount ?? 0) - _row);
        for (int column = 0; column < Columns.Length - 1; column++)
        {
            Array.Copy(_rows!.Column(column), _row, output.Column(column), 0, count);
        }

        TermId[] numbers = output.Column(Columns.Length - 1);
        for (int i = 0; i < count; i++)
        {
            numbers[i] = new TermId((ulong)(_row + i + 1));
        }

        _row += count;
        output.RowCount = count;
        return count > 0;
    }
}
