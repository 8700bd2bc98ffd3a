using System.Buffers;
using System.Text;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Turns the escapes of the Turtle family of syntaxes into characters.</summary>
/// <remarks>Source: RDF 1.1 Turtle, section 6.4.</remarks>
internal static class EscapedText
{
    /// <summary>Decodes UTF-8 that may hold escapes.</summary>
    /// <param name="bytes">Valid UTF-8.</param>
    /// <param name="allowsCharacterEscapes">Whether <c>\n</c> and the like are allowed, as in strings, beside
    /// <c>\u</c> and <c>\U</c>.</param>
    /// <param name="problem">What is wrong with an escape, and its offset; null when all is well.</param>
    /// <returns>The text; undefined where there is a problem.</returns>
    public static string Decode(
        ReadOnlySpan<byte> bytes, bool allowsCharacterEscapes, out EscapeProblem? problem)
    {
        problem = null;
        int plain = bytes.IndexOf((byte)'\\');
        if (plain < 0)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        // Every escape is longer than what it stands for, in UTF-16 too.
        char[] rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            int length = 0;
            int offset = 0;
            while (offset < bytes.Length)
            {
                plain = bytes[offset..].IndexOf((byte)'\\');
                int end = plain < 0 ? bytes.Length : offset + plain;
                length += Encoding.UTF8.GetChars(bytes[offset..end], rented.AsSpan(length));
                offset = end;
                if (offset < bytes.Length)
                {
                    int size = DecodeOne(
                        bytes[offset..], allowsCharacterEscapes, out Rune rune, out EscapeProblem? wrong);
                    if (wrong is { } found)
                    {
                        problem = found with { Offset = offset };
                        return "";
                    }

                    length += rune.EncodeToUtf16(rented.AsSpan(length));
                    offset += size;
                }
            }

            return new string(rented, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Decodes the escape at the start of a span.</summary>
    /// <returns>Its length in bytes.</returns>
    private static int DecodeOne(
        ReadOnlySpan<byte> bytes, bool allowsCharacterEscapes, out Rune rune, out EscapeProblem? problem)
    {
        char kind = bytes.Length > 1 ? (char)bytes[1] : '\0';
        int digits = kind switch { 'u' => 4, 'U' => 8, _ => 0 };
        rune = default;
        problem = null;
        if (digits == 0)
        {
            int index = "tbnrf\"'\\".IndexOf(kind, StringComparison.Ordinal);
            if (allowsCharacterEscapes && index >= 0)
            {
                rune = new Rune("\t\b\n\r\f\"'\\"[index]);
                return 2;
            }

            problem = new EscapeProblem(0, "an unknown escape", allowsCharacterEscapes
                ? "one of \\t \\b \\n \\r \\f \\\" \\' \\\\ \\uXXXX \\UXXXXXXXX" : "\\uXXXX or \\UXXXXXXXX");
            return 0;
        }

        uint code = 0;
        for (int i = 2; i < digits + 2; i++)
        {
            if (i >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[i]))
            {
                problem = new EscapeProblem(
                    0, "an escape that ends too early", $"{digits} hexadecimal digits after \\{kind}");
                return 0;
            }

            // A letter has bit 6 set, and its low four bits count from 1 for 'A' and 'a'.
            code = (code << 4) | (uint)((bytes[i] & 0xF) + ((bytes[i] >> 6) * 9));
        }

        if (!Rune.TryCreate(code, out rune))
        {
            problem = new EscapeProblem(
                0,
                $"U+{code:X4}",
                "a character; this is half of a surrogate pair or lies beyond U+10FFFF");
        }

        return digits + 2;
    }
}

/// <summary>What is wrong with an escape.</summary>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Found">What was found.</param>
/// <param name="Expected">What would have been accepted.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
internal readonly record struct EscapeProblem(int Offset, string Found, string Expected);
