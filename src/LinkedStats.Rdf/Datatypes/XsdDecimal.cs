using System.Numerics;

namespace LinkedStats.Rdf.Datatypes;

/// <summary>An exact decimal number of any size: mantissa / 10^scale.</summary>
/// <remarks>
/// Source: XSD 1.1 Part 2, section 3.3.3. Equality and order are those of the value, so 5.10 equals 5.1. Mantissas that
/// fit 64 bits take no memory of their own. Cost: operations on long numbers grow with their digits, which is why they
/// are limited to <see cref="DigitsMax"/>.
/// </remarks>
public readonly partial struct XsdDecimal : IEquatable<XsdDecimal>, IComparable<XsdDecimal>
{
    /// <summary>The most digits that a number may have; more throw, so that no query can make endless ones.</summary>
    public const int DigitsMax = 10_000;

    /// <summary>The fewest significant digits of a quotient that does not end earlier.</summary>
    public const int QuotientDigits = 18;

    private readonly long _small;
    private readonly object? _big;

    /// <summary>Creates mantissa / 10^scale.</summary>
    /// <param name="mantissa">The mantissa.</param>
    /// <param name="scale">The number of fraction digits; not negative.</param>
    public XsdDecimal(long mantissa, int scale = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        _small = mantissa;
        Scale = scale;
    }

    private XsdDecimal(BigInteger mantissa, int scale)
    {
        Scale = scale;
        if (mantissa >= long.MinValue && mantissa <= long.MaxValue)
        {
            _small = (long)mantissa;
        }
        else
        {
            _big = mantissa;
        }
    }

    /// <summary>Zero.</summary>
    public static XsdDecimal Zero => default;

    /// <summary>The number of fraction digits of this representation; trailing zeros count.</summary>
    public int Scale { get; }

    /// <summary>The mantissa.</summary>
    public BigInteger Mantissa => _big is BigInteger big ? big : _small;

    /// <summary>-1, 0 or 1.</summary>
    public int Sign => _big is BigInteger big ? big.Sign : Math.Sign(_small);

    /// <summary>True when the value has no fraction.</summary>
    public bool IsInteger => Scale == 0 || Truncate().CompareTo(this) == 0;

    /// <summary>Creates mantissa / 10^scale.</summary>
    /// <param name="mantissa">The mantissa.</param>
    /// <param name="scale">The number of fraction digits; not negative.</param>
    /// <returns>The number.</returns>
    /// <exception cref="OverflowException">It has more than <see cref="DigitsMax"/> digits.</exception>
    public static XsdDecimal FromMantissa(BigInteger mantissa, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(scale);

        // 10,000 digits are 33,219.3 bits.
        return mantissa.GetBitLength() > 33_220 || scale > DigitsMax
            ? throw new OverflowException($"A number has more than {DigitsMax} digits.")
            : new XsdDecimal(mantissa, scale);
    }

    /// <summary>Gets the mantissa where it fits 64 bits.</summary>
    /// <param name="mantissa">The mantissa.</param>
    /// <returns>False when it does not fit.</returns>
    public bool TryGetMantissa(out long mantissa)
    {
        mantissa = _small;
        return _big is null;
    }

    /// <summary>Adds.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The exact sum.</returns>
    /// <exception cref="OverflowException">It has more than <see cref="DigitsMax"/> digits.</exception>
    public static XsdDecimal operator +(XsdDecimal left, XsdDecimal right)
    {
        if (left._big is null && right._big is null && left.Scale == right.Scale)
        {
            // The sum has left 64 bits where it has another sign than both operands.
            long sum = unchecked(left._small + right._small);
            if (((left._small ^ sum) & (right._small ^ sum)) >= 0)
            {
                return new XsdDecimal(sum, left.Scale);
            }
        }

        int scale = Math.Max(left.Scale, right.Scale);
        if (TryAlign(left, right, out Int128 a, out Int128 b))
        {
            return FromInt128(a + b, scale);
        }

        return FromMantissa(left.MantissaAt(scale) + right.MantissaAt(scale), scale);
    }

    /// <summary>Subtracts.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The exact difference.</returns>
    /// <exception cref="OverflowException">It has more than <see cref="DigitsMax"/> digits.</exception>
    public static XsdDecimal operator -(XsdDecimal left, XsdDecimal right) => left + -right;

    /// <summary>Negates.</summary>
    /// <param name="value">The operand.</param>
    /// <returns>The negated number.</returns>
    public static XsdDecimal operator -(XsdDecimal value) =>
        value._big is null && value._small != long.MinValue
            ? new XsdDecimal(-value._small, value.Scale)
            : new XsdDecimal(-value.Mantissa, value.Scale);

    /// <summary>Multiplies.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The exact product.</returns>
    /// <exception cref="OverflowException">It has more than <see cref="DigitsMax"/> digits.</exception>
    public static XsdDecimal operator *(XsdDecimal left, XsdDecimal right) =>
        left._big is null && right._big is null
            ? FromInt128((Int128)left._small * right._small, left.Scale + right.Scale)
            : FromMantissa(left.Mantissa * right.Mantissa, left.Scale + right.Scale);

    /// <summary>Divides.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <returns>
    /// The quotient: exact where it ends within <see cref="QuotientDigits"/> significant digits, else rounded
    /// (half away from zero) to at least so many.
    /// </returns>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    /// <exception cref="OverflowException">It has more than <see cref="DigitsMax"/> digits.</exception>
    public static XsdDecimal operator /(XsdDecimal left, XsdDecimal right)
    {
        if (left.Scale > QuotientDigits)
        {
            // The quotient depends on the values alone: zeros at the end of an operand must not lengthen it.
            left = left.Canonical();
            right = right.Canonical();
        }

        int leading = right.IntegerDigits() - left.IntegerDigits();
        int scale = Math.Max(QuotientDigits + Math.Max(0, leading), left.Scale - right.Scale);
        int shift = scale + right.Scale - left.Scale;
        if (left._big is null && right._big is null && shift <= 19)
        {
            Int128 dividend = (Int128)left._small * PowerOfTen128(shift);
            (Int128 quotient, Int128 rest) = Int128.DivRem(dividend, right._small);
            Int128 up = Int128.Abs(rest) * 2 >= Int128.Abs(right._small) ? 1 : 0;
            return FromInt128(quotient + ((dividend < 0) == (right._small < 0) ? up : -up), scale).Canonical();
        }

        BigInteger bigDividend = left.Mantissa * BigInteger.Pow(10, shift);
        BigInteger bigQuotient = BigInteger.DivRem(bigDividend, right.Mantissa, out BigInteger bigRest);
        if (BigInteger.Abs(bigRest) * 2 >= BigInteger.Abs(right.Mantissa))
        {
            bigQuotient += bigDividend.Sign * right.Mantissa.Sign;
        }

        return FromMantissa(bigQuotient, scale).Canonical();
    }

    /// <summary>The greatest integer that is not greater (fn:floor).</summary>
    /// <returns>An integer of scale 0.</returns>
    public XsdDecimal Floor()
    {
        XsdDecimal whole = Truncate();
        return Sign < 0 && whole.CompareTo(this) != 0 ? whole - new XsdDecimal(1) : whole;
    }

    /// <summary>The smallest integer that is not smaller (fn:ceiling).</summary>
    /// <returns>An integer of scale 0.</returns>
    public XsdDecimal Ceiling() => -(-this).Floor();

    /// <summary>The nearest integer; of two, the one nearer to positive infinity (fn:round).</summary>
    /// <returns>An integer of scale 0.</returns>
    public XsdDecimal Round() => Scale == 0 ? this : (this + new XsdDecimal(5, 1)).Floor();

    /// <summary>The integer part.</summary>
    /// <returns>An integer of scale 0.</returns>
    public XsdDecimal Truncate()
    {
        if (Scale == 0)
        {
            return this;
        }

        if (_big is null)
        {
            return Scale > 18 ? default : new XsdDecimal(_small / PowerOfTen(Scale));
        }

        return new XsdDecimal(BigInteger.Divide(Mantissa, BigInteger.Pow(10, Scale)), 0);
    }

    /// <summary>The absolute value.</summary>
    /// <returns>A number that is not negative.</returns>
    public XsdDecimal Abs() => Sign < 0 ? -this : this;

    /// <inheritdoc/>
    public int CompareTo(XsdDecimal other)
    {
        if (_big is null && other._big is null && Scale == other.Scale)
        {
            return _small.CompareTo(other._small);
        }

        if (TryAlign(this, other, out Int128 a, out Int128 b))
        {
            return a.CompareTo(b);
        }

        if (Sign != other.Sign)
        {
            return Sign.CompareTo(other.Sign);
        }

        int scale = Math.Max(Scale, other.Scale);
        return MantissaAt(scale).CompareTo(other.MantissaAt(scale));
    }

    /// <inheritdoc/>
    public bool Equals(XsdDecimal other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is XsdDecimal other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        XsdDecimal trimmed = Canonical();
        return HashCode.Combine(trimmed.Mantissa, trimmed.Scale);
    }

    /// <summary>Compares by value.</summary>
    public static bool operator ==(XsdDecimal left, XsdDecimal right) => left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator !=(XsdDecimal left, XsdDecimal right) => !left.Equals(right);

    /// <summary>Compares by value.</summary>
    public static bool operator <(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) < 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) > 0;

    /// <summary>Compares by value.</summary>
    public static bool operator <=(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) <= 0;

    /// <summary>Compares by value.</summary>
    public static bool operator >=(XsdDecimal left, XsdDecimal right) => left.CompareTo(right) >= 0;
}
