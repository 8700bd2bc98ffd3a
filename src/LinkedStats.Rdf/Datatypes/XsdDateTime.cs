using System.Runtime.InteropServices;

namespace LinkedStats.Rdf.Datatypes;

/// <summary>A moment, a date, a time of day, or one of the partial dates, with or without a zone.</summary>
/// <remarks>
/// Source: XSD 1.1 Part 2, sections 3.3.7 to 3.3.14; XPath functions, section 10. Years of up to nine digits, negative
/// ones and the year 0 included, proleptic Gregorian; seconds to 18 fraction digits, of which further ones are cut off.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct XsdDateTime
{
    /// <summary>The most by which a zone may differ from UTC: 14 hours.</summary>
    public const int ZoneMinutesMax = 14 * 60;

    private const long SecondsPerDay = 86_400;
    private const long AttosecondsPerSecond = 1_000_000_000_000_000_000;

    // The civil date and time of partial values completed by the earliest moment of the leap year 2000 or day 1.
    private const int ReferenceYear = 2000;

    private readonly long _localSeconds;
    private readonly long _attoseconds;
    private readonly short _zone;

    private XsdDateTime(XsdType type, long localSeconds, long attoseconds, int? zoneMinutes)
    {
        Type = type;
        _localSeconds = localSeconds;
        _attoseconds = attoseconds;
        _zone = zoneMinutes is int zone ? (short)(zone + 1 + ZoneMinutesMax) : (short)0;
    }

    /// <summary>Which of the datatypes, from xsd:dateTime to xsd:gMonth.</summary>
    public XsdType Type { get; }

    /// <summary>The zone's difference from UTC in minutes; null when there is none.</summary>
    public int? ZoneMinutes => _zone == 0 ? null : _zone - 1 - ZoneMinutesMax;

    /// <summary>The year; 0 is 1 BCE.</summary>
    public long Year => Civil.Year;

    /// <summary>The month, from 1.</summary>
    public int Month => Civil.Month;

    /// <summary>The day, from 1.</summary>
    public int Day => Civil.Day;

    /// <summary>The hour.</summary>
    public int Hour => (int)(SecondOfDay / 3600);

    /// <summary>The minute.</summary>
    public int Minute => (int)(SecondOfDay / 60 % 60);

    /// <summary>The second with its fraction.</summary>
    public XsdDecimal Second =>
        (new XsdDecimal(SecondOfDay % 60) + new XsdDecimal(_attoseconds, 18)).Canonical();

    private long SecondOfDay => _localSeconds - (FloorDivide(_localSeconds, SecondsPerDay) * SecondsPerDay);

    private (long Year, int Month, int Day) Civil => ToCivil(FloorDivide(_localSeconds, SecondsPerDay));

    private long UtcSeconds => _localSeconds - (60L * (ZoneMinutes ?? 0));

    /// <summary>Creates an xsd:dateTime in UTC.</summary>
    /// <param name="instant">The moment.</param>
    /// <returns>The value, to 100 ns.</returns>
    public static XsdDateTime FromInstant(DateTimeOffset instant)
    {
        (long seconds, long ticks) = Math.DivRem(instant.UtcTicks, TimeSpan.TicksPerSecond);
        long epochDays = DaysFromCivil(1, 1, 1);
        return new XsdDateTime(
            XsdType.DateTime, (epochDays * SecondsPerDay) + seconds, ticks * 100_000_000_000, 0);
    }

    /// <summary>Creates a date, a dateTime of whole seconds, a year or a month.</summary>
    /// <param name="type">xsd:dateTime, xsd:date, xsd:gYear or xsd:gYearMonth.</param>
    /// <param name="year">The year.</param>
    /// <param name="month">The month, from 1.</param>
    /// <param name="day">The day, from 1.</param>
    /// <param name="secondOfDay">The second of the day, from 0.</param>
    /// <param name="isUtc">True for the zone Z; false for none.</param>
    /// <returns>The value.</returns>
    public static XsdDateTime FromParts(XsdType type, int year, int month, int day, int secondOfDay, bool isUtc) =>
        new(type, (DaysFromCivil(year, month, day) * SecondsPerDay) + secondOfDay, 0, isUtc ? 0 : null);

    /// <summary>Casts moments and dates to each other and to their parts (XPath functions, section 17.1.5).</summary>
    /// <param name="type">The target.</param>
    /// <returns>The value; null where the cast is not defined.</returns>
    public XsdDateTime? CastTo(XsdType type)
    {
        long day = FloorDivide(_localSeconds, SecondsPerDay);
        (long year, int month, int dayOfMonth) = ToCivil(day);
        bool hasDate = Type is XsdType.DateTime or XsdType.DateTimeStamp or XsdType.Date;
        return type switch
        {
            _ when type == Type => this,
            XsdType.DateTime when hasDate => new XsdDateTime(type, _localSeconds, _attoseconds, ZoneMinutes),
            XsdType.Date when hasDate => new XsdDateTime(type, day * SecondsPerDay, 0, ZoneMinutes),
            XsdType.Time when hasDate && Type != XsdType.Date =>
                new XsdDateTime(type, SecondsTo(ReferenceYear, 1) + SecondOfDay, _attoseconds, ZoneMinutes),
            XsdType.GYear when hasDate => new XsdDateTime(type, SecondsTo(year, 1), 0, ZoneMinutes),
            XsdType.GYearMonth when hasDate => new XsdDateTime(type, SecondsTo(year, month), 0, ZoneMinutes),
            XsdType.GMonth when hasDate => new XsdDateTime(type, SecondsTo(ReferenceYear, month), 0, ZoneMinutes),
            XsdType.GMonthDay when hasDate => new XsdDateTime(
                type, SecondsTo(ReferenceYear, month, dayOfMonth), 0, ZoneMinutes),
            XsdType.GDay when hasDate => new XsdDateTime(
                type, SecondsTo(ReferenceYear, 1, dayOfMonth), 0, ZoneMinutes),
            _ => null,
        };
    }

    /// <summary>Says whether two values are of one type, so that they may be compared.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>True for equal types, and for xsd:dateTime with xsd:dateTimeStamp.</returns>
    public bool HasOrderWith(XsdDateTime other) => Family(Type) == Family(other.Type);

    /// <summary>Compares two values of one type as XSD orders them.</summary>
    /// <param name="other">The right operand.</param>
    /// <returns>
    /// Negative, zero or positive; null where the types differ, or where only one has a zone and the order depends on
    /// the other's (XSD 1.1 Part 2, section D.2.1: within 14 hours).
    /// </returns>
    public int? CompareTo(XsdDateTime other)
    {
        if (!HasOrderWith(other))
        {
            return null;
        }

        if ((_zone == 0) == (other._zone == 0))
        {
            return CompareUtc(this, other);
        }

        // At 14 hours to the second the fractions tell.
        const long Uncertain = ZoneMinutesMax * 60L;
        long difference = UtcSeconds - other.UtcSeconds;
        int fraction = _attoseconds.CompareTo(other._attoseconds);
        return Math.Abs(difference) > Uncertain
            || (Math.Abs(difference) == Uncertain && fraction == Math.Sign(difference))
                ? Math.Sign(difference)
                : null;
    }

    /// <summary>
    /// Orders two values; one without a zone counts as UTC. Unlike the comparison, this is never undecided.
    /// </summary>
    /// <param name="left">The left value.</param>
    /// <param name="right">The right value, of the same type.</param>
    /// <returns>Negative, zero or positive.</returns>
    public static int CompareUtc(in XsdDateTime left, in XsdDateTime right)
    {
        int order = left.UtcSeconds.CompareTo(right.UtcSeconds);
        return order != 0 ? order : left._attoseconds.CompareTo(right._attoseconds);
    }

    private static long SecondsTo(long year, int month, int day = 1) =>
        DaysFromCivil(year, month, day) * SecondsPerDay;

    private static XsdType Family(XsdType type) => type == XsdType.DateTimeStamp ? XsdType.DateTime : type;

    private static long FloorDivide(long value, long divisor)
    {
        long quotient = value / divisor;
        return quotient * divisor > value ? quotient - 1 : quotient;
    }

    /// <summary>
    /// The day number of a proleptic Gregorian date; day 0 is 0000-03-01, so that leap days end a year.
    /// </summary>
    private static long DaysFromCivil(long year, int month, int day)
    {
        long shifted = month <= 2 ? year - 1 : year;
        long era = FloorDivide(shifted, 400);
        long yearOfEra = shifted - (era * 400);
        long dayOfYear = ((((month + 9) % 12) * 153) + 2) / 5 + day - 1;
        return (era * 146_097) + (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
    }

    private static (long Year, int Month, int Day) ToCivil(long days)
    {
        long era = FloorDivide(days, 146_097);
        long dayOfEra = days - (era * 146_097);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int shiftedMonth = (int)(((5 * dayOfYear) + 2) / 153);
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int day = (int)(dayOfYear - (((153 * shiftedMonth) + 2) / 5)) + 1;
        return ((era * 400) + yearOfEra + (month <= 2 ? 1 : 0), month, day);
    }

    private static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
