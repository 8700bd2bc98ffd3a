using System.Globalization;
using System.Numerics;

namespace LinkedStats.Tests.Reference;

/// <summary>An exact decimal, mantissa / 10^scale, always without superfluous zeros.</summary>
internal readonly record struct ReferenceDecimal
{
    /// <summary>The significant digits that an unending quotient has at least; SPARQL leaves it open.</summary>
    private const int QuotientDigits = 18;

    private readonly BigInteger _mantissa;
    private readonly int _scale;

    public ReferenceDecimal(BigInteger mantissa, int scale = 0)
    {
        while (scale > 0 && mantissa % 10 == 0)
        {
            mantissa /= 10;
            scale--;
        }

        _mantissa = mantissa;
        _scale = scale;
    }

    public int Sign => _mantissa.Sign;

    public bool IsInteger => _scale == 0;

    /// <summary>The integer part.</summary>
    public BigInteger Whole => BigInteger.Divide(_mantissa, Power(_scale));

    /// <summary>Reads digits with an optional sign, point and exponent, as .NET and XSD print numbers.</summary>
    public static ReferenceDecimal Parse(string text)
    {
        int exponentAt = text.IndexOfAny(['e', 'E']);
        int exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        string number = exponentAt < 0 ? text : text[..exponentAt];
        int point = number.IndexOf('.', StringComparison.Ordinal);
        int scale = (point < 0 ? 0 : number.Length - point - 1) - exponent;
        var mantissa = BigInteger.Parse(
            number.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return scale < 0 ? new(mantissa * Power(-scale)) : new(mantissa, scale);
    }

    /// <summary>The value of a double to its last binary digit.</summary>
    public static ReferenceDecimal FromExact(double value)
    {
        // A double is a whole number of 2^-1074; 1 / 2^n is 5^n / 10^n.
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        int exponent = Math.Max(1, (int)(bits >> 52));
        long fraction = (bits & ((1L << 52) - 1)) | ((bits >> 52) == 0 ? 0 : 1L << 52);
        BigInteger mantissa = value < 0 ? -fraction : fraction;
        int power = exponent - 1075;
        return power >= 0 ? new(mantissa << power) : new(mantissa * BigInteger.Pow(5, -power), -power);
    }

    /// <summary>The shortest decimal that reads back as a finite double.</summary>
    public static ReferenceDecimal FromShortest(double value) =>
        Parse(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The shortest decimal that reads back as a finite float.</summary>
    public static ReferenceDecimal FromShortest(float value) =>
        Parse(value.ToString("R", CultureInfo.InvariantCulture));

    public static ReferenceDecimal operator +(ReferenceDecimal left, ReferenceDecimal right)
    {
        int scale = Math.Max(left._scale, right._scale);
        return new(left.At(scale) + right.At(scale), scale);
    }

    public static ReferenceDecimal operator -(ReferenceDecimal value) => new(-value._mantissa, value._scale);

    public static ReferenceDecimal operator -(ReferenceDecimal left, ReferenceDecimal right) => left + -right;

    public static ReferenceDecimal operator *(ReferenceDecimal left, ReferenceDecimal right) =>
        new(left._mantissa * right._mantissa, left._scale + right._scale);

    /// <summary>Divides; what does not end is rounded half away from zero. The divisor is not zero.</summary>
    public static ReferenceDecimal operator /(ReferenceDecimal left, ReferenceDecimal right)
    {
        int leading = right.WholeDigits() - left.WholeDigits();
        int scale = Math.Max(QuotientDigits + Math.Max(0, leading), left._scale - right._scale);
        int shift = scale + right._scale - left._scale;
        BigInteger dividend = BigInteger.Abs(left._mantissa) * Power(shift) * 2;
        BigInteger divisor = BigInteger.Abs(right._mantissa);
        BigInteger quotient = (dividend + divisor) / (divisor * 2);
        return new(quotient * left.Sign * right.Sign, scale);
    }

    public ReferenceDecimal Abs() => Sign < 0 ? -this : this;

    public ReferenceDecimal Floor() => Sign < 0 && !IsInteger ? new(Whole - 1) : new(Whole);

    public ReferenceDecimal Ceiling() => -(-this).Floor();

    /// <summary>The nearest integer; of two, the one nearer to positive infinity (fn:round).</summary>
    public ReferenceDecimal Round() => (this + new ReferenceDecimal(5, 1)).Floor();

    public double ToDouble() => double.Parse(ToString(), CultureInfo.InvariantCulture);

    public float ToSingle() => float.Parse(ToString(), CultureInfo.InvariantCulture);

    public static int Compare(ReferenceDecimal left, ReferenceDecimal right)
    {
        int scale = Math.Max(left._scale, right._scale);
        return left.At(scale).CompareTo(right.At(scale));
    }

    /// <summary>The canonical form (XSD 1.1 Part 2, appendix E.1): no point where there is no fraction.</summary>
    public override string ToString()
    {
        string digits = BigInteger.Abs(_mantissa).ToString(CultureInfo.InvariantCulture).PadLeft(_scale + 1, '0');
        digits = _scale == 0 ? digits : digits.Insert(digits.Length - _scale, ".");
        return Sign < 0 ? "-" + digits : digits;
    }

    private static BigInteger Power(int exponent) => BigInteger.Pow(10, exponent);

    private BigInteger At(int scale) => _mantissa * Power(scale - _scale);

    /// <summary>The digits before the point; negative for zeros that follow it.</summary>
    private int WholeDigits() =>
        _mantissa.IsZero ? 0 : BigInteger.Abs(_mantissa).ToString(CultureInfo.InvariantCulture).Length - _scale;
}
