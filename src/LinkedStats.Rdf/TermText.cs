using System.Buffers;
using System.Globalization;
using System.Text;

namespace LinkedStats.Rdf;

/// <summary>The N-Triples form of terms as strings, for messages, logs and tests; writers work on UTF-8
/// instead.</summary>
/// <remarks>Source: RDF 1.1 N-Triples, sections 2 and 4.</remarks>
internal static class TermText
{
    private static readonly SearchValues<char> EscapedInStrings = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code), '"', '\\', '\u007F']);

    private static readonly SearchValues<char> EscapedInIris = SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Select(static code => (char)code), '<', '>', '"', '{', '}', '|', '^', '`', '\\']);

    /// <summary>Writes an IRI in angle brackets.</summary>
    /// <param name="text">The IRI text.</param>
    /// <returns>The IRIREF.</returns>
    public static string OfIri(string text)
    {
        if (!text.AsSpan().ContainsAny(EscapedInIris))
        {
            return $"<{text}>";
        }

        var builder = new StringBuilder("<");
        foreach (char character in text)
        {
            _ = EscapedInIris.Contains(character)
                ? builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}")
                : builder.Append(character);
        }

        return builder.Append('>').ToString();
    }

    /// <summary>Writes a literal.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="isString">Whether the datatype is xsd:string, which is left out.</param>
    /// <returns>The literal with its language tag or datatype.</returns>
    public static string OfLiteral(Literal literal, bool isString)
    {
        var builder = new StringBuilder(literal.Lexical.Length + 2).Append('"');
        AppendEscaped(builder, literal.Lexical);
        builder.Append('"');
        if (literal.Language is not null)
        {
            builder.Append('@').Append(literal.Language);
        }
        else if (!isString)
        {
            builder.Append("^^").Append(literal.Datatype);
        }

        return builder.ToString();
    }

    private static void AppendEscaped(StringBuilder builder, ReadOnlySpan<char> text)
    {
        for (int plain = text.IndexOfAny(EscapedInStrings); plain >= 0; plain = text.IndexOfAny(EscapedInStrings))
        {
            builder.Append(text[..plain]);
            _ = text[plain] switch
            {
                '"' => builder.Append("\\\""),
                '\\' => builder.Append("\\\\"),
                '\n' => builder.Append("\\n"),
                '\r' => builder.Append("\\r"),
                '\t' => builder.Append("\\t"),
                '\b' => builder.Append("\\b"),
                '\f' => builder.Append("\\f"),
                char other => builder.Append(CultureInfo.InvariantCulture, $"\\u{(int)other:X4}"),
            };
            text = text[(plain + 1)..];
        }

        builder.Append(text);
    }
}
