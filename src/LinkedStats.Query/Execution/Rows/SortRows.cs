using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Rows;

/// <summary>Sorts rows; equal rows stay in their order.</summary>
internal sealed class SortRows : Operator
{
    private readonly SortBuffer _buffer;
    private readonly RowSortKey[] _keys;
    private int[]? _order;
    private int _next;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="keys">The keys, the most important first.</param>
    /// <param name="comparer">Orders terms as ORDER BY does.</param>
    public SortRows(EvaluationContext context, Operator input, RowSortKey[] keys, TermComparer comparer)
        : base(context, input.Columns, [input])
    {
        _keys = keys;
        _buffer = new SortBuffer(context, Columns.Length, keys, comparer);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(SortRows)} {SortBuffer.Describe(_keys)}";

    /// <inheritdoc/>
    public override void Rewind() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids) => Children[0].Restrict(column, ids);

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (_order is null)
        {
            var rows = new Batch(Columns.Length);
            while (Children[0].Next(rows))
            {
                for (int row = 0; row < rows.RowCount; row++)
                {
                    _buffer.Append(rows, row);
                }
            }

            _order = _buffer.Sort();
        }

        _next += _buffer.CopyTo(output, _order, _next, _order.Length);
        return output.RowCount > 0;
    }
}

/// <summary>Gives the first rows of an order, holding little more than these.</summary>
internal sealed class TopNRows : Operator
{
    private readonly SortBuffer _buffer;
    private readonly RowSortKey[] _keys;
    private readonly int _offset;
    private readonly int _count;
    private int[]? _order;
    private int _next;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="keys">The keys, the most important first.</param>
    /// <param name="comparer">Orders terms as ORDER BY does.</param>
    /// <param name="offset">The rows to skip.</param>
    /// <param name="count">The rows to give.</param>
    public TopNRows(
        EvaluationContext context,
        Operator input,
        RowSortKey[] keys,
        TermComparer comparer,
        int offset,
        int count)
        : base(context, input.Columns, [input])
    {
        _keys = keys;
        _offset = offset;
        _count = count;
        _buffer = new SortBuffer(context, Columns.Length, keys, comparer);
    }

    /// <inheritdoc/>
    public override string Description =>
        $"{nameof(TopNRows)} {_count} from {_offset}, {SortBuffer.Describe(_keys)}";

    /// <inheritdoc/>
    public override void Rewind() => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        _order ??= SortFirst();
        if (_next == 0)
        {
            _next = _offset;
        }

        _next += _buffer.CopyTo(output, _order, _next, Math.Min(_order.Length, _offset + _count));
        return output.RowCount > 0;
    }

    private int[] SortFirst()
    {
        int wanted = _offset + _count;
        int most = Math.Max(2 * wanted, Batch.DefaultCapacity);
        var rows = new Batch(Columns.Length);
        bool isFull = false;
        while (wanted > 0 && Children[0].Next(rows))
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                if (isFull)
                {
                    _ = _buffer.TryAppend(rows, row, wanted - 1);
                }
                else
                {
                    _buffer.Append(rows, row);
                }

                if (_buffer.Count >= most)
                {
                    _buffer.KeepFirst(wanted);
                    isFull = true;
                }
            }
        }

        return _buffer.Sort();
    }
}

/// <summary>A key of a sort: a value of the row and its direction.</summary>
/// <param name="Value">Computes the value.</param>
/// <param name="IsDescending">True for the greatest first.</param>
/// <param name="Text">The key as a text, for EXPLAIN.</param>
internal readonly record struct RowSortKey(RowValue Value, bool IsDescending, string Text);
