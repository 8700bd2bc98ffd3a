using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Conformance;

/// <summary>One test of a manifest.</summary>
/// <param name="Entry">The test in the manifest.</param>
/// <param name="Iri">Its IRI; where the manifest has none, one made from the manifest's file.</param>
/// <param name="Graph">The whole manifest.</param>
/// <param name="ManifestPath">The manifest's file.</param>
internal sealed record ManifestTest(Term Entry, Iri Iri, Graph Graph, string ManifestPath)
{
    /// <summary>The address of the suite's folder for relative IRIs; null for that of the files.</summary>
    public Iri? AssumedBase { get; init; }

    /// <summary>The address under which the suite's folder is published; null where nothing tells.</summary>
    public Iri? PublishedBase { get; init; }

    /// <summary>
    /// The manifest's folder, or its file where that has a name of its own, and the test's own name, such as
    /// <c>rdf-turtle/IRI_subject</c> or <c>toRdf-manifest/t0001</c>.
    /// </summary>
    public string Id
    {
        get => field ?? (Path.GetFileNameWithoutExtension(ManifestPath) is var name and not "manifest"
            ? name
            : Path.GetFileName(Folder)) + "/" + LocalName;
        init;
    }

    /// <summary>How to run it, such as <c>mf:QueryEvaluationTest</c>.</summary>
    public IEnumerable<Iri> Types => Graph.Objects(Entry, RdfVocabulary.Type).OfType<Iri>();

    /// <summary>What people call it.</summary>
    public string Name => (Graph.FirstObject(Entry, Manifest.Mf("name")) as Literal)?.Lexical ?? LocalName;

    /// <summary>The input: a file, or a node of <see cref="Graph"/> that names several.</summary>
    public Term Action => Graph.FirstObject(Entry, Manifest.Mf("action"))
        ?? throw new InvalidDataException($"{Id} in {ManifestPath} has no mf:action.");

    /// <summary>The expected result; null in tests of syntax.</summary>
    public Term? Result => Graph.FirstObject(Entry, Manifest.Mf("result"));

    /// <summary>The IRI by which others know the test, never a path of this machine.</summary>
    public Iri PublishedIri
    {
        get
        {
            if (!Iri.Text.StartsWith("file:", StringComparison.Ordinal))
            {
                return Iri;
            }

            string folder = PublishedBase?.Text ?? $"urn:x-manifest:{Uri.EscapeDataString(Path.GetFileName(Folder))}/";
            return LinkedStats.Rdf.Iri.Parse(folder + RelativePath(PathOf(Iri)) + new Uri(Iri.Text).Fragment);
        }
    }

    private string Folder => Path.GetDirectoryName(ManifestPath)!;

    private string LocalName => Iri.Text[(Iri.Text.LastIndexOfAny(['#', '/']) + 1)..];

    /// <summary>Gives the local path of a file that the manifest names.</summary>
    public static string PathOf(Term file) => new Uri(((Iri)file).Text).LocalPath;

    /// <summary>Gives the IRI that a file has for its own relative IRIs.</summary>
    public Iri BaseOf(Term file) =>
        AssumedBase is null ? (Iri)file : LinkedStats.Rdf.Iri.Parse(AssumedBase.Text + RelativePath(PathOf(file)));

    /// <summary>Gives the values of a property of the action, such as <c>qt:data</c>.</summary>
    public IEnumerable<Term> OfAction(Iri property) => Graph.Objects(Action, property);

    /// <inheritdoc/>
    public override string ToString() => Id;

    /// <summary>Gives the path of a file from the manifest's folder on, with slashes.</summary>
    public string RelativePath(string path) => Path.GetRelativePath(Folder, path).Replace('\\', '/');
}
