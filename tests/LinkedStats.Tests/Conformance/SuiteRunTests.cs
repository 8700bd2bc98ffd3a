using System.Buffers;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Publishing;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>The runner of suites itself: what it says of tests that pass, fail, or that it cannot run.</summary>
public sealed class SuiteRunTests
{
    private const string Prefixes = """
        @prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
        @prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
        @prefix rdft: <http://www.w3.org/ns/rdftest#> .
        @prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
        @prefix ent: <http://www.w3.org/ns/entailment/> .

        """;

    private static readonly DateOnly Date = new(2026, 1, 31);

    [Theory]
    [InlineData("a rdft:TestTurtlePositiveSyntax ; mf:action <good.ttl>", "Passed")]
    [InlineData("a rdft:TestTurtlePositiveSyntax ; mf:action <bad.ttl>", "Failed")]
    [InlineData("a rdft:TestTurtleNegativeSyntax ; mf:action <bad.ttl>", "Passed")]
    [InlineData("a rdft:TestTurtleNegativeSyntax ; mf:action <good.ttl>", "Failed")]
    [InlineData("a rdft:TestTurtleEval ; mf:action <good.ttl> ; mf:result <good.nt>", "Passed")]
    [InlineData("a rdft:TestTurtleEval ; mf:action <good.ttl> ; mf:result <other.nt>", "Failed")]
    [InlineData("a rdft:TestTurtleEval ; mf:action <missing.ttl> ; mf:result <other.nt>", "Failed")]
    [InlineData("a rdft:TestTurtleEval", "Failed")]
    [InlineData("a rdft:TestOfTomorrow ; mf:action <good.ttl>", "CannotTell")]
    [InlineData("mf:action <good.ttl>", "CannotTell")]
    [InlineData("a mf:QueryEvaluationTest ; mf:action [ qt:query <all.rq> ; qt:data <good.ttl> ] ; mf:result <all.csv>",
        "Passed")]
    [InlineData("a mf:QueryEvaluationTest ; mf:action [ qt:query <from.rq> ] ; mf:result <all.csv>", "Passed")]
    [InlineData("a mf:QueryEvaluationTest ; mf:action [ qt:query <all.rq> ] ; mf:result <all.csv>", "Failed")]
    [InlineData("a mf:QueryEvaluationTest ; mf:result <all.csv> ; "
        + "mf:action [ qt:query <all.rq> ; qt:data <good.ttl> ; sd:entailmentRegime ent:RDFS ]", "Untested")]
    public void Run_Test_GivesItsOutcome(string test, string expected)
    {
        using TemporaryPackage suite = Suite("<#t>", $"<#t> {test} .");

        ManifestTest found = Assert.Single(Manifest.Load(Path.Combine(suite.Folder, "manifest.ttl")));

        Assert.Equal(expected, TestTypes.Run(found).Kind.ToString());
    }

    [Fact]
    public void Load_OtherManifests_AreIncludedOnce()
    {
        using TemporaryPackage suite = new TemporaryPackage()
            .Add("a/manifest.ttl", Prefixes + "<> a mf:Manifest ; mf:include ( <../b/manifest.ttl> <manifest.ttl> ) .")
            .Add("b/manifest.ttl", Prefixes + "<> a mf:Manifest ; mf:entries ( <#x> <http://example.org/b#y> ) .");

        IReadOnlyList<ManifestTest> tests = Manifest.Load(Path.Combine(suite.Folder, "a", "manifest.ttl"));

        Assert.Equal(["b/x", "b/y"], tests.Select(static test => test.Id));
        Assert.Equal(
            ["urn:x-manifest:b/manifest.ttl#x", "http://example.org/b#y"],
            tests.Select(static test => test.PublishedIri.Text));
    }

    [Fact]
    public void Report_SameOutcomesInAnyOrder_IsTheSameTurtle()
    {
        using TemporaryPackage suite = Suite(
            "<#t> <#u>",
            "<> mf:assumedTestBase <http://example.org/suite/> . <#t> a rdft:TestOfTomorrow . <#u> mf:name \"U\" .");
        IReadOnlyList<ManifestTest> tests = Manifest.Load(Path.Combine(suite.Folder, "manifest.ttl"));

        string report = Report(tests);

        Assert.Equal(report, Report(tests.Reverse()));
        Assert.DoesNotContain(suite.Folder, report, StringComparison.Ordinal);
        List<Quad> quads = RdfText.Read(report, RdfFormat.Turtle);
        Assert.Equal(2, quads.Count(static quad => quad.Object.ToString() == "<http://www.w3.org/ns/earl#Assertion>"));
        Assert.Equal(
            ["<http://example.org/suite/manifest.ttl#t>", "<http://example.org/suite/manifest.ttl#u>"],
            quads.Where(static quad => quad.Predicate.Text == "http://www.w3.org/ns/earl#test")
                .Select(static quad => quad.Object.ToString()));
        Assert.Equal(
            2, quads.Count(static quad => quad.Object.ToString() == "<http://www.w3.org/ns/earl#cantTell>"));
    }

    private static string Report(IEnumerable<ManifestTest> tests)
    {
        var report = new EarlReport();
        foreach (ManifestTest test in tests)
        {
            report.Add(test, TestTypes.Run(test));
        }

        var output = new ArrayBufferWriter<byte>();
        report.Write(output, Date);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static TemporaryPackage Suite(string entries, string tests) => new TemporaryPackage()
        .Add("manifest.ttl", $"{Prefixes}<> a mf:Manifest ; mf:entries ( {entries} ) . {tests}")
        .Add("good.ttl", "<urn:s> <urn:p> 1 .")
        .Add("bad.ttl", "<urn:s> <urn:p> .")
        .Add("good.nt", "<urn:s> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .")
        .Add("other.nt", "<urn:s> <urn:p> \"2\" .")
        .Add("all.rq", "SELECT ?o WHERE { ?s ?p ?o }")
        .Add("from.rq", "SELECT ?o FROM <good.ttl> WHERE { ?s ?p ?o }")
        .Add("all.csv", "o\r\n1\r\n");
}
