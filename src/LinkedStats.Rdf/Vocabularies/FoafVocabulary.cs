namespace LinkedStats.Rdf.Vocabularies;

/// <summary>The Friend of a Friend vocabulary: agents, documents, pages.</summary>
/// <remarks>Source: FOAF Vocabulary Specification 0.99.</remarks>
public static class FoafVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://xmlns.com/foaf/0.1/";

    /// <summary>foaf:Agent.</summary>
    public static readonly Iri Agent = Iri.FromTrusted(Namespace + "Agent");

    /// <summary>foaf:Organization.</summary>
    public static readonly Iri Organization = Iri.FromTrusted(Namespace + "Organization");

    /// <summary>foaf:Group.</summary>
    public static readonly Iri Group = Iri.FromTrusted(Namespace + "Group");

    /// <summary>foaf:Person.</summary>
    public static readonly Iri Person = Iri.FromTrusted(Namespace + "Person");

    /// <summary>foaf:Document.</summary>
    public static readonly Iri Document = Iri.FromTrusted(Namespace + "Document");

    /// <summary>foaf:Project.</summary>
    public static readonly Iri Project = Iri.FromTrusted(Namespace + "Project");

    /// <summary>foaf:Image.</summary>
    public static readonly Iri Image = Iri.FromTrusted(Namespace + "Image");

    /// <summary>foaf:name.</summary>
    public static readonly Iri Name = Iri.FromTrusted(Namespace + "name");

    /// <summary>foaf:homepage.</summary>
    public static readonly Iri Homepage = Iri.FromTrusted(Namespace + "homepage");

    /// <summary>foaf:page.</summary>
    public static readonly Iri Page = Iri.FromTrusted(Namespace + "page");

    /// <summary>foaf:primaryTopic.</summary>
    public static readonly Iri PrimaryTopic = Iri.FromTrusted(Namespace + "primaryTopic");

    /// <summary>foaf:isPrimaryTopicOf.</summary>
    public static readonly Iri IsPrimaryTopicOf = Iri.FromTrusted(Namespace + "isPrimaryTopicOf");

    /// <summary>foaf:topic.</summary>
    public static readonly Iri Topic = Iri.FromTrusted(Namespace + "topic");

    /// <summary>foaf:depiction.</summary>
    public static readonly Iri Depiction = Iri.FromTrusted(Namespace + "depiction");

    /// <summary>foaf:logo.</summary>
    public static readonly Iri Logo = Iri.FromTrusted(Namespace + "logo");

    /// <summary>foaf:mbox.</summary>
    public static readonly Iri Mbox = Iri.FromTrusted(Namespace + "mbox");

    /// <summary>foaf:member.</summary>
    public static readonly Iri Member = Iri.FromTrusted(Namespace + "member");

    /// <summary>foaf:maker.</summary>
    public static readonly Iri Maker = Iri.FromTrusted(Namespace + "maker");

    /// <summary>foaf:made.</summary>
    public static readonly Iri Made = Iri.FromTrusted(Namespace + "made");

    /// <summary>foaf:nick.</summary>
    public static readonly Iri Nick = Iri.FromTrusted(Namespace + "nick");

    /// <summary>foaf:status.</summary>
    public static readonly Iri Status = Iri.FromTrusted(Namespace + "status");
}
