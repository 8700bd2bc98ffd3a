namespace LinkedStats.Storage.Dictionary;

/// <summary>Dates, times, years and months inside an id.</summary>
/// <remarks>
/// Payload, from the top: 4 bits of kind, 1 bit for a final <c>Z</c>, then year (14 bits), month (4), day (5), second
/// of the day (17). Within one kind and zone the payloads are in the order of the instants.
/// </remarks>
public static class InlineTemporal
{
    private const int SecondBits = 17;
    private const int DayBits = 5;
    private const int MonthBits = 4;
    private const int YearBits = 14;
    private const int ZoneShift = YearBits + MonthBits + DayBits + SecondBits;
    private const int KindShift = TermId.PayloadBits - 4;

    /// <summary>Takes an inlined date, time, year or month apart.</summary>
    /// <param name="id">Any id.</param>
    /// <param name="datatype">GYear, GYearMonth, Date or DateTime.</param>
    /// <param name="year">The year, 0 to 9999 as written.</param>
    /// <param name="month">The month, 1 to 12; 0 where the datatype has none.</param>
    /// <param name="day">The day, 1 to 31; 0 where the datatype has none.</param>
    /// <param name="second">The second of the day, 0 to 86399.</param>
    /// <param name="isUtc">True when it ends with <c>Z</c>; otherwise it has no zone.</param>
    /// <returns>False when the id is no inlined temporal literal.</returns>
    public static bool TrySplit(
        TermId id,
        out InlineDatatype datatype,
        out int year,
        out int month,
        out int day,
        out int second,
        out bool isUtc)
    {
        ulong payload = id.Payload;
        datatype = id.Tag == TermTag.Temporal ? DatatypeOf(id) : InlineDatatype.None;
        second = Field(payload, 0, SecondBits);
        day = Field(payload, SecondBits, DayBits);
        month = Field(payload, SecondBits + DayBits, MonthBits);
        year = Field(payload, SecondBits + DayBits + MonthBits, YearBits);
        isUtc = ((payload >> ZoneShift) & 1) == 1;
        return id.Tag == TermTag.Temporal;
    }

    /// <summary>Makes the id of a date, time, year or month.</summary>
    /// <param name="datatype">GYear, GYearMonth, Date or DateTime.</param>
    /// <param name="year">The year, 0 to 9999.</param>
    /// <param name="month">The month, or 0.</param>
    /// <param name="day">The day, or 0.</param>
    /// <param name="second">The second of the day.</param>
    /// <param name="isUtc">True to end with <c>Z</c>; for DateTime only.</param>
    /// <returns>The id.</returns>
    public static TermId Make(InlineDatatype datatype, int year, int month, int day, int second, bool isUtc)
    {
        ulong kind = (ulong)(datatype - InlineDatatype.GYear);
        ulong payload = (kind << (KindShift - ZoneShift)) | (isUtc ? 1UL : 0UL);
        payload = (payload << YearBits) | (uint)year;
        payload = (payload << MonthBits) | (uint)month;
        payload = (payload << DayBits) | (uint)day;
        return new TermId(TermTag.Temporal, (payload << SecondBits) | (uint)second);
    }

    internal static InlineDatatype DatatypeOf(TermId id) =>
        (InlineDatatype)((int)(id.Payload >> KindShift) + (int)InlineDatatype.GYear);

    internal static TermId Encode(ReadOnlySpan<byte> lexical, InlineDatatype datatype)
    {
        bool isUtc = datatype == InlineDatatype.DateTime && lexical[^1] == (byte)'Z';
        ReadOnlySpan<byte> text = isUtc ? lexical[..^1] : lexical;
        (int length, bool hasMonth, bool hasDay) = datatype switch
        {
            InlineDatatype.GYear => (4, false, false),
            InlineDatatype.GYearMonth => (7, true, false),
            InlineDatatype.Date => (10, true, true),
            _ => (19, true, true),
        };
        (int month, int day, int second) = (0, 0, 0);
        bool isValid = text.Length == length
            && TryRead(text, 0, 4, out int year)
            && (!hasMonth || (text[4] == (byte)'-' && TryRead(text, 5, 2, out month) && month is >= 1 and <= 12))
            && (!hasDay || (text[7] == (byte)'-' && TryRead(text, 8, 2, out day)
                && day >= 1 && year >= 1 && day <= DateTime.DaysInMonth(year, month)))
            && (length < 19 || TryReadTime(text[10..], out second));
        return isValid && TryRead(text, 0, 4, out year)
            ? Make(datatype, year, month, day, second, isUtc)
            : TermId.None;
    }

    internal static int Format(TermId id, Span<byte> destination)
    {
        _ = TrySplit(
            id, out InlineDatatype datatype, out int year, out int month, out int day, out int second, out bool isUtc);
        Write(destination, 0, 4, year);
        if (datatype == InlineDatatype.GYear)
        {
            return 4;
        }

        destination[4] = (byte)'-';
        Write(destination, 5, 2, month);
        if (datatype == InlineDatatype.GYearMonth)
        {
            return 7;
        }

        destination[7] = (byte)'-';
        Write(destination, 8, 2, day);
        if (datatype == InlineDatatype.Date)
        {
            return 10;
        }

        destination[10] = (byte)'T';
        Write(destination, 11, 2, second / 3600);
        destination[13] = (byte)':';
        Write(destination, 14, 2, second / 60 % 60);
        destination[16] = (byte)':';
        Write(destination, 17, 2, second % 60);
        destination[19] = (byte)'Z';
        return isUtc ? 20 : 19;
    }

    private static int Field(ulong payload, int shift, int bits) => (int)((payload >> shift) & ((1UL << bits) - 1));

    private static bool TryReadTime(ReadOnlySpan<byte> text, out int second)
    {
        second = 0;
        if (text[0] != (byte)'T' || text[3] != (byte)':' || text[6] != (byte)':'
            || !TryRead(text, 1, 2, out int hours) || !TryRead(text, 4, 2, out int minutes)
            || !TryRead(text, 7, 2, out int seconds) || hours > 23 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        second = (hours * 3600) + (minutes * 60) + seconds;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<byte> text, int start, int count, out int value)
    {
        value = 0;
        foreach (byte b in text.Slice(start, count))
        {
            if (b is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (b - '0');
        }

        return true;
    }

    private static void Write(Span<byte> destination, int start, int count, int value)
    {
        for (int i = start + count - 1; i >= start; i--)
        {
            (destination[i], value) = ((byte)('0' + (value % 10)), value / 10);
        }
    }
}
