using LinkedStats.Query;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Planning;

/// <summary>What EXPLAIN says about typical questions.</summary>
public sealed class PlanShapeTests : IDisposable
{
    private const string Prologue = """
        PREFIX : <http://example.org/>
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

        """;

    private readonly Store _store = Store.Open(new StoreOptions());

    public PlanShapeTests()
    {
        using StoreWriter writer = _store.BeginWrite(CancellationToken.None);
        CubeSample.Small(("a1", 2018, "5.10"), ("a1", 2019, "7.00"), ("a2", 2018, "1.00"), ("a2", 2019, null))
            .AddTo(writer, "pop", "1.0.0");
        writer.AddGraph(CubeSample.Ex("codes"), GraphRole.Metadata, [
            new Quad(CubeSample.Ex("code/a1"), SkosVocabulary.Broader, CubeSample.Ex("r")),
            new Quad(CubeSample.Ex("code/a2"), SkosVocabulary.Broader, CubeSample.Ex("r")),
            new Quad(CubeSample.Ex("r"), SkosVocabulary.Broader, CubeSample.Ex("c"))]);
        writer.Commit();
    }

    public static TheoryData<string, string[], string[]> Plans() => new()
    {
        // A star is one scan; a constant and a condition on a code are part of it.
        { "SELECT * { ?o :area <http://example.org/code/a1> ; :value ?v . FILTER(?v > 3) }", ["CubeScan"], ["HashJoin", "FilterRows"] },
        { "SELECT * { { ?o :value ?v } { ?o :area ?a } FILTER(STRENDS(STR(?a), \"1\")) }", ["CubeScan"], ["HashJoin", "FilterRows"] },
        { "SELECT * { ?o :value ?v ; :area ?a VALUES ?a { <http://example.org/code/a1> } }", ["CubeScan"], ["HashJoin", "ValuesScan"] },

        // A roll-up, with and without a hierarchy, in a graph and outside.
        { "SELECT ?r (SUM(?v) AS ?s) { ?o :value ?v ; :area ?a . ?a skos:broader+ ?r } GROUP BY ?r", ["CubeAggregate", "PathScan"], ["HashAggregate"] },
        { "SELECT (COUNT(*) AS ?n) { GRAPH <http://localhost:5080/datasets/pop/versions/1.0.0> { ?o a qb:Observation } }", ["CubeAggregate"], ["HashAggregate", "CubeScan"] },
        { "SELECT DISTINCT ?a { GRAPH <http://localhost:5080/datasets/pop/versions/1.0.0> { ?o :area ?a } }", ["CubeAggregate"], ["DistinctRows"] },

        // What is there at all is found without reading all of it.
        { "SELECT DISTINCT ?p { ?s ?p ?o }", ["skipping repeats"], [] },
        { "SELECT DISTINCT ?b { ?a skos:broader ?b }", ["skipping repeats"], [] },
        { "SELECT DISTINCT ?a ?b { ?a skos:broader ?b }", ["DistinctRows"], ["skipping repeats"] },

        // EXISTS is a join, a first page is no full sort, and what matches nothing is dropped.
        { "SELECT * { ?a skos:broader ?b FILTER EXISTS { ?b skos:broader ?c } }", ["Exists"], ["FilterRows"] },
        { "SELECT * { ?a skos:broader ?b } ORDER BY ?b LIMIT 3", ["TopNRows"], ["SortRows", "LimitRows"] },
        { "SELECT * { ?o :nothing ?v ; :value ?w }", ["Nothing"], ["CubeScan"] },
        { "SELECT * { ?a skos:broader ?b FILTER(1 = 2) }", ["Nothing"], ["TripleScan"] },
        { "SELECT * { { ?a skos:broader ?b } UNION { ?a skos:broader ?c FILTER(false) } }", ["TripleScan"], ["UnionRows"] },
    };

    [Theory]
    [MemberData(nameof(Plans))]
    public void Explain_Query_NamesTheOperators(string query, string[] present, string[] absent)
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);

        string plan = new QueryEngine().Explain(
            QueryEngine.Parse(Prologue + query, null, new QueryLimits()),
            lease.Snapshot,
            new QueryLimits(),
            false,
            TestContext.Current.CancellationToken);

        Assert.All(present, name => Assert.Contains(name, plan, StringComparison.Ordinal));
        Assert.All(absent, name => Assert.DoesNotContain(name, plan, StringComparison.Ordinal));
    }

    public void Dispose() => _store.Dispose();
}
