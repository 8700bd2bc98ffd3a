using System.Buffers;
using LinkedStats.Rdf;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Dictionary;

/// <summary>Gives ids to the terms of a release: known ones keep theirs, new ones are collected.</summary>
/// <param name="known">The dictionary before the release.</param>
/// <param name="blankScope">The prefix of blank node labels, so that two releases never share a blank node.</param>
internal sealed class TermDictionaryBuilder(TermDictionary known, byte[] blankScope)
{
    private readonly ArrayBufferWriter<byte> _scratch = new(256);
    private readonly EntryTable _new = new();

    /// <summary>The number of new terms.</summary>
    internal int Count => _new.Count;

    internal TermDictionary Known => known;

    /// <summary>A new term's entry.</summary>
    internal ReadOnlySpan<byte> this[int index] => _new[index];

    /// <summary>Gets or gives the id of a term.</summary>
    internal TermId Intern(Term term)
    {
        if (term is Literal literal && InlineTerm.Encode(literal) is { IsNone: false } inline)
        {
            return inline;
        }

        _scratch.ResetWrittenCount();
        known.Bytes.Encode(term, _scratch, blankScope);
        TermTag tag = term switch
        {
            Iri => TermTag.Iri,
            BlankNode => TermTag.BlankNode,
            _ => TermTag.Literal,
        };
        return InternEntry(_scratch.WrittenSpan, tag);
    }

    /// <summary>Gets or gives the id of an IRI in UTF-8.</summary>
    internal TermId InternIri(ReadOnlySpan<byte> iri)
    {
        _scratch.ResetWrittenCount();
        known.Bytes.EncodeIri(iri, _scratch);
        return InternEntry(_scratch.WrittenSpan, TermTag.Iri);
    }

    /// <summary>Decodes an id that it gave, or that was known.</summary>
    internal Term Get(TermId id) =>
        id.IsInline || id.Payload < (ulong)known.Count
            ? known.Get(id)
            : known.Bytes.Decode(this[(int)id.Payload - known.Count]);

    /// <summary>The new terms as a segment; null when there are none.</summary>
    internal ArrowSegmentWriter? ToTermSegment()
    {
        if (Count == 0)
        {
            return null;
        }

        var writer = new ArrowSegmentWriter(Count);
        writer.AddBinary(DictionarySegment.TermColumn, _new.Offsets, _new.Bytes);
        return writer;
    }

    /// <summary>
    /// The hash table of the new terms, joined with older tables that are no larger than what it holds.
    /// </summary>
    /// <param name="first">The index of the first term that it covers; tables from there on are replaced.</param>
    internal ArrowSegmentWriter ToIndexSegment(out int first)
    {
        // Tables grow geometrically, so a look-up visits a logarithmic number of them.
        int kept = known.Indexes.Length;
        int count = Count;
        while (kept > 0 && known.Indexes[kept - 1].Count <= 2L * count)
        {
            count += known.Indexes[--kept].Count;
        }

        first = known.Count + Count - count;
        ulong[] hashes = new ulong[count];
        for (int i = first; i < known.Count; i++)
        {
            hashes[i - first] = DictionaryIndex.Hash(known[i]);
        }

        _new.Hashes.CopyTo(hashes.AsSpan(known.Count - first));
        int[] slots = DictionaryIndex.Build(hashes);
        var writer = new ArrowSegmentWriter(slots.Length);
        writer.AddPlainIntegers(DictionaryIndex.SlotColumn, slots);
        return writer;
    }

    private TermId InternEntry(ReadOnlySpan<byte> entry, TermTag tag)
    {
        ulong hash = DictionaryIndex.Hash(entry);
        int index = _new.Find(entry, hash);
        if (index < 0)
        {
            int knownIndex = known.Find(entry, hash);
            if (knownIndex >= 0)
            {
                return new TermId(tag, (ulong)knownIndex);
            }

            index = _new.Add(entry, hash);
        }

        return new TermId(tag, (ulong)(known.Count + index));
    }
}
