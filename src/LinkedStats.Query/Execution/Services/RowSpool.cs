using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Services;

/// <summary>Reads its input to the end before it gives the first row, so that a SERVICE beside it sees all of
/// them.</summary>
internal sealed class RowSpool : Operator
{
    private readonly Operator _input;
    private bool _isFilled;
    private int _row;

    /// <summary>Creates the spool.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    public RowSpool(EvaluationContext context, Operator input)
        : base(context, input.Columns, [input])
    {
        _input = input;
        Rows = new RowTable(context, input.Columns.Length);
        EstimatedRows = input.EstimatedRows;
    }

    /// <summary>The rows; all of them after <see cref="Fill"/>.</summary>
    public RowTable Rows { get; }

    /// <inheritdoc/>
    public override string Description => nameof(RowSpool);

    /// <summary>Reads the input, the first time.</summary>
    public void Fill()
    {
        if (_isFilled)
        {
            return;
        }

        _isFilled = true;
        var batch = new Batch(Columns.Length);
        while (_input.Next(batch))
        {
            Rows.AppendAll(batch);
        }
    }

    /// <inheritdoc/>
    public override void Rewind() => _row = 0;

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (!_isFilled)
        {
            _input.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        Fill();
        while (_row < Rows.Count && output.RowCount < output.Capacity)
        {
            Rows.CopyTo(_row++, output, output.RowCount++, Columns.Length);
        }

        return output.RowCount > 0;
    }
}
