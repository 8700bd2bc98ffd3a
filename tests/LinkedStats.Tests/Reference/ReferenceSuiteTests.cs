using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Conformance.ResultSets;

namespace LinkedStats.Tests.Reference;

/// <summary>Who judges the engine has to pass the W3C suite itself.</summary>
[Trait("Category", "Conformance")]
public sealed class ReferenceSuiteTests
{
    private static readonly Iri DefaultGraph = Iri.FromTrusted("urn:x-test:default");

    public static TheoryData<string> Ids() => SparqlEvaluationSuiteTests.Ids();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Suite_QueryGivenToTheReference_GivesTheResult(string id)
    {
        ManifestTest test = SparqlEvaluationSuiteTests.Find(id);
        Term file = test.OfAction(Manifest.Qt("query")).Single();
        QueryAlgebra query = QueryEngine.Parse(
            File.ReadAllText(ManifestTest.PathOf(file)), test.BaseOf(file), new QueryLimits());
        List<Quad> quads = Load(test);
        if (query.DefaultGraphs.IsEmpty && query.NamedGraphs.IsEmpty)
        {
            Iri[] named = [.. test.OfAction(Manifest.Qt("graphData")).Select(test.BaseOf)];
            query = query with { DefaultGraphs = [DefaultGraph], NamedGraphs = [.. named] };
        }

        ReferenceAnswer answer = ReferenceQuery.Run(
            query, ReferenceDataset.OfStore(quads), TimeProvider.System.GetUtcNow());

        Compare(ManifestTest.PathOf(test.Result!), answer, query);
    }

    private static List<Quad> Load(ManifestTest test) =>
    [
        .. test.OfAction(Manifest.Qt("data")).SelectMany(data => Read(test, data, DefaultGraph)),
        .. test.OfAction(Manifest.Qt("graphData")).SelectMany(data => Read(test, data, test.BaseOf(data))),
    ];

    private static IEnumerable<Quad> Read(ManifestTest test, Term data, Iri graph) =>
        SparqlEvaluationSuiteTests.Read(test, data).Select(quad => quad with { Graph = graph });

    private static void Compare(string path, ReferenceAnswer answer, QueryAlgebra query)
    {
        if (answer.Graph is { } graph)
        {
            IEnumerable<Quad> expected = RdfReader.ReadFile(path).Match(null, null, null);
            Assert.True(GraphIsomorphism.AreIsomorphic(expected, graph), string.Join('\n', graph));
            return;
        }

        string[] variables = [.. query.Variables.Select(static variable => variable.Name)];
        var rows = answer.Ties.SelectMany(static tie => tie).Select(
            row => Array.ConvertAll(variables, row.GetValueOrDefault)).ToList();
        SparqlEvaluationSuiteTests.AssertSameValues(
            ResultTable.ReadFile(path), new ResultTable(variables, rows, answer.Truth), query);
    }
}
