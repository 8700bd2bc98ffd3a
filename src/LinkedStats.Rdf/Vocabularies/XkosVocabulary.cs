namespace LinkedStats.Rdf.Vocabularies;

/// <summary>Statistical classifications: levels, depths, correspondences, additions to SKOS.</summary>
/// <remarks>Source: XKOS, DDI Alliance specification.</remarks>
public static class XkosVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://rdf-vocabulary.ddialliance.org/xkos#";

    /// <summary>xkos:ClassificationLevel.</summary>
    public static readonly Iri ClassificationLevel = Iri.FromTrusted(Namespace + "ClassificationLevel");

    /// <summary>xkos:Correspondence.</summary>
    public static readonly Iri Correspondence = Iri.FromTrusted(Namespace + "Correspondence");

    /// <summary>xkos:ConceptAssociation.</summary>
    public static readonly Iri ConceptAssociation = Iri.FromTrusted(Namespace + "ConceptAssociation");

    /// <summary>xkos:ExplanatoryNote.</summary>
    public static readonly Iri ExplanatoryNote = Iri.FromTrusted(Namespace + "ExplanatoryNote");

    /// <summary>xkos:numberOfLevels.</summary>
    public static readonly Iri NumberOfLevels = Iri.FromTrusted(Namespace + "numberOfLevels");

    /// <summary>xkos:levels.</summary>
    public static readonly Iri Levels = Iri.FromTrusted(Namespace + "levels");

    /// <summary>xkos:organizedBy.</summary>
    public static readonly Iri OrganizedBy = Iri.FromTrusted(Namespace + "organizedBy");

    /// <summary>xkos:depth.</summary>
    public static readonly Iri Depth = Iri.FromTrusted(Namespace + "depth");

    /// <summary>xkos:notationPattern.</summary>
    public static readonly Iri NotationPattern = Iri.FromTrusted(Namespace + "notationPattern");

    /// <summary>xkos:maxLength.</summary>
    public static readonly Iri MaxLength = Iri.FromTrusted(Namespace + "maxLength");

    /// <summary>xkos:covers.</summary>
    public static readonly Iri Covers = Iri.FromTrusted(Namespace + "covers");

    /// <summary>xkos:coversExhaustively.</summary>
    public static readonly Iri CoversExhaustively = Iri.FromTrusted(Namespace + "coversExhaustively");

    /// <summary>xkos:coversMutuallyExclusively.</summary>
    public static readonly Iri CoversMutuallyExclusively = Iri.FromTrusted(Namespace + "coversMutuallyExclusively");

    /// <summary>xkos:follows.</summary>
    public static readonly Iri Follows = Iri.FromTrusted(Namespace + "follows");

    /// <summary>xkos:supersedes.</summary>
    public static readonly Iri Supersedes = Iri.FromTrusted(Namespace + "supersedes");

    /// <summary>xkos:variant.</summary>
    public static readonly Iri Variant = Iri.FromTrusted(Namespace + "variant");

    /// <summary>xkos:belongsTo.</summary>
    public static readonly Iri BelongsTo = Iri.FromTrusted(Namespace + "belongsTo");

    /// <summary>xkos:compares.</summary>
    public static readonly Iri Compares = Iri.FromTrusted(Namespace + "compares");

    /// <summary>xkos:madeOf.</summary>
    public static readonly Iri MadeOf = Iri.FromTrusted(Namespace + "madeOf");

    /// <summary>xkos:sourceConcept.</summary>
    public static readonly Iri SourceConcept = Iri.FromTrusted(Namespace + "sourceConcept");

    /// <summary>xkos:targetConcept.</summary>
    public static readonly Iri TargetConcept = Iri.FromTrusted(Namespace + "targetConcept");

    /// <summary>xkos:classifiedUnder.</summary>
    public static readonly Iri ClassifiedUnder = Iri.FromTrusted(Namespace + "classifiedUnder");

    /// <summary>xkos:generalizes.</summary>
    public static readonly Iri Generalizes = Iri.FromTrusted(Namespace + "generalizes");

    /// <summary>xkos:specializes.</summary>
    public static readonly Iri Specializes = Iri.FromTrusted(Namespace + "specializes");

    /// <summary>xkos:isPartOf.</summary>
    public static readonly Iri IsPartOf = Iri.FromTrusted(Namespace + "isPartOf");

    /// <summary>xkos:hasPart.</summary>
    public static readonly Iri HasPart = Iri.FromTrusted(Namespace + "hasPart");

    /// <summary>xkos:causes.</summary>
    public static readonly Iri Causes = Iri.FromTrusted(Namespace + "causes");

    /// <summary>xkos:causedBy.</summary>
    public static readonly Iri CausedBy = Iri.FromTrusted(Namespace + "causedBy");

    /// <summary>xkos:previous.</summary>
    public static readonly Iri Previous = Iri.FromTrusted(Namespace + "previous");

    /// <summary>xkos:next.</summary>
    public static readonly Iri Next = Iri.FromTrusted(Namespace + "next");

    /// <summary>xkos:precedes.</summary>
    public static readonly Iri Precedes = Iri.FromTrusted(Namespace + "precedes");

    /// <summary>xkos:succeeds.</summary>
    public static readonly Iri Succeeds = Iri.FromTrusted(Namespace + "succeeds");

    /// <summary>xkos:temporal.</summary>
    public static readonly Iri Temporal = Iri.FromTrusted(Namespace + "temporal");

    /// <summary>xkos:before.</summary>
    public static readonly Iri Before = Iri.FromTrusted(Namespace + "before");

    /// <summary>xkos:after.</summary>
    public static readonly Iri After = Iri.FromTrusted(Namespace + "after");

    /// <summary>xkos:disjoint.</summary>
    public static readonly Iri Disjoint = Iri.FromTrusted(Namespace + "disjoint");

    /// <summary>xkos:inclusionNote.</summary>
    public static readonly Iri InclusionNote = Iri.FromTrusted(Namespace + "inclusionNote");

    /// <summary>xkos:exclusionNote.</summary>
    public static readonly Iri ExclusionNote = Iri.FromTrusted(Namespace + "exclusionNote");

    /// <summary>xkos:coreContentNote.</summary>
    public static readonly Iri CoreContentNote = Iri.FromTrusted(Namespace + "coreContentNote");

    /// <summary>xkos:additionalContentNote.</summary>
    public static readonly Iri AdditionalContentNote = Iri.FromTrusted(Namespace + "additionalContentNote");

    /// <summary>xkos:caseLaw.</summary>
    public static readonly Iri CaseLaw = Iri.FromTrusted(Namespace + "caseLaw");

    /// <summary>xkos:plainText.</summary>
    public static readonly Iri PlainText = Iri.FromTrusted(Namespace + "plainText");

    /// <summary>xkos:identifyingNumber.</summary>
    public static readonly Iri IdentifyingNumber = Iri.FromTrusted(Namespace + "identifyingNumber");
}
