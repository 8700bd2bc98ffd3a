namespace LinkedStats.Storage.Dictionary;

/// <summary>Byte strings, each kept once and numbered in the order of their addition.</summary>
/// <remarks>Cost: some 20 bytes an entry beside its own; no object an entry.</remarks>
internal sealed class EntryTable
{
    private const int SlotsMin = 64;

    private byte[] _bytes = new byte[1024];
    private int[] _offsets = new int[32];
    private ulong[] _hashes = new ulong[32];
    private int[] _slots = new int[SlotsMin];

    internal int Count { get; private set; }

    internal ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_offsets[index].._offsets[index + 1]);

    /// <summary>Where each entry begins, and one more: where the last ends.</summary>
    internal ReadOnlySpan<int> Offsets => _offsets.AsSpan(0, Count + 1);

    /// <summary>All entries, one after another.</summary>
    internal ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _offsets[Count]);

    internal ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>Finds an entry.</summary>
    /// <returns>Its number, or -1.</returns>
    internal int Find(ReadOnlySpan<byte> entry, ulong hash)
    {
        ulong[] hashes = _hashes;
        int[] slots = _slots;
        int mask = slots.Length - 1;
        int slot = (int)(hash & (ulong)mask);
        while (slots[slot] != 0 && (hashes[slots[slot] - 1] != hash || !this[slots[slot] - 1].SequenceEqual(entry)))
        {
            slot = (slot + 1) & mask;
        }

        return slots[slot] - 1;
    }

    /// <summary>Adds an entry that is not there.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StoreException">The entries would need more than an array can hold.</exception>
    internal int Add(ReadOnlySpan<byte> entry, ulong hash)
    {
        int start = _offsets[Count];
        if (entry.Length > Array.MaxLength - start)
        {
            throw new StoreException("A release with more than 2 GiB of new terms cannot be stored; split it.");
        }

        if (start + entry.Length > _bytes.Length)
        {
            long wanted = Math.Max(_bytes.Length * 2L, start + entry.Length);
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, wanted));
        }

        if (Count + 1 == _hashes.Length)
        {
            Array.Resize(ref _hashes, _hashes.Length * 2);
            Array.Resize(ref _offsets, _offsets.Length * 2);
        }

        entry.CopyTo(_bytes.AsSpan(start));
        _hashes[Count] = hash;
        _offsets[++Count] = start + entry.Length;
        AddSlot(hash);
        return Count - 1;
    }

    private void AddSlot(ulong hash)
    {
        if (Count * 2 > _slots.Length)
        {
            _slots = DictionaryIndex.Build(_hashes.AsSpan(0, Count));
            return;
        }

        int mask = _slots.Length - 1;
        int slot = (int)(hash & (ulong)mask);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = Count;
    }
}
