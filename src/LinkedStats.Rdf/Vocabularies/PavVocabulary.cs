namespace LinkedStats.Rdf.Vocabularies;

/// <summary>Provenance, authoring and versioning.</summary>
/// <remarks>Source: PAV ontology 2.3.</remarks>
public static class PavVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://purl.org/pav/";

    /// <summary>pav:version.</summary>
    public static readonly Iri Version = Iri.FromTrusted(Namespace + "version");

    /// <summary>pav:previousVersion.</summary>
    public static readonly Iri PreviousVersion = Iri.FromTrusted(Namespace + "previousVersion");

    /// <summary>pav:hasCurrentVersion.</summary>
    public static readonly Iri HasCurrentVersion = Iri.FromTrusted(Namespace + "hasCurrentVersion");

    /// <summary>pav:hasVersion.</summary>
    public static readonly Iri HasVersion = Iri.FromTrusted(Namespace + "hasVersion");

    /// <summary>pav:hasEarlierVersion.</summary>
    public static readonly Iri HasEarlierVersion = Iri.FromTrusted(Namespace + "hasEarlierVersion");

    /// <summary>pav:authoredBy.</summary>
    public static readonly Iri AuthoredBy = Iri.FromTrusted(Namespace + "authoredBy");

    /// <summary>pav:authoredOn.</summary>
    public static readonly Iri AuthoredOn = Iri.FromTrusted(Namespace + "authoredOn");

    /// <summary>pav:createdBy.</summary>
    public static readonly Iri CreatedBy = Iri.FromTrusted(Namespace + "createdBy");

    /// <summary>pav:createdOn.</summary>
    public static readonly Iri CreatedOn = Iri.FromTrusted(Namespace + "createdOn");

    /// <summary>pav:createdWith.</summary>
    public static readonly Iri CreatedWith = Iri.FromTrusted(Namespace + "createdWith");

    /// <summary>pav:contributedBy.</summary>
    public static readonly Iri ContributedBy = Iri.FromTrusted(Namespace + "contributedBy");

    /// <summary>pav:curatedBy.</summary>
    public static readonly Iri CuratedBy = Iri.FromTrusted(Namespace + "curatedBy");

    /// <summary>pav:derivedFrom.</summary>
    public static readonly Iri DerivedFrom = Iri.FromTrusted(Namespace + "derivedFrom");

    /// <summary>pav:importedFrom.</summary>
    public static readonly Iri ImportedFrom = Iri.FromTrusted(Namespace + "importedFrom");

    /// <summary>pav:importedOn.</summary>
    public static readonly Iri ImportedOn = Iri.FromTrusted(Namespace + "importedOn");

    /// <summary>pav:lastUpdateOn.</summary>
    public static readonly Iri LastUpdateOn = Iri.FromTrusted(Namespace + "lastUpdateOn");

    /// <summary>pav:retrievedFrom.</summary>
    public static readonly Iri RetrievedFrom = Iri.FromTrusted(Namespace + "retrievedFrom");

    /// <summary>pav:retrievedOn.</summary>
    public static readonly Iri RetrievedOn = Iri.FromTrusted(Namespace + "retrievedOn");

    /// <summary>pav:sourceAccessedAt.</summary>
    public static readonly Iri SourceAccessedAt = Iri.FromTrusted(Namespace + "sourceAccessedAt");
}
