using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Loops over runs of columns in their stored width: one pass, no copy.</summary>
/// <remarks>
/// A table that is indexed by codes has the entry of the missing value, whose code is -1, in front. Positions are
/// offsets in the run, ascending.
/// </remarks>
internal static class ColumnKernels
{
    /// <summary>Finds the rows whose code is wanted.</summary>
    /// <param name="codes">The codes of the run.</param>
    /// <param name="isWanted">1 for each wanted code, else 0.</param>
    /// <param name="positions">Receives the positions; as long as the run.</param>
    /// <returns>How many.</returns>
    public static int Select(StoredIntegers codes, ReadOnlySpan<byte> isWanted, Span<int> positions) =>
        codes.Width switch
        {
            1 => Select(codes.As<sbyte>(), isWanted, positions),
            2 => Select(codes.As<short>(), isWanted, positions),
            _ => Select(codes.As<int>(), isWanted, positions),
        };

    /// <summary>Keeps the positions whose code is wanted.</summary>
    /// <param name="codes">The codes of the run.</param>
    /// <param name="isWanted">1 for each wanted code, else 0.</param>
    /// <param name="positions">The positions; those kept are moved to the front.</param>
    /// <returns>How many.</returns>
    public static int Keep(StoredIntegers codes, ReadOnlySpan<byte> isWanted, Span<int> positions) =>
        codes.Width switch
        {
            1 => Keep(codes.As<sbyte>(), isWanted, positions),
            2 => Keep(codes.As<short>(), isWanted, positions),
            _ => Keep(codes.As<int>(), isWanted, positions),
        };

    /// <summary>Finds the rows whose integer lies in a range.</summary>
    /// <param name="values">The integers of the run.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The greatest; not below the least.</param>
    /// <param name="positions">Receives the positions; as long as the run.</param>
    /// <returns>How many.</returns>
    public static int SelectRange(StoredIntegers values, long min, long max, Span<int> positions) =>
        values.Width switch
        {
            1 => SelectRange(values.As<sbyte>(), min, max, positions),
            2 => SelectRange(values.As<short>(), min, max, positions),
            4 => SelectRange(values.As<int>(), min, max, positions),
            _ => SelectRange(values.As<long>(), min, max, positions),
        };

    /// <summary>Keeps the positions whose integer lies in a range.</summary>
    /// <param name="values">The integers of the run.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The greatest.</param>
    /// <param name="positions">The positions; those kept are moved to the front.</param>
    /// <returns>How many.</returns>
    public static int KeepRange(StoredIntegers values, long min, long max, Span<int> positions) =>
        values.Width switch
        {
            1 => KeepRange(values.As<sbyte>(), min, max, positions),
            2 => KeepRange(values.As<short>(), min, max, positions),
            4 => KeepRange(values.As<int>(), min, max, positions),
            _ => KeepRange(values.As<long>(), min, max, positions),
        };

    /// <summary>Keeps the positions whose bit is set.</summary>
    /// <param name="bits">One bit a row of the table, lowest first.</param>
    /// <param name="row">The first row of the run.</param>
    /// <param name="positions">The positions; those kept are moved to the front.</param>
    /// <returns>How many.</returns>
    public static int KeepSet(ReadOnlySpan<byte> bits, int row, Span<int> positions)
    {
        int kept = 0;
        unchecked
        {
            for (int i = 0; i < positions.Length; i++)
            {
                int bit = row + positions[i];
                positions[kept] = positions[i];
                kept += (bits[bit >> 3] >> (bit & 7)) & 1;
            }
        }

        return kept;
    }

    /// <summary>Adds what each row's code maps to.</summary>
    /// <typeparam name="T">The type of the sums.</typeparam>
    /// <param name="codes">The codes of the run.</param>
    /// <param name="positions">The rows; empty for all of the run.</param>
    /// <param name="map">What each code maps to.</param>
    /// <param name="sums">One sum a row.</param>
    public static void Map<T>(
        StoredIntegers codes, ReadOnlySpan<int> positions, ReadOnlySpan<T> map, Span<T> sums)
        where T : unmanaged, IBinaryInteger<T>
    {
        switch (codes.Width)
        {
            case 1:
                Map(codes.As<sbyte>(), positions, map, sums);
                break;
            case 2:
                Map(codes.As<short>(), positions, map, sums);
                break;
            default:
                Map(codes.As<int>(), positions, map, sums);
                break;
        }
    }

    private static int Select<T>(ReadOnlySpan<T> codes, ReadOnlySpan<byte> isWanted, Span<int> positions)
        where T : unmanaged, IBinaryInteger<T>
    {
        int kept = 0;
        unchecked
        {
            for (int i = 0; i < codes.Length; i++)
            {
                positions[kept] = i;
                kept += isWanted[int.CreateTruncating(codes[i]) + 1];
            }
        }

        return kept;
    }

    private static int Keep<T>(ReadOnlySpan<T> codes, ReadOnlySpan<byte> isWanted, Span<int> positions)
        where T : unmanaged, IBinaryInteger<T>
    {
        int kept = 0;
        unchecked
        {
            for (int i = 0; i < positions.Length; i++)
            {
                int position = positions[i];
                positions[kept] = position;
                kept += isWanted[int.CreateTruncating(codes[position]) + 1];
            }
        }

        return kept;
    }

    private static int SelectRange<T>(ReadOnlySpan<T> values, long min, long max, Span<int> positions)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (!TryNarrow(min, max, out T least, out T greatest))
        {
            return 0;
        }

        int kept = 0;
        int row = 0;
        ref T first = ref MemoryMarshal.GetReference(values);
        Vector256<T> low = Vector256.Create(least);
        Vector256<T> high = Vector256.Create(greatest);
        unchecked
        {
            for (; row <= values.Length - Vector256<T>.Count; row += Vector256<T>.Count)
            {
                Vector256<T> vector = Vector256.LoadUnsafe(ref first, (nuint)row);
                uint hits = (Vector256.GreaterThanOrEqual(vector, low) & Vector256.LessThanOrEqual(vector, high))
                    .ExtractMostSignificantBits();
                for (; hits != 0; hits &= hits - 1)
                {
                    positions[kept++] = row + BitOperations.TrailingZeroCount(hits);
                }
            }

            for (; row < values.Length; row++)
            {
                positions[kept] = row;
                kept += values[row] >= least && values[row] <= greatest ? 1 : 0;
            }
        }

        return kept;
    }

    private static int KeepRange<T>(ReadOnlySpan<T> values, long min, long max, Span<int> positions)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (!TryNarrow(min, max, out T least, out T greatest))
        {
            return 0;
        }

        int kept = 0;
        unchecked
        {
            for (int i = 0; i < positions.Length; i++)
            {
                T value = values[positions[i]];
                positions[kept] = positions[i];
                kept += value >= least && value <= greatest ? 1 : 0;
            }
        }

        return kept;
    }

    // The part of a range that the type can hold.
    private static bool TryNarrow<T>(long min, long max, out T least, out T greatest)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        least = T.CreateSaturating(min);
        greatest = T.CreateSaturating(max);
        return min <= max && long.CreateTruncating(greatest) >= min && long.CreateTruncating(least) <= max;
    }

    private static void Map<TCode, T>(
        ReadOnlySpan<TCode> codes, ReadOnlySpan<int> positions, ReadOnlySpan<T> map, Span<T> sums)
        where TCode : unmanaged, IBinaryInteger<TCode>
        where T : unmanaged, IBinaryInteger<T>
    {
        unchecked
        {
            if (positions.IsEmpty)
            {
                for (int i = 0; i < codes.Length; i++)
                {
                    sums[i] += map[int.CreateTruncating(codes[i]) + 1];
                }

                return;
            }

            for (int i = 0; i < positions.Length; i++)
            {
                sums[i] += map[int.CreateTruncating(codes[positions[i]]) + 1];
            }
        }
    }
}
