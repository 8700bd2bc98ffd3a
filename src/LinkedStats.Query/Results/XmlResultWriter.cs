using System.Buffers;
using System.Text;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Results;

/// <summary>Writes SPARQL Query Results XML, one row a line.</summary>
/// <remarks>Source: SPARQL Query Results XML Format (Second Edition), section 2; XML 1.0, section 2.2.</remarks>
internal sealed class XmlResultWriter : ResultWriter
{
    /// <summary>All that may need an escape in text: 0xEF begins U+FFFE and U+FFFF.</summary>
    private static readonly SearchValues<byte> EscapedInText = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (byte)code).Except("\t\n"u8.ToArray()), .. "<>&"u8, 0xEF]);

    /// <summary>In attributes, quotes too, and the spaces that reading would turn into other spaces.</summary>
    private static readonly SearchValues<byte> EscapedInAttributes = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (byte)code), .. "<>&\""u8, 0xEF]);

    private byte[][] _bindings = [];

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Where the bytes go.</param>
    public XmlResultWriter(IBufferWriter<byte> output)
        : base(output)
    {
    }

    private static ReadOnlySpan<byte> Prologue =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"u8;

    /// <inheritdoc/>
    private protected override void WriteHead(IReadOnlyList<string> variables)
    {
        _bindings = [.. variables.Select(static name => Encoding.UTF8.GetBytes($"<binding name=\"{name}\">"))];
        Output.Write(Prologue);
        Output.Write("<head>"u8);
        foreach (string variable in variables)
        {
            Output.Write($"<variable name=\"{variable}\"/>");
        }

        Output.Write("</head>\n<results>\n"u8);
    }

    /// <inheritdoc/>
    private protected override void BeginRow() => Output.Write("<result>"u8);

    /// <inheritdoc/>
    private protected override void BeginTerm(int column) => Output.Write(_bindings[column]);

    /// <inheritdoc/>
    private protected override void WriteTerm(in TermUtf8 term)
    {
        switch (term.Kind)
        {
            case TermKind.Iri:
                Output.Write("<uri>"u8);
                WriteEscaped(term.Text, EscapedInText);
                Output.Write("</uri></binding>"u8);
                break;
            case TermKind.BlankNode:
                Output.Write("<bnode>"u8);
                WriteEscaped(term.Text, EscapedInText);
                Output.Write("</bnode></binding>"u8);
                break;
            default:
                WriteLiteral(term);
                break;
        }
    }

    /// <inheritdoc/>
    private protected override void WriteUnbound(int column)
    {
        // Section 2.3.1: a variable without a value has no element.
    }

    /// <inheritdoc/>
    private protected override void EndRow() => Output.Write("</result>\n"u8);

    /// <inheritdoc/>
    private protected override void WriteTail() => Output.Write("</results>\n</sparql>\n"u8);

    /// <inheritdoc/>
    private protected override void WriteAnswer(ReadOnlySpan<byte> value)
    {
        Output.Write(Prologue);
        Output.Write("<head></head>\n<boolean>"u8);
        Output.Write(value);
        Output.Write("</boolean>\n</sparql>\n"u8);
    }

    private void WriteLiteral(in TermUtf8 term)
    {
        Output.Write("<literal"u8);
        if (!term.Language.IsEmpty)
        {
            Output.Write(" xml:lang=\""u8);
            WriteEscaped(term.Language, EscapedInAttributes);
            Output.Write((byte)'"');
        }
        else if (HasWrittenDatatype(term))
        {
            Output.Write(" datatype=\""u8);
            WriteEscaped(term.Datatype, EscapedInAttributes);
            Output.Write((byte)'"');
        }

        Output.Write((byte)'>');
        WriteEscaped(term.Text, EscapedInText);
        Output.Write("</literal></binding>"u8);
    }

    private void WriteEscaped(ReadOnlySpan<byte> text, SearchValues<byte> escaped)
    {
        for (int plain = text.IndexOfAny(escaped); plain >= 0; plain = text.IndexOfAny(escaped))
        {
            Output.Write(text[..plain]);
            text = text[(plain + WriteEscape(text[plain..]))..];
        }

        Output.Write(text);
    }

    /// <summary>Writes one character in another way.</summary>
    /// <param name="text">The text from that character on.</param>
    /// <returns>The number of bytes done.</returns>
    private int WriteEscape(ReadOnlySpan<byte> text)
    {
        if (text[0] == 0xEF)
        {
            bool isForbidden = text.Length > 2 && text[1] == 0xBF && text[2] is 0xBE or 0xBF;
            Output.Write(isForbidden ? "\uFFFD"u8 : text[..1]);
            return isForbidden ? 3 : 1;
        }

        // XML 1.0 has no way to write the other control characters, so a replacement character shows that one was
        // there.
        Output.Write(text[0] switch
        {
            (byte)'<' => "&lt;"u8,
            (byte)'>' => "&gt;"u8,
            (byte)'&' => "&amp;"u8,
            (byte)'"' => "&quot;"u8,
            (byte)'\t' => "&#9;"u8,
            (byte)'\n' => "&#10;"u8,
            (byte)'\r' => "&#13;"u8,
            _ => "\uFFFD"u8,
        });
        return 1;
    }
}
