using System.Collections.Immutable;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>The ids of one dataset's cells in one snapshot: the number of the key, in an interval of its own.</summary>
/// <remarks>
/// The number is the mixed-radix number of the codes, so ids ascend as rows do; where that would not fit, it is the
/// rank of the key among the keys of the visible versions.
/// </remarks>
internal sealed class ObservationIds
{
    private readonly ulong _offset;
    private readonly ImmutableArray<int> _radices;
    private readonly Lazy<KeyTable>? _ranks;

    internal ObservationIds(ulong offset, ImmutableArray<int> radices, ulong size, Func<KeyTable>? ranks)
    {
        (_offset, _radices, Size) = (offset, radices, size);
        _ranks = ranks is null ? null : new Lazy<KeyTable>(ranks);
    }

    internal ulong Size { get; }

    internal int DimensionCount => _radices.Length;

    /// <summary>The number of keys; null when it is above a limit.</summary>
    internal static ulong? KeyCount(ImmutableArray<int> radices, ulong limit)
    {
        UInt128 count = 1;
        foreach (int radix in radices)
        {
            count *= (uint)radix;
            if (count > limit)
            {
                return null;
            }
        }

        return (ulong)count;
    }

    internal bool Contains(TermId cell) =>
        cell.Tag == TermTag.Cell && cell.Payload >= _offset && cell.Payload - _offset < Size;

    /// <summary>The number of a cell among those of the dataset, which is the same in every snapshot of the same
    /// versions.</summary>
    internal ulong NumberOf(TermId cell) => cell.Payload - _offset;

    /// <summary>The cell of a number.</summary>
    internal TermId CellOf(ulong number) => new(TermTag.Cell, _offset + number);

    /// <summary>The id of a key.</summary>
    /// <returns>None when a code is out of range, or when the dataset is ranked and has no such key.</returns>
    internal TermId Encode(ReadOnlySpan<int> key)
    {
        if (_ranks is not null)
        {
            int rank = _ranks.Value.Find(key);
            return rank < 0 ? TermId.None : new TermId(TermTag.Cell, _offset + (ulong)rank);
        }

        ulong number = 0;
        for (int d = 0; d < _radices.Length; d++)
        {
            if ((uint)key[d] >= (uint)_radices[d])
            {
                return TermId.None;
            }

            number = (number * (uint)_radices[d]) + (uint)key[d];
        }

        return new TermId(TermTag.Cell, _offset + number);
    }

    /// <summary>The key of an id.</summary>
    /// <returns>False when the id is not of this dataset.</returns>
    internal bool TryDecode(TermId cell, Span<int> key)
    {
        if (!Contains(cell))
        {
            return false;
        }

        ulong number = cell.Payload - _offset;
        if (_ranks is not null)
        {
            return _ranks.Value.TryGet((int)number, key);
        }

        for (int d = _radices.Length - 1; d >= 0; d--)
        {
            (number, ulong code) = Math.DivRem(number, (uint)_radices[d]);
            key[d] = (int)code;
        }

        return true;
    }

    /// <summary>Computes the ids of a run of rows.</summary>
    internal void Encode(CubeColumns columns, int row, Span<TermId> cells)
    {
        const int ChunkRows = 256;
        Span<int> codes = stackalloc int[ChunkRows];
        Span<int> key = stackalloc int[_radices.Length];
        if (_ranks is not null)
        {
            for (int i = 0; i < cells.Length; i++)
            {
                columns.ReadKey(row + i, key);
                cells[i] = Encode(key);
            }

            return;
        }

        for (int start = 0; start < cells.Length; start += ChunkRows)
        {
            Span<TermId> chunk = cells[start..Math.Min(start + ChunkRows, cells.Length)];
            chunk.Clear();
            for (int d = 0; d < _radices.Length; d++)
            {
                columns.Codes[d].Read(row + start, codes[..chunk.Length]);
                ulong radix = (uint)_radices[d];
                for (int i = 0; i < chunk.Length; i++)
                {
                    chunk[i] = new TermId((chunk[i].Bits * radix) + (uint)codes[i]);
                }
            }

            ulong tagged = new TermId(TermTag.Cell, 0).Bits + _offset;
            foreach (ref TermId cell in chunk)
            {
                cell = new TermId(cell.Bits + tagged);
            }
        }
    }
}

/// <summary>The keys of several versions of a dataset, sorted, each once.</summary>
internal sealed class KeyTable
{
    private readonly int[] _codes;
    private readonly int _width;
    private readonly int _count;

    /// <summary>Merges the keys of versions.</summary>
    internal KeyTable(IReadOnlyList<CubeColumns> versions, int width)
    {
        _width = width;
        var keys = new List<int[]>(versions.Sum(static v => v.RowCount));
        foreach (CubeColumns version in versions)
        {
            for (int row = 0; row < version.RowCount; row++)
            {
                int[] key = new int[width];
                version.ReadKey(row, key);
                keys.Add(key);
            }
        }

        keys.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        _codes = new int[keys.Count * width];
        for (int i = 0; i < keys.Count; i++)
        {
            if (i == 0 || !keys[i].AsSpan().SequenceEqual(keys[i - 1]))
            {
                keys[i].CopyTo(_codes.AsSpan(_count++ * width));
            }
        }
    }

    internal int Find(ReadOnlySpan<int> key)
    {
        (int low, int high) = (0, _count - 1);
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            int order = _codes.AsSpan(middle * _width, _width).SequenceCompareTo(key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    internal bool TryGet(int rank, Span<int> key) =>
        rank < _count && _codes.AsSpan(rank * _width, _width).TryCopyTo(key);
}
