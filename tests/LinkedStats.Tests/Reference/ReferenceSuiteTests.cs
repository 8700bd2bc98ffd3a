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
    public static TheoryData<string> Ids() =>
        [.. Suite.SparqlQuery.Ids(static test => test.Types.Contains(Manifest.Mf("QueryEvaluationTest")))];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Suite_QueryGivenToTheReference_GivesTheResult(string id)
    {
        ManifestTest test = Suite.SparqlQuery.Tests[id];
        QueryAlgebra query = QueryRun.WithDataset(QueryRun.Parse(test), test);
        List<Quad> quads = Load(test);

        ReferenceAnswer answer = ReferenceQuery.Run(
            query, ReferenceDataset.OfStore(quads), TimeProvider.System.GetUtcNow());

        Compare(ManifestTest.PathOf(test.Result!), answer, query);
    }

    private static List<Quad> Load(ManifestTest test) =>
    [
        .. test.OfAction(Manifest.Qt("data")).SelectMany(data => Read(test, data, QueryRun.DefaultGraph)),
        .. test.OfAction(Manifest.Qt("graphData")).SelectMany(data => Read(test, data, test.BaseOf(data))),
    ];

    private static IEnumerable<Quad> Read(ManifestTest test, Term data, Iri graph) =>
        SyntaxRun.Read(test, data).Select(quad => quad with { Graph = graph });

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
        QueryRun.AssertSameValues(
            ResultTable.ReadFile(path), new ResultTable(variables, rows, answer.Truth), query);
    }
}
