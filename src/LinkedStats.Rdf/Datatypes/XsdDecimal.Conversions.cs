using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace LinkedStats.Rdf.Datatypes;

/// <content>Reading, and the ways to and from binary floating point.</content>
public readonly partial struct XsdDecimal
{
    private static readonly long[] Powers = BuildPowers();

    /// <summary>Reads a decimal or an integer; both may have a sign, zeros before and zeros after.</summary>
    /// <param name="lexical">The lexical form.</param>
    /// <param name="value">The value, with as many fraction digits as were written.</param>
    /// <returns>False when it is not a decimal, or has more than <see cref="DigitsMax"/> digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> lexical, out XsdDecimal value)
    {
        value = default;
        if (!TryScan(lexical, out int point))
        {
            return false;
        }

        bool isNegative = lexical[0] == '-';
        ReadOnlySpan<char> digits = lexical[0] is '-' or '+' ? lexical[1..] : lexical;
        int scale = point < 0 ? 0 : lexical.Length - point - 1;
        if (digits.Length > (point < 0 ? 18 : 19))
        {
            return TryParseLong(digits, isNegative, scale, out value);
        }

        long mantissa = 0;
        foreach (char c in digits)
        {
            mantissa = c == '.' ? mantissa : (mantissa * 10) + (c - '0');
        }

        value = new XsdDecimal(isNegative ? -mantissa : mantissa, scale);
        return true;
    }

    /// <summary>Says whether a text is a decimal, however long.</summary>
    /// <param name="lexical">The lexical form.</param>
    /// <param name="point">The index of the point; -1 when there is none, as in an integer.</param>
    /// <returns>False when it is not.</returns>
    internal static bool TryScan(ReadOnlySpan<char> lexical, out int point)
    {
        point = -1;
        int digitCount = 0;
        for (int i = lexical is ['+' or '-', ..] ? 1 : 0; i < lexical.Length; i++)
        {
            if (lexical[i] == '.' && point < 0)
            {
                point = i;
            }
            else if (char.IsAsciiDigit(lexical[i]))
            {
                digitCount++;
            }
            else
            {
                return false;
            }
        }

        return digitCount > 0;
    }

    /// <summary>
    /// The decimal that a double counts as in exact sums and in orders: the shortest that reads back as it.
    /// </summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The decimal; 65.9 for the double that prints as 65.9.</returns>
    public static XsdDecimal FromShortest(double value)
    {
        if (Math.Abs(value) < 1e15 && Math.Truncate(value) == value)
        {
            return new XsdDecimal((long)value);
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        return FromScientific(text[..length]);
    }

    /// <summary>The shortest decimal that reads back as a float.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The decimal.</returns>
    public static XsdDecimal FromShortest(float value)
    {
        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);
        return FromScientific(text[..length]);
    }

    /// <summary>The exact value of a double, as casts need it (XPath functions, section 17.1.3.3).</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The decimal with all its digits.</returns>
    public static XsdDecimal FromExact(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((bits >> 52) & 0x7FF);
        long fraction = bits & 0xFFFFFFFFFFFFF;
        BigInteger mantissa = exponent == 0 ? fraction : fraction | (1L << 52);
        int power = Math.Max(exponent, 1) - 1075;
        mantissa = value < 0 ? -mantissa : mantissa;

        // m / 2^n = m * 5^n / 10^n.
        return power >= 0
            ? FromMantissa(mantissa << power, 0)
            : FromMantissa(mantissa * BigInteger.Pow(5, -power), -power).Canonical();
    }

    /// <summary>Converts to the nearest double.</summary>
    /// <returns>The double; infinite when the number is too large.</returns>
    public double ToDouble()
    {
        // Both operands are exact below these bounds, so that the quotient is rounded once.
        if (_big is null && Scale <= 22 && Math.Abs((decimal)_small) < (1L << 53))
        {
            return _small / PowersAsDoubles[Scale];
        }

        string text = Mantissa.ToString(CultureInfo.InvariantCulture) + "E-"
            + Scale.ToString(CultureInfo.InvariantCulture);
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>Converts to the nearest float.</summary>
    /// <returns>The float; infinite when the number is too large.</returns>
    public float ToSingle() => float.Parse(
        Mantissa.ToString(CultureInfo.InvariantCulture) + "E-" + Scale.ToString(CultureInfo.InvariantCulture),
        NumberStyles.Float,
        CultureInfo.InvariantCulture);

    /// <summary>Removes trailing zeros of the fraction.</summary>
    /// <returns>The same value in its smallest scale.</returns>
    public XsdDecimal Canonical()
    {
        int scale = Scale;
        if (_big is null)
        {
            long mantissa = _small;
            while (scale > 0 && mantissa % 10 == 0)
            {
                mantissa /= 10;
                scale--;
            }

            return new XsdDecimal(mantissa, scale);
        }

        BigInteger big = Mantissa;
        while (scale > 0)
        {
            BigInteger quotient = BigInteger.DivRem(big, 10, out BigInteger rest);
            if (!rest.IsZero)
            {
                break;
            }

            big = quotient;
            scale--;
        }

        return new XsdDecimal(big, scale);
    }

    /// <summary>The power of ten as a 64-bit integer.</summary>
    /// <param name="exponent">From 0 to 18.</param>
    /// <returns>10^exponent.</returns>
    internal static long PowerOfTen(int exponent) => Powers[exponent];

    private static ReadOnlySpan<double> PowersAsDoubles =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];

    private static long[] BuildPowers()
    {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }

    private static bool TryParseLong(ReadOnlySpan<char> digits, bool isNegative, int scale, out XsdDecimal value)
    {
        value = default;
        if (digits.Length > DigitsMax)
        {
            return false;
        }

        Span<char> plain = new char[digits.Length];
        int length = 0;
        foreach (char c in digits)
        {
            if (c != '.')
            {
                plain[length++] = c;
            }
        }

        BigInteger mantissa = BigInteger.Parse(plain[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        value = new XsdDecimal(isNegative ? -mantissa : mantissa, scale);
        return true;
    }

    /// <summary>Reads what "R" prints: digits with a point and an exponent.</summary>
    private static XsdDecimal FromScientific(ReadOnlySpan<char> text)
    {
        int exponentAt = text.IndexOf('E');
        int exponent = exponentAt < 0
            ? 0
            : int.Parse(text[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (!TryParse(exponentAt < 0 ? text : text[..exponentAt], out XsdDecimal digits))
        {
            throw new UnreachableException("A finite number prints as digits.");
        }

        int scale = digits.Scale - exponent;
        return scale >= 0
            ? new XsdDecimal(digits.Mantissa, scale)
            : new XsdDecimal(digits.Mantissa * BigInteger.Pow(10, -scale), 0);
    }

    /// <summary>Brings two small numbers to one scale; false where that needs more than 128 bits.</summary>
    private static bool TryAlign(XsdDecimal left, XsdDecimal right, out Int128 a, out Int128 b)
    {
        a = left._small;
        b = right._small;
        int shift = left.Scale - right.Scale;
        if (left._big is not null || right._big is not null || Math.Abs(shift) > 18)
        {
            return false;
        }

        if (shift > 0)
        {
            b *= Powers[shift];
        }
        else if (shift < 0)
        {
            a *= Powers[-shift];
        }

        return true;
    }

    private static XsdDecimal FromInt128(Int128 mantissa, int scale) =>
        mantissa >= long.MinValue && mantissa <= long.MaxValue
            ? new XsdDecimal((long)mantissa, scale)
            : FromMantissa((BigInteger)mantissa, scale);

    private static Int128 PowerOfTen128(int exponent) =>
        exponent <= 18 ? Powers[exponent] : (Int128)Powers[18] * Powers[exponent - 18];

    private BigInteger MantissaAt(int scale) =>
        scale == Scale ? Mantissa : Mantissa * BigInteger.Pow(10, scale - Scale);

    /// <summary>The number of digits before the point; negative by as many zeros as follow it.</summary>
    private int IntegerDigits()
    {
        if (_big is not BigInteger big)
        {
            Int128 small = Int128.Abs(_small);
            int length = 0;
            while (length < 19 && small >= PowerOfTen128(length))
            {
                length++;
            }

            return length - Scale;
        }

        // The logarithm of a power of ten, or of a number just below one, may be rounded to the wrong side.
        BigInteger magnitude = BigInteger.Abs(big);
        int digits = (int)BigInteger.Log10(magnitude) + 1;
        digits += magnitude >= BigInteger.Pow(10, digits) ? 1 : 0;
        digits -= magnitude < BigInteger.Pow(10, digits - 1) ? 1 : 0;
        return digits - Scale;
    }
}
