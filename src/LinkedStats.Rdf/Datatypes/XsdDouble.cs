using System.Globalization;
using System.Text;

namespace LinkedStats.Rdf.Datatypes;

/// <summary>Reads and prints xsd:double and xsd:float.</summary>
/// <remarks>Source: XSD 1.1 Part 2, sections 3.3.4, 3.3.5 and E.1.</remarks>
public static class XsdDouble
{
    /// <summary>The longest canonical form.</summary>
    public const int LengthMax = 32;

    /// <summary>Reads a double.</summary>
    /// <param name="lexical">The lexical form; INF, +INF, -INF and NaN included.</param>
    /// <param name="value">The nearest double.</param>
    /// <returns>False when it is not a double.</returns>
    public static bool TryParse(ReadOnlySpan<char> lexical, out double value)
    {
        if (TryParseSpecial(lexical, out value))
        {
            return true;
        }

        return IsNumeral(lexical)
            && double.TryParse(lexical, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a float.</summary>
    /// <param name="lexical">The lexical form; INF, +INF, -INF and NaN included.</param>
    /// <param name="value">The nearest float.</param>
    /// <returns>False when it is not a float.</returns>
    public static bool TryParse(ReadOnlySpan<char> lexical, out float value)
    {
        if (TryParseSpecial(lexical, out double special))
        {
            value = (float)special;
            return true;
        }

        value = 0;
        return IsNumeral(lexical)
            && float.TryParse(lexical, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Prints the canonical form, as <c>6.59E1</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The shortest canonical form that reads back as the number.</returns>
    public static string Format(double value)
    {
        Span<byte> text = stackalloc byte[LengthMax];
        return Encoding.ASCII.GetString(text[..Format(value, text)]);
    }

    /// <summary>Prints the canonical form in UTF-8.</summary>
    /// <param name="value">The number.</param>
    /// <param name="text">Receives it; at least <see cref="LengthMax"/> long.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Format(double value, Span<byte> text)
    {
        Span<byte> shortest = stackalloc byte[LengthMax];
        _ = value.TryFormat(shortest, out int length, "R", CultureInfo.InvariantCulture);
        return double.IsFinite(value) ? Canonical(shortest[..length], text) : FormatSpecial(value, text);
    }

    /// <summary>Prints the canonical form, as <c>6.59E1</c>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The shortest canonical form that reads back as the number.</returns>
    public static string Format(float value)
    {
        Span<byte> shortest = stackalloc byte[LengthMax];
        Span<byte> text = stackalloc byte[LengthMax];
        _ = value.TryFormat(shortest, out int length, "R", CultureInfo.InvariantCulture);
        length = float.IsFinite(value) ? Canonical(shortest[..length], text) : FormatSpecial(value, text);
        return Encoding.ASCII.GetString(text[..length]);
    }

    /// <summary>Prints as a cast to xsd:string does: 65.9, but 1.0E6 (XPath functions, section 17.1.2).</summary>
    /// <param name="value">The number.</param>
    /// <returns>A decimal form where 0.000001 ≤ |value| &lt; 1000000, else the canonical form.</returns>
    public static string FormatPlain(double value) =>
        value == 0 ? (double.IsNegative(value) ? "-0" : "0")
        : Math.Abs(value) is >= 1e-6 and < 1e6 ? XsdDecimal.FromShortest(value).ToString()
        : Format(value);

    /// <summary>Prints as a cast to xsd:string does.</summary>
    /// <param name="value">The number.</param>
    /// <returns>A decimal form where 0.000001 ≤ |value| &lt; 1000000, else the canonical form.</returns>
    public static string FormatPlain(float value) =>
        value == 0 ? (float.IsNegative(value) ? "-0" : "0")
        : Math.Abs(value) is >= 1e-6f and < 1e6f ? XsdDecimal.FromShortest(value).ToString()
        : Format(value);

    /// <summary>Says whether a text is a number with an optional fraction and exponent.</summary>
    private static bool IsNumeral(ReadOnlySpan<char> lexical)
    {
        int exponentAt = lexical.IndexOfAny('e', 'E');
        if (exponentAt < 0)
        {
            return XsdDecimal.TryScan(lexical, out _);
        }

        return XsdDecimal.TryScan(lexical[..exponentAt], out _)
            && XsdDecimal.TryScan(lexical[(exponentAt + 1)..], out int point) && point < 0;
    }

    private static bool TryParseSpecial(ReadOnlySpan<char> lexical, out double value)
    {
        value = lexical switch
        {
            "INF" or "+INF" => double.PositiveInfinity,
            "-INF" => double.NegativeInfinity,
            _ => double.NaN,
        };
        return !double.IsNaN(value) || lexical is "NaN";
    }

    private static int FormatSpecial(double value, Span<byte> text)
    {
        ReadOnlySpan<byte> name = double.IsNaN(value) ? "NaN"u8 : value > 0 ? "INF"u8 : "-INF"u8;
        name.CopyTo(text);
        return name.Length;
    }

    /// <summary>Moves the point of the shortest form behind its first digit that is not zero.</summary>
    private static int Canonical(ReadOnlySpan<byte> shortest, Span<byte> text)
    {
        int end = shortest.IndexOf((byte)'E') is int at and >= 0 ? at : shortest.Length;
        int exponent = end == shortest.Length ? 0 : int.Parse(
            shortest[(end + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int start = shortest[0] == (byte)'-' ? 1 : 0;
        shortest[..start].CopyTo(text);

        // The digits go behind a place for the point.
        Span<byte> digits = text[(start + 1)..];
        int count = 0;
        bool isFraction = false;
        foreach (byte b in shortest[start..end])
        {
            if (b == (byte)'.')
            {
                isFraction = true;
                continue;
            }

            // Each digit before the point but the first raises the exponent; each zero in front lowers it.
            exponent += !isFraction && count > 0 ? 1 : isFraction && count == 0 ? -1 : 0;
            if (count > 0 || b != (byte)'0')
            {
                digits[count++] = b;
            }
        }

        exponent = count == 0 ? 0 : exponent;
        count = digits[..count].TrimEnd((byte)'0').Length;
        digits[Math.Min(count, 2)..2].Fill((byte)'0');
        (text[start], digits[0]) = (digits[0], (byte)'.');
        int length = start + 1 + Math.Max(2, count);
        text[length++] = (byte)'E';
        _ = exponent.TryFormat(text[length..], out int written, default, CultureInfo.InvariantCulture);
        return length + written;
    }
}
