using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Query.Expressions;

/// <summary>
/// Functions on dates and times; the parts of dates are given for xsd:date, xsd:time and the like too.
/// </summary>
/// <remarks>Source: SPARQL 1.1 Query, section 17.4.5.</remarks>
internal static class DateTimeFunctions
{
    /// <summary>NOW: one instant for the whole query.</summary>
    public static TermValue Now(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(XsdDateTime.FromInstant(run.Context.Now));

    /// <summary>YEAR.</summary>
    public static TermValue Year(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Has(arguments[0], Part.Year) ? TermValue.Of(arguments[0].Temporal.Year) : TermValue.Error;

    /// <summary>MONTH.</summary>
    public static TermValue Month(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Has(arguments[0], Part.Month) ? TermValue.Of(arguments[0].Temporal.Month) : TermValue.Error;

    /// <summary>DAY.</summary>
    public static TermValue Day(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Has(arguments[0], Part.Day) ? TermValue.Of(arguments[0].Temporal.Day) : TermValue.Error;

    /// <summary>HOURS.</summary>
    public static TermValue Hours(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Has(arguments[0], Part.Time) ? TermValue.Of(arguments[0].Temporal.Hour) : TermValue.Error;

    /// <summary>MINUTES.</summary>
    public static TermValue Minutes(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Has(arguments[0], Part.Time) ? TermValue.Of(arguments[0].Temporal.Minute) : TermValue.Error;

    /// <summary>SECONDS.</summary>
    public static TermValue Seconds(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        Has(arguments[0], Part.Time)
            ? TermValue.Of(NumericValue.FromDecimal(arguments[0].Temporal.Second))
            : TermValue.Error;

    /// <summary>TIMEZONE: an error where there is none.</summary>
    public static TermValue Timezone(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        arguments[0].Kind == ValueKind.Temporal && arguments[0].Temporal.ZoneMinutes is int zone
            ? TermValue.Of(XsdDuration.FromMinutes(zone))
            : TermValue.Error;

    /// <summary>TZ: the empty string where there is none.</summary>
    public static TermValue Tz(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments)
    {
        if (arguments[0].Kind != ValueKind.Temporal)
        {
            return TermValue.Error;
        }

        // TZ shows the zone as written: +00:00 is not Z.
        string lexical = run.Terms.LexicalOf(arguments[0]);
        return TermValue.Of(
            lexical.EndsWith("+00:00", StringComparison.Ordinal) || lexical.EndsWith("-00:00", StringComparison.Ordinal)
                ? lexical[^6..]
                : arguments[0].Temporal.ZoneText());
    }

    private enum Part
    {
        Year,
        Month,
        Day,
        Time,
    }

    private static bool Has(in TermValue value, Part part) =>
        value.Kind == ValueKind.Temporal && value.Temporal.Type switch
        {
            XsdType.DateTime or XsdType.DateTimeStamp => true,
            XsdType.Date => part != Part.Time,
            XsdType.Time => part == Part.Time,
            XsdType.GYear => part == Part.Year,
            XsdType.GYearMonth => part is Part.Year or Part.Month,
            XsdType.GMonthDay => part is Part.Month or Part.Day,
            XsdType.GMonth => part == Part.Month,
            _ => part == Part.Day,
        };
}
