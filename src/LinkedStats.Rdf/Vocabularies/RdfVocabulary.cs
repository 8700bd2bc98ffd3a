namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The RDF namespace.</summary>
/// <remarks>Source: RDF Schema 1.1.</remarks>
public static class RdfVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>rdf:type.</summary>
    public static readonly Iri Type = Iri.FromTrusted(Namespace + "type");

    /// <summary>rdf:langString.</summary>
    public static readonly Iri LangString = Iri.FromTrusted(Namespace + "langString");

    /// <summary>rdf:first.</summary>
    public static readonly Iri First = Iri.FromTrusted(Namespace + "first");

    /// <summary>rdf:rest.</summary>
    public static readonly Iri Rest = Iri.FromTrusted(Namespace + "rest");

    /// <summary>rdf:nil.</summary>
    public static readonly Iri Nil = Iri.FromTrusted(Namespace + "nil");

    /// <summary>rdf:Property.</summary>
    public static readonly Iri Property = Iri.FromTrusted(Namespace + "Property");
}
