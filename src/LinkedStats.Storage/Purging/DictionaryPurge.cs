using System.Globalization;
using System.Text;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage.Purging;

/// <summary>Overwrites terms in the dictionary: their ids stay, so that no other id changes.</summary>
/// <param name="dictionary">The dictionary.</param>
/// <param name="unused">The ids of the terms, which nothing refers to.</param>
internal sealed class DictionaryPurge(TermDictionary dictionary, IReadOnlySet<ulong> unused)
{
    private readonly Dictionary<int, TermTag> _unused =
        unused.ToDictionary(static id => (int)new TermId(id).Payload, static id => new TermId(id).Tag);

    /// <summary>Writes a run of the dictionary anew when a term in it is overwritten.</summary>
    /// <returns>The run from now on; the same record when nothing is new.</returns>
    internal TermsRecord? WriteTerms(TermsRecord? terms, SegmentBatch batch)
    {
        if (terms is null || !Holds(terms))
        {
            return terms;
        }

        using var bytes = new MemoryStream();
        int[] offsets = new int[terms.Count + 1];
        for (int i = 0; i < terms.Count; i++)
        {
            bytes.Write(Entry(terms.First + i));
            offsets[i + 1] = (int)bytes.Length;
        }

        var writer = new ArrowSegmentWriter(terms.Count);
        writer.AddBinary(DictionarySegment.TermColumn, offsets, bytes.GetBuffer().AsMemory(0, (int)bytes.Length));
        return terms with { Segment = batch.Write("terms", writer) };
    }

    /// <summary>Writes a hash table anew when a term in it is overwritten.</summary>
    /// <returns>The table from now on; the same record when nothing is new.</returns>
    internal TermsRecord? WriteIndex(TermsRecord? index, SegmentBatch batch)
    {
        if (index is null || !Holds(index))
        {
            return index;
        }

        ulong[] hashes = new ulong[index.Count];
        for (int i = 0; i < hashes.Length; i++)
        {
            hashes[i] = DictionaryIndex.Hash(Entry(index.First + i));
        }

        int[] slots = DictionaryIndex.Build(hashes);
        var writer = new ArrowSegmentWriter(slots.Length);
        writer.AddPlainIntegers(DictionaryIndex.SlotColumn, slots);
        return index with { Segment = batch.Write("termindex", writer) };
    }

    private bool Holds(TermsRecord terms) =>
        _unused.Keys.Any(index => index >= terms.First && index < terms.First + terms.Count);

    private ReadOnlySpan<byte> Entry(int index)
    {
        if (!_unused.TryGetValue(index, out TermTag tag))
        {
            return dictionary[index];
        }

        // Still a term of its kind, and of no other index.
        string name = string.Create(CultureInfo.InvariantCulture, $"urn:linkedstats:purged:{index}");
        return tag switch
        {
            TermTag.BlankNode => [TermBytes.Blank, .. Encoding.UTF8.GetBytes(name)],
            TermTag.Literal => [TermBytes.Separator, .. Encoding.UTF8.GetBytes(name)],
            _ => Encoding.UTF8.GetBytes(name),
        };
    }
}
