using System.Globalization;

namespace LinkedStats.Rdf.Datatypes;

/// <content>Printing.</content>
public readonly partial struct XsdDecimal
{
    // Up to this scale, which is longer than 64 bits have digits, a short mantissa is printed without a detour.
    private const int DigitsShort = 40;

    /// <summary>Prints the canonical form: no superfluous zeros, no point where there is no fraction.</summary>
    /// <returns>The canonical lexical form of xsd:decimal (XSD 1.1 Part 2, section E.1).</returns>
    public override string ToString()
    {
        XsdDecimal value = Canonical();
        if (value.TryGetMantissa(out long mantissa) && mantissa != long.MinValue && value.Scale < DigitsShort)
        {
            return Format(mantissa, value.Scale);
        }

        string digits = value.Abs().Mantissa.ToString(CultureInfo.InvariantCulture);
        if (value.Scale > 0)
        {
            digits = digits.PadLeft(value.Scale + 1, '0').Insert(Math.Max(1, digits.Length - value.Scale), ".");
        }

        return value.Sign < 0 ? "-" + digits : digits;
    }

    // Longest: a sign, a zero, a point, and digits as many as the scale or as 64 bits have.
    private static string Format(long mantissa, int scale)
    {
        Span<char> text = stackalloc char[DigitsShort + 4];
        int start = text.Length;
        long rest = Math.Abs(mantissa);
        for (int written = 0; written <= scale || rest > 0; written++)
        {
            if (written == scale && scale > 0)
            {
                text[--start] = '.';
            }

            (rest, long digit) = Math.DivRem(rest, 10);
            text[--start] = (char)('0' + digit);
        }

        if (mantissa < 0)
        {
            text[--start] = '-';
        }

        return new string(text[start..]);
    }
}
