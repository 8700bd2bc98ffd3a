using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf;

/// <summary>An RDF literal: a lexical form with a datatype, and a language tag if the datatype is
/// rdf:langString.</summary>
/// <remarks>
/// Source: RDF 1.1 Concepts, section 3.3. Equality compares the lexical form, never the value:
/// <c>"5.10"^^xsd:decimal</c> and <c>"5.1"^^xsd:decimal</c> are two terms. Language tags compare in lower case.
/// </remarks>
public sealed record Literal : Term
{
    private int _hash;

    /// <summary>Creates a literal of a datatype; an ill-typed lexical form is allowed, as RDF allows it.</summary>
    /// <param name="lexical">The lexical form, kept to the letter.</param>
    /// <param name="datatype">The datatype IRI; not rdf:langString.</param>
    public Literal(string lexical, Iri datatype)
    {
        Lexical = lexical;
        Datatype = datatype;
    }

    /// <summary>Creates an xsd:string.</summary>
    /// <param name="text">The string.</param>
    public Literal(string text)
        : this(text, XsdVocabulary.String)
    {
    }

    /// <summary>Creates a language-tagged string.</summary>
    /// <param name="text">The string.</param>
    /// <param name="language">A BCP 47 tag; stored in lower case.</param>
    public Literal(string text, string language)
        : this(text, RdfVocabulary.LangString) =>
        Language = language.ToLowerInvariant();

    /// <summary>The lexical form.</summary>
    public string Lexical { get; }

    /// <summary>The datatype IRI.</summary>
    public Iri Datatype { get; }

    /// <summary>The language tag in lower case; null unless the datatype is rdf:langString.</summary>
    public string? Language { get; }

    /// <inheritdoc/>
    public bool Equals(Literal? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Lexical == other.Lexical && Language == other.Language
            && Datatype.Equals(other.Datatype));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Zero stands for "not computed yet"; a literal that hashes to zero is merely hashed again.
        int hash = _hash;
        return hash != 0 ? hash : _hash = HashCode.Combine(Lexical, Language, Datatype);
    }

    /// <inheritdoc/>
    public override string ToString() => TermText.OfLiteral(this, isString: Datatype.Equals(XsdVocabulary.String));
}
