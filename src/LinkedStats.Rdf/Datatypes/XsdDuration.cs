using System.Buffers;
using System.Globalization;
using System.Text;

namespace LinkedStats.Rdf.Datatypes;

/// <summary>A duration: months and seconds, which do not convert into each other.</summary>
/// <param name="Months">The years and months, in months; negative in negative durations.</param>
/// <param name="Seconds">The days and the time, in seconds; of the same sign.</param>
/// <remarks>Source: XSD 1.1 Part 2, sections 3.3.6, 3.4.26 and 3.4.27; XPath functions, section 10.4.</remarks>
public readonly record struct XsdDuration(long Months, XsdDecimal Seconds)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Reads a lexical form.</summary>
    /// <param name="lexical">The lexical form, without surrounding space.</param>
    /// <param name="type">xsd:duration, xsd:dayTimeDuration or xsd:yearMonthDuration.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the datatype has no such lexical form, or a number in it has more than nine
    /// digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> lexical, XsdType type, out XsdDuration value)
    {
        value = default;
        bool isNegative = lexical is ['-', ..];
        ReadOnlySpan<char> rest = isNegative ? lexical[1..] : lexical;
        if (rest is not ['P', _, ..])
        {
            return false;
        }

        rest = rest[1..];
        long months = 0;
        XsdDecimal seconds = default;

        // Years, months, days; then T, and at least one of hours, minutes, seconds.
        bool isRead = ReadDate(ref rest, ref months, ref seconds, type);
        if (isRead && rest is ['T', _, ..] && type != XsdType.YearMonthDuration)
        {
            rest = rest[1..];
            isRead = ReadTime(ref rest, ref seconds);
        }

        value = isNegative ? new XsdDuration(-months, -seconds) : new XsdDuration(months, seconds);
        return isRead && rest.IsEmpty;
    }

    /// <summary>Creates an xsd:dayTimeDuration.</summary>
    /// <param name="minutes">How many minutes.</param>
    /// <returns>The duration.</returns>
    public static XsdDuration FromMinutes(int minutes) => new(0, new XsdDecimal(minutes * 60L));

    /// <summary>Compares two durations.</summary>
    /// <param name="other">The right operand.</param>
    /// <returns>Negative, zero or positive; null where months would have to be compared with days.</returns>
    public int? CompareTo(XsdDuration other)
    {
        int byMonths = Months.CompareTo(other.Months);
        int bySeconds = Seconds.CompareTo(other.Seconds);
        return byMonths == 0 ? bySeconds
            : bySeconds == 0 || byMonths == bySeconds ? byMonths
            : null;
    }

    /// <summary>Prints the canonical form.</summary>
    /// <returns>The lexical form; <c>PT0S</c> for zero.</returns>
    public override string ToString()
    {
        XsdDecimal seconds = Seconds.Abs();
        long months = Math.Abs(Months);
        StringBuilder text = new(Months < 0 || Seconds.Sign < 0 ? "-P" : "P");
        Append(text, months / 12, 'Y');
        Append(text, months % 12, 'M');
        if (seconds.Truncate().TryGetMantissa(out long whole))
        {
            XsdDecimal second = seconds - new XsdDecimal(whole - (whole % 60));
            Append(text, whole / 86_400, 'D');
            if (whole % 86_400 != 0 || second.Sign != 0)
            {
                text.Append('T');
                Append(text, whole / 3600 % 24, 'H');
                Append(text, whole / 60 % 60, 'M');
                text.Append(second.Sign == 0 ? "" : second + "S");
            }
        }

        return text[^1] == 'P' ? "PT0S" : text.ToString();
    }

    /// <summary>Prints the canonical form in a datatype.</summary>
    /// <param name="type">xsd:duration, xsd:dayTimeDuration or xsd:yearMonthDuration.</param>
    /// <returns>The lexical form; for zero <c>P0M</c> in xsd:yearMonthDuration, which has no seconds.</returns>
    public string ToString(XsdType type) => type == XsdType.YearMonthDuration && Months == 0 ? "P0M" : ToString();

    private static void Append(StringBuilder text, long value, char unit)
    {
        if (value != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value}{unit}");
        }
    }

    private static bool ReadDate(ref ReadOnlySpan<char> rest, ref long months, ref XsdDecimal seconds, XsdType type)
    {
        foreach ((char unit, int monthCount, bool isAllowed) in ((char, int, bool)[])
            [
                ('Y', 12, type != XsdType.DayTimeDuration),
                ('M', 1, type != XsdType.DayTimeDuration),
                ('D', 0, type != XsdType.YearMonthDuration),
            ])
        {
            if (TryReadNumber(ref rest, unit, out XsdDecimal number))
            {
                if (!isAllowed || !number.TryGetMantissa(out long count) || number.Scale > 0)
                {
                    return false;
                }

                months += count * monthCount;
                seconds += unit == 'D' ? new XsdDecimal(count * 86_400) : default;
            }
        }

        return true;
    }

    private static bool ReadTime(ref ReadOnlySpan<char> rest, ref XsdDecimal seconds)
    {
        foreach ((char unit, int secondCount) in ((char, int)[])[('H', 3600), ('M', 60), ('S', 1)])
        {
            if (TryReadNumber(ref rest, unit, out XsdDecimal number))
            {
                if (unit != 'S' && number.Scale > 0)
                {
                    return false;
                }

                seconds += number * new XsdDecimal(secondCount);
            }
        }

        return true;
    }

    /// <summary>Reads a number if the given unit follows it; only seconds may have a fraction.</summary>
    private static bool TryReadNumber(ref ReadOnlySpan<char> rest, char unit, out XsdDecimal number)
    {
        number = default;
        int length = rest.IndexOfAnyExcept(NumberCharacters);
        if (length is <= 0 or > 28 || rest[length] != unit || rest[0] == '.' || rest[length - 1] == '.')
        {
            return false;
        }

        int whole = rest.IndexOfAnyExceptInRange('0', '9');
        bool isRead = whole <= 9 && XsdDecimal.TryParse(rest[..length], out number);
        rest = isRead ? rest[(length + 1)..] : rest;
        return isRead;
    }
}
