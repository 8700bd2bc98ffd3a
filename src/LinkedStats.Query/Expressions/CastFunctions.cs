using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Query.Expressions;

/// <summary>The constructor functions: casts between the datatypes.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 17.5; XPath functions, section 17.1. Beyond SPARQL's table the dates, the
/// durations and the types derived from xsd:integer can be cast to. Space around a string is ignored, as XSD does.
/// </remarks>
internal static class CastFunctions
{
    /// <summary>Casts a value.</summary>
    /// <param name="run">The evaluator.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">The target.</param>
    /// <returns>The value in the target's canonical form; an error where the cast is not defined.</returns>
    public static TermValue Cast(ExpressionEvaluator run, in TermValue value, XsdType type) => type switch
    {
        XsdType.String => ToText(run, value) is string text ? TermValue.Of(text) : TermValue.Error,
        XsdType.Boolean => ToBoolean(value),
        XsdType.Integer => TermValue.Of(ToNumber(value, type, NumericKind.Integer)),
        XsdType.Decimal => TermValue.Of(ToNumber(value, type, NumericKind.Decimal)),
        XsdType.Float => TermValue.Of(ToNumber(value, type, NumericKind.Float)),
        XsdType.Double => TermValue.Of(ToNumber(value, type, NumericKind.Double)),
        >= XsdType.DateTime and <= XsdType.GMonth => ToTemporal(value, type),
        >= XsdType.Duration and <= XsdType.YearMonthDuration => ToDuration(run, value, type),
        _ => ToDerivedInteger(run, value, type),
    };

    private static string? ToText(ExpressionEvaluator run, in TermValue value) => value.Kind switch
    {
        ValueKind.Iri => ((Iri)run.Terms.TermOf(value)).Text,
        ValueKind.String => (string)value.Source!,
        ValueKind.Boolean => value.IsTrue ? "true" : "false",
        ValueKind.Number => value.Number.Kind switch
        {
            NumericKind.Double => XsdDouble.FormatPlain(value.Number.ToDouble()),
            NumericKind.Float => XsdDouble.FormatPlain(value.Number.ToSingle()),
            _ => value.Number.ToString(),
        },
        ValueKind.Temporal => value.Temporal.ToString(),
        // XPath functions, section 17.1.2: the canonical form, which for zero depends on the datatype.
        ValueKind.Duration => value.Duration.ToString(XsdDatatype.TypeOf(run.Terms.DatatypeOf(value))),
        ValueKind.Other when XsdDatatype.TypeOf(run.Terms.DatatypeOf(value))
            is >= XsdType.NormalizedString and <= XsdType.AnyUri => run.Terms.LexicalOf(value),
        _ => null,
    };

    private static TermValue ToBoolean(in TermValue value) => value.Kind switch
    {
        ValueKind.Boolean => TermValue.Of(value.IsTrue),
        ValueKind.Number => TermValue.Of(value.Number.Sign != 0),
        ValueKind.String when XsdDatatype.TryParseBoolean(Trim(value), out bool truth) => TermValue.Of(truth),
        _ => TermValue.Error,
    };

    private static NumericValue ToNumber(in TermValue value, XsdType type, NumericKind kind)
    {
        NumericValue number = value.Kind switch
        {
            ValueKind.Number => value.Number,
            ValueKind.Boolean => NumericValue.FromInteger(value.IsTrue ? 1 : 0),
            ValueKind.String when NumericValue.TryParse(Trim(value), type, out NumericValue parsed) => parsed,
            _ => NumericValue.None,
        };
        return number.CastTo(kind);
    }

    private static TermValue ToDerivedInteger(ExpressionEvaluator run, in TermValue value, XsdType type)
    {
        NumericValue number = ToNumber(value, XsdType.Integer, NumericKind.Integer);
        string lexical = number.ToString();
        return NumericValue.TryParse(lexical, type, out _)
            ? TermFunctions.Interned(run, new Literal(lexical, XsdDatatype.IriOf(type)))
            : TermValue.Error;
    }

    private static TermValue ToTemporal(in TermValue value, XsdType type) => value.Kind switch
    {
        ValueKind.Temporal => TermValue.Of(value.Temporal.CastTo(type)),
        ValueKind.String when XsdDateTime.TryParse(Trim(value), type, out XsdDateTime temporal) =>
            TermValue.Of((XsdDateTime?)temporal),
        _ => TermValue.Error,
    };

    private static TermValue ToDuration(ExpressionEvaluator run, in TermValue value, XsdType type)
    {
        XsdDuration? duration = value.Kind switch
        {
            ValueKind.Duration => value.Duration,
            ValueKind.String when XsdDuration.TryParse(Trim(value), type, out XsdDuration parsed) => parsed,
            _ => null,
        };
        if (duration is not XsdDuration source)
        {
            return TermValue.Error;
        }

        // Casting to a narrower type drops the other component (XPath functions, section 17.1.4).
        XsdDuration target = type switch
        {
            XsdType.DayTimeDuration => source with { Months = 0 },
            XsdType.YearMonthDuration => source with { Seconds = XsdDecimal.Zero },
            _ => source,
        };
        return TermFunctions.Interned(run, new Literal(target.ToString(type), XsdDatatype.IriOf(type)));
    }

    private static ReadOnlySpan<char> Trim(in TermValue value) => ((string)value.Source!).AsSpan().Trim(" \t\r\n");
}
