using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>The W3C suites of Turtle, TriG, N-Triples, N-Quads and RDF/XML.</summary>
[Trait("Category", "Conformance")]
public sealed class RdfSyntaxSuiteTests
{
    private static readonly string[] Suites = ["rdf-turtle", "rdf-trig", "rdf-n-triples", "rdf-n-quads", "rdf-xml"];

    private static readonly KnownFailures KnownFailures = [];

    private static readonly Lazy<Dictionary<string, ManifestTest>> Tests = new(static () =>
        Suites.SelectMany(static suite => Manifest.Load(PathOf(suite))).ToDictionary(static test => test.Id));

    public static TheoryData<string> Ids() =>
        [.. Suites.SelectMany(static suite => Manifest.Ids("conformance", "w3c", "rdf11", suite, "manifest.ttl"))
            .Select(static row => row.Data).Distinct()];

    [Theory]
    [InlineData("rdf-turtle", 313)]
    [InlineData("rdf-trig", 356)]
    [InlineData("rdf-n-triples", 70)]
    [InlineData("rdf-n-quads", 87)]
    [InlineData("rdf-xml", 166)]
    public void Suite_IsComplete(string suite, int count) => Assert.Equal(count, Manifest.Load(PathOf(suite)).Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Suite_Test_Passes(string id) => KnownFailures.Run(id, () => Run(Tests.Value[id]));

    private static void Run(ManifestTest test)
    {
        if (test.TypeName.Contains("Negative", StringComparison.Ordinal))
        {
            RdfSyntaxException problem =
                Assert.Throws<RdfSyntaxException>(() => Read(test.Action, test.BaseOf(test.Action)));
            Assert.True(problem.Line > 0 && problem.Column > 0);
            return;
        }

        List<Quad> actual = Read(test.Action, test.BaseOf(test.Action));
        if (test.Result is not null)
        {
            List<Quad> expected = Read(test.Result, test.BaseOf(test.Result));
            Assert.True(
                GraphIsomorphism.AreIsomorphic(expected, actual),
                $"expected:\n{string.Join('\n', expected)}\nfound:\n{string.Join('\n', actual)}");
        }
    }

    private static List<Quad> Read(Term file, Iri baseIri)
    {
        string path = ManifestTest.PathOf(file);
        using FileStream stream = File.OpenRead(path);
        var sink = new QuadList();
        RdfReader.Read(stream, RdfFormat.ForFileName(path)!, baseIri, sink);
        return sink.Quads;
    }

    private static string PathOf(string suite) =>
        SharedMaterial.PathOf("conformance", "w3c", "rdf11", suite, "manifest.ttl");
}
