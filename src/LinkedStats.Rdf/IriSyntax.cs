using System.Buffers;

namespace LinkedStats.Rdf;

/// <summary>The character rules of IRIs that every RDF syntax shares.</summary>
/// <remarks>
/// Source: RFC 3986, sections 3.1 (scheme) and 4.2 (relative reference); RDF 1.1 Turtle, production IRIREF.
/// </remarks>
internal static class IriSyntax
{
    private const int ShownCharactersMax = 200;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        [.. Enumerable.Range(0, 0x21).Select(static code => (char)code), '<', '>', '"', '{', '}', '|', '^', '`', '\\']);

    private static readonly SearchValues<char> SegmentEnds = SearchValues.Create(":/?#");

    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <summary>Says why a text is not an absolute IRI.</summary>
    /// <param name="text">The text, without angle brackets.</param>
    /// <returns>The reason, to stand after a colon; null when the text is an absolute IRI.</returns>
    public static string? FindProblem(ReadOnlySpan<char> text) =>
        SchemeLength(text) == 0 ? "it has no scheme, such as http:" : FindForbidden(text);

    /// <summary>Says which character of a text no IRI, absolute or relative, may hold.</summary>
    /// <param name="text">The text, without angle brackets.</param>
    /// <returns>The reason, to stand after a colon; null when there is none.</returns>
    public static string? FindForbidden(ReadOnlySpan<char> text)
    {
        int index = text.IndexOfAny(Forbidden);
        if (index >= 0)
        {
            return $"{NameOf(text[index])} is not allowed in IRIs";
        }

        for (int i = text.IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return "it holds half of a surrogate pair";
            }
        }

        return null;
    }

    /// <summary>Says why a text is no IRI reference, absolute or relative.</summary>
    /// <param name="text">The text, without angle brackets.</param>
    /// <returns>The reason, to stand after a colon; null when the text is a reference.</returns>
    /// <remarks>
    /// Source: RFC 3986, section 4.2: the colon in the first segment of a relative path would end a scheme. Who writes
    /// one mostly means a prefixed name, or forgot that a scheme begins with a letter.
    /// </remarks>
    public static string? FindReferenceProblem(ReadOnlySpan<char> text)
    {
        int index = text.IndexOfAny(SegmentEnds);
        bool isColonFirst = index >= 0 && text[index] == ':' && SchemeLength(text) == 0;
        return FindForbidden(text) ?? (isColonFirst ? "what stands before its first colon is no scheme" : null);
    }

    /// <summary>Measures the scheme of an IRI reference.</summary>
    /// <param name="text">The reference.</param>
    /// <returns>The number of characters before the scheme's colon; 0 for a relative reference.</returns>
    public static int SchemeLength(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(SchemeCharacters);
        return length > 0 && text[length] == ':' && char.IsAsciiLetter(text[0]) ? length : 0;
    }

    /// <summary>Cuts a text to the length that fits a message.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text, or its beginning and an ellipsis.</returns>
    public static string Shorten(string text) =>
        text.Length <= ShownCharactersMax ? text : string.Concat(text.AsSpan(0, ShownCharactersMax), "…");

    /// <summary>Names a character for a message, control characters by their code point.</summary>
    /// <param name="character">The character.</param>
    /// <returns>The character in quotation marks, or its code point.</returns>
    public static string NameOf(char character) => character switch
    {
        ' ' => "a space",
        < ' ' or '\u007F' => $"U+{(int)character:X4}",
        _ => $"'{character}'",
    };
}
