using System.Buffers;
using System.Globalization;
using System.Text;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Writes terms as N-Triples does; what Turtle does not abbreviate looks the same there.</summary>
/// <remarks>Source: RDF 1.1 N-Triples, section 4 (canonical form), with all control characters escaped.</remarks>
internal static class TermWriting
{
    /// <summary>What the labels that cannot be written as they are begin with.</summary>
    private const string EncodedLabel = "esc-";

    private static readonly SearchValues<char> EscapedInStrings = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(static code => (char)code), '"', '\\', '\u007F']);

    /// <summary>Writes any term.</summary>
    /// <exception cref="RdfSyntaxException">An IRI or a language tag holds what the syntax forbids.</exception>
    public static void WriteTerm(this Utf8Output output, Term term)
    {
        switch (term)
        {
            case Iri iri:
                output.WriteIri(iri);
                break;
            case BlankNode node:
                output.WriteBlankNode(node);
                break;
            case Literal literal:
                output.WriteQuoted(literal.Lexical);
                if (literal.Language is not null)
                {
                    output.WriteLanguage(literal.Language);
                }
                else if (!literal.Datatype.Equals(Vocabularies.XsdVocabulary.String))
                {
                    output.Write("^^"u8);
                    output.WriteIri(literal.Datatype);
                }

                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>Writes an IRI in angle brackets.</summary>
    /// <exception cref="RdfSyntaxException">The IRI holds a character that the syntax forbids.</exception>
    public static void WriteIri(this Utf8Output output, Iri iri)
    {
        CheckIri(iri);
        output.Write((byte)'<');
        output.Write(iri.Text);
        output.Write((byte)'>');
    }

    /// <summary>Refuses an IRI that no reader would take back.</summary>
    /// <exception cref="RdfSyntaxException">The IRI holds a character that IRIs forbid.</exception>
    public static void CheckIri(Iri iri)
    {
        if (IriSyntax.FindForbidden(iri.Text) is { } problem)
        {
            throw new RdfSyntaxException($"'{IriSyntax.Shorten(iri.Text)}' cannot be written as an IRI: {problem}.");
        }
    }

    /// <summary>Writes a blank node with its <c>_:</c>.</summary>
    public static void WriteBlankNode(this Utf8Output output, BlankNode node)
    {
        output.Write("_:"u8);
        output.Write(SafeLabel(node.Label, allowsDigitFirst: true));
    }

    /// <summary>Writes a string in quotation marks.</summary>
    public static void WriteQuoted(this Utf8Output output, ReadOnlySpan<char> text)
    {
        output.Write((byte)'"');
        for (int plain = text.IndexOfAny(EscapedInStrings); plain >= 0; plain = text.IndexOfAny(EscapedInStrings))
        {
            output.Write(text[..plain]);
            WriteEscape(output, text[plain]);
            text = text[(plain + 1)..];
        }

        output.Write(text);
        output.Write((byte)'"');
    }

    /// <summary>Writes a language tag with its <c>@</c>.</summary>
    /// <exception cref="RdfSyntaxException">The tag is none.</exception>
    public static void WriteLanguage(this Utf8Output output, string language)
    {
        CheckLanguage(language);
        output.Write((byte)'@');
        output.Write(language);
    }

    /// <summary>Refuses a language tag that no reader would take back.</summary>
    /// <exception cref="RdfSyntaxException">The tag is none.</exception>
    public static void CheckLanguage(string language)
    {
        if (!IsLanguage(language))
        {
            throw new RdfSyntaxException($"'{IriSyntax.Shorten(language)}' cannot be written as a language tag.");
        }
    }

    /// <summary>Tells whether a text has the form of a language tag.</summary>
    public static bool IsLanguage(string text)
    {
        // [144s] LANGTAG ::= '@' [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*
        bool isFirst = true;
        foreach (Range part in text.AsSpan().Split('-'))
        {
            ReadOnlySpan<char> subtag = text.AsSpan(part);
            if (subtag.Length == 0)
            {
                return false;
            }

            foreach (char character in subtag)
            {
                if (isFirst ? !char.IsAsciiLetter(character) : !char.IsAsciiLetterOrDigit(character))
                {
                    return false;
                }
            }

            isFirst = false;
        }

        return true;
    }

    /// <summary>Gives a label that syntaxes allow; different labels stay different.</summary>
    /// <param name="label">Any text.</param>
    /// <param name="allowsDigitFirst">False where the label has to be an XML name.</param>
    public static string SafeLabel(string label, bool allowsDigitFirst) =>
        NameCharacters.IsLabel(label) && (allowsDigitFirst || !char.IsAsciiDigit(label[0]))
            && !label.StartsWith(EncodedLabel, StringComparison.Ordinal)
            ? label
            : EncodedLabel + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(label));

    private static void WriteEscape(Utf8Output output, char character)
    {
        int index = "\t\b\n\r\f\"\\".IndexOf(character, StringComparison.Ordinal);
        output.Write((byte)'\\');
        if (index >= 0)
        {
            output.Write("tbnrf\"\\"u8[index]);
        }
        else
        {
            output.Write(string.Create(CultureInfo.InvariantCulture, $"u{(int)character:X4}"));
        }
    }
}
