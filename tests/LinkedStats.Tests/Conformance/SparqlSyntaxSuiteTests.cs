using LinkedStats.Query.Algebra;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Conformance;

/// <summary>
/// The syntax tests of the W3C suites of SPARQL 1.1; and every query of the evaluation tests must parse.
/// </summary>
[Trait("Category", "Conformance")]
public sealed class SparqlSyntaxSuiteTests
{
    private const int DepthMax = 200;

    private static readonly string[] Manifests =
        ["manifest-sparql11-query.ttl", "manifest-sparql11-fed.ttl", "manifest-sparql11-results.ttl"];

    private static readonly KnownFailures KnownFailures = [];

    private static readonly Lazy<Dictionary<string, ManifestTest>> Tests = new(static () =>
        Manifests.SelectMany(static name => Manifest.Load(PathOf(name))).ToDictionary(static test => test.Id));

    public static TheoryData<string> Ids() =>
        [.. Manifests.SelectMany(static name => Manifest.Ids("conformance", "w3c", "sparql11", name))
            .Select(static row => row.Data).Distinct()];

    [Fact]
    public void Suite_IsComplete() => Assert.Equal(
        (106, 40),
        (Tests.Value.Values.Count(static test => test.TypeName.EndsWith("SyntaxTest11", StringComparison.Ordinal)),
            Tests.Value.Values.Count(static test => test.TypeName == "NegativeSyntaxTest11")));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Suite_Query_IsReadOrRefused(string id) => KnownFailures.Run(id, () => Run(Tests.Value[id]));

    private static void Run(ManifestTest test)
    {
        Term file = test.Action is Iri ? test.Action : test.OfAction(Manifest.Qt("query")).Single();
        string text = File.ReadAllText(ManifestTest.PathOf(file));
        if (test.TypeName == "NegativeSyntaxTest11")
        {
            SparqlSyntaxException problem =
                Assert.Throws<SparqlSyntaxException>(() => SparqlParser.Parse(text, test.BaseOf(file), DepthMax));
            Assert.True(problem.Line > 0 && problem.Column > 0);
            return;
        }

        QueryAlgebra algebra = AlgebraTranslator.Translate(SparqlParser.Parse(text, test.BaseOf(file), DepthMax));

        Assert.NotEmpty(AlgebraPrinter.Print(algebra));
    }

    private static string PathOf(string manifest) => SharedMaterial.PathOf("conformance", "w3c", "sparql11", manifest);
}
