namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The description of a SPARQL service.</summary>
/// <remarks>Source: SPARQL 1.1 Service Description, W3C Recommendation of 21 March 2013.</remarks>
public static class ServiceDescriptionVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/sparql-service-description#";

    /// <summary>sd:Service.</summary>
    public static readonly Iri Service = Iri.FromTrusted(Namespace + "Service");

    /// <summary>sd:Feature.</summary>
    public static readonly Iri Feature = Iri.FromTrusted(Namespace + "Feature");

    /// <summary>sd:Language.</summary>
    public static readonly Iri Language = Iri.FromTrusted(Namespace + "Language");

    /// <summary>sd:Function.</summary>
    public static readonly Iri Function = Iri.FromTrusted(Namespace + "Function");

    /// <summary>sd:Aggregate.</summary>
    public static readonly Iri Aggregate = Iri.FromTrusted(Namespace + "Aggregate");

    /// <summary>sd:EntailmentRegime.</summary>
    public static readonly Iri EntailmentRegime = Iri.FromTrusted(Namespace + "EntailmentRegime");

    /// <summary>sd:EntailmentProfile.</summary>
    public static readonly Iri EntailmentProfile = Iri.FromTrusted(Namespace + "EntailmentProfile");

    /// <summary>sd:GraphCollection.</summary>
    public static readonly Iri GraphCollection = Iri.FromTrusted(Namespace + "GraphCollection");

    /// <summary>sd:Dataset.</summary>
    public static readonly Iri Dataset = Iri.FromTrusted(Namespace + "Dataset");

    /// <summary>sd:Graph.</summary>
    public static readonly Iri Graph = Iri.FromTrusted(Namespace + "Graph");

    /// <summary>sd:NamedGraph.</summary>
    public static readonly Iri NamedGraph = Iri.FromTrusted(Namespace + "NamedGraph");

    /// <summary>sd:endpoint.</summary>
    public static readonly Iri Endpoint = Iri.FromTrusted(Namespace + "endpoint");

    /// <summary>sd:feature.</summary>
    public static readonly Iri FeatureOf = Iri.FromTrusted(Namespace + "feature");

    /// <summary>sd:defaultEntailmentRegime.</summary>
    public static readonly Iri DefaultEntailmentRegime = Iri.FromTrusted(Namespace + "defaultEntailmentRegime");

    /// <summary>sd:supportedEntailmentProfile.</summary>
    public static readonly Iri SupportedEntailmentProfile = Iri.FromTrusted(Namespace + "supportedEntailmentProfile");

    /// <summary>sd:defaultSupportedEntailmentProfile.</summary>
    public static readonly Iri DefaultSupportedEntailmentProfile =
        Iri.FromTrusted(Namespace + "defaultSupportedEntailmentProfile");

    /// <summary>sd:entailmentRegime.</summary>
    public static readonly Iri EntailmentRegimeOf = Iri.FromTrusted(Namespace + "entailmentRegime");

    /// <summary>sd:extensionFunction.</summary>
    public static readonly Iri ExtensionFunction = Iri.FromTrusted(Namespace + "extensionFunction");

    /// <summary>sd:extensionAggregate.</summary>
    public static readonly Iri ExtensionAggregate = Iri.FromTrusted(Namespace + "extensionAggregate");

    /// <summary>sd:languageExtension.</summary>
    public static readonly Iri LanguageExtension = Iri.FromTrusted(Namespace + "languageExtension");

    /// <summary>sd:supportedLanguage.</summary>
    public static readonly Iri SupportedLanguage = Iri.FromTrusted(Namespace + "supportedLanguage");

    /// <summary>sd:propertyFeature.</summary>
    public static readonly Iri PropertyFeature = Iri.FromTrusted(Namespace + "propertyFeature");

    /// <summary>sd:defaultDataset.</summary>
    public static readonly Iri DefaultDataset = Iri.FromTrusted(Namespace + "defaultDataset");

    /// <summary>sd:availableGraphs.</summary>
    public static readonly Iri AvailableGraphs = Iri.FromTrusted(Namespace + "availableGraphs");

    /// <summary>sd:resultFormat.</summary>
    public static readonly Iri ResultFormat = Iri.FromTrusted(Namespace + "resultFormat");

    /// <summary>sd:inputFormat.</summary>
    public static readonly Iri InputFormat = Iri.FromTrusted(Namespace + "inputFormat");

    /// <summary>sd:defaultGraph.</summary>
    public static readonly Iri DefaultGraph = Iri.FromTrusted(Namespace + "defaultGraph");

    /// <summary>sd:namedGraph.</summary>
    public static readonly Iri NamedGraphOf = Iri.FromTrusted(Namespace + "namedGraph");

    /// <summary>sd:name.</summary>
    public static readonly Iri Name = Iri.FromTrusted(Namespace + "name");

    /// <summary>sd:graph.</summary>
    public static readonly Iri GraphOf = Iri.FromTrusted(Namespace + "graph");

    /// <summary>sd:SPARQL10Query.</summary>
    public static readonly Iri Sparql10Query = Iri.FromTrusted(Namespace + "SPARQL10Query");

    /// <summary>sd:SPARQL11Query.</summary>
    public static readonly Iri Sparql11Query = Iri.FromTrusted(Namespace + "SPARQL11Query");

    /// <summary>sd:SPARQL11Update.</summary>
    public static readonly Iri Sparql11Update = Iri.FromTrusted(Namespace + "SPARQL11Update");

    /// <summary>sd:DereferencesURIs.</summary>
    public static readonly Iri DereferencesUris = Iri.FromTrusted(Namespace + "DereferencesURIs");

    /// <summary>sd:UnionDefaultGraph.</summary>
    public static readonly Iri UnionDefaultGraph = Iri.FromTrusted(Namespace + "UnionDefaultGraph");

    /// <summary>sd:RequiresDataset.</summary>
    public static readonly Iri RequiresDataset = Iri.FromTrusted(Namespace + "RequiresDataset");

    /// <summary>sd:EmptyGraphs.</summary>
    public static readonly Iri EmptyGraphs = Iri.FromTrusted(Namespace + "EmptyGraphs");

    /// <summary>sd:BasicFederatedQuery.</summary>
    public static readonly Iri BasicFederatedQuery = Iri.FromTrusted(Namespace + "BasicFederatedQuery");
}
