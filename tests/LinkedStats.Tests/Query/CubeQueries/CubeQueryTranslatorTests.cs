using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.CubeQueries;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Query.CubeQueries;

/// <summary>What REST, OData and SDMX ask of one cube.</summary>
public sealed class CubeQueryTranslatorTests : IDisposable
{
    private static readonly CubeQuery All = new(
        Iri.FromTrusted("http://localhost:5080/datasets/pop/versions/1.0.0"), Ex("dataset/pop"));

    private readonly Store _store = Store.Open(new StoreOptions());

    public CubeQueryTranslatorTests() => Small(
        ("FR1", 2018, "5.10"), ("FR1", 2019, "7"), ("FR2", 2018, null), ("FR2", 2019, "5.1"), ("FR3", 2018, "-2"))
        .Publish(_store, "pop", "1.0.0");

    public static TheoryData<string, CubeQuery, string[]> Questions() => new()
    {
        { "all", All, ["FR1.2018", "FR1.2019", "FR2.2018", "FR2.2019", "FR3.2018"] },
        { "a code", All with { Conditions = [Codes("area", Ex("code/FR1"))] }, ["FR1.2018", "FR1.2019"] },
        { "codes", All with { Conditions = [Codes("area", Ex("code/FR3"), Ex("code/FR2"))] }, ["FR2.2018", "FR2.2019", "FR3.2018"] },
        { "two dimensions", All with { Conditions = [Codes("area", Ex("code/FR1")), Codes("year", Year(2019))] }, ["FR1.2019"] },
        { "unknown code", All with { Conditions = [Codes("area", Ex("code/none"))] }, [] },
        { "no codes", All with { Conditions = [Codes("area")] }, [] },
        { "value", All with { Conditions = [Value(">=", "5.1")] }, ["FR1.2018", "FR1.2019", "FR2.2019"] },
        { "value range", All with { Conditions = [Value(">", "0"), Value("<", "6")] }, ["FR1.2018", "FR2.2019"] },
        { "sorted", All with { Order = [new(Ex("value"), true)] }, ["FR1.2019", "FR1.2018", "FR2.2019", "FR3.2018", "FR2.2018"] },
        { "sorted by two", All with { Order = [new(Ex("year"), true), new(Ex("area"), true)] }, ["FR2.2019", "FR1.2019", "FR3.2018", "FR2.2018", "FR1.2018"] },
        { "page", All with { Offset = 1, Count = 2 }, ["FR1.2019", "FR2.2018"] },
        { "last page", All with { Offset = 4, Count = 10 }, ["FR3.2018"] },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public void Translate_Question_GivesTheCellsInOrder(string name, CubeQuery query, string[] keys)
    {
        Assert.NotEmpty(name);
        Assert.Equal(
            keys.Select(static key => $"<http://localhost:5080/datasets/pop/observations/{key}>"),
            Rows(CubeQueryTranslator.Translate(query)).Select(static row => row[0]!.ToString()));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void TranslateCount_Question_CountsTheCells(string name, CubeQuery query, string[] keys)
    {
        Assert.NotEmpty(name);
        int expected = query.Count is { } ? 5 : keys.Length;
        Assert.Equal(
            new Literal($"{expected}", XsdVocabulary.Integer),
            Assert.Single(Rows(CubeQueryTranslator.TranslateCount(query)))[0]);
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public void Translate_Question_RunsOverColumns(string name, CubeQuery query, string[] keys)
    {
        Assert.NotEmpty(name);
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        string plan = new QueryEngine().Explain(
            CubeQueryTranslator.Translate(query), lease.Snapshot, new QueryLimits(), false, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("TripleScan", plan, StringComparison.Ordinal);
        Assert.True(keys.Length == 0 || plan.Contains("CubeScan", StringComparison.Ordinal), plan);
    }

    public void Dispose() => _store.Dispose();

    private static CodeCondition Codes(string property, params Term[] terms) => new(Ex(property), [.. terms]);

    private static ValueCondition Value(string name, string value) =>
        new(Ex("value"), name, new Literal(value, XsdVocabulary.Decimal));

    private IReadOnlyList<Term?[]> Rows(QueryAlgebra query)
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        QueryResult result = new QueryEngine().Run(
            query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken);
        return ResultTable.From(result).Rows;
    }
}
