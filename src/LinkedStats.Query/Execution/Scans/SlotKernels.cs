using System.Numerics;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Loops that add the rows of a run to the slots that they fall into.</summary>
/// <remarks>Positions are those of the rows in the run; none stands for all of its rows.</remarks>
internal static class SlotKernels
{
    /// <summary>Counts rows.</summary>
    /// <param name="slots">The slots, one a row.</param>
    /// <param name="counts">The counts.</param>
    public static void Count(ReadOnlySpan<int> slots, Span<long> counts)
    {
        foreach (int slot in slots)
        {
            counts[slot]++;
        }
    }

    /// <summary>Adds numbers up.</summary>
    /// <param name="values">The numbers of the run.</param>
    /// <param name="positions">The rows.</param>
    /// <returns>The sum in two parts: high * 2^32 + low.</returns>
    public static (long Low, long High) Total(StoredIntegers values, ReadOnlySpan<int> positions) => values.Width switch
    {
        1 => (Total(values.As<sbyte>(), positions), 0),
        2 => (Total(values.As<short>(), positions), 0),
        4 => (Total(values.As<int>(), positions), 0),
        _ => Total(values.As<long>(), positions),
    };

    /// <summary>Adds numbers to the sums of their slots.</summary>
    /// <param name="values">The numbers of the run.</param>
    /// <param name="positions">The rows.</param>
    /// <param name="slots">The slots, one a row.</param>
    /// <param name="low">The sums of all, or of the low halves of numbers of 64 bits.</param>
    /// <param name="high">The sums of the high halves.</param>
    public static void Add(
        StoredIntegers values, ReadOnlySpan<int> positions, ReadOnlySpan<int> slots, Span<long> low, Span<long> high)
    {
        switch (values.Width)
        {
            case 1:
                Add(values.As<sbyte>(), positions, slots, low);
                break;
            case 2:
                Add(values.As<short>(), positions, slots, low);
                break;
            case 4:
                Add(values.As<int>(), positions, slots, low);
                break;
            default:
                ReadOnlySpan<long> wide = values.As<long>();
                for (int i = 0; i < slots.Length; i++)
                {
                    long value = wide[positions.IsEmpty ? i : positions[i]];
                    low[slots[i]] += unchecked((uint)value);
                    high[slots[i]] += value >> 32;
                }

                break;
        }
    }

    /// <summary>Keeps the least or the greatest number of each slot.</summary>
    /// <param name="values">The numbers of the run.</param>
    /// <param name="positions">The rows.</param>
    /// <param name="slots">The slots, one a row.</param>
    /// <param name="isMax">True for the greatest.</param>
    /// <param name="extremes">The extremes so far; at first the worst that there is.</param>
    public static void Compare(
        StoredIntegers values, ReadOnlySpan<int> positions, ReadOnlySpan<int> slots, bool isMax, Span<long> extremes)
    {
        switch (values.Width)
        {
            case 1:
                Compare(values.As<sbyte>(), positions, slots, isMax, extremes);
                break;
            case 2:
                Compare(values.As<short>(), positions, slots, isMax, extremes);
                break;
            case 4:
                Compare(values.As<int>(), positions, slots, isMax, extremes);
                break;
            default:
                Compare(values.As<long>(), positions, slots, isMax, extremes);
                break;
        }
    }

    private static long Total<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> positions)
        where T : unmanaged, IBinaryInteger<T>
    {
        // A run is short: numbers of up to 32 bits do not leave 64.
        long total = 0;
        unchecked
        {
            if (positions.IsEmpty)
            {
                foreach (T value in values)
                {
                    total += long.CreateTruncating(value);
                }
            }
            else
            {
                foreach (int position in positions)
                {
                    total += long.CreateTruncating(values[position]);
                }
            }
        }

        return total;
    }

    private static (long Low, long High) Total(ReadOnlySpan<long> values, ReadOnlySpan<int> positions)
    {
        (long low, long high) = (0, 0);
        int count = positions.IsEmpty ? values.Length : positions.Length;
        for (int i = 0; i < count; i++)
        {
            long value = values[positions.IsEmpty ? i : positions[i]];
            low += unchecked((uint)value);
            high += value >> 32;
        }

        return (low, high);
    }

    private static void Add<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<int> positions, ReadOnlySpan<int> slots, Span<long> sums)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (positions.IsEmpty)
        {
            for (int i = 0; i < slots.Length; i++)
            {
                sums[slots[i]] += long.CreateTruncating(values[i]);
            }

            return;
        }

        for (int i = 0; i < slots.Length; i++)
        {
            sums[slots[i]] += long.CreateTruncating(values[positions[i]]);
        }
    }

    private static void Compare<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<int> positions, ReadOnlySpan<int> slots, bool isMax, Span<long> extremes)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < slots.Length; i++)
        {
            long value = long.CreateTruncating(values[positions.IsEmpty ? i : positions[i]]);
            ref long extreme = ref extremes[slots[i]];
            extreme = isMax ? Math.Max(extreme, value) : Math.Min(extreme, value);
        }
    }
}
