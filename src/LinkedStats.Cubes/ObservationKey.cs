using System.Buffers;
using System.Globalization;
using System.Text;

namespace LinkedStats.Cubes;

/// <summary>Keys of cells as they stand in addresses: code names joined by dots.</summary>
/// <remarks>
/// A byte of a name outside <c>[A-Za-z0-9_-]</c> is written <c>~hh</c>, with small hexadecimal digits.
/// </remarks>
public static class ObservationKey
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Writes a key.</summary>
    /// <param name="names">The code names, one a dimension.</param>
    /// <returns>The key.</returns>
    public static string Format(params IEnumerable<string> names) => string.Join('.', names.Select(Escape));

    /// <summary>Takes a key apart.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The code names; null when the key is malformed.</returns>
    public static string[]? Parse(string key)
    {
        string[] parts = key.Split('.');
        for (int i = 0; i < parts.Length; i++)
        {
            if (Unescape(parts[i]) is not string name)
            {
                return null;
            }

            parts[i] = name;
        }

        return parts;
    }

    /// <summary>Escapes a code name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The name as it stands in keys.</returns>
    public static string Escape(string name)
    {
        if (!name.AsSpan().ContainsAnyExcept(Plain))
        {
            return name;
        }

        var escaped = new StringBuilder(name.Length + 8);
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            _ = Plain.Contains((char)b)
                ? escaped.Append((char)b)
                : escaped.Append(CultureInfo.InvariantCulture, $"~{b:x2}");
        }

        return escaped.ToString();
    }

    /// <summary>Reads an escaped code name.</summary>
    /// <param name="text">The name as it stands in keys.</param>
    /// <returns>The name; null when it is not what <see cref="Escape"/> writes.</returns>
    public static string? Unescape(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var bytes = new ArrayBufferWriter<byte>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            byte value = (byte)(text[i] & 0x7F);
            if (text[i] == '~' && i + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value))
            {
                i += 2;
            }
            else if (!Plain.Contains(text[i]))
            {
                return null;
            }

            bytes.Write([value]);
        }

        string name = Encoding.UTF8.GetString(bytes.WrittenSpan);
        return Escape(name) == text ? name : null;
    }
}
