using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Storage.Purging;

/// <summary>The digest of cells that are removed: who knows them and the salt can prove that they were these.</summary>
/// <remarks>
/// A cell is a sorted list of lines of canonical N-Triples, one for each component that has a value; the subject is the
/// cell's address in its version, <c>{version}/observations/{key}</c>, and each line ends with a line feed. The digest
/// is the SHA-256 of the salt, 32 random bytes, and then of the SHA-256 of each cell, ascending. Without a salt,
/// whoever knows the key of a cell could try one value after another until the digest is right.
/// </remarks>
/// <param name="salt">What it begins with.</param>
/// <param name="dictionary">The terms.</param>
internal sealed class CellDigest(byte[] salt, TermDictionary dictionary)
{
    internal const int SaltBytes = 32;

    private const int Half = SHA256.HashSizeInBytes / 2;
    private const int TermsKept = 1 << 16;

    private readonly Dictionary<TermId, byte[]> _terms = [];

    // A million cells are one array.
    private readonly List<(UInt128 High, UInt128 Low)> _cells = [];
    private readonly List<Range> _lines = [];
    private readonly ArrayBufferWriter<byte> _text = new(1 << 10);
    private readonly ArrayBufferWriter<byte> _sorted = new(1 << 10);
    private readonly ArrayBufferWriter<byte> _scratch = new(256);

    /// <summary>Adds a cell.</summary>
    /// <param name="address">Its address in its version.</param>
    /// <param name="components">Its components and their values.</param>
    internal void Add(Iri address, IEnumerable<(TermId Property, TermId Value)> components)
    {
        _text.ResetWrittenCount();
        _lines.Clear();
        byte[] subject = Encoding.UTF8.GetBytes(address.ToString());
        foreach ((TermId property, TermId value) in components)
        {
            int start = _text.WrittenCount;
            _text.Write(subject);
            _text.Write(" "u8);
            Write(property);
            _text.Write(" "u8);
            Write(value);
            _text.Write(" .\n"u8);
            Insert(start.._text.WrittenCount);
        }

        _sorted.ResetWrittenCount();
        foreach (Range line in _lines)
        {
            _sorted.Write(_text.WrittenSpan[line]);
        }

        _cells.Add(HashOf(_sorted.WrittenSpan));
    }

    /// <summary>Computes the digest of the cells added.</summary>
    /// <returns>In lower-case hexadecimal.</returns>
    public override string ToString()
    {
        _cells.Sort();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        foreach ((UInt128 high, UInt128 low) in _cells)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, high);
            BinaryPrimitives.WriteUInt128BigEndian(bytes[Half..], low);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A cell has few lines, and those of all cells come in about the same order.
    private void Insert(Range line)
    {
        int place = _lines.Count;
        ReadOnlySpan<byte> text = _text.WrittenSpan;
        while (place > 0 && text[line].SequenceCompareTo(text[_lines[place - 1]]) < 0)
        {
            place--;
        }

        _lines.Insert(place, line);
    }

    private void Write(TermId id)
    {
        if (id.IsInline)
        {
            // Numbers and times have nothing to escape.
            TermUtf8 term = dictionary.GetUtf8(id, _scratch);
            _text.Write("\""u8);
            _text.Write(term.Text);
            _text.Write("\"^^<"u8);
            _text.Write(term.Datatype);
            _text.Write(">"u8);
            return;
        }

        if (!_terms.TryGetValue(id, out byte[]? text))
        {
            text = Encoding.UTF8.GetBytes(dictionary.Get(id).ToString()!);
            if (_terms.Count < TermsKept)
            {
                _terms.Add(id, text);
            }
        }

        _text.Write(text);
    }

    private static (UInt128 High, UInt128 Low) HashOf(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return (BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[Half..]));
    }
}
