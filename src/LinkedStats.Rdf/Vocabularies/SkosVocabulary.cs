namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The Simple Knowledge Organization System: code lists, concepts, labels, hierarchies.</summary>
/// <remarks>Source: SKOS Reference, W3C Recommendation of 18 August 2009.</remarks>
public static class SkosVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/2004/02/skos/core#";

    /// <summary>skos:Concept.</summary>
    public static readonly Iri Concept = Iri.FromTrusted(Namespace + "Concept");

    /// <summary>skos:ConceptScheme.</summary>
    public static readonly Iri ConceptScheme = Iri.FromTrusted(Namespace + "ConceptScheme");

    /// <summary>skos:Collection.</summary>
    public static readonly Iri Collection = Iri.FromTrusted(Namespace + "Collection");

    /// <summary>skos:OrderedCollection.</summary>
    public static readonly Iri OrderedCollection = Iri.FromTrusted(Namespace + "OrderedCollection");

    /// <summary>skos:inScheme.</summary>
    public static readonly Iri InScheme = Iri.FromTrusted(Namespace + "inScheme");

    /// <summary>skos:hasTopConcept.</summary>
    public static readonly Iri HasTopConcept = Iri.FromTrusted(Namespace + "hasTopConcept");

    /// <summary>skos:topConceptOf.</summary>
    public static readonly Iri TopConceptOf = Iri.FromTrusted(Namespace + "topConceptOf");

    /// <summary>skos:prefLabel.</summary>
    public static readonly Iri PrefLabel = Iri.FromTrusted(Namespace + "prefLabel");

    /// <summary>skos:altLabel.</summary>
    public static readonly Iri AltLabel = Iri.FromTrusted(Namespace + "altLabel");

    /// <summary>skos:hiddenLabel.</summary>
    public static readonly Iri HiddenLabel = Iri.FromTrusted(Namespace + "hiddenLabel");

    /// <summary>skos:notation.</summary>
    public static readonly Iri Notation = Iri.FromTrusted(Namespace + "notation");

    /// <summary>skos:note.</summary>
    public static readonly Iri Note = Iri.FromTrusted(Namespace + "note");

    /// <summary>skos:changeNote.</summary>
    public static readonly Iri ChangeNote = Iri.FromTrusted(Namespace + "changeNote");

    /// <summary>skos:definition.</summary>
    public static readonly Iri Definition = Iri.FromTrusted(Namespace + "definition");

    /// <summary>skos:editorialNote.</summary>
    public static readonly Iri EditorialNote = Iri.FromTrusted(Namespace + "editorialNote");

    /// <summary>skos:example.</summary>
    public static readonly Iri Example = Iri.FromTrusted(Namespace + "example");

    /// <summary>skos:historyNote.</summary>
    public static readonly Iri HistoryNote = Iri.FromTrusted(Namespace + "historyNote");

    /// <summary>skos:scopeNote.</summary>
    public static readonly Iri ScopeNote = Iri.FromTrusted(Namespace + "scopeNote");

    /// <summary>skos:semanticRelation.</summary>
    public static readonly Iri SemanticRelation = Iri.FromTrusted(Namespace + "semanticRelation");

    /// <summary>skos:broader.</summary>
    public static readonly Iri Broader = Iri.FromTrusted(Namespace + "broader");

    /// <summary>skos:narrower.</summary>
    public static readonly Iri Narrower = Iri.FromTrusted(Namespace + "narrower");

    /// <summary>skos:related.</summary>
    public static readonly Iri Related = Iri.FromTrusted(Namespace + "related");

    /// <summary>skos:broaderTransitive.</summary>
    public static readonly Iri BroaderTransitive = Iri.FromTrusted(Namespace + "broaderTransitive");

    /// <summary>skos:narrowerTransitive.</summary>
    public static readonly Iri NarrowerTransitive = Iri.FromTrusted(Namespace + "narrowerTransitive");

    /// <summary>skos:member.</summary>
    public static readonly Iri Member = Iri.FromTrusted(Namespace + "member");

    /// <summary>skos:memberList.</summary>
    public static readonly Iri MemberList = Iri.FromTrusted(Namespace + "memberList");

    /// <summary>skos:mappingRelation.</summary>
    public static readonly Iri MappingRelation = Iri.FromTrusted(Namespace + "mappingRelation");

    /// <summary>skos:closeMatch.</summary>
    public static readonly Iri CloseMatch = Iri.FromTrusted(Namespace + "closeMatch");

    /// <summary>skos:exactMatch.</summary>
    public static readonly Iri ExactMatch = Iri.FromTrusted(Namespace + "exactMatch");

    /// <summary>skos:broadMatch.</summary>
    public static readonly Iri BroadMatch = Iri.FromTrusted(Namespace + "broadMatch");

    /// <summary>skos:narrowMatch.</summary>
    public static readonly Iri NarrowMatch = Iri.FromTrusted(Namespace + "narrowMatch");

    /// <summary>skos:relatedMatch.</summary>
    public static readonly Iri RelatedMatch = Iri.FromTrusted(Namespace + "relatedMatch");
}
