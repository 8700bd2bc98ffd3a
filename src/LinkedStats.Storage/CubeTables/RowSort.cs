namespace LinkedStats.Storage.CubeTables;

/// <summary>Sorts rows by packed keys in pieces, between which the caller may stop it.</summary>
public static class RowSort
{
    private const int PieceRows = 1 << 12;

    /// <summary>Moves the rows with the least keys to the front, in order.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="rows">The rows, as many; they move with their keys, those of equal keys in any order.</param>
    /// <param name="wanted">How many rows are wanted in order; those behind them stay as they fall.</param>
    /// <param name="check">Called between pieces; throws to stop.</param>
    public static void Sort(Span<ulong> keys, Span<int> rows, long wanted, Action check)
    {
        while (keys.Length > PieceRows && wanted > 0)
        {
            check();
            int left = Partition(keys, rows);
            bool isLeftShorter = left <= keys.Length / 2;

            // The shorter part is sorted on the stack, which so stays low.
            (int start, int end) = isLeftShorter ? (0, left) : (left, keys.Length);
            Sort(keys[start..end], rows[start..end], wanted - start, check);
            (start, end) = isLeftShorter ? (left, keys.Length) : (0, left);
            keys = keys[start..end];
            rows = rows[start..end];
            wanted -= start;
        }

        if (wanted > 0)
        {
            keys.Sort(rows);
        }
    }

    // Hoare's partition: both parts are shorter than the whole, and about equal where all keys are.
    private static int Partition(Span<ulong> keys, Span<int> rows)
    {
        ulong pivot = Median(keys[0], keys[(keys.Length - 1) / 2], keys[^2]);
        (int low, int high) = (-1, keys.Length);
        while (true)
        {
            do
            {
                low++;
            }
            while (keys[low] < pivot);

            do
            {
                high--;
            }
            while (keys[high] > pivot);

            if (low >= high)
            {
                return high + 1;
            }

            (keys[low], keys[high]) = (keys[high], keys[low]);
            (rows[low], rows[high]) = (rows[high], rows[low]);
        }
    }

    private static ulong Median(ulong a, ulong b, ulong c) =>
        Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
