using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Values at some rows only, ascending by row.</summary>
/// <param name="rows">The rows.</param>
/// <param name="values">The values.</param>
/// <param name="range">Which of them belong to this column.</param>
internal readonly struct SparseColumn(IntegerColumn rows, IdColumn values, SparseRange range)
{
    internal int Count => range.Count;

    internal int Row(int index) => (int)rows[range.Start + index];

    internal ulong Value(int index) => values.Span[range.Start + index];

    /// <summary>Finds the first index whose row is not before a row.</summary>
    internal int LowerBound(int row)
    {
        ReadOnlySpan<byte> bytes = rows.Bytes;
        (int low, int high) = (range.Start, range.Start + range.Count);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = IntegerColumn.At(bytes, rows.Width, middle) < row ? (middle + 1, high) : (low, middle);
        }

        return low - range.Start;
    }

    /// <summary>Finds the value at a row.</summary>
    internal bool TryFind(int row, out ulong value)
    {
        int index = LowerBound(row);
        bool isFound = index < range.Count && Row(index) == row;
        value = isFound ? Value(index) : 0;
        return isFound;
    }
}

/// <summary>A column of codes: plain, or as runs of equal codes.</summary>
/// <param name="plain">The plain column; unused where there are runs.</param>
/// <param name="runs">The runs: the row after each run, and its code plus 1.</param>
internal sealed class CodeColumn(IntegerColumn plain, SparseColumn? runs)
{
    /// <summary>The codes of rows as they are stored; of width 0 where there are runs.</summary>
    internal StoredIntegers Stored(int row, int count) => runs is null ? plain.Stored(row, count) : default;

    /// <summary>The code of a row, and the row after the last one that is known to share it.</summary>
    internal (int Code, int End) RunAt(int row)
    {
        if (runs is not { } r)
        {
            return ((int)plain[row], row + 1);
        }

        int run = r.LowerBound(row + 1);
        return ((int)r.Value(run) - 1, r.Row(run));
    }

    internal int this[int row] => runs is { } r ? (int)r.Value(r.LowerBound(row + 1)) - 1 : (int)plain[row];

    /// <summary>Finds the rows of a code within rows that ascend by it.</summary>
    internal (int Start, int End) FindRows(int code, int start, int end)
    {
        if (runs is not { } r)
        {
            int first = LowerBound(code, start, end);
            return (first, LowerBound(code + 1, first, end));
        }

        (int low, int high) = (r.LowerBound(start + 1), r.LowerBound(end));
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = (int)r.Value(middle) - 1 < code ? (middle + 1, high) : (low, middle);
        }

        int from = low == 0 ? 0 : r.Row(low - 1);
        bool isFound = low < r.Count && (int)r.Value(low) - 1 == code && from < end;
        return isFound ? (Math.Max(start, from), Math.Min(end, r.Row(low))) : (start, start);
    }

    internal void Read(int row, Span<int> codes)
    {
        if (runs is not { } r)
        {
            plain.Read(row, codes);
            return;
        }

        int filled = 0;
        for (int run = r.LowerBound(row + 1); filled < codes.Length; run++)
        {
            int end = Math.Min(r.Row(run) - row, codes.Length);
            codes[filled..end].Fill((int)r.Value(run) - 1);
            filled = end;
        }
    }

    private int LowerBound(int code, int low, int high)
    {
        ReadOnlySpan<byte> bytes = plain.Bytes;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = IntegerColumn.At(bytes, plain.Width, middle) < code ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
