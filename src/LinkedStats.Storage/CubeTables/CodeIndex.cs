using System.Numerics;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Finds codes by their terms: a hash table of six to twelve bytes a code, which leaves the terms in their
/// book.</summary>
/// <remarks>Source: open addressing with linear probing; Knuth, volume 3, section 6.4, algorithm L.</remarks>
internal sealed class CodeIndex
{
    /// <summary>2^64 divided by the golden ratio: ids that follow one another fall far apart.</summary>
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>Of each slot the code plus 1; 0 where it is free.</summary>
    private readonly int[] _slots;

    private readonly int _shift;

    /// <summary>Makes the table.</summary>
    /// <param name="terms">The terms of the codes 0, 1, …; of those that repeat the first counts.</param>
    internal CodeIndex(ReadOnlySpan<TermId> terms)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, terms.Length + (terms.Length / 2)));
        _slots = new int[size];
        _shift = 64 - BitOperations.Log2((uint)size);
        for (int code = 0; code < terms.Length; code++)
        {
            int slot = SlotOf(terms, terms[code]);
            if (_slots[slot] == 0)
            {
                _slots[slot] = code + 1;
            }
        }
    }

    /// <summary>Finds the code of a term.</summary>
    /// <param name="terms">The terms that the table was made of.</param>
    /// <param name="term">The term.</param>
    /// <returns>The code; -1 for another term.</returns>
    internal int Find(ReadOnlySpan<TermId> terms, TermId term) => _slots[SlotOf(terms, term)] - 1;

    /// <summary>The slot of a term, or the free one where it would stand.</summary>
    private int SlotOf(ReadOnlySpan<TermId> terms, TermId term)
    {
        int slot = (int)(unchecked(term.Bits * Multiplier) >> _shift);
        while (_slots[slot] is > 0 and var taken && terms[taken - 1] != term)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        return slot;
    }
}
