namespace LinkedStats.Rdf.Syntax.Turtle;

/// <summary>The kinds of tokens of Turtle and TriG.</summary>
internal enum TurtleToken
{
    /// <summary>The end of the file.</summary>
    End,

    /// <summary>An IRI in angle brackets.</summary>
    IriRef,

    /// <summary>A prefixed name, its local part maybe empty.</summary>
    PrefixedName,

    /// <summary>A blank node label with its <c>_:</c>.</summary>
    BlankLabel,

    /// <summary>A string in any of the four kinds of quotation marks.</summary>
    String,

    /// <summary>A language tag, or <c>@prefix</c> or <c>@base</c>, with its at sign.</summary>
    AtWord,

    /// <summary>A word without a colon, such as <c>a</c>, <c>true</c>, <c>PREFIX</c>.</summary>
    Word,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A decimal.</summary>
    Decimal,

    /// <summary>A double.</summary>
    Double,

    /// <summary><c>^^</c>.</summary>
    Carets,

    /// <summary>One of <c>. ; , [ ] ( ) { }</c>.</summary>
    Punctuation,
}
