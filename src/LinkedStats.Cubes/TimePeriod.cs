using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes;

/// <summary>A period that a code of a time dimension stands for, with the precision that ordering needs.</summary>
/// <param name="Start">Its first instant, zone aside.</param>
/// <param name="End">The first instant after it; equal to the start for an instant.</param>
/// <remarks>Ordered by start; of two that begin together the longer comes first, as a year before its
/// January.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly partial record struct TimePeriod(DateTime Start, DateTime End) : IComparable<TimePeriod>
{
    /// <summary>Finds the period that a code stands for, by its literal, by its name, or by the end of its
    /// IRI.</summary>
    /// <param name="term">The code.</param>
    /// <param name="name">Its short name.</param>
    /// <returns>The period; null when the code names none that is known.</returns>
    public static TimePeriod? Find(Term term, string name)
    {
        // Intervals of reference.data.gov.uk say their length in the last segment: …/gregorian-interval/{start}/P3Y.
        string[] texts = term switch
        {
            Literal literal => [literal.Lexical, name],
            Iri iri => [LastSegments(iri.Text, 2), name, CodeNames.LastPart(iri)],
            _ => [name],
        };
        foreach (string text in texts)
        {
            if (TryParse(text, out TimePeriod period))
            {
                return period;
            }
        }

        return null;
    }

    /// <summary>Parses a year, a half-year, a quarter, a month, a week, a day, an instant, or a start and a
    /// length.</summary>
    /// <param name="text">As <c>2018</c>, <c>2018-S1</c>, <c>2018-Q3</c>, <c>2018-07</c>, <c>2018-W28</c>,
    /// <c>2018-07-14</c>, <c>2018-07-14T10:00:00Z</c>, <c>2004-01-01T00:00:00/P3Y</c> or <c>2010-2011</c>.</param>
    /// <param name="period">The period.</param>
    /// <returns>Whether the text is one of these.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimePeriod period)
    {
        period = default;
        Match match = Pattern().Match(text ?? "");
        if (!match.Success || !TryStart(match, out DateTime start, out string length))
        {
            return false;
        }

        if (match.Groups["span"].Success)
        {
            length = match.Groups["span"].Value;
        }

        if (!TryEnd(start, length, out DateTime end))
        {
            return false;
        }

        period = new TimePeriod(start, end);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(TimePeriod other)
    {
        int byStart = Start.CompareTo(other.Start);
        return byStart != 0 ? byStart : other.End.CompareTo(End);
    }

    /// <summary>Orders by start, the longer first.</summary>
    public static bool operator <(TimePeriod left, TimePeriod right) => left.CompareTo(right) < 0;

    /// <summary>Orders by start, the longer first.</summary>
    public static bool operator >(TimePeriod left, TimePeriod right) => left.CompareTo(right) > 0;

    /// <summary>Orders by start, the longer first.</summary>
    public static bool operator <=(TimePeriod left, TimePeriod right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by start, the longer first.</summary>
    public static bool operator >=(TimePeriod left, TimePeriod right) => left.CompareTo(right) >= 0;

    private static bool TryStart(Match match, out DateTime start, out string length)
    {
        start = default;
        length = "P1Y";
        int year = Number(match, "year");
        if (year is < 1 or > 9998)
        {
            return false;
        }

        start = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        if (match.Groups["unit"].Success)
        {
            int n = Number(match, "n");
            (int count, length) = char.ToUpperInvariant(match.Groups["unit"].Value[0]) switch
            {
                'Q' => (4, "P3M"),
                'S' or 'H' => (2, "P6M"),
                'T' => (3, "P4M"),
                'M' => (12, "P1M"),
                _ => (53, "P7D"),
            };
            start = length == "P7D" ? ISOWeek.ToDateTime(year, Math.Clamp(n, 1, 53), DayOfWeek.Monday)
                : start.AddMonths((Math.Clamp(n, 1, count) - 1) * (12 / count));
            return n >= 1 && n <= count;
        }

        if (match.Groups["month"].Success)
        {
            bool hasDay = match.Groups["day"].Success;
            length = match.Groups["time"].Success ? "" : hasDay ? "P1D" : "P1M";
            string iso = $"{match.Groups["year"].Value}-{match.Groups["month"].Value}-"
                + (hasDay ? match.Groups["day"].Value : "01") + match.Groups["time"].Value;
            return DateTime.TryParse(iso, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out start);
        }

        if (match.Groups["last"].Success)
        {
            int years = Number(match, "last") - year + 1;
            length = string.Create(CultureInfo.InvariantCulture, $"P{years}Y");
            return years > 0;
        }

        return true;
    }

    private static bool TryEnd(DateTime start, string length, out DateTime end)
    {
        end = start;
        if (length.Length == 0)
        {
            return true;
        }

        Match match = Length().Match(length);
        int n = match.Success ? Number(match, "n") : -1;
        if (n is < 0 or > 1000)
        {
            return false;
        }

        end = match.Groups["unit"].Value switch
        {
            "Y" when start.Year + n <= 9999 => start.AddYears(n),
            "M" when start.Year + (n / 12) + 1 <= 9999 => start.AddMonths(n),
            "D" => start.AddDays(n),
            "W" => start.AddDays(7 * n),
            "T" => start.AddHours(n),
            _ => start,
        };
        return true;
    }

    private static int Number(Match match, string group) =>
        int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static string LastSegments(string text, int count)
    {
        int start = text.Length;
        for (int i = 0; i < count && start > 0; i++)
        {
            start = Math.Max(text.LastIndexOf('/', start - 1), 0);
        }

        return text[start..].TrimStart('/');
    }

    [GeneratedRegex("""
        ^(?<year>\d{4})
        (?:-?(?<unit>[QSHTWMqshtwm])(?<n>\d{1,2})
          |-(?<month>\d\d)(?:-(?<day>\d\d)(?<time>T\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?)?)?(?:Z|[+-]\d\d:\d\d)?
          |[-/](?<last>\d{4})
        )?
        (?:/(?<span>P\w{2,6}))?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();

    [GeneratedRegex("^P(?<n>\\d{1,3})(?<unit>[YMDW])$|^P(?<unit>T)(?<n>\\d{1,3})H$", RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Length();
}
