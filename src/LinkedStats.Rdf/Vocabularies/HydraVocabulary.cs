namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The part of Hydra that describes paged collections and search templates.</summary>
/// <remarks>Source: Hydra Core Vocabulary, W3C Community Group draft.</remarks>
public static class HydraVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://www.w3.org/ns/hydra/core#";

    /// <summary>hydra:Resource.</summary>
    public static readonly Iri Resource = Iri.FromTrusted(Namespace + "Resource");

    /// <summary>hydra:Class.</summary>
    public static readonly Iri Class = Iri.FromTrusted(Namespace + "Class");

    /// <summary>hydra:Collection.</summary>
    public static readonly Iri Collection = Iri.FromTrusted(Namespace + "Collection");

    /// <summary>hydra:PartialCollectionView.</summary>
    public static readonly Iri PartialCollectionView = Iri.FromTrusted(Namespace + "PartialCollectionView");

    /// <summary>hydra:PagedCollection.</summary>
    public static readonly Iri PagedCollection = Iri.FromTrusted(Namespace + "PagedCollection");

    /// <summary>hydra:ApiDocumentation.</summary>
    public static readonly Iri ApiDocumentation = Iri.FromTrusted(Namespace + "ApiDocumentation");

    /// <summary>hydra:IriTemplate.</summary>
    public static readonly Iri IriTemplate = Iri.FromTrusted(Namespace + "IriTemplate");

    /// <summary>hydra:IriTemplateMapping.</summary>
    public static readonly Iri IriTemplateMapping = Iri.FromTrusted(Namespace + "IriTemplateMapping");

    /// <summary>hydra:Link.</summary>
    public static readonly Iri Link = Iri.FromTrusted(Namespace + "Link");

    /// <summary>hydra:apiDocumentation.</summary>
    public static readonly Iri ApiDocumentationOf = Iri.FromTrusted(Namespace + "apiDocumentation");

    /// <summary>hydra:entrypoint.</summary>
    public static readonly Iri Entrypoint = Iri.FromTrusted(Namespace + "entrypoint");

    /// <summary>hydra:collection.</summary>
    public static readonly Iri CollectionOf = Iri.FromTrusted(Namespace + "collection");

    /// <summary>hydra:member.</summary>
    public static readonly Iri Member = Iri.FromTrusted(Namespace + "member");

    /// <summary>hydra:view.</summary>
    public static readonly Iri View = Iri.FromTrusted(Namespace + "view");

    /// <summary>hydra:totalItems.</summary>
    public static readonly Iri TotalItems = Iri.FromTrusted(Namespace + "totalItems");

    /// <summary>hydra:itemsPerPage.</summary>
    public static readonly Iri ItemsPerPage = Iri.FromTrusted(Namespace + "itemsPerPage");

    /// <summary>hydra:first.</summary>
    public static readonly Iri First = Iri.FromTrusted(Namespace + "first");

    /// <summary>hydra:next.</summary>
    public static readonly Iri Next = Iri.FromTrusted(Namespace + "next");

    /// <summary>hydra:previous.</summary>
    public static readonly Iri Previous = Iri.FromTrusted(Namespace + "previous");

    /// <summary>hydra:last.</summary>
    public static readonly Iri Last = Iri.FromTrusted(Namespace + "last");

    /// <summary>hydra:firstPage.</summary>
    public static readonly Iri FirstPage = Iri.FromTrusted(Namespace + "firstPage");

    /// <summary>hydra:nextPage.</summary>
    public static readonly Iri NextPage = Iri.FromTrusted(Namespace + "nextPage");

    /// <summary>hydra:previousPage.</summary>
    public static readonly Iri PreviousPage = Iri.FromTrusted(Namespace + "previousPage");

    /// <summary>hydra:lastPage.</summary>
    public static readonly Iri LastPage = Iri.FromTrusted(Namespace + "lastPage");

    /// <summary>hydra:search.</summary>
    public static readonly Iri Search = Iri.FromTrusted(Namespace + "search");

    /// <summary>hydra:template.</summary>
    public static readonly Iri Template = Iri.FromTrusted(Namespace + "template");

    /// <summary>hydra:mapping.</summary>
    public static readonly Iri Mapping = Iri.FromTrusted(Namespace + "mapping");

    /// <summary>hydra:variable.</summary>
    public static readonly Iri Variable = Iri.FromTrusted(Namespace + "variable");

    /// <summary>hydra:property.</summary>
    public static readonly Iri Property = Iri.FromTrusted(Namespace + "property");

    /// <summary>hydra:required.</summary>
    public static readonly Iri Required = Iri.FromTrusted(Namespace + "required");

    /// <summary>hydra:variableRepresentation.</summary>
    public static readonly Iri VariableRepresentation = Iri.FromTrusted(Namespace + "variableRepresentation");

    /// <summary>hydra:title.</summary>
    public static readonly Iri Title = Iri.FromTrusted(Namespace + "title");

    /// <summary>hydra:description.</summary>
    public static readonly Iri Description = Iri.FromTrusted(Namespace + "description");
}
