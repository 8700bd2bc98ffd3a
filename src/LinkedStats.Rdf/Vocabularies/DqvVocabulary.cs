namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The data quality vocabulary.</summary>
/// <remarks>Source: Data Quality Vocabulary, W3C Working Group Note.</remarks>
public static class DqvVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/dqv#";

    /// <summary>dqv:QualityMeasurement.</summary>
    public static readonly Iri QualityMeasurement = Iri.FromTrusted(Namespace + "QualityMeasurement");

    /// <summary>dqv:QualityMeasurementDataset.</summary>
    public static readonly Iri QualityMeasurementDataset = Iri.FromTrusted(Namespace + "QualityMeasurementDataset");

    /// <summary>dqv:QualityAnnotation.</summary>
    public static readonly Iri QualityAnnotation = Iri.FromTrusted(Namespace + "QualityAnnotation");

    /// <summary>dqv:QualityCertificate.</summary>
    public static readonly Iri QualityCertificate = Iri.FromTrusted(Namespace + "QualityCertificate");

    /// <summary>dqv:QualityMetadata.</summary>
    public static readonly Iri QualityMetadata = Iri.FromTrusted(Namespace + "QualityMetadata");

    /// <summary>dqv:QualityPolicy.</summary>
    public static readonly Iri QualityPolicy = Iri.FromTrusted(Namespace + "QualityPolicy");

    /// <summary>dqv:Metric.</summary>
    public static readonly Iri Metric = Iri.FromTrusted(Namespace + "Metric");

    /// <summary>dqv:Dimension.</summary>
    public static readonly Iri Dimension = Iri.FromTrusted(Namespace + "Dimension");

    /// <summary>dqv:Category.</summary>
    public static readonly Iri Category = Iri.FromTrusted(Namespace + "Category");

    /// <summary>dqv:UserQualityFeedback.</summary>
    public static readonly Iri UserQualityFeedback = Iri.FromTrusted(Namespace + "UserQualityFeedback");

    /// <summary>dqv:hasQualityMeasurement.</summary>
    public static readonly Iri HasQualityMeasurement = Iri.FromTrusted(Namespace + "hasQualityMeasurement");

    /// <summary>dqv:hasQualityAnnotation.</summary>
    public static readonly Iri HasQualityAnnotation = Iri.FromTrusted(Namespace + "hasQualityAnnotation");

    /// <summary>dqv:hasQualityMetadata.</summary>
    public static readonly Iri HasQualityMetadata = Iri.FromTrusted(Namespace + "hasQualityMetadata");

    /// <summary>dqv:isMeasurementOf.</summary>
    public static readonly Iri IsMeasurementOf = Iri.FromTrusted(Namespace + "isMeasurementOf");

    /// <summary>dqv:computedOn.</summary>
    public static readonly Iri ComputedOn = Iri.FromTrusted(Namespace + "computedOn");

    /// <summary>dqv:value.</summary>
    public static readonly Iri Value = Iri.FromTrusted(Namespace + "value");

    /// <summary>dqv:expectedDataType.</summary>
    public static readonly Iri ExpectedDataType = Iri.FromTrusted(Namespace + "expectedDataType");

    /// <summary>dqv:inDimension.</summary>
    public static readonly Iri InDimension = Iri.FromTrusted(Namespace + "inDimension");

    /// <summary>dqv:inCategory.</summary>
    public static readonly Iri InCategory = Iri.FromTrusted(Namespace + "inCategory");
}
