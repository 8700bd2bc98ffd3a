using System.Buffers;
using System.Text;

namespace LinkedStats.Rdf.Syntax.Turtle;

/// <summary>The local names that Turtle writes behind a prefix without escapes.</summary>
internal static class LocalName
{
    /// <summary>What most names are made of.</summary>
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    /// <summary>Tells whether a text is one; an IRI that would need escapes is easier to read in full.</summary>
    /// <remarks>Source: RDF 1.1 Turtle, production [168s] PN_LOCAL.</remarks>
    public static bool Is(ReadOnlySpan<char> local)
    {
        if (!local.ContainsAnyExcept(PlainCharacters))
        {
            return true;
        }

        ReadOnlySpan<char> rest = local;
        bool isFirst = true;
        while (rest.Length > 0)
        {
            _ = Rune.DecodeFromUtf16(rest, out Rune rune, out int size);
            bool isPercent = rune.Value == '%' && rest.Length >= 3
                && char.IsAsciiHexDigit(rest[1]) && char.IsAsciiHexDigit(rest[2]);
            if (!(isPercent || rune.Value == ':' || (isFirst
                ? NameCharacters.IsLabelStart(rune.Value)
                : NameCharacters.IsName(rune.Value) || rune.Value == '.')))
            {
                return false;
            }

            rest = rest[size..];
            isFirst = false;
        }

        return !local.EndsWith(".");
    }
}
