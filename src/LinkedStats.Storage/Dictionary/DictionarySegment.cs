using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Dictionary;

/// <summary>The terms that one commit added to the dictionary.</summary>
/// <param name="First">The index of its first term.</param>
/// <param name="Count">The number of its terms.</param>
/// <param name="Terms">The entries, see <see cref="TermBytes"/>; opened on first use.</param>
internal sealed record DictionarySegment(int First, int Count, Lazy<BinaryColumn> Terms)
{
    internal const string TermColumn = "term";

    internal int End => First + Count;
}

/// <summary>A hash table from entries to indexes, over a run of the dictionary.</summary>
/// <remarks>
/// Open addressing with linear probing; a slot holds an index relative to <see cref="First"/> plus 1, or 0.
/// </remarks>
internal sealed class DictionaryIndex
{
    internal const string SlotColumn = "slot";

    private readonly Lazy<IntegerColumn> _slots;

    internal DictionaryIndex(int first, int count, Lazy<IntegerColumn> slots)
    {
        (First, Count, _slots) = (first, count, slots);
    }

    internal int First { get; }

    internal int Count { get; }

    internal static ulong Hash(ReadOnlySpan<byte> entry) => XxHash3.HashToUInt64(entry);

    /// <summary>Builds the slots for hashes in the order of their indexes.</summary>
    internal static int[] Build(ReadOnlySpan<ulong> hashes)
    {
        int[] slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Length * 2L))];
        for (int i = 0; i < hashes.Length; i++)
        {
            int slot = (int)(hashes[i] & (ulong)(slots.Length - 1));
            while (slots[slot] != 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = i + 1;
        }

        return slots;
    }

    /// <summary>Finds the index of an entry.</summary>
    /// <returns>The index in the whole dictionary, or -1.</returns>
    internal int Find(ReadOnlySpan<byte> entry, ulong hash, TermDictionary dictionary)
    {
        ReadOnlySpan<int> slots = MemoryMarshal.Cast<byte, int>(_slots.Value.Bytes);
        int mask = _slots.Value.Count - 1;
        for (int slot = (int)(hash & (ulong)mask); slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int index = First + slots[slot] - 1;
            if (dictionary[index].SequenceEqual(entry))
            {
                return index;
            }
        }

        return -1;
    }
}
