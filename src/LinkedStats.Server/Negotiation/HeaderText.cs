using System.Text;

namespace LinkedStats.Server.Negotiation;

/// <summary>The grammar that HTTP's list headers share: elements, quoted strings, tokens.</summary>
/// <remarks>Source: RFC 9110, section 5.6.</remarks>
internal static class HeaderText
{
    private const string TokenSymbols = "!#$%&'*+-.^_`|~";

    /// <summary>Splits a header at a separator, which counts only outside quoted strings.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="separator">The separator.</param>
    /// <returns>The parts, empty ones included; at least one.</returns>
    public static List<string> Split(string text, char separator)
    {
        List<string> parts = [];
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && isQuoted)
            {
                i++;
            }
            else if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == separator && !isQuoted)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    /// <summary>Takes the quotes off a quoted string.</summary>
    /// <param name="text">A token or a quoted string.</param>
    /// <returns>The text that it stands for.</returns>
    public static string Unquote(string text)
    {
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length - 1)
            {
                i++;
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    /// <summary>Says whether a text is a token.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when it is not empty and holds nothing but token characters.</returns>
    public static bool IsToken(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !TokenSymbols.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }
}
