using System.Text;

namespace LinkedStats.Query.Sparql;

/// <summary>The character classes of names.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 19.8, productions 164 to 167 and 169 to 173.</remarks>
internal static class NameCharacters
{
    /// <summary>PN_CHARS_BASE.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>Whether names may start with it.</returns>
    public static bool IsBase(Rune rune)
    {
        int c = rune.Value;
        return c < 0x80
            ? char.IsAsciiLetter((char)c)
            : c is (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D)
                or (>= 0x37F and <= 0x1FFF) or (>= 0x200C and <= 0x200D) or (>= 0x2070 and <= 0x218F)
                or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF)
                or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF);
    }

    /// <summary>The first character of a VARNAME: PN_CHARS_U or a digit.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>Whether a variable's name may start with it.</returns>
    public static bool IsVariableStart(Rune rune) => IsBase(rune) || rune.Value == '_' || IsDigit(rune);

    /// <summary>The further characters of a VARNAME.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>Whether a variable's name may go on with it.</returns>
    public static bool IsVariablePart(Rune rune) =>
        IsVariableStart(rune) || rune.Value is 0xB7 or (>= 0x300 and <= 0x36F) or (>= 0x203F and <= 0x2040);

    /// <summary>PN_CHARS.</summary>
    /// <param name="rune">The character.</param>
    /// <returns>Whether a name may go on with it.</returns>
    public static bool IsPart(Rune rune) => rune.Value == '-' || IsVariablePart(rune);

    private static bool IsDigit(Rune rune) => rune.Value is >= '0' and <= '9';
}
