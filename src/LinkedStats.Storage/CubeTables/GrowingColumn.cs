namespace LinkedStats.Storage.CubeTables;

/// <summary>A column being filled, in pieces: growing copies nothing, and no piece is a large object.</summary>
/// <typeparam name="T">The type of its values.</typeparam>
public sealed class GrowingColumn<T>
    where T : unmanaged
{
    private const int PieceBits = 13;
    private const int PieceMask = (1 << PieceBits) - 1;

    private readonly List<T[]> _pieces = [];

    /// <summary>The number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The value of a row.</summary>
    public T this[int row] => _pieces[row >> PieceBits][row & PieceMask];

    /// <summary>Appends a value.</summary>
    /// <param name="value">The value.</param>
    public void Add(T value)
    {
        int at = Count & PieceMask;
        if (at == 0)
        {
            _pieces.Add(new T[1 << PieceBits]);
        }

        _pieces[Count >> PieceBits][at] = value;
        Count++;
    }

    /// <summary>Copies rows that lie together.</summary>
    /// <param name="start">The first row.</param>
    /// <param name="values">Receives the values.</param>
    public void Read(int start, Span<T> values)
    {
        for (int done = 0; done < values.Length;)
        {
            T[] piece = _pieces[(start + done) >> PieceBits];
            ReadOnlySpan<T> rest = piece.AsSpan((start + done) & PieceMask);
            int count = Math.Min(rest.Length, values.Length - done);
            rest[..count].CopyTo(values[done..]);
            done += count;
        }
    }

    /// <summary>Copies all rows, in an order or as they are.</summary>
    /// <param name="order">The rows in the order wanted; null for the order of their addition.</param>
    /// <returns>A new array.</returns>
    public T[] ToArray(int[]? order)
    {
        var values = new T[Count];
        if (order is null)
        {
            Read(0, values);
            return values;
        }

        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _pieces[order[i] >> PieceBits][order[i] & PieceMask];
        }

        return values;
    }
}
