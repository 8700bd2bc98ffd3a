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

    /// <summary>xsd:dateTimeStamp.</summary>
    public static readonly Iri DateTimeStamp = Iri.FromTrusted(Namespace + "dateTimeStamp");

    /// <summary>xsd:gYear.</summary>
    public static readonly Iri GYear = Iri.FromTrusted(Namespace + "gYear");

    /// <summary>xsd:gYearMonth.</summary>
    public static readonly Iri GYearMonth = Iri.FromTrusted(Namespace + "gYearMonth");

    /// <summary>xsd:gMonth.</summary>
    public static readonly Iri GMonth = Iri.FromTrusted(Namespace + "gMonth");

    /// <summary>xsd:gMonthDay.</summary>
    public static readonly Iri GMonthDay = Iri.FromTrusted(Namespace + "gMonthDay");

    /// <summary>xsd:gDay.</summary>
    public static readonly Iri GDay = Iri.FromTrusted(Namespace + "gDay");

    /// <summary>xsd:duration.</summary>
    public static readonly Iri Duration = Iri.FromTrusted(Namespace + "duration");

    /// <summary>xsd:dayTimeDuration.</summary>
    public static readonly Iri DayTimeDuration = Iri.FromTrusted(Namespace + "dayTimeDuration");

    /// <summary>xsd:yearMonthDuration.</summary>
    public static readonly Iri YearMonthDuration = Iri.FromTrusted(Namespace + "yearMonthDuration");

    /// <summary>xsd:anyURI.</summary>
    public static readonly Iri AnyUri = Iri.FromTrusted(Namespace + "anyURI");

    /// <summary>xsd:byte.</summary>
    public static readonly Iri Byte = Iri.FromTrusted(Namespace + "byte");

    /// <summary>xsd:short.</summary>
    public static readonly Iri Short = Iri.FromTrusted(Namespace + "short");

    /// <summary>xsd:int.</summary>
    public static readonly Iri Int = Iri.FromTrusted(Namespace + "int");

    /// <summary>xsd:long.</summary>
    public static readonly Iri Long = Iri.FromTrusted(Namespace + "long");

    /// <summary>xsd:unsignedByte.</summary>
    public static readonly Iri UnsignedByte = Iri.FromTrusted(Namespace + "unsignedByte");

    /// <summary>xsd:unsignedShort.</summary>
    public static readonly Iri UnsignedShort = Iri.FromTrusted(Namespace + "unsignedShort");

    /// <summary>xsd:unsignedInt.</summary>
    public static readonly Iri UnsignedInt = Iri.FromTrusted(Namespace + "unsignedInt");

    /// <summary>xsd:unsignedLong.</summary>
    public static readonly Iri UnsignedLong = Iri.FromTrusted(Namespace + "unsignedLong");

    /// <summary>xsd:positiveInteger.</summary>
    public static readonly Iri PositiveInteger = Iri.FromTrusted(Namespace + "positiveInteger");

    /// <summary>xsd:nonNegativeInteger.</summary>
    public static readonly Iri NonNegativeInteger = Iri.FromTrusted(Namespace + "nonNegativeInteger");

    /// <summary>xsd:negativeInteger.</summary>
    public static readonly Iri NegativeInteger = Iri.FromTrusted(Namespace + "negativeInteger");

    /// <summary>xsd:nonPositiveInteger.</summary>
    public static readonly Iri NonPositiveInteger = Iri.FromTrusted(Namespace + "nonPositiveInteger");

    /// <summary>xsd:hexBinary.</summary>
    public static readonly Iri HexBinary = Iri.FromTrusted(Namespace + "hexBinary");

    /// <summary>xsd:base64Binary.</summary>
    public static readonly Iri Base64Binary = Iri.FromTrusted(Namespace + "base64Binary");

    /// <summary>xsd:normalizedString.</summary>
    public static readonly Iri NormalizedString = Iri.FromTrusted(Namespace + "normalizedString");

    /// <summary>xsd:token.</summary>
    public static readonly Iri Token = Iri.FromTrusted(Namespace + "token");

    /// <summary>xsd:language.</summary>
    public static readonly Iri Language = Iri.FromTrusted(Namespace + "language");

    /// <summary>xsd:Name.</summary>
    public static readonly Iri Name = Iri.FromTrusted(Namespace + "Name");

    /// <summary>xsd:NCName.</summary>
    public static readonly Iri NcName = Iri.FromTrusted(Namespace + "NCName");

    /// <summary>xsd:NMTOKEN.</summary>
    public static readonly Iri NmToken = Iri.FromTrusted(Namespace + "NMTOKEN");
}
