using LinkedStats.Rdf;

namespace LinkedStats.Storage.Dictionary;

/// <summary>Turns ids into terms: a snapshot, or a query's own table in front of one.</summary>
public interface ITermReader
{
    /// <summary>Gets the term of an id.</summary>
    /// <param name="id">An id of this reader; not <see cref="TermId.None"/>.</param>
    /// <returns>The term.</returns>
    Term Get(TermId id);

    /// <summary>Gets the term of an id as UTF-8, without creating a string.</summary>
    /// <param name="id">An id of this reader, or <see cref="TermId.None"/>.</param>
    /// <param name="scratch">A buffer that the reader may clear, fill and point into.</param>
    /// <returns>The pieces; they live until <paramref name="scratch"/> is used again.</returns>
    TermUtf8 GetUtf8(TermId id, System.Buffers.ArrayBufferWriter<byte> scratch);
}

/// <summary>The kinds of terms, as result formats tell them apart.</summary>
public enum TermKind
{
    /// <summary>No term.</summary>
    None,

    /// <summary>An IRI.</summary>
    Iri,

    /// <summary>A blank node.</summary>
    BlankNode,

    /// <summary>A literal.</summary>
    Literal,
}

/// <summary>A term as UTF-8 pieces; valid until the next call with the same scratch.</summary>
public readonly ref struct TermUtf8
{
    /// <summary>What the term is.</summary>
    public required TermKind Kind { get; init; }

    /// <summary>The IRI, the blank node's label, or the literal's lexical form; unescaped.</summary>
    public required ReadOnlySpan<byte> Text { get; init; }

    /// <summary>The datatype IRI of a literal, rdf:langString and xsd:string included; empty otherwise.</summary>
    public ReadOnlySpan<byte> Datatype { get; init; }

    /// <summary>The language tag of a literal; empty when it has none.</summary>
    public ReadOnlySpan<byte> Language { get; init; }
}
