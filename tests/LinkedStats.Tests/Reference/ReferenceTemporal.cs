using System.Globalization;
using System.Text.RegularExpressions;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <summary>A value of xsd:dateTime or of one of the types that give a part of it.</summary>
/// <param name="Type">The datatype.</param>
/// <param name="Year">The year; 2000 where the type has none.</param>
/// <param name="Month">The month; 1 where the type has none.</param>
/// <param name="Day">The day; 1 where the type has none.</param>
/// <param name="Time">The seconds since the day began.</param>
/// <param name="Zone">The zone in minutes; null where there is none.</param>
/// <remarks>Source: XSD 1.1 Part 2, sections 3.3.7 to 3.3.14 and appendix D.2.1.</remarks>
internal sealed record ReferenceTemporal(
    Iri Type, long Year, int Month, int Day, ReferenceDecimal Time, int? Zone)
{
    private const int SecondsPerDay = 86_400;
    private const string YearForm = @"(?<y>-?(?:[1-9][0-9]{3,}|0[0-9]{3}))";
    private const string MonthForm = "(?<m>0[1-9]|1[0-2])";
    private const string DayForm = "(?<d>0[1-9]|[12][0-9]|3[01])";
    private const string TimeForm =
        @"(?:(?<h>[01][0-9]|2[0-3]):(?<i>[0-5][0-9]):(?<s>[0-5][0-9](?:\.[0-9]+)?)"
        + @"|(?<h>24):(?<i>00):(?<s>00(?:\.0+)?))";

    private const string ZoneForm = "(?<z>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?";

    /// <summary>The types in the order that ORDER BY gives to values of different types, and their forms.</summary>
    private static readonly (Iri Type, Regex Form)[] Types =
    [
        (XsdVocabulary.DateTime, Whole($"{YearForm}-{MonthForm}-{DayForm}T{TimeForm}")),
        (XsdVocabulary.DateTimeStamp, Whole($"{YearForm}-{MonthForm}-{DayForm}T{TimeForm}(?=.)")),
        (XsdVocabulary.Date, Whole($"{YearForm}-{MonthForm}-{DayForm}")),
        (XsdVocabulary.Time, Whole(TimeForm)),
        (XsdVocabulary.GYear, Whole(YearForm)),
        (XsdVocabulary.GYearMonth, Whole($"{YearForm}-{MonthForm}")),
        (XsdVocabulary.GMonthDay, Whole($"--{MonthForm}-{DayForm}")),
        (XsdVocabulary.GDay, Whole($"---{DayForm}")),
        (XsdVocabulary.GMonth, Whole($"--{MonthForm}")),
    ];

    public bool HasDate => Type == XsdVocabulary.DateTime || Type == XsdVocabulary.DateTimeStamp
        || Type == XsdVocabulary.Date;

    public bool HasYear => HasDate || Type == XsdVocabulary.GYear || Type == XsdVocabulary.GYearMonth;

    public bool HasMonth => HasDate || Type == XsdVocabulary.GYearMonth || Type == XsdVocabulary.GMonth
        || Type == XsdVocabulary.GMonthDay;

    public bool HasDay => HasDate || Type == XsdVocabulary.GMonthDay || Type == XsdVocabulary.GDay;

    public bool HasTime => (HasDate && Type != XsdVocabulary.Date) || Type == XsdVocabulary.Time;

    public long Hours => (long)(Time / new ReferenceDecimal(3600)).Whole;

    public long Minutes => (long)(Time / new ReferenceDecimal(60)).Whole % 60;

    public ReferenceDecimal Seconds => Time - new ReferenceDecimal((Hours * 3600) + (Minutes * 60));

    /// <summary>The moment on the time line, without a zone as if in UTC.</summary>
    private ReferenceDecimal Moment =>
        new ReferenceDecimal((DayNumber(Year, Month, Day) * SecondsPerDay) - (60L * (Zone ?? 0))) + Time;

    /// <summary>True for the datatypes of temporals.</summary>
    public static bool IsType(Iri type) => Array.Exists(Types, row => row.Type == type);

    /// <summary>Reads a literal; null where its datatype is another or has no such form.</summary>
    public static ReferenceTemporal? Read(string text, Iri type)
    {
        if (Types.FirstOrDefault(row => row.Type == type).Form?.Match(text) is not { Success: true } match)
        {
            return null;
        }

        long year = Part(match, "y", 2000);
        int month = (int)Part(match, "m", 1);
        int day = (int)Part(match, "d", 1);
        if (day > DayNumber(month == 12 ? year + 1 : year, (month % 12) + 1, 1) - DayNumber(year, month, 1))
        {
            return null;
        }

        var time = new ReferenceDecimal((Part(match, "h", 0) * 3600) + (Part(match, "i", 0) * 60));
        time += match.Groups["s"].Success ? ReferenceDecimal.Parse(match.Groups["s"].Value) : default;
        var value = new ReferenceTemporal(type, year, month, day, time, ReadZone(match.Groups["z"]));
        return Part(match, "h", 0) == 24 ? value.NextDay() : value;
    }

    /// <summary>Compares values of one type; null where the zone that one of them lacks decides (D.2.1).</summary>
    public static int? Compare(ReferenceTemporal left, ReferenceTemporal right)
    {
        if (!left.HasOrderWith(right))
        {
            return null;
        }

        if (left.Zone is null == right.Zone is null)
        {
            return ReferenceDecimal.Compare(left.Moment, right.Moment);
        }

        // The one without a zone may lie up to 14 hours on either side.
        ReferenceDecimal difference = left.Moment - right.Moment;
        return ReferenceDecimal.Compare(difference.Abs(), new ReferenceDecimal(14 * 3600)) > 0 ? difference.Sign : null;
    }

    /// <summary>The order of ORDER BY: by type, then by moment.</summary>
    public static int CompareOrder(ReferenceTemporal left, ReferenceTemporal right) =>
        left.HasOrderWith(right)
            ? ReferenceDecimal.Compare(left.Moment, right.Moment)
            : Rank(left).CompareTo(Rank(right));

    /// <summary>True for values of one type; xsd:dateTimeStamp is derived from xsd:dateTime.</summary>
    public bool HasOrderWith(ReferenceTemporal other) => Rank(this) == Rank(other);

    /// <summary>Casts (XPath functions, section 17.1.5); null where that is not defined.</summary>
    public ReferenceTemporal? CastTo(Iri type)
    {
        if (type == Type)
        {
            return this;
        }

        bool isDefined = type == XsdVocabulary.Time ? HasTime : HasDate;
        var target = new ReferenceTemporal(type, Year, Month, Day, Time, Zone);
        return isDefined && type != XsdVocabulary.DateTimeStamp
            ? new ReferenceTemporal(
                type,
                target.HasYear ? Year : 2000,
                target.HasMonth ? Month : 1,
                target.HasDay ? Day : 1,
                target.HasTime ? Time : default,
                Zone)
            : null;
    }

    /// <summary>The literal in canonical form, but in its own zone.</summary>
    public Literal ToLiteral() => new(ToText(), Type);

    /// <inheritdoc cref="ToLiteral"/>
    public string ToText()
    {
        string year = (Year < 0 ? "-" : "") + Math.Abs(Year).ToString("D4", CultureInfo.InvariantCulture);
        string date = (HasYear ? year : HasMonth ? "-" : HasDay ? "--" : "")
            + (HasMonth ? $"-{Two(Month)}" : "") + (HasDay ? $"-{Two(Day)}" : "");
        string seconds = Seconds.ToString();
        seconds = seconds.Length == 1 || seconds[1] == '.' ? "0" + seconds : seconds;
        string time = HasTime ? $"{Two(Hours)}:{Two(Minutes)}:{seconds}" : "";
        return date + (date.Length > 0 && time.Length > 0 ? "T" : "") + time + ZoneText();
    }

    /// <summary>The zone as TZ() writes it.</summary>
    public string ZoneText() => Zone switch
    {
        null => "",
        0 => "Z",
        int zone => $"{(zone < 0 ? '-' : '+')}{Two(Math.Abs(zone) / 60)}:{Two(Math.Abs(zone) % 60)}",
    };

    private static Regex Whole(string form) =>
        new($"^{form}{ZoneForm}\\z", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

    private static string Two(long number) => number.ToString("D2", CultureInfo.InvariantCulture);

    private static long Part(Match match, string name, long absent) => match.Groups[name] is { Success: true } part
        ? long.Parse(part.Value, CultureInfo.InvariantCulture)
        : absent;

    private static int? ReadZone(Group zone)
    {
        if (!zone.Success || zone.Value == "Z")
        {
            return zone.Success ? 0 : null;
        }

        int minutes = (int.Parse(zone.Value[1..3], CultureInfo.InvariantCulture) * 60)
            + int.Parse(zone.Value[4..], CultureInfo.InvariantCulture);
        return zone.Value[0] == '-' ? -minutes : minutes;
    }

    private static int Rank(ReferenceTemporal value) => Math.Max(
        1, Array.FindIndex(Types, row => row.Type == value.Type));

    /// <summary>The days from 0001-01-01 on, by the rule of the Gregorian calendar.</summary>
    private static long DayNumber(long year, int month, int day)
    {
        long past = year - 1;
        long days = (365 * past) + Floor(past, 4) - Floor(past, 100) + Floor(past, 400);
        bool isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        int[] lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        return days + lengths.Take(month - 1).Sum() + day;
    }

    private static long Floor(long value, long divisor) =>
        (value - (((value % divisor) + divisor) % divisor)) / divisor;

    /// <summary>24:00:00 is the first moment of the next day; of a time without a date, of the same one.</summary>
    private ReferenceTemporal NextDay()
    {
        if (!HasDate)
        {
            return this with { Time = default };
        }

        bool isLast = DayNumber(Month == 12 ? Year + 1 : Year, (Month % 12) + 1, 1) == DayNumber(Year, Month, Day) + 1;
        return this with
        {
            Time = default,
            Day = isLast ? 1 : Day + 1,
            Month = isLast ? (Month % 12) + 1 : Month,
            Year = isLast && Month == 12 ? Year + 1 : Year,
        };
    }
}
