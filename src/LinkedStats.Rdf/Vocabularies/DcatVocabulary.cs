namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The Data Catalog Vocabulary, version 3.</summary>
/// <remarks>Source: DCAT 3, W3C Recommendation of 22 August 2024.</remarks>
public static class DcatVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/dcat#";

    /// <summary>dcat:Catalog.</summary>
    public static readonly Iri Catalog = Iri.FromTrusted(Namespace + "Catalog");

    /// <summary>dcat:Dataset.</summary>
    public static readonly Iri Dataset = Iri.FromTrusted(Namespace + "Dataset");

    /// <summary>dcat:Distribution.</summary>
    public static readonly Iri Distribution = Iri.FromTrusted(Namespace + "Distribution");

    /// <summary>dcat:DataService.</summary>
    public static readonly Iri DataService = Iri.FromTrusted(Namespace + "DataService");

    /// <summary>dcat:CatalogRecord.</summary>
    public static readonly Iri CatalogRecord = Iri.FromTrusted(Namespace + "CatalogRecord");

    /// <summary>dcat:DatasetSeries.</summary>
    public static readonly Iri DatasetSeries = Iri.FromTrusted(Namespace + "DatasetSeries");

    /// <summary>dcat:Resource.</summary>
    public static readonly Iri Resource = Iri.FromTrusted(Namespace + "Resource");

    /// <summary>dcat:Relationship.</summary>
    public static readonly Iri Relationship = Iri.FromTrusted(Namespace + "Relationship");

    /// <summary>dcat:Role.</summary>
    public static readonly Iri Role = Iri.FromTrusted(Namespace + "Role");

    /// <summary>dcat:dataset.</summary>
    public static readonly Iri DatasetOf = Iri.FromTrusted(Namespace + "dataset");

    /// <summary>dcat:distribution.</summary>
    public static readonly Iri DistributionOf = Iri.FromTrusted(Namespace + "distribution");

    /// <summary>dcat:service.</summary>
    public static readonly Iri Service = Iri.FromTrusted(Namespace + "service");

    /// <summary>dcat:catalog.</summary>
    public static readonly Iri CatalogOf = Iri.FromTrusted(Namespace + "catalog");

    /// <summary>dcat:record.</summary>
    public static readonly Iri Record = Iri.FromTrusted(Namespace + "record");

    /// <summary>dcat:resource.</summary>
    public static readonly Iri ResourceOf = Iri.FromTrusted(Namespace + "resource");

    /// <summary>dcat:themeTaxonomy.</summary>
    public static readonly Iri ThemeTaxonomy = Iri.FromTrusted(Namespace + "themeTaxonomy");

    /// <summary>dcat:theme.</summary>
    public static readonly Iri Theme = Iri.FromTrusted(Namespace + "theme");

    /// <summary>dcat:keyword.</summary>
    public static readonly Iri Keyword = Iri.FromTrusted(Namespace + "keyword");

    /// <summary>dcat:contactPoint.</summary>
    public static readonly Iri ContactPoint = Iri.FromTrusted(Namespace + "contactPoint");

    /// <summary>dcat:landingPage.</summary>
    public static readonly Iri LandingPage = Iri.FromTrusted(Namespace + "landingPage");

    /// <summary>dcat:accessURL.</summary>
    public static readonly Iri AccessUrl = Iri.FromTrusted(Namespace + "accessURL");

    /// <summary>dcat:downloadURL.</summary>
    public static readonly Iri DownloadUrl = Iri.FromTrusted(Namespace + "downloadURL");

    /// <summary>dcat:accessService.</summary>
    public static readonly Iri AccessService = Iri.FromTrusted(Namespace + "accessService");

    /// <summary>dcat:servesDataset.</summary>
    public static readonly Iri ServesDataset = Iri.FromTrusted(Namespace + "servesDataset");

    /// <summary>dcat:endpointURL.</summary>
    public static readonly Iri EndpointUrl = Iri.FromTrusted(Namespace + "endpointURL");

    /// <summary>dcat:endpointDescription.</summary>
    public static readonly Iri EndpointDescription = Iri.FromTrusted(Namespace + "endpointDescription");

    /// <summary>dcat:mediaType.</summary>
    public static readonly Iri MediaType = Iri.FromTrusted(Namespace + "mediaType");

    /// <summary>dcat:compressFormat.</summary>
    public static readonly Iri CompressFormat = Iri.FromTrusted(Namespace + "compressFormat");

    /// <summary>dcat:packageFormat.</summary>
    public static readonly Iri PackageFormat = Iri.FromTrusted(Namespace + "packageFormat");

    /// <summary>dcat:byteSize.</summary>
    public static readonly Iri ByteSize = Iri.FromTrusted(Namespace + "byteSize");

    /// <summary>dcat:version.</summary>
    public static readonly Iri Version = Iri.FromTrusted(Namespace + "version");

    /// <summary>dcat:hasVersion.</summary>
    public static readonly Iri HasVersion = Iri.FromTrusted(Namespace + "hasVersion");

    /// <summary>dcat:hasCurrentVersion.</summary>
    public static readonly Iri HasCurrentVersion = Iri.FromTrusted(Namespace + "hasCurrentVersion");

    /// <summary>dcat:isVersionOf.</summary>
    public static readonly Iri IsVersionOf = Iri.FromTrusted(Namespace + "isVersionOf");

    /// <summary>dcat:previousVersion.</summary>
    public static readonly Iri PreviousVersion = Iri.FromTrusted(Namespace + "previousVersion");

    /// <summary>dcat:prev.</summary>
    public static readonly Iri Prev = Iri.FromTrusted(Namespace + "prev");

    /// <summary>dcat:next.</summary>
    public static readonly Iri Next = Iri.FromTrusted(Namespace + "next");

    /// <summary>dcat:first.</summary>
    public static readonly Iri First = Iri.FromTrusted(Namespace + "first");

    /// <summary>dcat:last.</summary>
    public static readonly Iri Last = Iri.FromTrusted(Namespace + "last");

    /// <summary>dcat:inSeries.</summary>
    public static readonly Iri InSeries = Iri.FromTrusted(Namespace + "inSeries");

    /// <summary>dcat:seriesMember.</summary>
    public static readonly Iri SeriesMember = Iri.FromTrusted(Namespace + "seriesMember");

    /// <summary>dcat:startDate.</summary>
    public static readonly Iri StartDate = Iri.FromTrusted(Namespace + "startDate");

    /// <summary>dcat:endDate.</summary>
    public static readonly Iri EndDate = Iri.FromTrusted(Namespace + "endDate");

    /// <summary>dcat:spatialResolutionInMeters.</summary>
    public static readonly Iri SpatialResolutionInMeters = Iri.FromTrusted(Namespace + "spatialResolutionInMeters");

    /// <summary>dcat:temporalResolution.</summary>
    public static readonly Iri TemporalResolution = Iri.FromTrusted(Namespace + "temporalResolution");

    /// <summary>dcat:bbox.</summary>
    public static readonly Iri Bbox = Iri.FromTrusted(Namespace + "bbox");

    /// <summary>dcat:centroid.</summary>
    public static readonly Iri Centroid = Iri.FromTrusted(Namespace + "centroid");

    /// <summary>dcat:qualifiedRelation.</summary>
    public static readonly Iri QualifiedRelation = Iri.FromTrusted(Namespace + "qualifiedRelation");

    /// <summary>dcat:hadRole.</summary>
    public static readonly Iri HadRole = Iri.FromTrusted(Namespace + "hadRole");
}
