using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>The test manifests of suites, read with our own readers.</summary>
/// <remarks>Source: the manifest vocabulary, http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#.</remarks>
internal static class Manifest
{
    private const string Namespace = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

    /// <summary>Manifests in JSON-LD have their context beside them.</summary>
    private static readonly JsonLdReadOptions LocalContexts = new()
    {
        ContextLoader = static address => address.Text.StartsWith("file:", StringComparison.Ordinal)
            ? new(File.OpenRead(ManifestTest.PathOf(address)), address)
            : null,
    };

    /// <summary>Makes a term of the manifest vocabulary.</summary>
    public static Iri Mf(string name) => Iri.FromTrusted(Namespace + name);

    /// <summary>Makes a term of the vocabulary of query tests.</summary>
    public static Iri Qt(string name) =>
        Iri.FromTrusted("http://www.w3.org/2001/sw/DataAccess/tests/test-query#" + name);

    /// <summary>Makes a term of the vocabulary of tests of RDF syntaxes.</summary>
    public static Iri Rdft(string name) => Iri.FromTrusted("http://www.w3.org/ns/rdftest#" + name);

    /// <summary>Reads a manifest and those that it includes.</summary>
    /// <param name="path">The manifest's file.</param>
    /// <returns>The tests in the order of the entries, each id once.</returns>
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

        Graph graph = RdfReader.ReadFile(path, options: new RdfReadOptions { JsonLd = LocalContexts });
        foreach (Term manifest in graph.Instances(Mf("Manifest")))
        {
            foreach (Term include in Listed(graph, manifest, Mf("include")))
            {
                Load(ManifestTest.PathOf(include), tests, seen);
            }

            Iri? assumedBase = AssumedBase(graph, manifest);
            foreach ((int index, Term entry) in Listed(graph, manifest, Mf("entries")).Index())
            {
                // Old manifests do not name their tests, and those of JSON-LD list further manifests as entries.
                Iri name = entry as Iri ?? Iri.Parse($"{new Uri(path).AbsoluteUri}#entry-{index + 1}");
                if (!graph.Has(name, null, null) && IsFile(name))
                {
                    Load(ManifestTest.PathOf(name), tests, seen);
                    continue;
                }

                var test = new ManifestTest(entry, name, graph, path)
                {
                    AssumedBase = assumedBase,
                    PublishedBase = assumedBase ?? PublishedBase(path),
                };
                test = seen.Add(test.Id) ? test : test with { Id = name.Text };
                tests.Add(test);
            }
        }
    }

    private static Iri? AssumedBase(Graph graph, Term manifest) =>
        graph.FirstObject(manifest, Mf("assumedTestBase")) as Iri
        ?? (graph.FirstObject(manifest, JsonLdRun.Jld("baseIri")) is Literal text ? Iri.Parse(text.Lexical) : null);

    private static bool IsFile(Iri iri) =>
        iri.Text.StartsWith("file:", StringComparison.Ordinal) && !iri.Text.Contains('#', StringComparison.Ordinal)
        && File.Exists(ManifestTest.PathOf(iri));

    /// <summary>Gives the address under which a manifest's folder is published; null where nothing tells.</summary>
    private static Iri? PublishedBase(string path)
    {
        // The folders of https://github.com/w3c/rdf-tests that say nothing about themselves.
        string[] folders = path.Split(Path.DirectorySeparatorChar);
        int index = Array.IndexOf(folders, "rdf11");
        return index < 0 ? null : Iri.Parse(
            "https://w3c.github.io/rdf-tests/rdf/" + string.Join('/', folders[index..^1]) + "/");
    }

    private static IEnumerable<Term> Listed(Graph graph, Term manifest, Iri property) =>
        graph.Objects(manifest, property).SelectMany(list => graph.ReadList(list)!);
}
