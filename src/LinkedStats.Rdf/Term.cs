namespace LinkedStats.Rdf;

/// <summary>An RDF term: an <see cref="Iri"/>, a <see cref="BlankNode"/> or a <see cref="Literal"/>.</summary>
/// <remarks>
/// Source: RDF 1.1 Concepts, section 3.1. Equality is term equality (SPARQL <c>sameTerm</c>). <c>ToString</c> gives the
/// N-Triples form, in ASCII escapes only where N-Triples demands them.
/// </remarks>
public abstract record Term;
