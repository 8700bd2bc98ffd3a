using System.Globalization;
using ParquetSharp;

namespace LinkedStats.Publishing.Packages.Tables;

/// <summary>The texts of the values of Parquet, as XML Schema writes them.</summary>
/// <remarks>Source: Apache Parquet, LogicalTypes; XML Schema 1.1 part 2, canonical representations.</remarks>
internal static class ParquetTexts
{
    /// <summary>Room for the text of any value of a fixed size.</summary>
    internal const int LengthMax = 96;

    /// <summary>A double beyond is written with an exponent, which only xsd:double allows.</summary>
    private const int PlainExponentMax = 30;

    private const int ScaleMax = 38;
    private const int Int128Bytes = 16;
    private const int UnixEpochDay = 719_162;

    /// <summary>Chooses the format of an integer by what it stands for.</summary>
    /// <param name="type">What it stands for.</param>
    /// <returns>The format; null for what no table of observations has.</returns>
    internal static ParquetFormat<long>? FormatOf(LogicalType type) => type switch
    {
        DecimalLogicalType { Scale: >= 0 and <= ScaleMax } number =>
            (value, text) => FormatDecimal(value, number.Scale, text),
        IntLogicalType { IsSigned: false, BitWidth: 64 } => static (value, text) =>
            Written(unchecked((ulong)value).TryFormat(text, out int length, default, Invariant), length),
        IntLogicalType { IsSigned: false, BitWidth: 32 } => static (value, text) =>
            Written(unchecked((uint)value).TryFormat(text, out int length, default, Invariant), length),
        TimestampLogicalType time => PartsOf(time.TimeUnit) is { } parts
            ? AsTimestamp(parts, time.IsAdjustedToUtc) : null,
        TimeLogicalType time => PartsOf(time.TimeUnit) is { } parts ? AsTime(parts) : null,
        { Type: LogicalTypeEnum.Date } => FormatDate,
        { Type: LogicalTypeEnum.Int or LogicalTypeEnum.None or LogicalTypeEnum.Nil } => static (value, text) =>
            Written(value.TryFormat(text, out int length, default, Invariant), length),
        _ => null,
    };

    /// <summary>The format of decimals of a fixed number of bytes; null where they have too many.</summary>
    internal static ParquetFormat<FixedLenByteArray>? FormatOf(int scale, int bytes) =>
        scale is < 0 or > ScaleMax || bytes is < 1 or > Int128Bytes ? null
            : (value, text) => FormatDecimal(Bytes(value.Pointer, bytes), scale, text);

    /// <summary>Writes a truth value.</summary>
    internal static int Format(bool value, Span<char> text)
    {
        string word = value ? "true" : "false";
        word.CopyTo(text);
        return word.Length;
    }

    /// <summary>Writes a number as shortly as it can be read back.</summary>
    internal static int Format(float value, Span<char> text) => float.IsFinite(value)
        ? Plain(text, Written(value.TryFormat(text, out int length, default, Invariant), length))
        : FormatSpecial(value, text);

    /// <summary>Writes a number as shortly as it can be read back.</summary>
    internal static int Format(double value, Span<char> text) => double.IsFinite(value)
        ? Plain(text, Written(value.TryFormat(text, out int length, default, Invariant), length))
        : FormatSpecial(value, text);

    /// <summary>Writes a decimal without zeros at its end.</summary>
    /// <param name="bytes">The unscaled number, its highest byte first.</param>
    /// <param name="scale">The digits after the point.</param>
    /// <param name="text">Receives the text.</param>
    internal static int FormatDecimal(ReadOnlySpan<byte> bytes, int scale, Span<char> text)
    {
        if (bytes.Length is < 1 or > Int128Bytes || scale is < 0 or > ScaleMax)
        {
            return -1;
        }

        Int128 number = bytes[0] >= 0x80 ? Int128.NegativeOne : Int128.Zero;
        foreach (byte part in bytes)
        {
            number = unchecked((number << 8) | part);
        }

        return FormatDecimal(number, scale, text);
    }

    /// <summary>The bytes of a value that lies in the memory of the library, until it reads on.</summary>
    internal static unsafe ReadOnlySpan<byte> Bytes(nint pointer, int length) => new((void*)pointer, length);

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static int FormatDecimal(Int128 number, int scale, Span<char> text)
    {
        Span<char> digits = stackalloc char[LengthMax];
        UInt128 size = number < 0 ? unchecked((UInt128)(-number)) : (UInt128)number;
        _ = size.TryFormat(digits, out int count, "D" + (scale + 1), Invariant);
        int whole = count - scale;
        ReadOnlySpan<char> fraction = digits[whole..count].TrimEnd('0');
        int at = 0;
        if (number < 0)
        {
            text[at++] = '-';
        }

        digits[..whole].CopyTo(text[at..]);
        at += whole;
        if (!fraction.IsEmpty)
        {
            text[at++] = '.';
            fraction.CopyTo(text[at..]);
            at += fraction.Length;
        }

        return at;
    }

    private static int FormatSpecial(double value, Span<char> text)
    {
        string word = double.IsNaN(value) ? "NaN" : value > 0 ? "INF" : "-INF";
        word.CopyTo(text);
        return word.Length;
    }

    // "1.5E-07" is no xsd:decimal, and "0.00000015" is both.
    private static int Plain(Span<char> text, int length)
    {
        int mark = text[..length].IndexOf('E');
        ReadOnlySpan<char> power = mark < 0 ? default : text[(mark + 1)..length];
        if (!int.TryParse(power, NumberStyles.AllowLeadingSign, Invariant, out int exponent)
            || Math.Abs(exponent) > PlainExponentMax)
        {
            return length;
        }

        bool isNegative = text[0] == '-';
        Span<char> digits = stackalloc char[LengthMax];
        int count = 0;
        foreach (char character in text[(isNegative ? 1 : 0)..mark])
        {
            if (character != '.')
            {
                digits[count++] = character;
            }
        }

        // One digit stands before the point, which the exponent moves.
        int at = 0;
        if (isNegative)
        {
            text[at++] = '-';
        }

        if (exponent < 0)
        {
            "0.".CopyTo(text[at..]);
            text.Slice(at + 2, -exponent - 1).Fill('0');
            digits[..count].CopyTo(text[(at + 1 - exponent)..]);
            return at + 1 - exponent + count;
        }

        int wholeDigits = Math.Max(count, exponent + 1);
        digits[count..wholeDigits].Fill('0');
        digits[..(exponent + 1)].CopyTo(text[at..]);
        at += exponent + 1;
        if (wholeDigits > exponent + 1)
        {
            text[at++] = '.';
            digits[(exponent + 1)..wholeDigits].CopyTo(text[at..]);
            at += wholeDigits - exponent - 1;
        }

        return at;
    }

    private static int FormatDate(long day, Span<char> text)
    {
        long number = day + UnixEpochDay;
        return number < 0 || number > DateOnly.MaxValue.DayNumber ? -1 : Written(
            DateOnly.FromDayNumber((int)number).TryFormat(text, out int length, "yyyy-MM-dd", Invariant), length);
    }

    private static ParquetFormat<long> AsTimestamp((long PerSecond, int Digits) unit, bool isUtc) => (value, text) =>
    {
        long seconds = Math.DivRem(value, unit.PerSecond, out long rest);
        (seconds, rest) = rest < 0 ? (seconds - 1, rest + unit.PerSecond) : (seconds, rest);
        long last = DateTime.MaxValue.Ticks / TimeSpan.TicksPerSecond;
        seconds += DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond;
        if (seconds < 0 || seconds > last || !new DateTime(seconds * TimeSpan.TicksPerSecond)
            .TryFormat(text, out int length, "yyyy-MM-ddTHH:mm:ss", Invariant))
        {
            return -1;
        }

        length += FormatFraction(rest, unit.Digits, text[length..]);
        if (isUtc)
        {
            text[length++] = 'Z';
        }

        return length;
    };

    private static ParquetFormat<long> AsTime((long PerSecond, int Digits) unit) => (value, text) =>
    {
        long seconds = Math.DivRem(value, unit.PerSecond, out long rest);
        return value < 0 || seconds >= 86_400 || !TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(seconds))
            .TryFormat(text, out int length, "HH:mm:ss", Invariant)
            ? -1 : length + FormatFraction(rest, unit.Digits, text[length..]);
    };

    private static int FormatFraction(long rest, int digits, Span<char> text)
    {
        if (rest == 0)
        {
            return 0;
        }

        text[0] = '.';
        _ = rest.TryFormat(text[1..], out int length, "D" + digits, Invariant);
        return 1 + text.Slice(1, length).TrimEnd('0').Length;
    }

    private static (long PerSecond, int Digits)? PartsOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Millis => (1_000, 3),
        TimeUnit.Micros => (1_000_000, 6),
        TimeUnit.Nanos => (1_000_000_000, 9),
        _ => null,
    };

    private static int Written(bool isWritten, int length) => isWritten ? length : -1;
}
