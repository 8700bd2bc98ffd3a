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

    /// <summary>qb:dataSet.</summary>
    public static readonly Iri DataSetOf = Iri.FromTrusted(Namespace + "dataSet");

    /// <summary>qb:observation.</summary>
    public static readonly Iri ObservationOf = Iri.FromTrusted(Namespace + "observation");

    /// <summary>qb:structure.</summary>
    public static readonly Iri Structure = Iri.FromTrusted(Namespace + "structure");

    /// <summary>qb:DataStructureDefinition.</summary>
    public static readonly Iri DataStructureDefinition = Iri.FromTrusted(Namespace + "DataStructureDefinition");

    /// <summary>qb:measureType.</summary>
    public static readonly Iri MeasureType = Iri.FromTrusted(Namespace + "measureType");
}
