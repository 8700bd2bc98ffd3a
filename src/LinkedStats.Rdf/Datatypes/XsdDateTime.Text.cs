using System.Globalization;
using System.Runtime.InteropServices;

namespace LinkedStats.Rdf.Datatypes;

/// <content>Reading and printing.</content>
public readonly partial record struct XsdDateTime
{
    /// <summary>Reads a lexical form.</summary>
    /// <param name="lexical">The lexical form, without surrounding space.</param>
    /// <param name="type">The datatype, from xsd:dateTime to xsd:gMonth.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the datatype has no such lexical form, or the year has more than nine digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> lexical, XsdType type, out XsdDateTime value)
    {
        value = default;
        Fields fields = new() { Year = ReferenceYear, Month = 1, Day = 1 };
        ReadOnlySpan<char> rest = lexical;
        bool isRead = type switch
        {
            XsdType.DateTime or XsdType.DateTimeStamp =>
                ReadYear(ref rest, ref fields) && Skip(ref rest, '-') && ReadMonth(ref rest, ref fields)
                && Skip(ref rest, '-') && ReadDay(ref rest, ref fields) && Skip(ref rest, 'T')
                && ReadTime(ref rest, ref fields),
            XsdType.Date =>
                ReadYear(ref rest, ref fields) && Skip(ref rest, '-') && ReadMonth(ref rest, ref fields)
                && Skip(ref rest, '-') && ReadDay(ref rest, ref fields),
            XsdType.Time => ReadTime(ref rest, ref fields),
            XsdType.GYear => ReadYear(ref rest, ref fields),
            XsdType.GYearMonth =>
                ReadYear(ref rest, ref fields) && Skip(ref rest, '-') && ReadMonth(ref rest, ref fields),
            XsdType.GMonthDay =>
                Skip(ref rest, '-') && Skip(ref rest, '-') && ReadMonth(ref rest, ref fields)
                && Skip(ref rest, '-') && ReadDay(ref rest, ref fields),
            XsdType.GDay =>
                Skip(ref rest, '-') && Skip(ref rest, '-') && Skip(ref rest, '-') && ReadDay(ref rest, ref fields),
            XsdType.GMonth => Skip(ref rest, '-') && Skip(ref rest, '-') && ReadMonth(ref rest, ref fields),
            _ => false,
        };
        if (!isRead || !ReadZone(rest, out int? zone) || fields.Day > DaysInMonth(fields.Year, fields.Month)
            || (type == XsdType.DateTimeStamp && zone is null))
        {
            return false;
        }

        // 24:00:00 is the first moment of the next day; of a time without a date, of the same one.
        long seconds = type == XsdType.Time && fields.Seconds == SecondsPerDay ? 0 : fields.Seconds;
        long days = DaysFromCivil(fields.Year, fields.Month, fields.Day);
        value = new XsdDateTime(type, (days * SecondsPerDay) + seconds, fields.Attoseconds, zone);
        return true;
    }

    /// <summary>Prints the lexical form: canonical but for the zone, which is kept.</summary>
    /// <returns>The lexical form of <see cref="Type"/>.</returns>
    public override string ToString()
    {
        (long year, int month, int day) = Civil;
        string yearText = (year < 0 ? "-" : "") + Math.Abs(year).ToString("0000", CultureInfo.InvariantCulture);
        FormattableString text = Type switch
        {
            XsdType.Date => $"{yearText}-{month:00}-{day:00}",
            XsdType.Time => $"{Hour:00}:{Minute:00}:{SecondText()}",
            XsdType.GYear => $"{yearText}",
            XsdType.GYearMonth => $"{yearText}-{month:00}",
            XsdType.GMonthDay => $"--{month:00}-{day:00}",
            XsdType.GDay => $"---{day:00}",
            XsdType.GMonth => $"--{month:00}",
            _ => $"{yearText}-{month:00}-{day:00}T{Hour:00}:{Minute:00}:{SecondText()}",
        };
        return FormattableString.Invariant(text) + ZoneText();
    }

    /// <summary>The zone as TZ() gives it (section 17.4.5.9).</summary>
    /// <returns><c>Z</c>, <c>-05:00</c>, or the empty string when there is none.</returns>
    public string ZoneText()
    {
        if (ZoneMinutes is not int zone)
        {
            return "";
        }

        int minutes = Math.Abs(zone);
        return zone == 0 ? "Z" : string.Create(
            CultureInfo.InvariantCulture, $"{(zone < 0 ? '-' : '+')}{minutes / 60:00}:{minutes % 60:00}");
    }

    private string SecondText()
    {
        string text = Second.ToString();
        return text.IndexOf('.', StringComparison.Ordinal) == 1 || text.Length == 1 ? "0" + text : text;
    }

    private static bool Skip(ref ReadOnlySpan<char> rest, char expected)
    {
        if (rest.IsEmpty || rest[0] != expected)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static bool ReadTwoDigits(ref ReadOnlySpan<char> rest, int min, int max, out int value)
    {
        value = 0;
        if (rest.Length < 2 || !char.IsAsciiDigit(rest[0]) || !char.IsAsciiDigit(rest[1]))
        {
            return false;
        }

        value = ((rest[0] - '0') * 10) + (rest[1] - '0');
        rest = rest[2..];
        return value >= min && value <= max;
    }

    private static bool ReadYear(ref ReadOnlySpan<char> rest, ref Fields fields)
    {
        bool isNegative = Skip(ref rest, '-');
        int length = rest.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? rest.Length : length;

        // More than four digits may not begin with a zero.
        if (length is < 4 or > 9 || (length > 4 && rest[0] == '0'))
        {
            return false;
        }

        long year = long.Parse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture);
        fields.Year = isNegative ? -year : year;
        rest = rest[length..];
        return true;
    }

    private static bool ReadMonth(ref ReadOnlySpan<char> rest, ref Fields fields) =>
        ReadTwoDigits(ref rest, 1, 12, out fields.Month);

    private static bool ReadDay(ref ReadOnlySpan<char> rest, ref Fields fields) =>
        ReadTwoDigits(ref rest, 1, 31, out fields.Day);

    private static bool ReadTime(ref ReadOnlySpan<char> rest, ref Fields fields)
    {
        if (!ReadTwoDigits(ref rest, 0, 24, out int hour) || !Skip(ref rest, ':')
            || !ReadTwoDigits(ref rest, 0, 59, out int minute) || !Skip(ref rest, ':')
            || !ReadTwoDigits(ref rest, 0, 59, out int second) || !ReadFraction(ref rest, ref fields))
        {
            return false;
        }

        fields.Seconds = (hour * 3600L) + (minute * 60L) + second;
        return hour < 24 || (fields.Seconds == SecondsPerDay && fields.Attoseconds == 0);
    }

    private static bool ReadFraction(ref ReadOnlySpan<char> rest, ref Fields fields)
    {
        if (!Skip(ref rest, '.'))
        {
            return true;
        }

        int length = rest.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? rest.Length : length;
        long unit = AttosecondsPerSecond / 10;
        foreach (char c in rest[..Math.Min(length, 18)])
        {
            fields.Attoseconds += (c - '0') * unit;
            unit /= 10;
        }

        rest = rest[length..];
        return length > 0;
    }

    private static bool ReadZone(ReadOnlySpan<char> rest, out int? zone)
    {
        zone = rest is "Z" ? 0 : null;
        if (rest.IsEmpty || zone is not null)
        {
            return true;
        }

        bool isNegative = rest[0] == '-';
        if ((!Skip(ref rest, '-') && !Skip(ref rest, '+')) || !ReadTwoDigits(ref rest, 0, 14, out int hours)
            || !Skip(ref rest, ':') || !ReadTwoDigits(ref rest, 0, 59, out int minutes) || !rest.IsEmpty
            || (hours * 60) + minutes > ZoneMinutesMax)
        {
            return false;
        }

        zone = isNegative ? -((hours * 60) + minutes) : (hours * 60) + minutes;
        return true;
    }

    [StructLayout(LayoutKind.Auto)]
    private ref struct Fields
    {
        public long Year;
        public int Month;
        public int Day;
        public long Seconds;
        public long Attoseconds;
    }
}
