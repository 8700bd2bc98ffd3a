using System.Buffers;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Storage.Dictionary;

/// <summary>Terms numbered from 0 in the order in which they are met, each once.</summary>
/// <remarks>Terms are kept as bytes, so a million distinct ones cost little more than their texts.</remarks>
public sealed class TermBook
{
    // Nothing but the datatypes of literals is often repeated within one book.
    private static readonly TermBytes Bytes = new(Iri.FromTrusted(XsdVocabulary.Namespace));

    private readonly EntryTable _entries = new();
    private readonly ArrayBufferWriter<byte> _scratch = new(256);
    private Term? _last;
    private int _lastNumber;

    /// <summary>The number of terms.</summary>
    public int Count => _entries.Count;

    /// <summary>A term by its number; made anew each time.</summary>
    public Term this[int number] => Bytes.Decode(_entries[number]);

    /// <summary>The terms in the order of their numbers.</summary>
    public IEnumerable<Term> Terms => Enumerable.Range(0, Count).Select(number => this[number]);

    /// <summary>What a term is.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>Iri, BlankNode or Literal.</returns>
    public TermTag TagOf(int number) => TermBytes.TagOf(_entries[number]);

    /// <summary>Finds the number of a term, giving it the next one where it has none.</summary>
    /// <param name="term">The term.</param>
    /// <returns>The number.</returns>
    public int NumberOf(Term term)
    {
        // Readers hand out one object for a repeated term, and rows come in groups.
        if (ReferenceEquals(term, _last))
        {
            return _lastNumber;
        }

        int number = Find(term, out ulong hash);
        (_last, _lastNumber) = (term, number >= 0 ? number : _entries.Add(_scratch.WrittenSpan, hash));
        return _lastNumber;
    }

    /// <summary>Finds the number of a term.</summary>
    /// <param name="term">The term.</param>
    /// <returns>The number; -1 where it has none.</returns>
    public int Find(Term term) => ReferenceEquals(term, _last) ? _lastNumber : Find(term, out _);

    /// <summary>Makes an id for a term: an inlined literal's own, else its tag and its number here.</summary>
    /// <param name="term">The term.</param>
    /// <returns>The id; good for this book only, unless it is inline.</returns>
    public TermId IdOf(Term term)
    {
        TermId id = term is Literal literal ? InlineTerm.Encode(literal) : TermId.None;
        return !id.IsNone ? id : new TermId(
            term is Iri ? TermTag.Iri : term is BlankNode ? TermTag.BlankNode : TermTag.Literal,
            (ulong)NumberOf(term));
    }

    /// <summary>The term of an id that <see cref="IdOf"/> made.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The term; made anew each time.</returns>
    public Term Get(TermId id) => id.IsInline ? InlineTerm.Decode(id) : this[(int)id.Payload];

    /// <summary>Writes an IRI as UTF-8.</summary>
    /// <param name="number">The number of a term.</param>
    /// <param name="iri">Receives the IRI.</param>
    /// <returns>False, with nothing written, when the term is none.</returns>
    public bool TryWriteIri(int number, ArrayBufferWriter<byte> iri) => Bytes.TryWriteIri(_entries[number], iri);

    private int Find(Term term, out ulong hash)
    {
        _scratch.ResetWrittenCount();
        Bytes.Encode(term, _scratch);
        hash = DictionaryIndex.Hash(_scratch.WrittenSpan);
        return _entries.Find(_scratch.WrittenSpan, hash);
    }
}
