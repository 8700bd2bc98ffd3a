using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Adds computed columns; an error leaves the variable unbound.</summary>
internal sealed class ExtendRows : Operator
{
    private readonly Operator _input;
    private readonly (string Variable, RowValue Value, string Text)[] _values;
    private readonly int[] _columns;
    private Batch? _rows;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="values">The new variables, each computed from the input and the ones before it.</param>
    public ExtendRows(
        EvaluationContext context, Operator input, (string Variable, RowValue Value, string Text)[] values)
        : base(context, input.Columns.AddRange(values.Select(static v => v.Variable)), [input])
    {
        _input = input;
        _values = values;
        _columns = [.. Enumerable.Range(0, Columns.Length).Select(i => i < input.Columns.Length ? i : -1)];
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{nameof(ExtendRows)} {string.Join(", ", _values.Select(static v => $"?{v.Variable} = {v.Text}"))}";

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (_input.IndexOf(column) >= 0)
        {
            _input.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        _rows = BatchRows.Reuse(_rows, _input.Columns.Length, output.Capacity);
        if (!_input.Next(_rows))
        {
            return false;
        }

        _rows.CopyTo(output, _columns);
        for (int i = 0; i < _values.Length; i++)
        {
            RowValue value = _values[i].Value;
            var target = output.Column(_rows.ColumnCount + i);
            for (int row = 0; row < output.RowCount; row++)
            {
                target[row] = value(output, row);
            }
        }

        return true;
    }
}
