using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Encoding;

/// <summary>A digest of statements and observations that does not depend on their order.</summary>
/// <remarks>
/// The SHA-256 of each is added up modulo 2^256, so equal contents in another order, from another file or in another
/// syntax have one digest. Labels of blank nodes count as equal, since every reading may choose others.
/// </remarks>
/// <param name="names">The IRIs of the store's own things.</param>
internal sealed class ContentDigest(DigestNames names)
{
    private readonly Dictionary<Term, byte[]> _terms = [];
    private readonly DigestBuffer _buffer = new(names);
    private Sum256 _sum;

    /// <summary>Adds what <see cref="RowDigest"/> made of observations.</summary>
    internal void Add(Sum256 rows) => _sum = _sum.Plus(rows);

    /// <summary>Adds a statement.</summary>
    internal void Add(in Quad triple)
    {
        _buffer.Clear();
        _buffer.AppendText(triple.Subject);
        AppendRepeated(triple.Predicate);
        _buffer.AppendText(triple.Object);
        _sum = _sum.Plus(_buffer.Hash());
    }

    /// <summary>The digest of everything added so far.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public override string ToString() => _sum.ToString();

    // Predicates come again and again: their text is turned into bytes once.
    private void AppendRepeated(Term term)
    {
        if (!_terms.TryGetValue(term, out byte[]? bytes))
        {
            bytes = DigestBuffer.HashOf(term, names);
            if (_terms.Count < 1_000_000)
            {
                _terms.Add(term, bytes);
            }
        }

        _buffer.Append(bytes);
    }
}
