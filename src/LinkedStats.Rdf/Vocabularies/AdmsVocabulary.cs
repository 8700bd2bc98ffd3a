namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The Asset Description Metadata Schema: statuses, notes and samples of versions.</summary>
/// <remarks>Source: ADMS, W3C Working Group Note of 1 August 2013.</remarks>
public static class AdmsVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/adms#";

    /// <summary>adms:Asset.</summary>
    public static readonly Iri Asset = Iri.FromTrusted(Namespace + "Asset");

    /// <summary>adms:AssetDistribution.</summary>
    public static readonly Iri AssetDistribution = Iri.FromTrusted(Namespace + "AssetDistribution");

    /// <summary>adms:AssetRepository.</summary>
    public static readonly Iri AssetRepository = Iri.FromTrusted(Namespace + "AssetRepository");

    /// <summary>adms:Identifier.</summary>
    public static readonly Iri Identifier = Iri.FromTrusted(Namespace + "Identifier");

    /// <summary>adms:status.</summary>
    public static readonly Iri Status = Iri.FromTrusted(Namespace + "status");

    /// <summary>adms:versionNotes.</summary>
    public static readonly Iri VersionNotes = Iri.FromTrusted(Namespace + "versionNotes");

    /// <summary>adms:identifier.</summary>
    public static readonly Iri IdentifierOf = Iri.FromTrusted(Namespace + "identifier");

    /// <summary>adms:sample.</summary>
    public static readonly Iri Sample = Iri.FromTrusted(Namespace + "sample");

    /// <summary>adms:prev.</summary>
    public static readonly Iri Prev = Iri.FromTrusted(Namespace + "prev");

    /// <summary>adms:next.</summary>
    public static readonly Iri Next = Iri.FromTrusted(Namespace + "next");

    /// <summary>adms:last.</summary>
    public static readonly Iri Last = Iri.FromTrusted(Namespace + "last");

    /// <summary>adms:includedAsset.</summary>
    public static readonly Iri IncludedAsset = Iri.FromTrusted(Namespace + "includedAsset");

    /// <summary>adms:interoperabilityLevel.</summary>
    public static readonly Iri InteroperabilityLevel = Iri.FromTrusted(Namespace + "interoperabilityLevel");

    /// <summary>adms:representationTechnique.</summary>
    public static readonly Iri RepresentationTechnique = Iri.FromTrusted(Namespace + "representationTechnique");

    /// <summary>adms:schemaAgency.</summary>
    public static readonly Iri SchemaAgency = Iri.FromTrusted(Namespace + "schemaAgency");

    /// <summary>adms:supportedSchema.</summary>
    public static readonly Iri SupportedSchema = Iri.FromTrusted(Namespace + "supportedSchema");

    /// <summary>adms:translation.</summary>
    public static readonly Iri Translation = Iri.FromTrusted(Namespace + "translation");
}
