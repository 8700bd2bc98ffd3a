using System.Buffers.Binary;
using System.Security.Cryptography;
using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;

namespace LinkedStats.Publishing.Encoding;

/// <summary>A digest of statements and observations that does not depend on their order.</summary>
/// <remarks>
/// The SHA-256 of each is added up modulo 2^256, so equal contents in another order, from another file or in another
/// syntax have one digest. Labels of blank nodes count as equal, since every reading may choose others.
/// </remarks>
internal sealed class ContentDigest
{
    private readonly Dictionary<Term, byte[]> _terms = [];
    private readonly ulong[] _sum = new ulong[4];
    private byte[] _buffer = new byte[512];
    private int _length;

    /// <summary>Adds an observation.</summary>
    internal void Add(ObservationRow row)
    {
        _length = 0;
        foreach (Term? code in row.Codes)
        {
            AppendRepeated(code);
        }

        foreach (Term? measure in row.Measures)
        {
            AppendOnce(measure);
        }

        foreach (Term? attribute in row.Attributes)
        {
            AppendRepeated(attribute);
        }

        AppendRepeated(row.Run);
        AppendOnce(row.Subject is Iri ? row.Subject : null);
        AddBuffer();
    }

    /// <summary>Adds a statement.</summary>
    internal void Add(in Quad triple)
    {
        _length = 0;
        AppendOnce(triple.Subject);
        AppendRepeated(triple.Predicate);
        AppendOnce(triple.Object);
        AddBuffer();
    }

    /// <summary>The digest of everything added so far.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[32];
        for (int i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], _sum[i]);
        }

        return Convert.ToHexStringLower(bytes);
    }

    private void AddBuffer()
    {
        Span<byte> hash = stackalloc byte[32];
        _ = SHA256.HashData(_buffer.AsSpan(0, _length), hash);
        ulong carry = 0;
        for (int i = 0; i < 4; i++)
        {
            UInt128 total = (UInt128)_sum[i] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(8 * i)..]) + carry;
            _sum[i] = unchecked((ulong)total);
            carry = unchecked((ulong)(total >> 64));
        }
    }

    // Codes, attributes and predicates come again and again: their text is turned into bytes once.
    private void AppendRepeated(Term? term)
    {
        if (term is null)
        {
            Append([0]);
            return;
        }

        if (!_terms.TryGetValue(term, out byte[]? bytes))
        {
            bytes = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Text(term)));
            if (_terms.Count < 1_000_000)
            {
                _terms.Add(term, bytes);
            }
        }

        Append(bytes);
    }

    private void AppendOnce(Term? term)
    {
        string text = term is null ? "" : Text(term);
        int bytesMax = System.Text.Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        Reserve(bytesMax);
        _length += System.Text.Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length));
        _buffer[_length++] = 0;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }
    }

    private static string Text(Term term) => term switch
    {
        Iri iri => iri.Text,
        Literal literal => $"{literal.Lexical}\u0001{literal.Datatype.Text}\u0001{literal.Language}",
        _ => "_:",
    };
}
