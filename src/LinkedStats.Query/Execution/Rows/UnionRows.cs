using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Gives the rows of its inputs, one input after the other.</summary>
internal sealed class UnionRows : Operator
{
    private readonly int[][] _columns;
    private readonly Batch?[] _rows;
    private int _input;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="inputs">The inputs; a variable that one of them does not have is unbound in its rows.</param>
    public UnionRows(EvaluationContext context, ImmutableArray<Operator> inputs)
        : base(context, [.. inputs.SelectMany(static i => i.Columns).Distinct()], inputs)
    {
        _columns = [.. inputs.Select(input => Columns.Select(input.IndexOf).ToArray())];
        _rows = new Batch?[inputs.Length];
    }

    /// <inheritdoc/>
    public override string Description => nameof(UnionRows);

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        _input = 0;
    }

    /// <inheritdoc/>
    public override void KeepDistinct()
    {
        foreach (Operator input in Children)
        {
            input.KeepDistinct();
        }
    }

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        foreach (Operator input in Children)
        {
            if (input.IndexOf(column) >= 0)
            {
                input.Restrict(column, ids);
            }
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        for (; _input < Children.Length; _input++)
        {
            Operator input = Children[_input];
            Batch rows = _rows[_input] = BatchRows.Reuse(_rows[_input], input.Columns.Length, output.Capacity);
            if (input.Next(rows))
            {
                rows.CopyTo(output, _columns[_input]);
                return true;
            }
        }

        return false;
    }
}
