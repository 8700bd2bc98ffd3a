using System.IO.Hashing;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Dictionary;

/// <summary>The terms that one commit added to the dictionary.</summary>
/// <param name="first">The index of its first term.</param>
/// <param name="count">The number of its terms.</param>
/// <param name="name">Where they stand, see <see cref="TermBytes"/>; opened on first use.</param>
/// <param name="segments">Opens it.</param>
internal sealed class DictionarySegment(int first, int count, SegmentName name, SegmentScope segments)
{
    internal const string TermColumn = "term";

    private StrongBox<BinaryColumn>? _terms;

    internal int First => first;

    internal int End => first + count;

    /// <summary>The entry of an index in the whole dictionary.</summary>
    internal ReadOnlySpan<byte> this[int index] =>
        (Volatile.Read(ref _terms) ?? Open()).Value[index - first];

    private StrongBox<BinaryColumn> Open() => _terms = new(segments.Open(name).Binary(TermColumn));
}

/// <summary>A hash table from entries to indexes, over a run of the dictionary.</summary>
/// <remarks>
/// Open addressing with linear probing; a slot holds an index relative to <see cref="First"/> plus 1, or 0.
/// </remarks>
internal sealed class DictionaryIndex
{
    internal const string SlotColumn = "slot";

    private readonly Lazy<IntegerColumn> _slots;

    /// <summary>Names the table; it is opened on first use.</summary>
    internal DictionaryIndex(int first, int count, SegmentName name, SegmentScope segments)
    {
        (First, Count) = (first, count);
        _slots = new Lazy<IntegerColumn>(() => segments.Open(name).Integers(SlotColumn));
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
