using System.Buffers;
using System.Buffers.Binary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Ranks the rows of a version by the IRIs of their cells, by code points.</summary>
/// <remarks>
/// Rows whose IRIs have a beginning in common are sorted by the eight bytes behind it, and those that are still alike
/// likewise: each IRI is read some few times, whatever IRIs have in common.
/// </remarks>
internal sealed class IriRanking
{
    private const int BytesPerRow = sizeof(ulong) + (2 * sizeof(int));
    private const int RowsPerCheck = 1 << 12;

    private readonly TextOfRow _iri;
    private readonly Action<long> _work;
    private readonly ArrayBufferWriter<byte> _scratch = new(256);
    private readonly ulong[] _keys;
    private readonly int[] _rows;
    private readonly int[] _ranks;

    private IriRanking(int rowCount, TextOfRow iri, Action<long> work)
    {
        (_iri, _work) = (iri, work);
        work((long)rowCount * BytesPerRow);
        (_keys, _rows, _ranks) = (new ulong[rowCount], new int[rowCount], new int[rowCount]);
    }

    /// <summary>Gives the IRI of a row as UTF-8.</summary>
    /// <param name="row">The row.</param>
    /// <param name="scratch">Where it may be written.</param>
    internal delegate ReadOnlySpan<byte> TextOfRow(int row, ArrayBufferWriter<byte> scratch);

    /// <summary>Ranks the rows.</summary>
    /// <param name="rowCount">The number of rows.</param>
    /// <param name="iri">Gives their IRIs.</param>
    /// <param name="work">Told of bytes: first those held meanwhile, then those read; throws to stop.</param>
    /// <returns>For each row a rank below the number of rows.</returns>
    internal static int[] Rank(int rowCount, TextOfRow iri, Action<long> work)
    {
        var ranking = new IriRanking(rowCount, iri, work);
        for (int row = 0; row < rowCount; row++)
        {
            ranking._rows[row] = row;
        }

        // A stack of its own: IRIs may agree for thousands of bytes.
        var open = new Stack<(int Start, int End, int Depth)>();
        open.Push((0, rowCount, 0));
        while (open.TryPop(out (int Start, int End, int Depth) group))
        {
            ranking.Sort(group.Start, group.End, group.Depth, open);
        }

        return ranking._ranks;
    }

    private void Sort(int start, int end, int depth, Stack<(int Start, int End, int Depth)> open)
    {
        depth = CommonLength(start, end, depth);
        for (int i = start; i < end; i++)
        {
            _keys[i] = KeyAt(Read(i), depth);
        }

        long bytes = (end - start) * (long)sizeof(ulong);
        RowSort.Sort(_keys.AsSpan(start..end), _rows.AsSpan(start..end), end - start, () => _work(bytes));
        for (int next; start < end; start = next)
        {
            next = start + 1;
            while (next < end && _keys[next] == _keys[start])
            {
                next++;
            }

            // No IRI has a zero byte: a key that ends with one is behind the end of its text.
            bool isDone = next == start + 1 || (_keys[start] & byte.MaxValue) == 0;
            if (!isDone)
            {
                open.Push((start, next, depth + sizeof(ulong)));
                continue;
            }

            foreach (int row in _rows.AsSpan(start..next))
            {
                _ranks[row] = start;
            }
        }
    }

    private int CommonLength(int start, int end, int depth)
    {
        byte[] first = Read(start).ToArray();
        int length = first.Length;
        for (int i = start + 1; i < end && length > depth; i++)
        {
            length = Read(i).CommonPrefixLength(first.AsSpan(0, length));
        }

        return Math.Max(length, depth);
    }

    private ReadOnlySpan<byte> Read(int place)
    {
        ReadOnlySpan<byte> text = _iri(_rows[place], _scratch);
        if (place % RowsPerCheck == 0)
        {
            _work((long)text.Length * RowsPerCheck);
        }

        return text;
    }

    private static ulong KeyAt(ReadOnlySpan<byte> text, int depth)
    {
        ReadOnlySpan<byte> rest = text[Math.Min(depth, text.Length)..];
        if (rest.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        rest.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}
