namespace LinkedStats.Rdf.Syntax;

/// <summary>How JSON-LD is read, and the limits that only it has.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 9.4.1 (JsonLdOptions).</remarks>
public sealed record JsonLdReadOptions
{
    /// <summary>The defaults: JSON-LD 1.1, and no context but those in the document itself.</summary>
    public static readonly JsonLdReadOptions Default = new();

    /// <summary>
    /// Gives the contexts that documents refer to; null, or a null answer, refuses. It is asked once for each address,
    /// and its <see cref="IOException"/> becomes an error of the document.
    /// </summary>
    public Func<Iri, JsonLdContextDocument?>? ContextLoader { get; init; }

    /// <summary>The address of a context that is in force before the document's own; null for none.</summary>
    public Iri? ExpandContext { get; init; }

    /// <summary>Whether what JSON-LD 1.1 added to contexts is refused.</summary>
    public bool IsVersion10 { get; init; }

    /// <summary>What becomes of the direction of texts, of which RDF has no notion; by default it is dropped.</summary>
    public RdfDirection Direction { get; init; }

    /// <summary>
    /// Gives an IRI in place of a blank node that is used as a property (RDF 1.1 Concepts, section 3.5, describes
    /// Skolem IRIs); by default such statements, which only generalized RDF has, are dropped.
    /// </summary>
    public Func<BlankNode, Iri>? BlankPredicate { get; init; }

    /// <summary>
    /// The most bytes that are held in memory at once; by default 64 MiB. A document whose top level is an array, or an
    /// object that ends with its <c>@graph</c>, is held an item at a time; any other is held whole.
    /// </summary>
    public long HeldBytesMax { get; init; } = 64L << 20;

    /// <summary>The most contexts that one document loads; by default 32.</summary>
    public int ContextsMax { get; init; } = 32;

    /// <summary>How deep loaded contexts may refer to each other; by default 16.</summary>
    public int ContextDepthMax { get; init; } = 16;

    /// <summary>The most bytes of all contexts that one document loads; by default 8 MiB.</summary>
    public long ContextBytesMax { get; init; } = 8L << 20;

    /// <summary>The most definitions of terms while one document is read, repeated ones included; by default four
    /// million.</summary>
    public long TermDefinitionsMax { get; init; } = 4_000_000;
}

/// <summary>A document with a context.</summary>
/// <param name="Content">The document, UTF-8; the reader disposes of it.</param>
/// <param name="Address">Where it was found, after redirections: the base of the addresses in it.</param>
public sealed record JsonLdContextDocument(Stream Content, Iri Address) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Content.Dispose();
}

/// <summary>How the direction of a text is told in RDF.</summary>
/// <remarks>Source: JSON-LD 1.1 API, section 9.4.1 (rdfDirection).</remarks>
public enum RdfDirection
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a datatype in the namespace https://www.w3.org/ns/i18n#.</summary>
    I18nDatatype,

    /// <summary>By a blank node with rdf:value, rdf:language and rdf:direction.</summary>
    CompoundLiteral,
}
