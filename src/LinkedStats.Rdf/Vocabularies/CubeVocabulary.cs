namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The RDF Data Cube vocabulary.</summary>
/// <remarks>Source: The RDF Data Cube Vocabulary, W3C Recommendation of 16 January 2014.</remarks>
public static class CubeVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://purl.org/linked-data/cube#";

    /// <summary>qb:DataSet.</summary>
    public static readonly Iri DataSet = Iri.FromTrusted(Namespace + "DataSet");

    /// <summary>qb:Observation.</summary>
    public static readonly Iri Observation = Iri.FromTrusted(Namespace + "Observation");

    /// <summary>qb:ObservationGroup.</summary>
    public static readonly Iri ObservationGroup = Iri.FromTrusted(Namespace + "ObservationGroup");

    /// <summary>qb:Slice.</summary>
    public static readonly Iri Slice = Iri.FromTrusted(Namespace + "Slice");

    /// <summary>qb:Attachable.</summary>
    public static readonly Iri Attachable = Iri.FromTrusted(Namespace + "Attachable");

    /// <summary>qb:DataStructureDefinition.</summary>
    public static readonly Iri DataStructureDefinition = Iri.FromTrusted(Namespace + "DataStructureDefinition");

    /// <summary>qb:ComponentSet.</summary>
    public static readonly Iri ComponentSet = Iri.FromTrusted(Namespace + "ComponentSet");

    /// <summary>qb:ComponentSpecification.</summary>
    public static readonly Iri ComponentSpecification = Iri.FromTrusted(Namespace + "ComponentSpecification");

    /// <summary>qb:SliceKey.</summary>
    public static readonly Iri SliceKey = Iri.FromTrusted(Namespace + "SliceKey");

    /// <summary>qb:ComponentProperty.</summary>
    public static readonly Iri ComponentProperty = Iri.FromTrusted(Namespace + "ComponentProperty");

    /// <summary>qb:DimensionProperty.</summary>
    public static readonly Iri DimensionProperty = Iri.FromTrusted(Namespace + "DimensionProperty");

    /// <summary>qb:AttributeProperty.</summary>
    public static readonly Iri AttributeProperty = Iri.FromTrusted(Namespace + "AttributeProperty");

    /// <summary>qb:MeasureProperty.</summary>
    public static readonly Iri MeasureProperty = Iri.FromTrusted(Namespace + "MeasureProperty");

    /// <summary>qb:CodedProperty.</summary>
    public static readonly Iri CodedProperty = Iri.FromTrusted(Namespace + "CodedProperty");

    /// <summary>qb:HierarchicalCodeList.</summary>
    public static readonly Iri HierarchicalCodeList = Iri.FromTrusted(Namespace + "HierarchicalCodeList");

    /// <summary>qb:dataSet.</summary>
    public static readonly Iri DataSetOf = Iri.FromTrusted(Namespace + "dataSet");

    /// <summary>qb:observation.</summary>
    public static readonly Iri ObservationOf = Iri.FromTrusted(Namespace + "observation");

    /// <summary>qb:observationGroup.</summary>
    public static readonly Iri ObservationGroupOf = Iri.FromTrusted(Namespace + "observationGroup");

    /// <summary>qb:slice.</summary>
    public static readonly Iri SliceOf = Iri.FromTrusted(Namespace + "slice");

    /// <summary>qb:structure.</summary>
    public static readonly Iri Structure = Iri.FromTrusted(Namespace + "structure");

    /// <summary>qb:component.</summary>
    public static readonly Iri Component = Iri.FromTrusted(Namespace + "component");

    /// <summary>qb:componentProperty.</summary>
    public static readonly Iri ComponentPropertyOf = Iri.FromTrusted(Namespace + "componentProperty");

    /// <summary>qb:dimension.</summary>
    public static readonly Iri Dimension = Iri.FromTrusted(Namespace + "dimension");

    /// <summary>qb:measure.</summary>
    public static readonly Iri Measure = Iri.FromTrusted(Namespace + "measure");

    /// <summary>qb:attribute.</summary>
    public static readonly Iri Attribute = Iri.FromTrusted(Namespace + "attribute");

    /// <summary>qb:measureDimension.</summary>
    public static readonly Iri MeasureDimension = Iri.FromTrusted(Namespace + "measureDimension");

    /// <summary>qb:componentAttachment.</summary>
    public static readonly Iri ComponentAttachment = Iri.FromTrusted(Namespace + "componentAttachment");

    /// <summary>qb:componentRequired.</summary>
    public static readonly Iri ComponentRequired = Iri.FromTrusted(Namespace + "componentRequired");

    /// <summary>qb:order.</summary>
    public static readonly Iri Order = Iri.FromTrusted(Namespace + "order");

    /// <summary>qb:sliceStructure.</summary>
    public static readonly Iri SliceStructure = Iri.FromTrusted(Namespace + "sliceStructure");

    /// <summary>qb:sliceKey.</summary>
    public static readonly Iri SliceKeyOf = Iri.FromTrusted(Namespace + "sliceKey");

    /// <summary>qb:measureType.</summary>
    public static readonly Iri MeasureType = Iri.FromTrusted(Namespace + "measureType");

    /// <summary>qb:concept.</summary>
    public static readonly Iri Concept = Iri.FromTrusted(Namespace + "concept");

    /// <summary>qb:codeList.</summary>
    public static readonly Iri CodeList = Iri.FromTrusted(Namespace + "codeList");

    /// <summary>qb:hierarchyRoot.</summary>
    public static readonly Iri HierarchyRoot = Iri.FromTrusted(Namespace + "hierarchyRoot");

    /// <summary>qb:parentChildProperty.</summary>
    public static readonly Iri ParentChildProperty = Iri.FromTrusted(Namespace + "parentChildProperty");
}
