using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <summary>The constructor functions.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 17.5; XPath functions, section 17.1. Dates, durations and the types derived from
/// xsd:integer, which SPARQL's table does not have, are cast as XPath does.
/// </remarks>
internal static class ReferenceCasts
{
    private static readonly string[] StringTypes = ["normalizedString", "token", "language", "anyURI"];

    /// <summary>Casts a term; null is an error.</summary>
    public static Literal? Cast(Term term, Iri type)
    {
        object? value = term is Literal literal ? ReferenceValue.Of(literal) : null;
        string? text = value is string source ? source.Trim(' ', '\t', '\r', '\n') : null;
        if (type == XsdVocabulary.String)
        {
            return ToText(term, value) is { } result ? new Literal(result) : null;
        }

        if (type == XsdVocabulary.Boolean)
        {
            return ReferenceExpressions.Truth(value switch
            {
                bool truth => truth,
                ReferenceNumber => ReferenceValue.Boolean(term),
                _ => text is null ? null : ReferenceValue.ReadBoolean(text),
            });
        }

        if (ReferenceValue.IsNumeric(type))
        {
            return ToNumber(value, text, type);
        }

        if (value is ReferenceTemporal temporal)
        {
            return ReferenceTemporal.IsType(type) ? temporal.CastTo(type)?.ToLiteral() : null;
        }

        return value is ReferenceDuration duration ? IsDuration(type) ? duration.ToLiteral(type) : null
            : text is null ? null
            : ReferenceTemporal.Read(text, type)?.ToLiteral() ?? ReferenceDuration.Read(text, type)?.ToLiteral(type);
    }

    private static bool IsDuration(Iri type) => type == XsdVocabulary.Duration || type == XsdVocabulary.DayTimeDuration
        || type == XsdVocabulary.YearMonthDuration;

    private static Literal? ToNumber(object? value, string? text, Iri type)
    {
        NumberType target = type == XsdVocabulary.Double ? NumberType.Double
            : type == XsdVocabulary.Float ? NumberType.Float
            : type == XsdVocabulary.Decimal ? NumberType.Decimal
            : NumberType.Integer;
        Iri lexicalType = target == NumberType.Integer ? XsdVocabulary.Integer : type;
        ReferenceNumber? number = value switch
        {
            ReferenceNumber known => known,
            bool truth => ReferenceNumber.Of(truth ? 1 : 0),
            _ => text is null ? null : ReferenceValue.ReadNumber(text, lexicalType),
        };
        Literal? result = number?.CastTo(target)?.ToLiteral();

        // A type derived from xsd:integer has bounds.
        return result is null || target != NumberType.Integer ? result
            : ReferenceValue.ReadNumber(result.Lexical, type) is null ? null
            : new Literal(result.Lexical, type);
    }

    private static string? ToText(Term term, object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        ReferenceNumber number => number.ToText(),
        ReferenceTemporal temporal => temporal.ToText(),
        ReferenceDuration duration => duration.ToLiteral(((Literal)term).Datatype).Lexical,
        null when term is Iri iri => iri.Text,
        null when term is Literal { Datatype.Text: var type } literal && StringTypes.Any(name =>
            type == XsdVocabulary.Namespace + name) => literal.Lexical,
        _ => null,
    };
}
