using System.Globalization;
using System.Numerics;
using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>What JSON numbers are in RDF and in canonical JSON.</summary>
internal static class JsonNumbers
{
    /// <summary>From here on, a number is an xsd:double.</summary>
    private const double IntegerEnd = 1e21;

    /// <summary>Gives the value, infinite where it is too large.</summary>
    public static double ToDouble(JsonNumber number) =>
        double.Parse(number.Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>Gives the lexical form and tells whether it is one of xsd:integer, not of xsd:double.</summary>
    /// <param name="number">The number.</param>
    /// <param name="isDouble">Whether it is wanted as a double in any case.</param>
    /// <remarks>
    /// Source: JSON-LD 1.1 API, section 8.2.2, steps 10 and 11, and section 8.6, by which the mantissa of a double is
    /// rounded to 15 digits. An integer that is written as one keeps all its digits, of which a double has 15 only.
    /// </remarks>
    public static (string Lexical, bool IsInteger) ToLexical(JsonNumber number, bool isDouble)
    {
        double value = ToDouble(number);
        if (isDouble || !(Math.Abs(value) < IntegerEnd) || !double.IsInteger(value))
        {
            string rounded = value.ToString("E15", CultureInfo.InvariantCulture);
            return (XsdDouble.Format(double.Parse(rounded, CultureInfo.InvariantCulture)), false);
        }

        bool isWritten = !number.Text.AsSpan().ContainsAny('.', 'e', 'E');
        return (value == 0 ? "0" : isWritten ? number.Text
            : new BigInteger(value).ToString(CultureInfo.InvariantCulture), true);
    }

    /// <summary>Prints a finite number as ECMAScript does.</summary>
    /// <remarks>Source: RFC 8785, section 3.2.2.3; ECMA-262, Number::toString.</remarks>
    public static string ToEcmaScript(double value)
    {
        if (value == 0)
        {
            return "0";
        }

        // The shortest digits, and n such that the value is 0.digits × 10^n.
        string shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int exponentAt = shortest.IndexOf('E', StringComparison.Ordinal);
        string mantissa = exponentAt < 0 ? shortest : shortest[..exponentAt];
        int exponent = exponentAt < 0 ? 0 : int.Parse(
            shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        string padded = mantissa.Replace(".", "", StringComparison.Ordinal);
        string digits = padded.TrimStart('0');
        int n = (point < 0 ? padded.Length : point) - (padded.Length - digits.Length) + exponent;
        digits = digits.TrimEnd('0');
        string sign = value < 0 ? "-" : "";
        int k = digits.Length;
        return sign + (n switch
        {
            _ when k <= n && n <= 21 => digits + new string('0', n - k),
            > 0 and <= 21 => $"{digits[..n]}.{digits[n..]}",
            > -6 and <= 0 => $"0.{new string('0', -n)}{digits}",
            _ => string.Create(CultureInfo.InvariantCulture,
                $"{digits[0]}{(k > 1 ? "." : "")}{digits[1..]}e{(n > 0 ? "+" : "-")}{Math.Abs(n - 1)}"),
        });
    }
}
