using System.Runtime.InteropServices;

namespace LinkedStats.Rdf.Syntax;

/// <summary>The terms met lately by their bytes in the file, so that repeated ones are made once.</summary>
/// <remarks>A fixed number of places, each with the last term that fell on it: bounded, and unordered.</remarks>
internal sealed class TermCache
{
    private const int PlaceCount = 1 << 12;

    /// <summary>Longer texts are seldom repeated, and not worth their bytes.</summary>
    private const int KeyBytesMax = 256;

    private readonly Place[] _places = new Place[PlaceCount];

    /// <summary>Looks a term up.</summary>
    /// <param name="bytes">The bytes of the term in the file.</param>
    /// <returns>The term; null when it is not remembered.</returns>
    public Term? Find(ReadOnlySpan<byte> bytes)
    {
        ref Place place = ref _places[Hash(bytes)];
        return place.Length == bytes.Length && bytes.SequenceEqual(place.Key.AsSpan(0, place.Length))
            ? place.Term
            : null;
    }

    /// <summary>Remembers a term.</summary>
    /// <param name="bytes">The bytes of the term in the file.</param>
    /// <param name="term">The term.</param>
    public void Remember(ReadOnlySpan<byte> bytes, Term term)
    {
        if (bytes.Length > KeyBytesMax)
        {
            return;
        }

        ref Place place = ref _places[Hash(bytes)];
        if (place.Key is null || place.Key.Length < bytes.Length)
        {
            place.Key = new byte[Math.Max(bytes.Length, 64)];
        }

        bytes.CopyTo(place.Key);
        place.Length = bytes.Length;
        place.Term = term;
    }

    /// <summary>Forgets all terms, since the same bytes mean others from now on.</summary>
    public void Clear() => Array.Clear(_places);

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            ulong hash = (ulong)bytes.Length;
            ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
            foreach (ulong word in words)
            {
                hash = (hash ^ word) * 0x9E3779B97F4A7C15UL;
                hash ^= hash >> 32;
            }

            foreach (byte rest in bytes[(words.Length * sizeof(ulong))..])
            {
                hash = (hash ^ rest) * 0x9E3779B97F4A7C15UL;
            }

            hash ^= hash >> 29;
            return (int)(hash & (PlaceCount - 1));
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Place
    {
        public byte[]? Key;
        public int Length;
        public Term? Term;
    }
}
