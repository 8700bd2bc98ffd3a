namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The RDF namespace.</summary>
/// <remarks>Source: RDF Schema 1.1; RDF 1.1 XML Syntax, section 5.1; JSON-LD 1.1, section 10.</remarks>
public static class RdfVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /// <summary>rdf:Property.</summary>
    public static readonly Iri Property = Iri.FromTrusted(Namespace + "Property");

    /// <summary>rdf:Statement.</summary>
    public static readonly Iri Statement = Iri.FromTrusted(Namespace + "Statement");

    /// <summary>rdf:List.</summary>
    public static readonly Iri List = Iri.FromTrusted(Namespace + "List");

    /// <summary>rdf:Bag.</summary>
    public static readonly Iri Bag = Iri.FromTrusted(Namespace + "Bag");

    /// <summary>rdf:Seq.</summary>
    public static readonly Iri Seq = Iri.FromTrusted(Namespace + "Seq");

    /// <summary>rdf:Alt.</summary>
    public static readonly Iri Alt = Iri.FromTrusted(Namespace + "Alt");

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

    /// <summary>rdf:value.</summary>
    public static readonly Iri Value = Iri.FromTrusted(Namespace + "value");

    /// <summary>rdf:subject.</summary>
    public static readonly Iri Subject = Iri.FromTrusted(Namespace + "subject");

    /// <summary>rdf:predicate.</summary>
    public static readonly Iri Predicate = Iri.FromTrusted(Namespace + "predicate");

    /// <summary>rdf:object.</summary>
    public static readonly Iri Object = Iri.FromTrusted(Namespace + "object");

    /// <summary>rdf:HTML.</summary>
    public static readonly Iri Html = Iri.FromTrusted(Namespace + "HTML");

    /// <summary>rdf:XMLLiteral.</summary>
    public static readonly Iri XmlLiteral = Iri.FromTrusted(Namespace + "XMLLiteral");

    /// <summary>rdf:language.</summary>
    public static readonly Iri Language = Iri.FromTrusted(Namespace + "language");

    /// <summary>rdf:direction.</summary>
    public static readonly Iri Direction = Iri.FromTrusted(Namespace + "direction");

    /// <summary>rdf:JSON.</summary>
    public static readonly Iri Json = Iri.FromTrusted(Namespace + "JSON");
}
