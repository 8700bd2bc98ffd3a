using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Rdf;

namespace LinkedStats.Server.Observations;

/// <summary>Ranges over the codes of an ordered component: periods, or numbers.</summary>
internal static class CodeRange
{
    /// <summary>Finds the codes in a range.</summary>
    /// <param name="column">The component.</param>
    /// <param name="comparison">One of <c>ge gt le lt</c>.</param>
    /// <param name="bound">A code, or a period or number that is none: a year bounds its months too.</param>
    /// <returns>The codes; null when the component has no order, or the bound has none in it.</returns>
    public static IEnumerable<int>? Find(CubeColumn column, string comparison, string bound)
    {
        int code = column.FindCode(bound);
        TimePeriod? boundPeriod = code >= 0
            ? TimePeriod.Find(column.Codes[code].Term, column.Codes[code].Name)
            : TimePeriod.TryParse(bound, out TimePeriod parsed) ? parsed : null;
        if (column.Component is Dimension { IsTime: true } || column.Codes.All(IsPeriod))
        {
            return boundPeriod is { } period ? FindPeriods(column, comparison, period) : null;
        }

        return column.Codes.All(static known => NumberOf(known) is not null) && NumberOf(bound) is { } number
            ? FindNumbers(column, comparison, number)
            : null;
    }

    private static bool IsPeriod(CubeCode code) => TimePeriod.Find(code.Term, code.Name) is not null;

    // A period lies within a range when all of it does: le:2020 takes the months of 2020, lt:2020 none of them.
    private static IEnumerable<int> FindPeriods(CubeColumn column, string comparison, TimePeriod bound) =>
        column.VisibleCodes.Where(code =>
            TimePeriod.Find(column.Codes[code].Term, column.Codes[code].Name) is { } period && comparison switch
            {
                "ge" => period.Start >= bound.Start,
                "gt" => period.Start >= bound.End && period.Start > bound.Start,
                "le" => period.End <= bound.End,
                _ => period.End <= bound.Start && period.Start < bound.Start,
            });

    private static IEnumerable<int> FindNumbers(CubeColumn column, string comparison, decimal bound) =>
        column.VisibleCodes.Where(code => NumberOf(column.Codes[code]) is { } number
            && comparison switch
            {
                "ge" => number >= bound,
                "gt" => number > bound,
                "le" => number <= bound,
                _ => number < bound,
            });

    private static decimal? NumberOf(CubeCode code) => code.Term is Literal literal ? NumberOf(literal.Lexical) : null;

    private static decimal? NumberOf(string text) => decimal.TryParse(
        text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture,
        out decimal number)
        ? number
        : null;
}
