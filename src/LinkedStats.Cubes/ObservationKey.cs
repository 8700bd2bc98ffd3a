using System.Globalization;
using System.Text;

namespace LinkedStats.Cubes;

/// <summary>The key of an observation as it stands in an address: escaped code names with dots between them.</summary>
public static class ObservationKey
{
    /// <summary>Writes a code name so that it can stand in a key or a path.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The name, each UTF-8 byte outside <c>[A-Za-z0-9_-]</c> written <c>~hh</c> in lower-case
    /// hexadecimal.</returns>
    public static string Escape(string name)
    {
        if (name.All(IsPlain))
        {
            return name;
        }

        var escaped = new StringBuilder(name.Length + 8);
        foreach (byte part in Encoding.UTF8.GetBytes(name))
        {
            _ = IsPlain((char)part)
                ? escaped.Append((char)part)
                : escaped.Append(CultureInfo.InvariantCulture, $"~{part:x2}");
        }

        return escaped.ToString();
    }

    /// <summary>Reads back what <see cref="Escape"/> wrote.</summary>
    /// <param name="text">The escaped name.</param>
    /// <returns>The name; null when the text is not the escaped form of any name.</returns>
    public static string? Unescape(string text)
    {
        if (!text.Contains('~', StringComparison.Ordinal))
        {
            return text.All(IsPlain) ? text : null;
        }

        var bytes = new List<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPlain(text[i]))
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            if (text[i] != '~' || i + 2 >= text.Length || !byte.TryParse(
                    text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte part))
            {
                return null;
            }

            bytes.Add(part);
            i += 2;
        }

        string name = Encoding.UTF8.GetString([.. bytes]);
        return Escape(name) == text ? name : null;
    }

    /// <summary>Joins code names to a key.</summary>
    /// <param name="names">The names, not yet escaped, in the structure's order.</param>
    /// <returns>The key.</returns>
    public static string Join(IEnumerable<string> names) => string.Join('.', names.Select(Escape));

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
