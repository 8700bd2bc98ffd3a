namespace LinkedStats.Query.Expressions;

/// <summary>The kinds of values that expressions tell apart.</summary>
internal enum ValueKind : byte
{
    /// <summary>An error, or an unbound variable.</summary>
    None,

    /// <summary>A blank node.</summary>
    BlankNode,

    /// <summary>An IRI.</summary>
    Iri,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>A date, a time, or one of the partial dates.</summary>
    Temporal,

    /// <summary>A duration.</summary>
    Duration,

    /// <summary>An xsd:string.</summary>
    String,

    /// <summary>A language-tagged string.</summary>
    LangString,

    /// <summary>A literal whose datatype is not recognised, or has no such lexical form.</summary>
    Other,
}
