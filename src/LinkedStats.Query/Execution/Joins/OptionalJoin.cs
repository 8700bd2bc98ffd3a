using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Joins;

/// <summary>OPTIONAL: joins, and keeps the left rows that nothing on the right extends.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.5, LeftJoin; the condition sees the variables of both sides.</remarks>
internal sealed class OptionalJoin : Operator
{
    private readonly Operator _left;
    private readonly RowCondition? _condition;
    private readonly string _text;
    private readonly JoinKeys _keys;
    private readonly HashSide _build;
    private readonly PairReader _pairs;
    private readonly bool[] _isMatched = new bool[Batch.DefaultCapacity];
    private int _unmatched;
    private bool _isBuilt;

    /// <summary>Creates the join.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="left">The rows.</param>
    /// <param name="right">The optional rows, which are held.</param>
    /// <param name="certain">The variables that no row of either input leaves unbound.</param>
    /// <param name="condition">The condition over the joined row; null for none.</param>
    /// <param name="text">The condition as a text, for EXPLAIN.</param>
    public OptionalJoin(
        EvaluationContext context,
        Operator left,
        Operator right,
        IReadOnlySet<string> certain,
        RowCondition? condition,
        string text)
        : base(context, HashJoin.Combine(left, right), [left, right])
    {
        _left = left;
        _condition = condition;
        _text = text;
        _keys = new JoinKeys(left.Columns, right.Columns, certain);
        _build = new HashSide(context, right, _keys);
        _pairs = new PairReader(context, left, _build, _keys);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(OptionalJoin)} {_keys.Describe(_left.Columns)} {_text}".TrimEnd();

    /// <inheritdoc/>
    public override void Rewind()
    {
        _left.Rewind();
        _pairs.Clear();
        _unmatched = 0;
    }

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (_left.IndexOf(column) >= 0)
        {
            _left.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (!_isBuilt)
        {
            _build.Build();
            _isBuilt = true;
        }

        while (output.RowCount < output.Capacity)
        {
            if (_pairs.IsBatchDone)
            {
                AppendUnmatched(output);
                if (output.RowCount >= output.Capacity || !_pairs.ReadBatch())
                {
                    break;
                }

                _isMatched.AsSpan().Clear();
                _unmatched = 0;
            }

            AppendMatched(output);
        }

        return output.RowCount > 0;
    }

    private void AppendMatched(Batch output)
    {
        int first = output.RowCount;
        int count = _pairs.ReadPairs(output.Capacity - first);
        _pairs.Gather(output, count);
        int kept = first;
        for (int i = 0; i < count; i++)
        {
            if (_condition is null || _condition(output, first + i))
            {
                _isMatched[_pairs.LeftRow(i)] = true;
                output.MoveRow(first + i, kept++);
            }
        }

        output.RowCount = kept;
    }

    private void AppendUnmatched(Batch output)
    {
        Batch rows = _pairs.Rows;
        while (_unmatched < rows.RowCount && output.RowCount < output.Capacity)
        {
            int row = _unmatched++;
            if (_isMatched[row])
            {
                continue;
            }

            int target = output.RowCount++;
            for (int column = 0; column < output.ColumnCount; column++)
            {
                output.Column(column)[target] = column < rows.ColumnCount ? rows.Column(column)[row] : TermId.None;
            }
        }
    }
}
