using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Dictionary;

/// <summary>Gives ids to the terms of a release: known ones keep theirs, new ones are collected.</summary>
internal sealed class TermDictionaryBuilder
{
    private readonly TermDictionary _known;
    private readonly byte[] _blankScope;
    private readonly ArrayBufferWriter<byte> _scratch = new(256);
    private readonly EntryTable _new = new();
    private bool _hasBlankNodes;

    private TermDictionaryBuilder(TermDictionary dictionary, string blankScope) =>
        (_known, _blankScope) = (dictionary, Encoding.ASCII.GetBytes(blankScope));

    /// <summary>Begins a release.</summary>
    /// <param name="known">The dictionary before it.</param>
    /// <param name="now">When it begins.</param>
    /// <remarks>
    /// Labels of blank nodes are unique within a release only, so each release has a prefix for them, and its first one
    /// is the prefix alone. It tells the time, since a number would count the releases that are under embargo.
    /// </remarks>
    internal static TermDictionaryBuilder Begin(TermDictionary known, DateTimeOffset now)
    {
        long number = now.UtcTicks / TimeSpan.TicksPerMicrosecond;
        string Scope() => FormattableString.Invariant($"r{number:x}x");
        while (!known.Find(new BlankNode(Scope())).IsNone)
        {
            number++;
        }

        return new TermDictionaryBuilder(known, Scope());
    }

    /// <summary>The number of new terms.</summary>
    internal int Count => _new.Count;

    internal TermDictionary Known => _known;

    /// <summary>A new term's entry.</summary>
    internal ReadOnlySpan<byte> this[int index] => _new[index];

    /// <summary>Gets or gives the id of a term.</summary>
    internal TermId Intern(Term term)
    {
        if (term is Literal literal && InlineTerm.Encode(literal) is { IsNone: false } inline)
        {
            return inline;
        }

        if (term is BlankNode && !_hasBlankNodes)
        {
            _hasBlankNodes = true;
            _ = Intern(new BlankNode(""));
        }

        _scratch.ResetWrittenCount();
        _known.Bytes.Encode(term, _scratch, _blankScope);
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
        _known.Bytes.EncodeIri(iri, _scratch);
        return InternEntry(_scratch.WrittenSpan, TermTag.Iri);
    }

    /// <summary>Decodes an id that it gave, or that was _known.</summary>
    internal Term Get(TermId id) =>
        id.IsInline || id.Payload < (ulong)_known.Count
            ? _known.Get(id)
            : _known.Bytes.Decode(this[(int)id.Payload - _known.Count]);

    /// <summary>The new terms as a segment.</summary>
    internal ArrowSegmentWriter ToTermSegment()
    {
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
        int kept = _known.Indexes.Length;
        int count = Count;
        while (kept > 0 && _known.Indexes[kept - 1].Count <= 2L * count)
        {
            count += _known.Indexes[--kept].Count;
        }

        first = _known.Count + Count - count;
        ulong[] hashes = new ulong[count];
        for (int i = first; i < _known.Count; i++)
        {
            hashes[i - first] = DictionaryIndex.Hash(_known[i]);
        }

        _new.Hashes.CopyTo(hashes.AsSpan(_known.Count - first));
        int[] slots = DictionaryIndex.Build(hashes);
        var writer = new ArrowSegmentWriter(slots.Length);
        writer.AddPlainIntegers(DictionaryIndex.SlotColumn, slots);
        return writer;
    }

    /// <summary>The hash table of the new terms alone.</summary>
    internal ArrowSegmentWriter ToOwnIndexSegment()
    {
        int[] slots = DictionaryIndex.Build(_new.Hashes);
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
            int knownIndex = _known.Find(entry, hash);
            if (knownIndex >= 0)
            {
                return new TermId(tag, (ulong)knownIndex);
            }

            index = _new.Add(entry, hash);
        }

        return new TermId(tag, (ulong)(_known.Count + index));
    }
}
