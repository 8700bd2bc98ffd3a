namespace LinkedStats.Rdf.Syntax;

/// <summary>The character classes of prefixed names and blank node labels.</summary>
/// <remarks>Source: RDF 1.1 Turtle, productions [163s] to [172s]; those of N-Triples and SPARQL are the same.</remarks>
internal static class NameCharacters
{
    /// <summary>PN_CHARS_BASE.</summary>
    /// <param name="code">A code point; -1 is none.</param>
    public static bool IsBase(int code) => code < 0x80
        ? code is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
        : code is (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D)
            or (>= 0x37F and <= 0x1FFF) or (>= 0x200C and <= 0x200D) or (>= 0x2070 and <= 0x218F)
            or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF)
            or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF);

    /// <summary>PN_CHARS_U or a digit: what a blank node label and a local name may start with.</summary>
    /// <param name="code">A code point; -1 is none.</param>
    public static bool IsLabelStart(int code) => IsBase(code) || code is '_' or (>= '0' and <= '9');

    /// <summary>PN_CHARS.</summary>
    /// <param name="code">A code point; -1 is none.</param>
    public static bool IsName(int code) => IsBase(code) || code is '_' or '-' or (>= '0' and <= '9') or 0xB7
        or (>= 0x300 and <= 0x36F) or (>= 0x203F and <= 0x2040);

    /// <summary>Tells whether a label can stand behind <c>_:</c> in Turtle, N-Triples and SPARQL.</summary>
    /// <param name="label">The label.</param>
    public static bool IsLabel(string label)
    {
        bool isFirst = true;
        foreach (System.Text.Rune rune in label.EnumerateRunes())
        {
            if (isFirst ? !IsLabelStart(rune.Value) : !(IsName(rune.Value) || rune.Value == '.'))
            {
                return false;
            }

            isFirst = false;
        }

        return !isFirst && label[^1] != '.';
    }

    /// <summary>Tells whether a text is a prefix, maybe the empty one: PN_PREFIX.</summary>
    /// <param name="prefix">The prefix without its colon.</param>
    public static bool IsPrefix(string prefix) =>
        prefix.Length == 0 || (IsLabel(prefix) && prefix[0] != '_' && !char.IsAsciiDigit(prefix[0]));
}
