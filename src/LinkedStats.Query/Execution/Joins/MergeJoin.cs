using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query.Execution.Joins;

/// <summary>Joins two inputs whose rows ascend by the one variable that they share; so do its own.</summary>
/// <remarks>Holds the right rows of one value at a time.</remarks>
internal sealed class MergeJoin : Operator
{
    private readonly string _variable;
    private readonly SortedRows _left;
    private readonly SortedRows _right;
    private readonly int[] _rightOnly;
    private readonly RowTable _group;
    private ulong _groupKey;
    private int _pair;

    /// <summary>Creates the join.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="left">The input whose columns come first.</param>
    /// <param name="right">The input whose rows of one value are held.</param>
    /// <param name="variable">The variable, which every row of both binds.</param>
    /// <param name="graph">A graph of the snapshot, whose <see cref="GraphView.OrderOf"/> is the order.</param>
    public MergeJoin(
        EvaluationContext context, Operator left, Operator right, string variable, GraphView graph)
        : base(context, HashJoin.Combine(left, right), [left, right])
    {
        _variable = variable;
        _left = new SortedRows(left, left.IndexOf(variable), graph);
        _right = new SortedRows(right, right.IndexOf(variable), graph);
        _rightOnly = [.. Enumerable.Range(0, right.Columns.Length).Where(i => right.Columns[i] != variable)];
        _group = new RowTable(context, _rightOnly.Length);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(MergeJoin)} on ?{_variable}";

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        _left.Rewind();
        _right.Rewind();
        _group.Truncate(_pair = 0);
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        while (output.RowCount < output.Capacity)
        {
            if (_pair == _group.Count && !FindGroup())
            {
                break;
            }

            WritePairs(output);
            if (_pair == _group.Count && _left.MoveNext() == _groupKey)
            {
                _pair = 0;
            }
        }

        return output.RowCount > 0;
    }

    // Goes on to the next value of both sides.
    private bool FindGroup()
    {
        ulong left = _left.Key;
        ulong right = _right.Key;
        while (left != right && left != SortedRows.End && right != SortedRows.End)
        {
            (left, right) = left < right ? (_left.MoveTo(right), right) : (left, _right.MoveTo(left));
        }

        _group.Truncate(_pair = 0);
        if (left != right || left == SortedRows.End)
        {
            return false;
        }

        _groupKey = left;
        do
        {
            _group.Append(_right.Rows, _right.Row, _rightOnly);
        }
        while (_right.MoveNext() == left);
        return true;
    }

    // As many rows of the group as have room, each with the left row.
    private void WritePairs(Batch output)
    {
        int first = output.RowCount;
        int count = Math.Min(_group.Count - _pair, output.Capacity - first);
        int leftCount = _left.Rows.ColumnCount;
        for (int column = 0; column < leftCount; column++)
        {
            output.Column(column).AsSpan(first, count).Fill(_left.Rows.Column(column)[_left.Row]);
        }

        for (int column = 0; column < _rightOnly.Length; column++)
        {
            Span<TermId> target = output.Column(leftCount + column).AsSpan(first, count);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = _group.Row(_pair + i)[column];
            }
        }

        _pair += count;
        output.RowCount = first + count;
    }
}

/// <summary>A position in an input whose rows ascend by a column.</summary>
/// <param name="input">The input.</param>
/// <param name="column">The column.</param>
/// <param name="graph">Tells the order.</param>
internal sealed class SortedRows(Operator input, int column, GraphView graph)
{
    /// <summary>The key behind the last row.</summary>
    public const ulong End = ulong.MaxValue;

    private readonly ulong[] _keys = new ulong[Batch.DefaultCapacity];
    private bool _isRead;

    /// <summary>The rows read last.</summary>
    public Batch Rows { get; } = new(input.Columns.Length);

    /// <summary>The row of <see cref="Rows"/>.</summary>
    public int Row { get; private set; }

    /// <summary>The key of the row.</summary>
    public ulong Key => Row < Rows.RowCount ? _keys[Row] : ReadBatch();

    /// <summary>Goes to the next row.</summary>
    /// <returns>Its key.</returns>
    public ulong MoveNext()
    {
        Row++;
        return Key;
    }

    /// <summary>Goes on to the first row that is not before a key.</summary>
    /// <param name="key">The key, greater than that of the row.</param>
    /// <returns>The key of the row found.</returns>
    public ulong MoveTo(ulong key)
    {
        while (Row < Rows.RowCount && _keys[Rows.RowCount - 1] < key)
        {
            Row = Rows.RowCount;
            _ = Key;
        }

        if (Row == Rows.RowCount)
        {
            return End;
        }

        // The row is near more often than not.
        int step = 1;
        while (Row + step < Rows.RowCount && _keys[Row + step] < key)
        {
            (Row, step) = (Row + step, step * 2);
        }

        int end = Math.Min(Row + step, Rows.RowCount - 1);
        int found = _keys.AsSpan(Row, end - Row + 1).BinarySearch(key);
        Row += found < 0 ? ~found : found;
        while (Row > 0 && _keys[Row - 1] >= key)
        {
            Row--;
        }

        return _keys[Row];
    }

    /// <summary>Starts again.</summary>
    public void Rewind() => (Rows.RowCount, Row, _isRead) = (0, 0, false);

    private ulong ReadBatch()
    {
        Row = 0;
        if (_isRead || !input.Next(Rows))
        {
            Rows.RowCount = 0;
            _isRead = true;
            return End;
        }

        TermId[] ids = Rows.Column(column);
        for (int i = 0; i < Rows.RowCount; i++)
        {
            _keys[i] = graph.OrderOf(ids[i]);
        }

        return _keys[0];
    }
}
