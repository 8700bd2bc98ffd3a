using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution;

/// <summary>
/// Rows kept in memory, one after the other, for sorts, hash tables and groups; charged to the query.
/// </summary>
/// <remarks>
/// Shape: <see cref="Count"/> rows × <see cref="Width"/> ids, row by row, so that a row is one cache line.
/// </remarks>
internal sealed class RowTable(EvaluationContext context, int width)
{
    private const int FirstCapacity = 64;
    private TermId[] _cells = [];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The number of ids a row.</summary>
    public int Width => width;

    /// <summary>Gets a row.</summary>
    /// <param name="index">Its index.</param>
    /// <returns>The ids; valid until a row is appended.</returns>
    public Span<TermId> Row(int index) => _cells.AsSpan(index * width, width);

    /// <summary>Appends a row of Nones, to be filled.</summary>
    /// <returns>Its index.</returns>
    public int Append()
    {
        if ((long)(Count + 1) * width > _cells.Length)
        {
            Grow();
        }

        Row(Count).Clear();
        return Count++;
    }

    /// <summary>Appends some columns of a row of a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="row">The row.</param>
    /// <param name="columns">The columns, at most as many as the table is wide.</param>
    /// <returns>The index of the new row.</returns>
    public int Append(Batch batch, int row, ReadOnlySpan<int> columns)
    {
        int index = Append();
        Span<TermId> cells = Row(index);
        for (int i = 0; i < columns.Length; i++)
        {
            cells[i] = batch.Column(columns[i])[row];
        }

        return index;
    }

    /// <summary>Appends all rows of a batch that is as wide as the table.</summary>
    /// <param name="batch">The batch.</param>
    public void AppendAll(Batch batch)
    {
        int first = Count;
        for (int row = 0; row < batch.RowCount; row++)
        {
            Append();
        }

        for (int column = 0; column < width; column++)
        {
            TermId[] source = batch.Column(column);
            for (int row = 0; row < batch.RowCount; row++)
            {
                _cells[((first + row) * width) + column] = source[row];
            }
        }
    }

    /// <summary>Copies a row into a batch.</summary>
    /// <param name="index">The row of the table.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="row">The row of the batch.</param>
    /// <param name="columnCount">How many of the first columns are copied.</param>
    public void CopyTo(int index, Batch batch, int row, int columnCount)
    {
        ReadOnlySpan<TermId> cells = Row(index);
        for (int column = 0; column < columnCount; column++)
        {
            batch.Column(column)[row] = cells[column];
        }
    }

    /// <summary>Keeps the rows of a list, in its order, and drops the others.</summary>
    /// <param name="rows">The rows to keep, each once.</param>
    public void Keep(ReadOnlySpan<int> rows)
    {
        var kept = new TermId[_cells.Length];
        context.Charge((long)kept.Length * sizeof(ulong));
        for (int i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(kept.AsSpan(i * width, width));
        }

        context.Release((long)_cells.Length * sizeof(ulong));
        _cells = kept;
        Count = rows.Length;
    }

    /// <summary>Removes the rows at the end.</summary>
    /// <param name="count">How many rows stay.</param>
    public void Truncate(int count) => Count = count;

    /// <summary>Removes the last row.</summary>
    public void RemoveLast() => Count--;

    /// <summary>Drops all rows and their memory.</summary>
    public void Clear()
    {
        context.Release((long)_cells.Length * sizeof(ulong));
        _cells = [];
        Count = 0;
    }

    private void Grow()
    {
        context.ThrowIfStopped();
        long length = Math.Max((long)FirstCapacity * width, _cells.Length * 2L);
        if (length > Array.MaxLength)
        {
            // More than one array can hold is more than any query may hold.
            context.Demand(long.MaxValue);
        }

        context.Charge(length * sizeof(ulong));
        var grown = new TermId[length];
        _cells.AsSpan(0, Count * width).CopyTo(grown);
        context.Release((long)_cells.Length * sizeof(ulong));
        _cells = grown;
    }
}
