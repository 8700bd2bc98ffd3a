using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax;

/// <summary>How JSON-LD is written.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 9.4.1 (JsonLdOptions).</remarks>
public sealed record JsonLdWriteOptions
{
    /// <summary>The defaults: compacted with prefixes only.</summary>
    public static readonly JsonLdWriteOptions Default = new();

    /// <summary>The form of the document.</summary>
    public JsonLdForm Form { get; init; }

    /// <summary>The context whose terms a compacted document uses, defined in the document itself; null for
    /// none.</summary>
    public LinkedStatsContext? Context { get; init; }

    /// <summary>
    /// Whether a reader gets every literal back to the letter; otherwise JSON literals are parsed, which must succeed,
    /// and lists lose the type rdf:List, as the specification has it.
    /// </summary>
    public bool IsExact { get; init; } = true;

    /// <summary>
    /// Whether expanded and flattened documents have numbers and booleans of JSON, which loses lexical forms. A
    /// compacted document has them anyhow where nothing is lost.
    /// </summary>
    public bool UsesNativeTypes { get; init; }

    /// <summary>Whether expanded and flattened documents have rdf:type in place of <c>@type</c>.</summary>
    public bool UsesRdfType { get; init; }

    /// <summary>How the direction of texts is told in the statements, and becomes <c>@direction</c>.</summary>
    public RdfDirection Direction { get; init; }
}

/// <summary>The form of a JSON-LD document.</summary>
/// <remarks>Source: JSON-LD 1.1, section 5.</remarks>
public enum JsonLdForm
{
    /// <summary>An object with a context, whose names are short.</summary>
    Compacted,

    /// <summary>An array of nodes without a context; anonymous nodes stand where they are used.</summary>
    Expanded,

    /// <summary>An array of nodes without a context; each has an id and stands for itself.</summary>
    Flattened,
}
