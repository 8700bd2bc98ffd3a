namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The provenance ontology: entities, activities, agents and how they depend on each other.</summary>
/// <remarks>Source: PROV-O, W3C Recommendation of 30 April 2013.</remarks>
public static class ProvVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/prov#";

    /// <summary>prov:Entity.</summary>
    public static readonly Iri Entity = Iri.FromTrusted(Namespace + "Entity");

    /// <summary>prov:Activity.</summary>
    public static readonly Iri Activity = Iri.FromTrusted(Namespace + "Activity");

    /// <summary>prov:Agent.</summary>
    public static readonly Iri Agent = Iri.FromTrusted(Namespace + "Agent");

    /// <summary>prov:Plan.</summary>
    public static readonly Iri Plan = Iri.FromTrusted(Namespace + "Plan");

    /// <summary>prov:Collection.</summary>
    public static readonly Iri Collection = Iri.FromTrusted(Namespace + "Collection");

    /// <summary>prov:Bundle.</summary>
    public static readonly Iri Bundle = Iri.FromTrusted(Namespace + "Bundle");

    /// <summary>prov:Person.</summary>
    public static readonly Iri Person = Iri.FromTrusted(Namespace + "Person");

    /// <summary>prov:Organization.</summary>
    public static readonly Iri Organization = Iri.FromTrusted(Namespace + "Organization");

    /// <summary>prov:SoftwareAgent.</summary>
    public static readonly Iri SoftwareAgent = Iri.FromTrusted(Namespace + "SoftwareAgent");

    /// <summary>prov:Location.</summary>
    public static readonly Iri Location = Iri.FromTrusted(Namespace + "Location");

    /// <summary>prov:Role.</summary>
    public static readonly Iri Role = Iri.FromTrusted(Namespace + "Role");

    /// <summary>prov:Usage.</summary>
    public static readonly Iri Usage = Iri.FromTrusted(Namespace + "Usage");

    /// <summary>prov:Generation.</summary>
    public static readonly Iri Generation = Iri.FromTrusted(Namespace + "Generation");

    /// <summary>prov:Association.</summary>
    public static readonly Iri Association = Iri.FromTrusted(Namespace + "Association");

    /// <summary>prov:Attribution.</summary>
    public static readonly Iri Attribution = Iri.FromTrusted(Namespace + "Attribution");

    /// <summary>prov:Derivation.</summary>
    public static readonly Iri Derivation = Iri.FromTrusted(Namespace + "Derivation");

    /// <summary>prov:Delegation.</summary>
    public static readonly Iri Delegation = Iri.FromTrusted(Namespace + "Delegation");

    /// <summary>prov:Revision.</summary>
    public static readonly Iri Revision = Iri.FromTrusted(Namespace + "Revision");

    /// <summary>prov:Start.</summary>
    public static readonly Iri Start = Iri.FromTrusted(Namespace + "Start");

    /// <summary>prov:End.</summary>
    public static readonly Iri End = Iri.FromTrusted(Namespace + "End");

    /// <summary>prov:Invalidation.</summary>
    public static readonly Iri Invalidation = Iri.FromTrusted(Namespace + "Invalidation");

    /// <summary>prov:Communication.</summary>
    public static readonly Iri Communication = Iri.FromTrusted(Namespace + "Communication");

    /// <summary>prov:InstantaneousEvent.</summary>
    public static readonly Iri InstantaneousEvent = Iri.FromTrusted(Namespace + "InstantaneousEvent");

    /// <summary>prov:Influence.</summary>
    public static readonly Iri Influence = Iri.FromTrusted(Namespace + "Influence");

    /// <summary>prov:used.</summary>
    public static readonly Iri Used = Iri.FromTrusted(Namespace + "used");

    /// <summary>prov:wasGeneratedBy.</summary>
    public static readonly Iri WasGeneratedBy = Iri.FromTrusted(Namespace + "wasGeneratedBy");

    /// <summary>prov:generated.</summary>
    public static readonly Iri Generated = Iri.FromTrusted(Namespace + "generated");

    /// <summary>prov:wasDerivedFrom.</summary>
    public static readonly Iri WasDerivedFrom = Iri.FromTrusted(Namespace + "wasDerivedFrom");

    /// <summary>prov:wasRevisionOf.</summary>
    public static readonly Iri WasRevisionOf = Iri.FromTrusted(Namespace + "wasRevisionOf");

    /// <summary>prov:wasQuotedFrom.</summary>
    public static readonly Iri WasQuotedFrom = Iri.FromTrusted(Namespace + "wasQuotedFrom");

    /// <summary>prov:hadPrimarySource.</summary>
    public static readonly Iri HadPrimarySource = Iri.FromTrusted(Namespace + "hadPrimarySource");

    /// <summary>prov:wasAttributedTo.</summary>
    public static readonly Iri WasAttributedTo = Iri.FromTrusted(Namespace + "wasAttributedTo");

    /// <summary>prov:wasAssociatedWith.</summary>
    public static readonly Iri WasAssociatedWith = Iri.FromTrusted(Namespace + "wasAssociatedWith");

    /// <summary>prov:actedOnBehalfOf.</summary>
    public static readonly Iri ActedOnBehalfOf = Iri.FromTrusted(Namespace + "actedOnBehalfOf");

    /// <summary>prov:wasInformedBy.</summary>
    public static readonly Iri WasInformedBy = Iri.FromTrusted(Namespace + "wasInformedBy");

    /// <summary>prov:wasStartedBy.</summary>
    public static readonly Iri WasStartedBy = Iri.FromTrusted(Namespace + "wasStartedBy");

    /// <summary>prov:wasEndedBy.</summary>
    public static readonly Iri WasEndedBy = Iri.FromTrusted(Namespace + "wasEndedBy");

    /// <summary>prov:wasInvalidatedBy.</summary>
    public static readonly Iri WasInvalidatedBy = Iri.FromTrusted(Namespace + "wasInvalidatedBy");

    /// <summary>prov:invalidated.</summary>
    public static readonly Iri Invalidated = Iri.FromTrusted(Namespace + "invalidated");

    /// <summary>prov:wasInfluencedBy.</summary>
    public static readonly Iri WasInfluencedBy = Iri.FromTrusted(Namespace + "wasInfluencedBy");

    /// <summary>prov:influenced.</summary>
    public static readonly Iri Influenced = Iri.FromTrusted(Namespace + "influenced");

    /// <summary>prov:specializationOf.</summary>
    public static readonly Iri SpecializationOf = Iri.FromTrusted(Namespace + "specializationOf");

    /// <summary>prov:alternateOf.</summary>
    public static readonly Iri AlternateOf = Iri.FromTrusted(Namespace + "alternateOf");

    /// <summary>prov:hadMember.</summary>
    public static readonly Iri HadMember = Iri.FromTrusted(Namespace + "hadMember");

    /// <summary>prov:atLocation.</summary>
    public static readonly Iri AtLocation = Iri.FromTrusted(Namespace + "atLocation");

    /// <summary>prov:value.</summary>
    public static readonly Iri Value = Iri.FromTrusted(Namespace + "value");

    /// <summary>prov:generatedAtTime.</summary>
    public static readonly Iri GeneratedAtTime = Iri.FromTrusted(Namespace + "generatedAtTime");

    /// <summary>prov:invalidatedAtTime.</summary>
    public static readonly Iri InvalidatedAtTime = Iri.FromTrusted(Namespace + "invalidatedAtTime");

    /// <summary>prov:startedAtTime.</summary>
    public static readonly Iri StartedAtTime = Iri.FromTrusted(Namespace + "startedAtTime");

    /// <summary>prov:endedAtTime.</summary>
    public static readonly Iri EndedAtTime = Iri.FromTrusted(Namespace + "endedAtTime");

    /// <summary>prov:atTime.</summary>
    public static readonly Iri AtTime = Iri.FromTrusted(Namespace + "atTime");

    /// <summary>prov:qualifiedUsage.</summary>
    public static readonly Iri QualifiedUsage = Iri.FromTrusted(Namespace + "qualifiedUsage");

    /// <summary>prov:qualifiedGeneration.</summary>
    public static readonly Iri QualifiedGeneration = Iri.FromTrusted(Namespace + "qualifiedGeneration");

    /// <summary>prov:qualifiedAssociation.</summary>
    public static readonly Iri QualifiedAssociation = Iri.FromTrusted(Namespace + "qualifiedAssociation");

    /// <summary>prov:qualifiedAttribution.</summary>
    public static readonly Iri QualifiedAttribution = Iri.FromTrusted(Namespace + "qualifiedAttribution");

    /// <summary>prov:qualifiedDerivation.</summary>
    public static readonly Iri QualifiedDerivation = Iri.FromTrusted(Namespace + "qualifiedDerivation");

    /// <summary>prov:qualifiedDelegation.</summary>
    public static readonly Iri QualifiedDelegation = Iri.FromTrusted(Namespace + "qualifiedDelegation");

    /// <summary>prov:qualifiedRevision.</summary>
    public static readonly Iri QualifiedRevision = Iri.FromTrusted(Namespace + "qualifiedRevision");

    /// <summary>prov:qualifiedInvalidation.</summary>
    public static readonly Iri QualifiedInvalidation = Iri.FromTrusted(Namespace + "qualifiedInvalidation");

    /// <summary>prov:qualifiedInfluence.</summary>
    public static readonly Iri QualifiedInfluence = Iri.FromTrusted(Namespace + "qualifiedInfluence");

    /// <summary>prov:qualifiedCommunication.</summary>
    public static readonly Iri QualifiedCommunication = Iri.FromTrusted(Namespace + "qualifiedCommunication");

    /// <summary>prov:entity.</summary>
    public static readonly Iri EntityOf = Iri.FromTrusted(Namespace + "entity");

    /// <summary>prov:activity.</summary>
    public static readonly Iri ActivityOf = Iri.FromTrusted(Namespace + "activity");

    /// <summary>prov:agent.</summary>
    public static readonly Iri AgentOf = Iri.FromTrusted(Namespace + "agent");

    /// <summary>prov:influencer.</summary>
    public static readonly Iri Influencer = Iri.FromTrusted(Namespace + "influencer");

    /// <summary>prov:hadPlan.</summary>
    public static readonly Iri HadPlan = Iri.FromTrusted(Namespace + "hadPlan");

    /// <summary>prov:hadRole.</summary>
    public static readonly Iri HadRole = Iri.FromTrusted(Namespace + "hadRole");

    /// <summary>prov:hadActivity.</summary>
    public static readonly Iri HadActivity = Iri.FromTrusted(Namespace + "hadActivity");

    /// <summary>prov:hadUsage.</summary>
    public static readonly Iri HadUsage = Iri.FromTrusted(Namespace + "hadUsage");

    /// <summary>prov:hadGeneration.</summary>
    public static readonly Iri HadGeneration = Iri.FromTrusted(Namespace + "hadGeneration");
}
