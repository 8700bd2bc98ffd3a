namespace LinkedStats.Rdf.Vocabularies;

/// <summary>Changesets: the statements that one state of a description has and another has not.</summary>
/// <remarks>Source: Changeset vocabulary of Talis, 2009-05-18.</remarks>
public static class ChangeSetVocabulary
{
    /// <summary>The namespace.</summary>
    public const string Namespace = "http://purl.org/vocab/changeset/schema#";

    /// <summary>cs:addition, a statement that only the later state has.</summary>
    public static readonly Iri Addition = Iri.FromTrusted(Namespace + "addition");

    /// <summary>cs:removal, a statement that only the earlier state has.</summary>
    public static readonly Iri Removal = Iri.FromTrusted(Namespace + "removal");
}
