using System.Numerics;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution;

/// <summary>A hash index over the rows of a <see cref="RowTable"/>, by some of their columns.</summary>
internal sealed class KeyIndex(EvaluationContext context, RowTable rows, int[] keyColumns)
{
    private const int BytesPerEntry = 3 * sizeof(int);
    private int[] _heads = new int[16];
    private int[] _next = [];
    private uint[] _hashes = [];
    private int _count;

    /// <summary>Hashes a key.</summary>
    /// <param name="key">The ids of the key.</param>
    /// <returns>The hash.</returns>
    public static uint Hash(ReadOnlySpan<TermId> key)
    {
        ulong hash = 0;
        foreach (TermId id in key)
        {
            hash = Mix(hash, id);
        }

        return Finish(hash);
    }

    /// <summary>Adds the next row of the table: rows are indexed in their order, each once.</summary>
    public void AddNext()
    {
        int row = _count++;
        if (row >= _next.Length)
        {
            Grow();
        }

        uint hash = HashRow(rows.Row(row));
        _hashes[row] = hash;
        ref int head = ref _heads[hash & (uint)(_heads.Length - 1)];
        _next[row] = head - 1;
        head = row + 1;
    }

    /// <summary>Finds the first row with a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>The row, or -1.</returns>
    public int First(ReadOnlySpan<TermId> key, uint hash) =>
        Seek(_heads[hash & (uint)(_heads.Length - 1)] - 1, key, hash);

    /// <summary>Finds the next row with the same key.</summary>
    /// <param name="row">The row found before.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>The row, or -1.</returns>
    public int Next(int row, ReadOnlySpan<TermId> key, uint hash) => Seek(_next[row], key, hash);

    private int Seek(int row, ReadOnlySpan<TermId> key, uint hash)
    {
        while (row >= 0 && !(_hashes[row] == hash && Matches(rows.Row(row), key)))
        {
            row = _next[row];
        }

        return row;
    }

    private bool Matches(ReadOnlySpan<TermId> cells, ReadOnlySpan<TermId> key)
    {
        for (int i = 0; i < keyColumns.Length; i++)
        {
            if (cells[keyColumns[i]] != key[i])
            {
                return false;
            }
        }

        return true;
    }

    private uint HashRow(ReadOnlySpan<TermId> cells)
    {
        ulong hash = 0;
        foreach (int column in keyColumns)
        {
            hash = Mix(hash, cells[column]);
        }

        return Finish(hash);
    }

    private static ulong Mix(ulong hash, TermId id) =>
        unchecked((BitOperations.RotateLeft(hash, 23) ^ id.Bits) * 0x9E3779B97F4A7C15UL);

    private static uint Finish(ulong hash) => unchecked((uint)(hash >> 32) ^ (uint)hash);

    private void Grow()
    {
        context.ThrowIfStopped();
        int capacity = Math.Max(64, _next.Length * 2);
        context.Charge((long)(capacity - _next.Length) * BytesPerEntry);
        Array.Resize(ref _next, capacity);
        Array.Resize(ref _hashes, capacity);
        _heads = new int[capacity];
        for (int row = 0; row < _count - 1; row++)
        {
            ref int head = ref _heads[_hashes[row] & (uint)(capacity - 1)];
            _next[row] = head - 1;
            head = row + 1;
        }
    }
}
