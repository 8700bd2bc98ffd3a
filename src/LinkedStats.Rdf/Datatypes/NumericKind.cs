namespace LinkedStats.Rdf.Datatypes;

/// <summary>The numeric types of XPath arithmetic, in the order of promotion.</summary>
public enum NumericKind : byte
{
    /// <summary>No number: the error of an operation.</summary>
    None,

    /// <summary>xsd:integer and what is derived from it.</summary>
    Integer,

    /// <summary>xsd:decimal.</summary>
    Decimal,

    /// <summary>xsd:float.</summary>
    Float,

    /// <summary>xsd:double.</summary>
    Double,
}
