using System.Globalization;
using System.Numerics;
using CsCheck;
using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Tests.Rdf.Datatypes;

public sealed class XsdDecimalTests
{
    private static readonly Gen<XsdDecimal> Decimals = Gen.OneOf(
        Gen.Select(Gen.Long, Gen.Int[0, 25], static (mantissa, scale) => new XsdDecimal(mantissa, scale)),
        Gen.Select(Gen.Long[-1000, 1000], Gen.Int[0, 3], static (mantissa, scale) => new XsdDecimal(mantissa, scale)),
        Gen.Select(Gen.Long, Gen.Long, Gen.Int[0, 30], static (a, b, scale) =>
            XsdDecimal.FromMantissa(new BigInteger(a) * b, scale)));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.00", "0")]
    [InlineData("+005.10", "5.1")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("999999999999999999", "999999999999999999")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("-9223372036854775808", "-9223372036854775808")]
    [InlineData("-0.00000000000000000000000000000000000000789", "-0.00000000000000000000000000000000000000789")]
    [InlineData("0.000000000000000000000000000000000000000000012", "0.000000000000000000000000000000000000000000012")]
    [InlineData("-0.000000000000000000001230", "-0.00000000000000000000123")]
    [InlineData("123456789012345678901234567890.12345678901234567890", "123456789012345678901234567890.1234567890123456789")]
    public void TryParse_Decimal_PrintsCanonically(string lexical, string canonical)
    {
        Assert.True(XsdDecimal.TryParse(lexical, out XsdDecimal value));

        Assert.Equal(canonical, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("+")]
    [InlineData("1.2.3")]
    [InlineData("1e5")]
    [InlineData(" 1")]
    [InlineData("١")]
    public void TryParse_OtherText_IsRefused(string lexical) => Assert.False(XsdDecimal.TryParse(lexical, out _));

    [Fact]
    public void TryParse_MoreDigitsThanTheLimit_IsRefused() =>
        Assert.False(XsdDecimal.TryParse(new string('9', XsdDecimal.DigitsMax + 1), out _));

    [Fact]
    public void Operators_AnyDecimals_AgreeWithRationals() =>
        Gen.Select(Decimals, Decimals).Sample((a, b) =>
        {
            BigInteger x = At60(a);
            BigInteger y = At60(b);
            return At60(a + b) == x + y
                && At60(a - b) == x - y
                && (a * b).Mantissa * BigInteger.Pow(10, 120 - (a * b).Scale) == x * y
                && Math.Sign(a.CompareTo(b)) == x.CompareTo(y)
                && (a == b) == (x == y)
                && (a != b || a.GetHashCode() == b.GetHashCode());
        });

    [Fact]
    public void Divide_AnyDecimals_IsExactToEighteenDigits() =>
        Gen.Select(Decimals, Decimals).Where(static (_, b) => b.Sign != 0).Sample(static (a, b) =>
        {
            XsdDecimal quotient = a / b;
            XsdDecimal error = ((quotient * b) - a).Abs();

            // |error| / |a| < 10^-17, as 18 digits are right.
            return error * new XsdDecimal(100_000_000_000_000_000) <= a.Abs();
        });

    [Fact]
    public void FloorCeilingRound_AnyDecimal_AreTheNearestIntegers() =>
        Decimals.Sample(static value =>
        {
            XsdDecimal floor = value.Floor();
            XsdDecimal half = new(5, 1);
            return floor.IsInteger && floor <= value && value - floor < new XsdDecimal(1)
                && value.Ceiling() == (value.IsInteger ? floor : floor + new XsdDecimal(1))
                && value.Round() == (value - floor >= half ? floor + new XsdDecimal(1) : floor);
        });

    [Fact]
    public void ToDouble_AnyDecimal_IsWhatParsingThePrintedFormGives() =>
        Decimals.Sample(static value =>
            value.ToDouble() == double.Parse(value.ToString(), CultureInfo.InvariantCulture)
            && value.ToSingle() == float.Parse(value.ToString(), CultureInfo.InvariantCulture));

    [Fact]
    public void FromShortest_AnyFiniteDouble_ReadsBack() =>
        Gen.Double.Where(double.IsFinite).Sample(static value =>
            XsdDecimal.FromShortest(value).ToDouble() == value && XsdDecimal.FromExact(value).ToDouble() == value);

    [Fact]
    public void Multiply_BeyondTheLimitOfDigits_Throws()
    {
        Assert.True(XsdDecimal.TryParse(new string('9', 6000), out XsdDecimal value));

        Assert.Throws<OverflowException>(() => value * value);
    }

    private static BigInteger At60(XsdDecimal value) => value.Mantissa * BigInteger.Pow(10, 60 - value.Scale);
}
