using System.Globalization;

namespace LinkedStats.SampleData.Codes;

/// <summary>Periods, as literals of a datatype or as a code list of quarters.</summary>
internal static class Periods
{
    private static readonly Text Title = new("Période", "Period");

    /// <summary>The dimension of time with literal years.</summary>
    /// <param name="first">The first year.</param>
    /// <param name="last">The last.</param>
    public static Dimension Years(int first, int last) => Time("gYear", Range(first, last).Select(Number));

    /// <summary>The dimension of time with literal months.</summary>
    /// <param name="firstYear">The year that begins it.</param>
    /// <param name="months">How many months.</param>
    public static Dimension Months(int firstYear, int months) => Time(
        "gYearMonth",
        Range(0, months - 1).Select(m => $"{Number(firstYear + (m / 12))}-{TwoDigits((m % 12) + 1)}"));

    /// <summary>The dimension of time with quarters, below their years, as a code list.</summary>
    /// <param name="first">The first year.</param>
    /// <param name="last">The last.</param>
    /// <remarks>The list holds the same years whatever the cube needs, since all cubes share it.</remarks>
    public static Dimension Quarters(int first, int last) =>
        new("refPeriod", Title, Select(Calendar, code => code.Parent is { } year && InRange(year, first, last)))
        {
            Property = "sdmx-dimension:refPeriod",
            Sdmx = "TIME_PERIOD",
        };

    /// <summary>Weeks of ISO 8601, as a code list.</summary>
    /// <param name="id">The list's id.</param>
    /// <param name="year">The year.</param>
    /// <param name="first">The first week.</param>
    /// <param name="last">The last.</param>
    public static Dimension Weeks(string id, int year, int first, int last) => new(
        "refPeriod",
        Title,
        new CodeList(
            id,
            new Text($"Semaines de {Number(year)}", $"Weeks of {Number(year)}"),
            [.. Range(first, last).Select(week => new Code(
                $"{Number(year)}-W{TwoDigits(week)}",
                new Text($"Semaine {Number(week)} de {Number(year)}", $"Week {Number(week)} of {Number(year)}")))]))
    {
        Property = "sdmx-dimension:refPeriod",
        Sdmx = "TIME_PERIOD",
    };

    /// <summary>The month of a period such as 2018-07, from 0.</summary>
    /// <param name="period">The period.</param>
    public static int MonthIndex(string period) => int.Parse(period.AsSpan(5, 2), CultureInfo.InvariantCulture) - 1;

    /// <summary>The year of a period.</summary>
    /// <param name="period">The period.</param>
    public static int Year(string period) => int.Parse(period.AsSpan(0, 4), CultureInfo.InvariantCulture);

    private static readonly CodeList Calendar = new(
        "quarters",
        new Text("Trimestres et années", "Quarters and years"),
        [.. Range(2015, 2018).SelectMany(static year => (IEnumerable<Code>)
        [
            new Code(Number(year), new Text($"Année {Number(year)}", $"Year {Number(year)}")),
            .. Range(1, 4).Select(q => new Code(
                $"{Number(year)}-Q{Number(q)}",
                new Text(
                    $"{Number(q)}{(q == 1 ? "er" : "e")} trimestre {Number(year)}",
                    $"Q{Number(q)} {Number(year)}"),
                Number(year))),
        ])]);

    private static CodeList Select(CodeList list, Func<Code, bool> used) =>
        list with { Used = [.. list.Codes.Where(used).Select(static code => code.Id)] };

    private static Dimension Time(string type, IEnumerable<string> periods) => new(
        "refPeriod",
        Title,
        new CodeList(type, Title, [.. periods.Select(static period => new Code(period, Title))]))
    {
        Property = "sdmx-dimension:refPeriod",
        Type = type,
        Sdmx = "TIME_PERIOD",
    };

    private static bool InRange(string year, int first, int last) => Year(year) >= first && Year(year) <= last;

    private static IEnumerable<int> Range(int first, int last) => Enumerable.Range(first, last - first + 1);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string TwoDigits(int number) => number.ToString("00", CultureInfo.InvariantCulture);
}
