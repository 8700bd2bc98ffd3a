using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Keeps, orders and adds columns; one that the input does not have is unbound.</summary>
internal sealed class ProjectRows : Operator
{
    private readonly Operator _input;
    private readonly int[] _columns;
    private Batch? _rows;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="columns">The variables to give.</param>
    public ProjectRows(EvaluationContext context, Operator input, ImmutableArray<string> columns)
        : base(context, columns, [input])
    {
        _input = input;
        _columns = [.. columns.Select(input.IndexOf)];
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{nameof(ProjectRows)} {string.Join(' ', Columns.Select(static c => "?" + c))}".TrimEnd();

    /// <inheritdoc/>
    public override long Skip(long rows) => _input.Skip(rows);

    /// <inheritdoc/>
    public override void KeepDistinct() => _input.KeepDistinct();

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
        return true;
    }
}
