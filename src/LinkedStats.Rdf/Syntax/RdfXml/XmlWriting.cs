using System.Buffers;

namespace LinkedStats.Rdf.Syntax.RdfXml;

/// <summary>Writes the text and the attributes of XML.</summary>
/// <remarks>Source: XML 1.0 (Fifth Edition), sections 2.2, 2.4, 2.11 and 3.3.3.</remarks>
internal static class XmlWriting
{
    /// <summary>What XML text cannot hold as it is: markup, and carriage returns, which parsers change.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create("&<>\"\r");

    private static readonly SearchValues<char> EscapedInAttributes = SearchValues.Create("&<>\"\r\n\t");

    /// <summary>Production 2.2 Char leaves these out; the surrogates are checked in pairs.</summary>
    private static readonly SearchValues<char> Impossible = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code).Except("\t\n\r"), '\uFFFE', '\uFFFF']);

    /// <summary>Writes an attribute.</summary>
    /// <param name="output">Receives the document.</param>
    /// <param name="name">The name with a space before it.</param>
    /// <param name="value">The value.</param>
    public static void WriteAttribute(this Utf8Output output, ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        output.Write(name);
        output.WriteAttributeValue(value);
    }

    /// <summary>Writes what follows the name of an attribute.</summary>
    public static void WriteAttributeValue(this Utf8Output output, ReadOnlySpan<char> value)
    {
        output.Write("=\""u8);
        WriteEscaped(output, value, EscapedInAttributes);
        output.Write((byte)'"');
    }

    /// <summary>Writes text.</summary>
    public static void WriteXmlText(this Utf8Output output, ReadOnlySpan<char> text) =>
        WriteEscaped(output, text, Escaped);

    /// <summary>Refuses a text that XML cannot hold, not even escaped.</summary>
    /// <exception cref="RdfSyntaxException">It holds a control character or none at all.</exception>
    public static void CheckText(ReadOnlySpan<char> text)
    {
        int index = text.IndexOfAny(Impossible);
        if (index >= 0)
        {
            throw new RdfSyntaxException(
                $"A text has no RDF/XML form: XML cannot hold {IriSyntax.NameOf(text[index])}, not even escaped.");
        }
    }

    private static void WriteEscaped(Utf8Output output, ReadOnlySpan<char> text, SearchValues<char> escaped)
    {
        for (int plain = text.IndexOfAny(escaped); plain >= 0; plain = text.IndexOfAny(escaped))
        {
            output.Write(text[..plain]);
            output.Write(text[plain] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\r' => "&#xD;"u8,
                '\n' => "&#xA;"u8,
                _ => "&#x9;"u8,
            });
            text = text[(plain + 1)..];
        }

        output.Write(text);
    }
}
