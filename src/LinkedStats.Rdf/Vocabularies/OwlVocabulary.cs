namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The terms of OWL that annotate ontologies and align terms.</summary>
/// <remarks>Source: OWL 2 Web Ontology Language, RDF-Based Semantics.</remarks>
public static class OwlVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/2002/07/owl#";

    /// <summary>owl:Ontology.</summary>
    public static readonly Iri Ontology = Iri.FromTrusted(Namespace + "Ontology");

    /// <summary>owl:Class.</summary>
    public static readonly Iri Class = Iri.FromTrusted(Namespace + "Class");

    /// <summary>owl:ObjectProperty.</summary>
    public static readonly Iri ObjectProperty = Iri.FromTrusted(Namespace + "ObjectProperty");

    /// <summary>owl:DatatypeProperty.</summary>
    public static readonly Iri DatatypeProperty = Iri.FromTrusted(Namespace + "DatatypeProperty");

    /// <summary>owl:AnnotationProperty.</summary>
    public static readonly Iri AnnotationProperty = Iri.FromTrusted(Namespace + "AnnotationProperty");

    /// <summary>owl:FunctionalProperty.</summary>
    public static readonly Iri FunctionalProperty = Iri.FromTrusted(Namespace + "FunctionalProperty");

    /// <summary>owl:TransitiveProperty.</summary>
    public static readonly Iri TransitiveProperty = Iri.FromTrusted(Namespace + "TransitiveProperty");

    /// <summary>owl:SymmetricProperty.</summary>
    public static readonly Iri SymmetricProperty = Iri.FromTrusted(Namespace + "SymmetricProperty");

    /// <summary>owl:NamedIndividual.</summary>
    public static readonly Iri NamedIndividual = Iri.FromTrusted(Namespace + "NamedIndividual");

    /// <summary>owl:Thing.</summary>
    public static readonly Iri Thing = Iri.FromTrusted(Namespace + "Thing");

    /// <summary>owl:Restriction.</summary>
    public static readonly Iri Restriction = Iri.FromTrusted(Namespace + "Restriction");

    /// <summary>owl:sameAs.</summary>
    public static readonly Iri SameAs = Iri.FromTrusted(Namespace + "sameAs");

    /// <summary>owl:equivalentClass.</summary>
    public static readonly Iri EquivalentClass = Iri.FromTrusted(Namespace + "equivalentClass");

    /// <summary>owl:equivalentProperty.</summary>
    public static readonly Iri EquivalentProperty = Iri.FromTrusted(Namespace + "equivalentProperty");

    /// <summary>owl:inverseOf.</summary>
    public static readonly Iri InverseOf = Iri.FromTrusted(Namespace + "inverseOf");

    /// <summary>owl:disjointWith.</summary>
    public static readonly Iri DisjointWith = Iri.FromTrusted(Namespace + "disjointWith");

    /// <summary>owl:imports.</summary>
    public static readonly Iri Imports = Iri.FromTrusted(Namespace + "imports");

    /// <summary>owl:versionIRI.</summary>
    public static readonly Iri VersionIri = Iri.FromTrusted(Namespace + "versionIRI");

    /// <summary>owl:versionInfo.</summary>
    public static readonly Iri VersionInfo = Iri.FromTrusted(Namespace + "versionInfo");

    /// <summary>owl:priorVersion.</summary>
    public static readonly Iri PriorVersion = Iri.FromTrusted(Namespace + "priorVersion");

    /// <summary>owl:deprecated.</summary>
    public static readonly Iri Deprecated = Iri.FromTrusted(Namespace + "deprecated");

    /// <summary>owl:unionOf.</summary>
    public static readonly Iri UnionOf = Iri.FromTrusted(Namespace + "unionOf");

    /// <summary>owl:oneOf.</summary>
    public static readonly Iri OneOf = Iri.FromTrusted(Namespace + "oneOf");

    /// <summary>owl:onProperty.</summary>
    public static readonly Iri OnProperty = Iri.FromTrusted(Namespace + "onProperty");

    /// <summary>owl:someValuesFrom.</summary>
    public static readonly Iri SomeValuesFrom = Iri.FromTrusted(Namespace + "someValuesFrom");

    /// <summary>owl:allValuesFrom.</summary>
    public static readonly Iri AllValuesFrom = Iri.FromTrusted(Namespace + "allValuesFrom");

    /// <summary>owl:hasValue.</summary>
    public static readonly Iri HasValue = Iri.FromTrusted(Namespace + "hasValue");
}
