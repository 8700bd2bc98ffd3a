using LinkedStats.Query;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Query.Differential;

namespace LinkedStats.Tests.Query.Execution;

/// <summary>What cells have, and what they lack, is what the reference finds among their triples.</summary>
public sealed class CellPresenceTests
{
    private static readonly string[] Queries =
    [
        "SELECT * WHERE { ?o qb:dataSet ?d . FILTER NOT EXISTS { ?o :area ?v } }",
        "SELECT * WHERE { ?o qb:dataSet ?d . FILTER EXISTS { ?o :period ?v } }",
        "SELECT * WHERE { ?o :area ?a . FILTER NOT EXISTS { ?o :value ?v } }",
        "SELECT * WHERE { ?o :area ?a . FILTER EXISTS { ?o :status ?v } }",
        "SELECT * WHERE { ?o :area ?a . FILTER NOT EXISTS { ?o :unheard ?v } }",
        "SELECT * WHERE { ?o :area ?a . FILTER EXISTS { ?o rdfs:comment ?v } FILTER EXISTS { ?o a ?t } }",
        "SELECT * WHERE { ?o :area ?a . FILTER NOT EXISTS { ?o :area ?a } }",
        "SELECT * WHERE { ?o :area ?a . VALUES ?p { :area :period :sex :value :count :status :note :unheard 1 } FILTER NOT EXISTS { ?o ?p ?v } }",
        "SELECT * WHERE { ?o :area ?a . VALUES ?p { :area :value qb:dataSet rdfs:comment UNDEF } FILTER NOT EXISTS { ?o ?p ?v } }",
        "SELECT * WHERE { ?o :area ?a . VALUES ?p { :area :value rdfs:label } FILTER EXISTS { ?o ?p ?v } }",
        "SELECT * WHERE { ?o :like ?a ; rdfs:comment ?b }",
        "SELECT DISTINCT ?p WHERE { ?s ?p ?o }",
        "SELECT DISTINCT ?p WHERE { ?s ?p qb:Observation }",
        "SELECT DISTINCT ?t WHERE { ?s a ?t }",
        "SELECT DISTINCT ?d WHERE { ?s qb:dataSet ?d ; :value ?v FILTER(?v > 3) }",
        "SELECT DISTINCT ?o WHERE { ?s ?p ?o }",
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }",
        "SELECT DISTINCT ?g ?p WHERE { GRAPH ?g { ?s ?p ?o } }",
        "SELECT DISTINCT ?x WHERE { { ?x qb:dataSet ?d } UNION { ?s ?x ?o } UNION { ?s rdfs:comment ?x } }",
        "SELECT (COUNT(*) AS ?n) WHERE { ?o qb:dataSet ?d . ?x ?p ?y FILTER NOT EXISTS { ?o ?p ?v } }",
    ];

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_ExistsOverCells_AnswersAsTheReference(int seed)
    {
        using var comparison = new QueryComparison(new RandomCubes(new Random(seed)).ToData(), seed);

        foreach (string query in Queries)
        {
            string? difference = comparison.FindDifference(query, isSkippedWhenEmpty: false, out _);
            Assert.True(difference is null, $"Seed {seed}: {query}\n{difference}");
        }
    }

    [Fact]
    public void Plan_PropertyThatEveryCellHas_ReadsNoCell()
    {
        using Store store = new RandomCubes(new Random(2)).ToData().OpenColumns();
        using SnapshotLease lease = store.Acquire(Viewer.Public);

        string plan = new QueryEngine().Explain(
            QueryEngine.Parse(QueryComparison.Prologue + Queries[0], null, new QueryLimits()),
            lease.Snapshot, new QueryLimits(), isAnalyzed: false, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("Cube", plan, StringComparison.Ordinal);
    }
}
