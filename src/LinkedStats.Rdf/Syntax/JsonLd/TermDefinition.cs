namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>What a context says about a term.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 4.1.</remarks>
internal sealed record TermDefinition
{
    /// <summary>The IRI, blank node or keyword that the term stands for; null where it stands for nothing.</summary>
    public string? Iri { get; init; }

    /// <summary>Whether compact IRIs may begin with the term.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>Whether later contexts must leave the term alone.</summary>
    public bool IsProtected { get; init; }

    /// <summary>Whether the term's values are the subjects.</summary>
    public bool IsReverse { get; init; }

    /// <summary>The containers of the term's values.</summary>
    public Containers Containers { get; init; }

    /// <summary>The type of plain values: an IRI or a keyword; null for none.</summary>
    public string? Type { get; init; }

    /// <summary>The language of plain strings; null for none, whatever the default is.</summary>
    public string? Language { get; init; }

    /// <summary>Whether <see cref="Language"/> stands in the definition.</summary>
    public bool HasLanguage { get; init; }

    /// <summary>The direction of plain strings; null for none, whatever the default is.</summary>
    public string? Direction { get; init; }

    /// <summary>Whether <see cref="Direction"/> stands in the definition.</summary>
    public bool HasDirection { get; init; }

    /// <summary>The property that the keys of an index map are values of; null for <c>@index</c>.</summary>
    public string? Index { get; init; }

    /// <summary>The term under which compaction nests the property.</summary>
    public string? Nest { get; init; }

    /// <summary>The scoped context; null for none.</summary>
    public JsonValue? Context { get; init; }

    /// <summary>What relative addresses in <see cref="Context"/> are relative to.</summary>
    public Iri? BaseUrl { get; init; }

    /// <summary>Tells whether two definitions are the same, whether protected or not.</summary>
    public bool IsSameAs(TermDefinition other) =>
        JsonValue.AreSame(Context, other.Context)
        && (this with { Context = null, BaseUrl = null, IsProtected = false })
            == (other with { Context = null, BaseUrl = null, IsProtected = false });
}

/// <summary>The ways in which a term's values may be arranged.</summary>
[Flags]
internal enum Containers
{
    /// <summary>One value, or an array that is a set.</summary>
    None = 0,

    /// <summary><c>@list</c>.</summary>
    List = 1,

    /// <summary><c>@set</c>.</summary>
    Set = 2,

    /// <summary><c>@language</c>.</summary>
    Language = 4,

    /// <summary><c>@index</c>.</summary>
    Index = 8,

    /// <summary><c>@id</c>.</summary>
    Id = 16,

    /// <summary><c>@type</c>.</summary>
    Type = 32,

    /// <summary><c>@graph</c>.</summary>
    Graph = 64,
}
