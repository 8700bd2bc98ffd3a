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
        (int low, int high) = (0, range.Count);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = Row(middle) < row ? (middle + 1, high) : (low, middle);
        }

        return low;
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
    internal int this[int row] => runs is { } r ? (int)r.Value(r.LowerBound(row + 1)) - 1 : (int)plain[row];

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
}
