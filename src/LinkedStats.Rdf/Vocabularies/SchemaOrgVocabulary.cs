namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The terms of schema.org that search engines read about datasets.</summary>
/// <remarks>Source: schema.org, with the http namespace.</remarks>
public static class SchemaOrgVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://schema.org/";

    /// <summary>schema:Dataset.</summary>
    public static readonly Iri Dataset = Iri.FromTrusted(Namespace + "Dataset");

    /// <summary>schema:DataDownload.</summary>
    public static readonly Iri DataDownload = Iri.FromTrusted(Namespace + "DataDownload");

    /// <summary>schema:DataCatalog.</summary>
    public static readonly Iri DataCatalog = Iri.FromTrusted(Namespace + "DataCatalog");

    /// <summary>schema:Organization.</summary>
    public static readonly Iri Organization = Iri.FromTrusted(Namespace + "Organization");

    /// <summary>schema:Place.</summary>
    public static readonly Iri Place = Iri.FromTrusted(Namespace + "Place");

    /// <summary>schema:Event.</summary>
    public static readonly Iri Event = Iri.FromTrusted(Namespace + "Event");

    /// <summary>schema:Course.</summary>
    public static readonly Iri Course = Iri.FromTrusted(Namespace + "Course");

    /// <summary>schema:PropertyValue.</summary>
    public static readonly Iri PropertyValue = Iri.FromTrusted(Namespace + "PropertyValue");

    /// <summary>schema:Person.</summary>
    public static readonly Iri Person = Iri.FromTrusted(Namespace + "Person");

    /// <summary>schema:CreativeWork.</summary>
    public static readonly Iri CreativeWork = Iri.FromTrusted(Namespace + "CreativeWork");

    /// <summary>schema:name.</summary>
    public static readonly Iri Name = Iri.FromTrusted(Namespace + "name");

    /// <summary>schema:description.</summary>
    public static readonly Iri Description = Iri.FromTrusted(Namespace + "description");

    /// <summary>schema:url.</summary>
    public static readonly Iri Url = Iri.FromTrusted(Namespace + "url");

    /// <summary>schema:identifier.</summary>
    public static readonly Iri Identifier = Iri.FromTrusted(Namespace + "identifier");

    /// <summary>schema:license.</summary>
    public static readonly Iri License = Iri.FromTrusted(Namespace + "license");

    /// <summary>schema:creator.</summary>
    public static readonly Iri Creator = Iri.FromTrusted(Namespace + "creator");

    /// <summary>schema:publisher.</summary>
    public static readonly Iri Publisher = Iri.FromTrusted(Namespace + "publisher");

    /// <summary>schema:datePublished.</summary>
    public static readonly Iri DatePublished = Iri.FromTrusted(Namespace + "datePublished");

    /// <summary>schema:dateModified.</summary>
    public static readonly Iri DateModified = Iri.FromTrusted(Namespace + "dateModified");

    /// <summary>schema:temporalCoverage.</summary>
    public static readonly Iri TemporalCoverage = Iri.FromTrusted(Namespace + "temporalCoverage");

    /// <summary>schema:spatialCoverage.</summary>
    public static readonly Iri SpatialCoverage = Iri.FromTrusted(Namespace + "spatialCoverage");

    /// <summary>schema:variableMeasured.</summary>
    public static readonly Iri VariableMeasured = Iri.FromTrusted(Namespace + "variableMeasured");

    /// <summary>schema:distribution.</summary>
    public static readonly Iri Distribution = Iri.FromTrusted(Namespace + "distribution");

    /// <summary>schema:includedInDataCatalog.</summary>
    public static readonly Iri IncludedInDataCatalog = Iri.FromTrusted(Namespace + "includedInDataCatalog");

    /// <summary>schema:contentUrl.</summary>
    public static readonly Iri ContentUrl = Iri.FromTrusted(Namespace + "contentUrl");

    /// <summary>schema:encodingFormat.</summary>
    public static readonly Iri EncodingFormat = Iri.FromTrusted(Namespace + "encodingFormat");

    /// <summary>schema:version.</summary>
    public static readonly Iri Version = Iri.FromTrusted(Namespace + "version");

    /// <summary>schema:keywords.</summary>
    public static readonly Iri Keywords = Iri.FromTrusted(Namespace + "keywords");

    /// <summary>schema:sameAs.</summary>
    public static readonly Iri SameAs = Iri.FromTrusted(Namespace + "sameAs");

    /// <summary>schema:isAccessibleForFree.</summary>
    public static readonly Iri IsAccessibleForFree = Iri.FromTrusted(Namespace + "isAccessibleForFree");

    /// <summary>schema:startDate.</summary>
    public static readonly Iri StartDate = Iri.FromTrusted(Namespace + "startDate");

    /// <summary>schema:previousStartDate.</summary>
    public static readonly Iri PreviousStartDate = Iri.FromTrusted(Namespace + "previousStartDate");

    /// <summary>schema:eventStatus.</summary>
    public static readonly Iri EventStatus = Iri.FromTrusted(Namespace + "eventStatus");

    /// <summary>schema:EventScheduled.</summary>
    public static readonly Iri EventScheduled = Iri.FromTrusted(Namespace + "EventScheduled");

    /// <summary>schema:EventRescheduled.</summary>
    public static readonly Iri EventRescheduled = Iri.FromTrusted(Namespace + "EventRescheduled");

    /// <summary>schema:EventCancelled.</summary>
    public static readonly Iri EventCancelled = Iri.FromTrusted(Namespace + "EventCancelled");

    /// <summary>schema:endDate.</summary>
    public static readonly Iri EndDate = Iri.FromTrusted(Namespace + "endDate");
}
