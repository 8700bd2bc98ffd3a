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

        _scratch.ResetWrittenCount();
        Bytes.Encode(term, _scratch);
        ulong hash = DictionaryIndex.Hash(_scratch.WrittenSpan);
        int number = _entries.Find(_scratch.WrittenSpan, hash);
        (_last, _lastNumber) = (term, number >= 0 ? number : _entries.Add(_scratch.WrittenSpan, hash));
        return _lastNumber;
    }
}
