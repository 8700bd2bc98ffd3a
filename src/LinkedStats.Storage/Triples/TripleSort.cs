using System.Runtime.InteropServices;

namespace LinkedStats.Storage.Triples;

/// <summary>Sorts triples by subject, predicate and object.</summary>
/// <remarks>
/// Ids are small numbers below a tag, so most of their bytes are the same in all triples; the others are sorted by, one
/// after another, from the least significant on. Cost: linear, and a second array.
/// </remarks>
internal static class TripleSort
{
    private const int ComparedMax = 512;
    private const int FieldCount = 3;

    /// <summary>Sorts.</summary>
    /// <param name="triples">The triples; their contents are lost.</param>
    /// <returns>The triples in order: in the same array, or in another one.</returns>
    internal static IdTriple[] Sort(IdTriple[] triples)
    {
        if (triples.Length <= ComparedMax)
        {
            Array.Sort(triples, static (x, y) => x.IsBefore(y) ? -1 : x == y ? 0 : 1);
            return triples;
        }

        IdTriple varying = Varying(triples);
        ReadOnlySpan<ulong> bits = [varying.Subject, varying.Predicate, varying.Object];
        IdTriple[] sorted = triples;
        IdTriple[] spare = new IdTriple[triples.Length];
        for (int field = FieldCount - 1; field >= 0; field--)
        {
            for (int shift = 0; shift < 64; shift += 8)
            {
                if (((bits[field] >> shift) & 0xFF) != 0)
                {
                    SortByByte(sorted, spare, field, shift);
                    (sorted, spare) = (spare, sorted);
                }
            }
        }

        return sorted;
    }

    /// <summary>The bits that are not the same in all triples.</summary>
    private static IdTriple Varying(ReadOnlySpan<IdTriple> triples)
    {
        (ulong s, ulong p, ulong o) = (0, 0, 0);
        IdTriple first = triples[0];
        foreach (ref readonly IdTriple triple in triples)
        {
            s |= triple.Subject ^ first.Subject;
            p |= triple.Predicate ^ first.Predicate;
            o |= triple.Object ^ first.Object;
        }

        return new IdTriple(s, p, o);
    }

    private static void SortByByte(
        ReadOnlySpan<IdTriple> triples, Span<IdTriple> sorted, int field, int shift)
    {
        // A triple is three words; the one at the field decides.
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<IdTriple, ulong>(triples);
        Span<int> starts = stackalloc int[256];
        starts.Clear();
        for (int i = field; i < words.Length; i += FieldCount)
        {
            starts[(int)((words[i] >> shift) & 0xFF)]++;
        }

        int start = 0;
        foreach (ref int count in starts)
        {
            (start, count) = (start + count, start);
        }

        for (int i = 0; i < triples.Length; i++)
        {
            ref int at = ref starts[(int)((words[(i * FieldCount) + field] >> shift) & 0xFF)];
            sorted[at++] = triples[i];
        }
    }
}
