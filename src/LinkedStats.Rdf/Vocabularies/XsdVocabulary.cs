namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The XML Schema datatypes that RDF and SPARQL name.</summary>
/// <remarks>Source: RDF 1.1 Concepts, section 5.1.</remarks>
public static class XsdVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/2001/XMLSchema#";

    /// <summary>xsd:string.</summary>
    public static readonly Iri String = Iri.FromTrusted(Namespace + "string");

    /// <summary>xsd:boolean.</summary>
    public static readonly Iri Boolean = Iri.FromTrusted(Namespace + "boolean");

    /// <summary>xsd:integer.</summary>
    public static readonly Iri Integer = Iri.FromTrusted(Namespace + "integer");

    /// <summary>xsd:decimal.</summary>
    public static readonly Iri Decimal = Iri.FromTrusted(Namespace + "decimal");

    /// <summary>xsd:double.</summary>
    public static readonly Iri Double = Iri.FromTrusted(Namespace + "double");

    /// <summary>xsd:float.</summary>
    public static readonly Iri Float = Iri.FromTrusted(Namespace + "float");

    /// <summary>xsd:date.</summary>
    public static readonly Iri Date = Iri.FromTrusted(Namespace + "date");

    /// <summary>xsd:time.</summary>
    public static readonly Iri Time = Iri.FromTrusted(Namespace + "time");

    /// <summary>xsd:dateTime.</summary>
    public static readonly Iri DateTime = Iri.FromTrusted(Namespace + "dateTime");

    /// <summary>xsd:gYear.</summary>
    public static readonly Iri GYear = Iri.FromTrusted(Namespace + "gYear");

    /// <summary>xsd:gYearMonth.</summary>
    public static readonly Iri GYearMonth = Iri.FromTrusted(Namespace + "gYearMonth");

    /// <summary>xsd:duration.</summary>
    public static readonly Iri Duration = Iri.FromTrusted(Namespace + "duration");

    /// <summary>xsd:dayTimeDuration.</summary>
    public static readonly Iri DayTimeDuration = Iri.FromTrusted(Namespace + "dayTimeDuration");

    /// <summary>xsd:anyURI.</summary>
    public static readonly Iri AnyUri = Iri.FromTrusted(Namespace + "anyURI");
}
