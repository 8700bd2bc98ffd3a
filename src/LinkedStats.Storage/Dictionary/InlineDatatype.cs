using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Storage.Dictionary;

/// <summary>The datatypes of inlined terms.</summary>
public enum InlineDatatype : byte
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>xsd:integer.</summary>
    Integer,

    /// <summary>xsd:decimal.</summary>
    Decimal,

    /// <summary>xsd:double.</summary>
    Double,

    /// <summary>xsd:boolean.</summary>
    Boolean,

    /// <summary>xsd:gYear.</summary>
    GYear,

    /// <summary>xsd:gYearMonth.</summary>
    GYearMonth,

    /// <summary>xsd:date.</summary>
    Date,

    /// <summary>xsd:dateTime.</summary>
    DateTime,
}

/// <summary>The datatype IRIs of inlined terms.</summary>
public static class InlineDatatypes
{
    /// <summary>Finds the datatype by its IRI.</summary>
    /// <param name="iri">The IRI text.</param>
    /// <returns>The datatype; None when its literals are never inlined.</returns>
    public static InlineDatatype Of(string iri) =>
        iri.StartsWith(XsdVocabulary.Namespace, StringComparison.Ordinal)
            ? iri.AsSpan(XsdVocabulary.Namespace.Length) switch
            {
                "integer" => InlineDatatype.Integer,
                "decimal" => InlineDatatype.Decimal,
                "double" => InlineDatatype.Double,
                "boolean" => InlineDatatype.Boolean,
                "gYear" => InlineDatatype.GYear,
                "gYearMonth" => InlineDatatype.GYearMonth,
                "date" => InlineDatatype.Date,
                "dateTime" => InlineDatatype.DateTime,
                _ => InlineDatatype.None,
            }
            : InlineDatatype.None;

    /// <summary>Tells the datatype of an inlined term.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The datatype; None when the id is not inlined.</returns>
    public static InlineDatatype Of(TermId id) => id.Tag switch
    {
        TermTag.Integer => InlineDatatype.Integer,
        TermTag.Decimal => InlineDatatype.Decimal,
        TermTag.Double or TermTag.ScientificDouble => InlineDatatype.Double,
        TermTag.Boolean => InlineDatatype.Boolean,
        TermTag.Temporal => InlineTemporal.DatatypeOf(id),
        _ => InlineDatatype.None,
    };

    /// <summary>Tells the datatype IRI of an inlined term.</summary>
    /// <param name="id">An id with <see cref="TermId.IsInline"/>.</param>
    /// <returns>The IRI.</returns>
    public static Iri IriOf(TermId id) => Of(id) switch
    {
        InlineDatatype.Integer => XsdVocabulary.Integer,
        InlineDatatype.Decimal => XsdVocabulary.Decimal,
        InlineDatatype.Double => XsdVocabulary.Double,
        InlineDatatype.Boolean => XsdVocabulary.Boolean,
        InlineDatatype.GYear => XsdVocabulary.GYear,
        InlineDatatype.GYearMonth => XsdVocabulary.GYearMonth,
        InlineDatatype.Date => XsdVocabulary.Date,
        InlineDatatype.DateTime => XsdVocabulary.DateTime,
        _ => throw new ArgumentException($"{id} is not inlined.", nameof(id)),
    };

    /// <summary>Tells the datatype IRI of an inlined term as UTF-8.</summary>
    /// <param name="id">An id with <see cref="TermId.IsInline"/>.</param>
    /// <returns>The IRI's text.</returns>
    public static ReadOnlySpan<byte> Utf8Of(TermId id) => Of(id) switch
    {
        InlineDatatype.Integer => "http://www.w3.org/2001/XMLSchema#integer"u8,
        InlineDatatype.Decimal => "http://www.w3.org/2001/XMLSchema#decimal"u8,
        InlineDatatype.Double => "http://www.w3.org/2001/XMLSchema#double"u8,
        InlineDatatype.Boolean => "http://www.w3.org/2001/XMLSchema#boolean"u8,
        InlineDatatype.GYear => "http://www.w3.org/2001/XMLSchema#gYear"u8,
        InlineDatatype.GYearMonth => "http://www.w3.org/2001/XMLSchema#gYearMonth"u8,
        InlineDatatype.Date => "http://www.w3.org/2001/XMLSchema#date"u8,
        InlineDatatype.DateTime => "http://www.w3.org/2001/XMLSchema#dateTime"u8,
        _ => throw new ArgumentException($"{id} is not inlined.", nameof(id)),
    };
}
