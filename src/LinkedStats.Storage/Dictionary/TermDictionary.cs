using System.Buffers;
using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Storage.Dictionary;

/// <summary>All terms of a store up to one commit; an index, once given, names its term for ever.</summary>
/// <param name="bytes">How terms are written.</param>
/// <param name="segments">The terms, oldest first, without gaps.</param>
/// <param name="indexes">The hash tables, oldest first; together they cover every term once.</param>
internal sealed class TermDictionary(
    TermBytes bytes, ImmutableArray<DictionarySegment> segments, ImmutableArray<DictionaryIndex> indexes)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _entry;

    internal TermBytes Bytes => bytes;

    internal ImmutableArray<DictionarySegment> Segments => segments;

    internal ImmutableArray<DictionaryIndex> Indexes => indexes;

    internal int Count { get; } = segments.IsEmpty ? 0 : segments[^1].End;

    /// <summary>The entry of an index.</summary>
    internal ReadOnlySpan<byte> this[int index]
    {
        get
        {
            (int low, int high) = (0, segments.Length - 1);
            while (low < high)
            {
                int middle = (low + high + 1) >>> 1;
                (low, high) = segments[middle].First <= index ? (middle, high) : (low, middle - 1);
            }

            return segments[low][index];
        }
    }

    /// <summary>Finds a term.</summary>
    /// <returns>Its id, inlined or indexed; None when it is not there.</returns>
    internal TermId Find(Term term)
    {
        if (term is Literal literal && InlineTerm.Encode(literal) is { IsNone: false } inline)
        {
            return inline;
        }

        ArrayBufferWriter<byte> entry = _entry ??= new ArrayBufferWriter<byte>(256);
        entry.ResetWrittenCount();
        bytes.Encode(term, entry);
        int index = Find(entry.WrittenSpan, DictionaryIndex.Hash(entry.WrittenSpan));
        return index < 0 ? TermId.None : new TermId(TermBytes.TagOf(entry.WrittenSpan), (ulong)index);
    }

    /// <summary>Finds an entry.</summary>
    /// <returns>Its index, or -1.</returns>
    internal int Find(ReadOnlySpan<byte> entry, ulong hash)
    {
        for (int i = indexes.Length - 1; i >= 0; i--)
        {
            int index = indexes[i].Find(entry, hash, this);
            if (index >= 0)
            {
                return index;
            }
        }

        return -1;
    }

    internal Term Get(TermId id) =>
        id.IsInline ? InlineTerm.Decode(id) : bytes.Decode(Entry(id));

    internal TermUtf8 GetUtf8(TermId id, ArrayBufferWriter<byte> scratch)
    {
        if (!id.IsInline)
        {
            return bytes.DecodeUtf8(Entry(id), scratch);
        }

        scratch.ResetWrittenCount();
        scratch.Advance(InlineTerm.Format(id, scratch.GetSpan(InlineTerm.LengthMax)));
        return new TermUtf8
        {
            Kind = TermKind.Literal,
            Text = scratch.WrittenSpan,
            Datatype = InlineDatatypes.Utf8Of(id),
        };
    }

    private ReadOnlySpan<byte> Entry(TermId id) =>
        id.Tag is TermTag.Iri or TermTag.BlankNode or TermTag.Literal && id.Payload < (ulong)Count
            ? this[(int)id.Payload]
            : throw new ArgumentException($"{id} is not in the dictionary.", nameof(id));
}
