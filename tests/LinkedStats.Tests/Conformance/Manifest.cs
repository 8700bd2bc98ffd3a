using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Conformance;

/// <summary>The test manifests of W3C suites, read with our own Turtle reader.</summary>
/// <remarks>Source: the manifest vocabulary, http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#.</remarks>
internal static class Manifest
{
    private const string Namespace = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

    /// <summary>Makes a term of the manifest vocabulary.</summary>
    public static Iri Mf(string name) => Iri.FromTrusted(Namespace + name);

    /// <summary>Makes a term of the vocabulary of query tests.</summary>
    public static Iri Qt(string name) =>
        Iri.FromTrusted("http://www.w3.org/2001/sw/DataAccess/tests/test-query#" + name);

    /// <summary>Lists the ids of a manifest's tests for <c>[MemberData]</c>.</summary>
    /// <param name="parts">The manifest's path below the shared material.</param>
    /// <returns>The ids; where the material is absent, one id that is none, so that the test runs and says so.</returns>
    public static TheoryData<string> Ids(params string[] parts)
    {
        string path = Path.Combine([SharedMaterial.Root, .. parts]);
        return File.Exists(path) ? [.. Load(path).Select(static test => test.Id)] : ["absent"];
    }

    /// <summary>Reads a manifest and those that it includes.</summary>
    /// <param name="path">The manifest's file.</param>
    /// <returns>The tests in the order of the entries.</returns>
    public static IReadOnlyList<ManifestTest> Load(string path)
    {
        var tests = new List<ManifestTest>();
        Load(Path.GetFullPath(path), tests, []);
        return tests;
    }

    private static void Load(string path, List<ManifestTest> tests, HashSet<string> seen)
    {
        if (!seen.Add(path))
        {
            return;
        }

        Graph graph = RdfReader.ReadFile(path);
        foreach (Term manifest in graph.Instances(Mf("Manifest")))
        {
            var assumedBase = graph.FirstObject(manifest, Mf("assumedTestBase")) as Iri;
            foreach (Term include in Listed(graph, manifest, Mf("include")))
            {
                Load(ManifestTest.PathOf((Iri)include), tests, seen);
            }

            foreach (Term entry in Listed(graph, manifest, Mf("entries")))
            {
                tests.Add(ManifestTest.Read(graph, (Iri)entry, path, assumedBase));
            }
        }
    }

    private static IEnumerable<Term> Listed(Graph graph, Term manifest, Iri property) =>
        graph.Objects(manifest, property).SelectMany(list => graph.ReadList(list)!);
}

/// <summary>One test of a manifest.</summary>
/// <param name="Id">The manifest's folder and the test's own name, such as <c>rdf-turtle/IRI_subject</c>.</param>
/// <param name="Type">How to run it, such as <c>mf:QueryEvaluationTest</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Action">The input: a file, or a node of <paramref name="Graph"/> that names several.</param>
/// <param name="Result">The expected result; null in tests of syntax.</param>
/// <param name="Graph">The whole manifest.</param>
/// <param name="Folder">The folder of the manifest.</param>
/// <param name="AssumedBase">The address of the suite's folder; null for that of the files.</param>
internal sealed record ManifestTest(
    string Id, Iri Type, string Name, Term Action, Term? Result, Graph Graph, string Folder, Iri? AssumedBase)
{
    /// <summary>The local name of the type, such as <c>TestTurtleEval</c>.</summary>
    public string TypeName => Type.Text[(Type.Text.LastIndexOf('#') + 1)..];

    /// <summary>Gives the local path of a file that the manifest names.</summary>
    public static string PathOf(Term file) => new Uri(((Iri)file).Text).LocalPath;

    /// <summary>Gives the IRI that a file has for its own relative IRIs.</summary>
    public Iri BaseOf(Term file) => AssumedBase is null
        ? (Iri)file
        : Iri.Parse(AssumedBase.Text + Path.GetRelativePath(Folder, PathOf(file)).Replace('\\', '/'));

    /// <summary>Gives the values of a property of the action, such as <c>qt:data</c>.</summary>
    public IEnumerable<Term> OfAction(Iri property) => Graph.Objects(Action, property);

    /// <inheritdoc/>
    public override string ToString() => Id;

    internal static ManifestTest Read(Graph graph, Iri entry, string manifestPath, Iri? assumedBase)
    {
        string folder = Path.GetDirectoryName(manifestPath)!;
        string id = $"{Path.GetFileName(folder)}/{entry.Text[(entry.Text.LastIndexOf('#') + 1)..]}";
        Term Required(string property) => graph.FirstObject(entry, Manifest.Mf(property))
            ?? throw new InvalidDataException($"{id} in {manifestPath} has no mf:{property}.");
        return new ManifestTest(
            id,
            (Iri)graph.Objects(entry, RdfVocabulary.Type).First(),
            ((Literal)Required("name")).Lexical,
            Required("action"),
            graph.FirstObject(entry, Manifest.Mf("result")),
            graph,
            folder,
            assumedBase);
    }
}
