namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The Dublin Core metadata terms.</summary>
/// <remarks>Source: DCMI Metadata Terms.</remarks>
public static class DctermsVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://purl.org/dc/terms/";

    /// <summary>dcterms:Agent.</summary>
    public static readonly Iri Agent = Iri.FromTrusted(Namespace + "Agent");

    /// <summary>dcterms:Location.</summary>
    public static readonly Iri Location = Iri.FromTrusted(Namespace + "Location");

    /// <summary>dcterms:PeriodOfTime.</summary>
    public static readonly Iri PeriodOfTime = Iri.FromTrusted(Namespace + "PeriodOfTime");

    /// <summary>dcterms:Frequency.</summary>
    public static readonly Iri Frequency = Iri.FromTrusted(Namespace + "Frequency");

    /// <summary>dcterms:LicenseDocument.</summary>
    public static readonly Iri LicenseDocument = Iri.FromTrusted(Namespace + "LicenseDocument");

    /// <summary>dcterms:RightsStatement.</summary>
    public static readonly Iri RightsStatement = Iri.FromTrusted(Namespace + "RightsStatement");

    /// <summary>dcterms:Standard.</summary>
    public static readonly Iri Standard = Iri.FromTrusted(Namespace + "Standard");

    /// <summary>dcterms:ProvenanceStatement.</summary>
    public static readonly Iri ProvenanceStatement = Iri.FromTrusted(Namespace + "ProvenanceStatement");

    /// <summary>dcterms:LinguisticSystem.</summary>
    public static readonly Iri LinguisticSystem = Iri.FromTrusted(Namespace + "LinguisticSystem");

    /// <summary>dcterms:MediaTypeOrExtent.</summary>
    public static readonly Iri MediaTypeOrExtent = Iri.FromTrusted(Namespace + "MediaTypeOrExtent");

    /// <summary>dcterms:BibliographicResource.</summary>
    public static readonly Iri BibliographicResource = Iri.FromTrusted(Namespace + "BibliographicResource");

    /// <summary>dcterms:title.</summary>
    public static readonly Iri Title = Iri.FromTrusted(Namespace + "title");

    /// <summary>dcterms:alternative.</summary>
    public static readonly Iri Alternative = Iri.FromTrusted(Namespace + "alternative");

    /// <summary>dcterms:description.</summary>
    public static readonly Iri Description = Iri.FromTrusted(Namespace + "description");

    /// <summary>dcterms:abstract.</summary>
    public static readonly Iri Abstract = Iri.FromTrusted(Namespace + "abstract");

    /// <summary>dcterms:identifier.</summary>
    public static readonly Iri Identifier = Iri.FromTrusted(Namespace + "identifier");

    /// <summary>dcterms:creator.</summary>
    public static readonly Iri Creator = Iri.FromTrusted(Namespace + "creator");

    /// <summary>dcterms:contributor.</summary>
    public static readonly Iri Contributor = Iri.FromTrusted(Namespace + "contributor");

    /// <summary>dcterms:publisher.</summary>
    public static readonly Iri Publisher = Iri.FromTrusted(Namespace + "publisher");

    /// <summary>dcterms:created.</summary>
    public static readonly Iri Created = Iri.FromTrusted(Namespace + "created");

    /// <summary>dcterms:issued.</summary>
    public static readonly Iri Issued = Iri.FromTrusted(Namespace + "issued");

    /// <summary>dcterms:modified.</summary>
    public static readonly Iri Modified = Iri.FromTrusted(Namespace + "modified");

    /// <summary>dcterms:available.</summary>
    public static readonly Iri Available = Iri.FromTrusted(Namespace + "available");

    /// <summary>dcterms:valid.</summary>
    public static readonly Iri Valid = Iri.FromTrusted(Namespace + "valid");

    /// <summary>dcterms:date.</summary>
    public static readonly Iri Date = Iri.FromTrusted(Namespace + "date");

    /// <summary>dcterms:dateSubmitted.</summary>
    public static readonly Iri DateSubmitted = Iri.FromTrusted(Namespace + "dateSubmitted");

    /// <summary>dcterms:license.</summary>
    public static readonly Iri License = Iri.FromTrusted(Namespace + "license");

    /// <summary>dcterms:rights.</summary>
    public static readonly Iri Rights = Iri.FromTrusted(Namespace + "rights");

    /// <summary>dcterms:rightsHolder.</summary>
    public static readonly Iri RightsHolder = Iri.FromTrusted(Namespace + "rightsHolder");

    /// <summary>dcterms:accessRights.</summary>
    public static readonly Iri AccessRights = Iri.FromTrusted(Namespace + "accessRights");

    /// <summary>dcterms:subject.</summary>
    public static readonly Iri Subject = Iri.FromTrusted(Namespace + "subject");

    /// <summary>dcterms:type.</summary>
    public static readonly Iri Type = Iri.FromTrusted(Namespace + "type");

    /// <summary>dcterms:format.</summary>
    public static readonly Iri Format = Iri.FromTrusted(Namespace + "format");

    /// <summary>dcterms:extent.</summary>
    public static readonly Iri Extent = Iri.FromTrusted(Namespace + "extent");

    /// <summary>dcterms:language.</summary>
    public static readonly Iri Language = Iri.FromTrusted(Namespace + "language");

    /// <summary>dcterms:spatial.</summary>
    public static readonly Iri Spatial = Iri.FromTrusted(Namespace + "spatial");

    /// <summary>dcterms:temporal.</summary>
    public static readonly Iri Temporal = Iri.FromTrusted(Namespace + "temporal");

    /// <summary>dcterms:coverage.</summary>
    public static readonly Iri Coverage = Iri.FromTrusted(Namespace + "coverage");

    /// <summary>dcterms:source.</summary>
    public static readonly Iri Source = Iri.FromTrusted(Namespace + "source");

    /// <summary>dcterms:relation.</summary>
    public static readonly Iri Relation = Iri.FromTrusted(Namespace + "relation");

    /// <summary>dcterms:references.</summary>
    public static readonly Iri References = Iri.FromTrusted(Namespace + "references");

    /// <summary>dcterms:isReferencedBy.</summary>
    public static readonly Iri IsReferencedBy = Iri.FromTrusted(Namespace + "isReferencedBy");

    /// <summary>dcterms:requires.</summary>
    public static readonly Iri Requires = Iri.FromTrusted(Namespace + "requires");

    /// <summary>dcterms:isRequiredBy.</summary>
    public static readonly Iri IsRequiredBy = Iri.FromTrusted(Namespace + "isRequiredBy");

    /// <summary>dcterms:replaces.</summary>
    public static readonly Iri Replaces = Iri.FromTrusted(Namespace + "replaces");

    /// <summary>dcterms:isReplacedBy.</summary>
    public static readonly Iri IsReplacedBy = Iri.FromTrusted(Namespace + "isReplacedBy");

    /// <summary>dcterms:hasPart.</summary>
    public static readonly Iri HasPart = Iri.FromTrusted(Namespace + "hasPart");

    /// <summary>dcterms:isPartOf.</summary>
    public static readonly Iri IsPartOf = Iri.FromTrusted(Namespace + "isPartOf");

    /// <summary>dcterms:hasVersion.</summary>
    public static readonly Iri HasVersion = Iri.FromTrusted(Namespace + "hasVersion");

    /// <summary>dcterms:isVersionOf.</summary>
    public static readonly Iri IsVersionOf = Iri.FromTrusted(Namespace + "isVersionOf");

    /// <summary>dcterms:hasFormat.</summary>
    public static readonly Iri HasFormat = Iri.FromTrusted(Namespace + "hasFormat");

    /// <summary>dcterms:isFormatOf.</summary>
    public static readonly Iri IsFormatOf = Iri.FromTrusted(Namespace + "isFormatOf");

    /// <summary>dcterms:conformsTo.</summary>
    public static readonly Iri ConformsTo = Iri.FromTrusted(Namespace + "conformsTo");

    /// <summary>dcterms:accrualPeriodicity.</summary>
    public static readonly Iri AccrualPeriodicity = Iri.FromTrusted(Namespace + "accrualPeriodicity");

    /// <summary>dcterms:provenance.</summary>
    public static readonly Iri Provenance = Iri.FromTrusted(Namespace + "provenance");

    /// <summary>dcterms:audience.</summary>
    public static readonly Iri Audience = Iri.FromTrusted(Namespace + "audience");

    /// <summary>dcterms:bibliographicCitation.</summary>
    public static readonly Iri BibliographicCitation = Iri.FromTrusted(Namespace + "bibliographicCitation");

    /// <summary>dcterms:tableOfContents.</summary>
    public static readonly Iri TableOfContents = Iri.FromTrusted(Namespace + "tableOfContents");

    /// <summary>dcterms:mediator.</summary>
    public static readonly Iri Mediator = Iri.FromTrusted(Namespace + "mediator");
}
