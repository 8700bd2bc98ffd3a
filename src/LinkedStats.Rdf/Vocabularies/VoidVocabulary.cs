namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The vocabulary of interlinked datasets: how a dataset is found, sampled and counted.</summary>
/// <remarks>Source: Describing Linked Datasets with the VoID Vocabulary, W3C Interest Group Note.</remarks>
public static class VoidVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://rdfs.org/ns/void#";

    /// <summary>void:Dataset.</summary>
    public static readonly Iri Dataset = Iri.FromTrusted(Namespace + "Dataset");

    /// <summary>void:DatasetDescription.</summary>
    public static readonly Iri DatasetDescription = Iri.FromTrusted(Namespace + "DatasetDescription");

    /// <summary>void:Linkset.</summary>
    public static readonly Iri Linkset = Iri.FromTrusted(Namespace + "Linkset");

    /// <summary>void:TechnicalFeature.</summary>
    public static readonly Iri TechnicalFeature = Iri.FromTrusted(Namespace + "TechnicalFeature");

    /// <summary>void:sparqlEndpoint.</summary>
    public static readonly Iri SparqlEndpoint = Iri.FromTrusted(Namespace + "sparqlEndpoint");

    /// <summary>void:dataDump.</summary>
    public static readonly Iri DataDump = Iri.FromTrusted(Namespace + "dataDump");

    /// <summary>void:uriLookupEndpoint.</summary>
    public static readonly Iri UriLookupEndpoint = Iri.FromTrusted(Namespace + "uriLookupEndpoint");

    /// <summary>void:uriSpace.</summary>
    public static readonly Iri UriSpace = Iri.FromTrusted(Namespace + "uriSpace");

    /// <summary>void:uriRegexPattern.</summary>
    public static readonly Iri UriRegexPattern = Iri.FromTrusted(Namespace + "uriRegexPattern");

    /// <summary>void:rootResource.</summary>
    public static readonly Iri RootResource = Iri.FromTrusted(Namespace + "rootResource");

    /// <summary>void:exampleResource.</summary>
    public static readonly Iri ExampleResource = Iri.FromTrusted(Namespace + "exampleResource");

    /// <summary>void:vocabulary.</summary>
    public static readonly Iri Vocabulary = Iri.FromTrusted(Namespace + "vocabulary");

    /// <summary>void:subset.</summary>
    public static readonly Iri Subset = Iri.FromTrusted(Namespace + "subset");

    /// <summary>void:inDataset.</summary>
    public static readonly Iri InDataset = Iri.FromTrusted(Namespace + "inDataset");

    /// <summary>void:feature.</summary>
    public static readonly Iri Feature = Iri.FromTrusted(Namespace + "feature");

    /// <summary>void:triples.</summary>
    public static readonly Iri Triples = Iri.FromTrusted(Namespace + "triples");

    /// <summary>void:entities.</summary>
    public static readonly Iri Entities = Iri.FromTrusted(Namespace + "entities");

    /// <summary>void:classes.</summary>
    public static readonly Iri Classes = Iri.FromTrusted(Namespace + "classes");

    /// <summary>void:properties.</summary>
    public static readonly Iri Properties = Iri.FromTrusted(Namespace + "properties");

    /// <summary>void:distinctSubjects.</summary>
    public static readonly Iri DistinctSubjects = Iri.FromTrusted(Namespace + "distinctSubjects");

    /// <summary>void:distinctObjects.</summary>
    public static readonly Iri DistinctObjects = Iri.FromTrusted(Namespace + "distinctObjects");

    /// <summary>void:documents.</summary>
    public static readonly Iri Documents = Iri.FromTrusted(Namespace + "documents");

    /// <summary>void:classPartition.</summary>
    public static readonly Iri ClassPartition = Iri.FromTrusted(Namespace + "classPartition");

    /// <summary>void:propertyPartition.</summary>
    public static readonly Iri PropertyPartition = Iri.FromTrusted(Namespace + "propertyPartition");

    /// <summary>void:class.</summary>
    public static readonly Iri Class = Iri.FromTrusted(Namespace + "class");

    /// <summary>void:property.</summary>
    public static readonly Iri Property = Iri.FromTrusted(Namespace + "property");

    /// <summary>void:target.</summary>
    public static readonly Iri Target = Iri.FromTrusted(Namespace + "target");

    /// <summary>void:subjectsTarget.</summary>
    public static readonly Iri SubjectsTarget = Iri.FromTrusted(Namespace + "subjectsTarget");

    /// <summary>void:objectsTarget.</summary>
    public static readonly Iri ObjectsTarget = Iri.FromTrusted(Namespace + "objectsTarget");

    /// <summary>void:linkPredicate.</summary>
    public static readonly Iri LinkPredicate = Iri.FromTrusted(Namespace + "linkPredicate");

    /// <summary>void:openSearchDescription.</summary>
    public static readonly Iri OpenSearchDescription = Iri.FromTrusted(Namespace + "openSearchDescription");
}
