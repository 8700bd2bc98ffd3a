using System.Collections.Immutable;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Finds the order in which the rows of a cube are stored: ascending by their codes.</summary>
internal static class RowOrder
{
    /// <summary>Finds the order.</summary>
    /// <param name="cube">The cube.</param>
    /// <returns>The rows in that order; null when they ascend as they are.</returns>
    /// <exception cref="ArgumentException">Two rows have one key; the message names it.</exception>
    internal static int[]? Find(CubeTableBuilder cube)
    {
        int[][] codes = [.. Enumerable.Range(0, cube.Dimensions.Length).Select(cube.CodesByNumber)];
        ImmutableArray<int> radices = [.. cube.Dimensions.Select(static d => d.Count)];
        return ObservationIds.KeyCount(radices, long.MaxValue) is not null
            ? FindByKeys(cube, codes, radices)
            : FindByColumns(cube);
    }

    private static int[]? FindByKeys(CubeTableBuilder cube, int[][] codes, ImmutableArray<int> radices)
    {
        ulong[] keys = cube.Rows.ToKeys(codes, radices.AsSpan());
        if (Ascends(keys))
        {
            return null;
        }

        int[] order = Identity(keys.Length);
        Array.Sort(keys, order);
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] == keys[i])
            {
                throw Repeated(cube, order[i]);
            }
        }

        return order;
    }

    private static bool Ascends(ReadOnlySpan<ulong> keys)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            if (keys[i - 1] >= keys[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] FindByColumns(CubeTableBuilder cube)
    {
        int[][] columns = [.. Enumerable.Range(0, cube.Dimensions.Length).Select(d => cube.Codes(d, order: null))];
        int[] order = Identity(cube.RowCount);
        Array.Sort(order, (a, b) => Compare(columns, a, b));
        for (int i = 1; i < order.Length; i++)
        {
            if (Compare(columns, order[i - 1], order[i]) == 0)
            {
                throw Repeated(cube, order[i]);
            }
        }

        return order;
    }

    private static int[] Identity(int count)
    {
        int[] order = new int[count];
        for (int i = 0; i < count; i++)
        {
            order[i] = i;
        }

        return order;
    }

    private static int Compare(int[][] columns, int a, int b)
    {
        foreach (int[] column in columns)
        {
            if (column[a] != column[b])
            {
                return column[a].CompareTo(column[b]);
            }
        }

        return 0;
    }

    private static ArgumentException Repeated(CubeTableBuilder cube, int row) =>
        new($"Two observations have the key {cube.KeyOf(row)}.", nameof(cube));
}
