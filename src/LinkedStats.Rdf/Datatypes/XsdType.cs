namespace LinkedStats.Rdf.Datatypes;

/// <summary>The recognised datatypes: those of XSD that RDF allows, and rdf:langString.</summary>
/// <remarks>Families stand together, so that ranges of this enumeration mean something.</remarks>
public enum XsdType : byte
{
    /// <summary>Any other datatype.</summary>
    Unknown,

    /// <summary>xsd:string.</summary>
    String,

    /// <summary>rdf:langString.</summary>
    LangString,

    /// <summary>xsd:normalizedString.</summary>
    NormalizedString,

    /// <summary>xsd:token.</summary>
    Token,

    /// <summary>xsd:language.</summary>
    Language,

    /// <summary>xsd:anyURI.</summary>
    AnyUri,

    /// <summary>xsd:boolean.</summary>
    Boolean,

    /// <summary>xsd:decimal.</summary>
    Decimal,

    /// <summary>xsd:integer.</summary>
    Integer,

    /// <summary>xsd:nonPositiveInteger.</summary>
    NonPositiveInteger,

    /// <summary>xsd:negativeInteger.</summary>
    NegativeInteger,

    /// <summary>xsd:long.</summary>
    Long,

    /// <summary>xsd:int.</summary>
    Int,

    /// <summary>xsd:short.</summary>
    Short,

    /// <summary>xsd:byte.</summary>
    Byte,

    /// <summary>xsd:nonNegativeInteger.</summary>
    NonNegativeInteger,

    /// <summary>xsd:unsignedLong.</summary>
    UnsignedLong,

    /// <summary>xsd:unsignedInt.</summary>
    UnsignedInt,

    /// <summary>xsd:unsignedShort.</summary>
    UnsignedShort,

    /// <summary>xsd:unsignedByte.</summary>
    UnsignedByte,

    /// <summary>xsd:positiveInteger.</summary>
    PositiveInteger,

    /// <summary>xsd:float.</summary>
    Float,

    /// <summary>xsd:double.</summary>
    Double,

    /// <summary>xsd:dateTime.</summary>
    DateTime,

    /// <summary>xsd:dateTimeStamp.</summary>
    DateTimeStamp,

    /// <summary>xsd:date.</summary>
    Date,

    /// <summary>xsd:time.</summary>
    Time,

    /// <summary>xsd:gYear.</summary>
    GYear,

    /// <summary>xsd:gYearMonth.</summary>
    GYearMonth,

    /// <summary>xsd:gMonthDay.</summary>
    GMonthDay,

    /// <summary>xsd:gDay.</summary>
    GDay,

    /// <summary>xsd:gMonth.</summary>
    GMonth,

    /// <summary>xsd:duration.</summary>
    Duration,

    /// <summary>xsd:dayTimeDuration.</summary>
    DayTimeDuration,

    /// <summary>xsd:yearMonthDuration.</summary>
    YearMonthDuration,

    /// <summary>xsd:hexBinary.</summary>
    HexBinary,

    /// <summary>xsd:base64Binary.</summary>
    Base64Binary,
}
