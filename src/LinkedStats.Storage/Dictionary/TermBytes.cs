using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Storage.Dictionary;

/// <summary>Terms as the bytes that the dictionary keeps, under one base address.</summary>
/// <remarks>
/// An IRI is its UTF-8, or 0x01 and the rest when it begins with the base, so that the base may change. A blank node is
/// 0x02 and its label. A literal is its lexical form, 0xFF (which UTF-8 never uses), and then nothing for xsd:string,
/// <c>@</c> and the language, or the datatype's IRI as above.
/// </remarks>
internal sealed class TermBytes
{
    internal const byte Blank = 0x02;
    internal const byte Separator = 0xFF;

    private const byte Relative = 0x01;

    private readonly string _base;
    private readonly byte[] _baseUtf8;

    internal TermBytes(Iri baseIri)
    {
        Base = baseIri;
        _base = baseIri.Text;
        _baseUtf8 = Encoding.UTF8.GetBytes(_base);
    }

    internal Iri Base { get; }

    internal ReadOnlySpan<byte> BaseUtf8 => _baseUtf8;

    /// <summary>Tells what a dictionary entry is.</summary>
    internal static TermTag TagOf(ReadOnlySpan<byte> entry) =>
        !entry.IsEmpty && entry[0] == Blank ? TermTag.BlankNode
        : entry.Contains(Separator) ? TermTag.Literal : TermTag.Iri;

    /// <summary>Appends the entry of a term; a blank node's label gets the prefix, which scopes it.</summary>
    internal void Encode(Term term, ArrayBufferWriter<byte> entry, ReadOnlySpan<byte> blankScope = default)
    {
        switch (term)
        {
            case Iri iri:
                EncodeIri(iri.Text, entry);
                break;
            case BlankNode node:
                entry.Write([Blank]);
                entry.Write(blankScope);
                Encoding.UTF8.GetBytes(node.Label, entry);
                break;
            case Literal literal:
                Encoding.UTF8.GetBytes(literal.Lexical, entry);
                entry.Write([Separator]);
                EncodeType(literal, entry);
                break;
            default:
                throw new ArgumentException($"{term} is no term.", nameof(term));
        }
    }

    internal void EncodeIri(string iri, ArrayBufferWriter<byte> entry)
    {
        bool isRelative = iri.StartsWith(_base, StringComparison.Ordinal);
        if (isRelative)
        {
            entry.Write([Relative]);
        }

        Encoding.UTF8.GetBytes(isRelative ? iri.AsSpan(_base.Length) : iri, entry);
    }

    internal void EncodeIri(ReadOnlySpan<byte> iri, ArrayBufferWriter<byte> entry)
    {
        bool isRelative = iri.StartsWith(_baseUtf8);
        if (isRelative)
        {
            entry.Write([Relative]);
        }

        entry.Write(isRelative ? iri[_baseUtf8.Length..] : iri);
    }

    /// <summary>Writes a text that may begin with the base so that the base may change.</summary>
    internal string Shorten(string text) =>
        text.StartsWith(_base, StringComparison.Ordinal) ? (char)Relative + text[_base.Length..] : text;

    /// <summary>Reads what <see cref="Shorten"/> wrote, under this base.</summary>
    internal string Expand(string text) => text is [(char)Relative, ..] ? _base + text[1..] : text;

    internal Term Decode(ReadOnlySpan<byte> entry)
    {
        if (!entry.IsEmpty && entry[0] == Blank)
        {
            return new BlankNode(Encoding.UTF8.GetString(entry[1..]));
        }

        int separator = entry.IndexOf(Separator);
        if (separator < 0)
        {
            return Iri.FromTrusted(DecodeIri(entry));
        }

        string lexical = Encoding.UTF8.GetString(entry[..separator]);
        ReadOnlySpan<byte> type = entry[(separator + 1)..];
        return type.IsEmpty ? new Literal(lexical)
            : type[0] == (byte)'@' ? new Literal(lexical, Encoding.UTF8.GetString(type[1..]))
            : new Literal(lexical, Iri.FromTrusted(DecodeIri(type)));
    }

    internal string DecodeIri(ReadOnlySpan<byte> entry) =>
        !entry.IsEmpty && entry[0] == Relative
            ? string.Concat(_base, Encoding.UTF8.GetString(entry[1..]))
            : Encoding.UTF8.GetString(entry);

    /// <summary>Decodes an IRI into a buffer.</summary>
    /// <returns>The number of characters.</returns>
    internal int DecodeIri(ReadOnlySpan<byte> entry, Span<char> iri)
    {
        if (entry.IsEmpty || entry[0] != Relative)
        {
            return Encoding.UTF8.GetChars(entry, iri);
        }

        _base.CopyTo(iri);
        return _base.Length + Encoding.UTF8.GetChars(entry[1..], iri[_base.Length..]);
    }

    /// <summary>Writes the IRI of an entry as UTF-8.</summary>
    /// <returns>False, with nothing written, when the entry is no IRI.</returns>
    internal bool TryWriteIri(ReadOnlySpan<byte> entry, ArrayBufferWriter<byte> iri)
    {
        if (TagOf(entry) != TermTag.Iri)
        {
            return false;
        }

        bool isRelative = !entry.IsEmpty && entry[0] == Relative;
        iri.Write(isRelative ? _baseUtf8 : default);
        iri.Write(isRelative ? entry[1..] : entry);
        return true;
    }

    internal TermUtf8 DecodeUtf8(ReadOnlySpan<byte> entry, ArrayBufferWriter<byte> scratch)
    {
        if (!entry.IsEmpty && entry[0] == Blank)
        {
            return new TermUtf8 { Kind = TermKind.BlankNode, Text = entry[1..] };
        }

        int separator = entry.IndexOf(Separator);
        if (separator < 0)
        {
            return new TermUtf8 { Kind = TermKind.Iri, Text = Expand(entry, scratch) };
        }

        ReadOnlySpan<byte> text = entry[..separator];
        ReadOnlySpan<byte> type = entry[(separator + 1)..];
        return type.IsEmpty
            ? new TermUtf8
            {
                Kind = TermKind.Literal,
                Text = text,
                Datatype = "http://www.w3.org/2001/XMLSchema#string"u8,
            }
            : type[0] == (byte)'@'
            ? new TermUtf8
            {
                Kind = TermKind.Literal,
                Text = text,
                Language = type[1..],
                Datatype = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"u8,
            }
            : new TermUtf8 { Kind = TermKind.Literal, Text = text, Datatype = Expand(type, scratch) };
    }

    private ReadOnlySpan<byte> Expand(ReadOnlySpan<byte> iri, ArrayBufferWriter<byte> scratch)
    {
        if (iri.IsEmpty || iri[0] != Relative)
        {
            return iri;
        }

        scratch.ResetWrittenCount();
        scratch.Write(_baseUtf8);
        scratch.Write(iri[1..]);
        return scratch.WrittenSpan;
    }

    private void EncodeType(Literal literal, ArrayBufferWriter<byte> entry)
    {
        if (literal.Language is string language)
        {
            entry.Write("@"u8);
            Encoding.UTF8.GetBytes(language, entry);
        }
        else if (literal.Datatype != XsdVocabulary.String)
        {
            EncodeIri(literal.Datatype.Text, entry);
        }
    }
}
