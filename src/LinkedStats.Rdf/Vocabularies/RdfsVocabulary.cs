namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The RDF Schema vocabulary.</summary>
/// <remarks>Source: RDF Schema 1.1.</remarks>
public static class RdfsVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/2000/01/rdf-schema#";

    /// <summary>rdfs:Resource.</summary>
    public static readonly Iri Resource = Iri.FromTrusted(Namespace + "Resource");

    /// <summary>rdfs:Class.</summary>
    public static readonly Iri Class = Iri.FromTrusted(Namespace + "Class");

    /// <summary>rdfs:Literal.</summary>
    public static readonly Iri Literal = Iri.FromTrusted(Namespace + "Literal");

    /// <summary>rdfs:Datatype.</summary>
    public static readonly Iri Datatype = Iri.FromTrusted(Namespace + "Datatype");

    /// <summary>rdfs:Container.</summary>
    public static readonly Iri Container = Iri.FromTrusted(Namespace + "Container");

    /// <summary>rdfs:ContainerMembershipProperty.</summary>
    public static readonly Iri ContainerMembershipProperty = Iri.FromTrusted(Namespace + "ContainerMembershipProperty");

    /// <summary>rdfs:label.</summary>
    public static readonly Iri Label = Iri.FromTrusted(Namespace + "label");

    /// <summary>rdfs:comment.</summary>
    public static readonly Iri Comment = Iri.FromTrusted(Namespace + "comment");

    /// <summary>rdfs:domain.</summary>
    public static readonly Iri Domain = Iri.FromTrusted(Namespace + "domain");

    /// <summary>rdfs:range.</summary>
    public static readonly Iri Range = Iri.FromTrusted(Namespace + "range");

    /// <summary>rdfs:subClassOf.</summary>
    public static readonly Iri SubClassOf = Iri.FromTrusted(Namespace + "subClassOf");

    /// <summary>rdfs:subPropertyOf.</summary>
    public static readonly Iri SubPropertyOf = Iri.FromTrusted(Namespace + "subPropertyOf");

    /// <summary>rdfs:seeAlso.</summary>
    public static readonly Iri SeeAlso = Iri.FromTrusted(Namespace + "seeAlso");

    /// <summary>rdfs:isDefinedBy.</summary>
    public static readonly Iri IsDefinedBy = Iri.FromTrusted(Namespace + "isDefinedBy");

    /// <summary>rdfs:member.</summary>
    public static readonly Iri Member = Iri.FromTrusted(Namespace + "member");
}
