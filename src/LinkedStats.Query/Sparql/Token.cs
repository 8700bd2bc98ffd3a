using System.Runtime.InteropServices;

namespace LinkedStats.Query.Sparql;

/// <summary>A token: its kind and its place in the text.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Start">The index of its first character.</param>
/// <param name="Length">Its length in characters; 0 at the end of the query.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Token(TokenKind Kind, int Start, int Length);

/// <summary>The terminals of the grammar (section 19.8), as far as the parser tells them apart.</summary>
internal enum TokenKind
{
    /// <summary>The end of the query.</summary>
    End,

    /// <summary>A keyword, or a word that looks like one.</summary>
    Word,

    /// <summary>Punctuation or an operator.</summary>
    Symbol,

    /// <summary>IRIREF.</summary>
    IriReference,

    /// <summary>PNAME_NS or PNAME_LN.</summary>
    PrefixedName,

    /// <summary>BLANK_NODE_LABEL.</summary>
    BlankNodeLabel,

    /// <summary>VAR1 or VAR2.</summary>
    Variable,

    /// <summary>LANGTAG.</summary>
    LanguageTag,

    /// <summary>One of the four string literals.</summary>
    String,

    /// <summary>INTEGER, with or without a sign.</summary>
    Integer,

    /// <summary>DECIMAL, with or without a sign.</summary>
    Decimal,

    /// <summary>DOUBLE, with or without a sign.</summary>
    Double,
}
