namespace LinkedStats.Tests.Conformance;

/// <summary>A suite: a manifest, and those that it includes.</summary>
/// <param name="Name">What tests call it.</param>
/// <param name="TestCount">How many tests it has; null where nobody said.</param>
/// <param name="Parts">The manifest's path below the shared material, or a full path.</param>
internal sealed record Suite(string Name, int? TestCount, params string[] Parts)
{
    /// <summary>The suite of SPARQL 1.1 Query.</summary>
    public static readonly Suite SparqlQuery =
        new("sparql11-query", 328, "conformance", "w3c", "sparql11", "manifest-sparql11-query.ttl");

    /// <summary>The suites that the project is held to.</summary>
    public static readonly IReadOnlyList<Suite> Standard =
    [
        SparqlQuery,
        new("sparql11-federation", 10, "conformance", "w3c", "sparql11", "manifest-sparql11-fed.ttl"),
        new("sparql11-results", 10, "conformance", "w3c", "sparql11", "manifest-sparql11-results.ttl"),
        new("rdf-turtle", 313, "conformance", "w3c", "rdf11", "rdf-turtle", "manifest.ttl"),
        new("rdf-trig", 356, "conformance", "w3c", "rdf11", "rdf-trig", "manifest.ttl"),
        new("rdf-n-triples", 70, "conformance", "w3c", "rdf11", "rdf-n-triples", "manifest.ttl"),
        new("rdf-n-quads", 87, "conformance", "w3c", "rdf11", "rdf-n-quads", "manifest.ttl"),
        new("rdf-xml", 166, "conformance", "w3c", "rdf11", "rdf-xml", "manifest.ttl"),
        new("jsonld-toRdf", 456, "conformance", "jsonld", "toRdf-manifest.jsonld")
        {
            IsApplicable = JsonLdRun.IsFor11,
        },
        new("jsonld-fromRdf", 53, "conformance", "jsonld", "fromRdf-manifest.jsonld")
        {
            IsApplicable = JsonLdRun.IsFor11,
        },
    ];

    /// <summary>The suites that are tested: those of LINKEDSTATS_MANIFESTS, paths as in PATH, or the standard ones.</summary>
    public static readonly IReadOnlyList<Suite> All =
        Environment.GetEnvironmentVariable("LINKEDSTATS_MANIFESTS") is { Length: > 0 } paths
            ? [.. paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(static path => new Suite(path, null, Path.GetFullPath(path)))]
            : Standard;

    private Dictionary<string, ManifestTest>? _tests;

    /// <summary>Leaves out the tests for other versions of the specification; by default none.</summary>
    public Func<ManifestTest, bool> IsApplicable { get; init; } = static _ => true;

    /// <summary>The tests by their ids; skips the running test where the material is absent.</summary>
    public IReadOnlyDictionary<string, ManifestTest> Tests => _tests ??=
        Manifest.Load(TestCount is null ? Parts[0] : SharedMaterial.PathOf(Parts)).Where(IsApplicable)
            .ToDictionary(static test => test.Id);

    /// <summary>Lists the ids of the tests for <c>[MemberData]</c>.</summary>
    /// <returns>The ids; where the material is absent, one id that is none, so that the test runs and says so.</returns>
    public IEnumerable<string> Ids(Func<ManifestTest, bool>? isWanted = null) =>
        File.Exists(Path.Combine([SharedMaterial.Root, .. Parts]))
            ? Tests.Values.Where(test => isWanted?.Invoke(test) != false).Select(static test => test.Id)
            : ["absent"];
}
