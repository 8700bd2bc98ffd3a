using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Adds computed columns; an error leaves the variable unbound.</summary>
internal sealed class ExtendRows : Operator
{
    private readonly Operator _input;
    private readonly ExpressionEvaluator _evaluator;
    private readonly (CompiledExpression Value, int Column, bool IsLent)[] _bindings;
    private readonly string _text;
    private readonly int[] _columns;
    private Batch? _rows;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="evaluator">Computes the values.</param>
    /// <param name="values">
    /// The new variables, each computed from the input and the ones before it, and whether they are only written.
    /// </param>
    public ExtendRows(
        EvaluationContext context,
        Operator input,
        ExpressionEvaluator evaluator,
        (string Variable, CompiledExpression Value, bool IsLent, string Text)[] values)
        : base(context, input.Columns.AddRange(values.Select(static v => v.Variable)), [input])
    {
        _input = input;
        _evaluator = evaluator;
        _bindings = [.. values.Select((v, i) => (v.Value, input.Columns.Length + i, v.IsLent))];
        _text = string.Join(", ", values.Select(static v => $"?{v.Variable} = {v.Text}"));
        _columns = [.. Enumerable.Range(0, Columns.Length).Select(i => i < input.Columns.Length ? i : -1)];
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(ExtendRows)} {_text}";

    /// <inheritdoc/>
    public override long Skip(long rows) => _input.Skip(rows);

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
        _evaluator.Extend(_bindings, output);
        return true;
    }
}
