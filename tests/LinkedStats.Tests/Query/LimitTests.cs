using System.Diagnostics;
using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query;

/// <summary>Limits stop the work itself, wherever it is: in sorts, hash tables, paths and text functions.</summary>
public sealed class LimitTests : IDisposable
{
    private const int NodeCount = 400;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Store _store = Store.Open(new StoreOptions());

    public LimitTests()
    {
        using StoreWriter writer = _store.BeginWrite(CancellationToken.None);
        writer.AddGraph(CubeSample.Ex("g"), GraphRole.Metadata, Enumerable.Range(0, NodeCount).SelectMany(static i => new[]
        {
            new Quad(CubeSample.Ex($"n{i}"), CubeSample.Ex("next"), CubeSample.Ex($"n{i + 1}")),
            new Quad(CubeSample.Ex($"n{i}"), CubeSample.Ex("also"), CubeSample.Ex($"n{(i * 7) % NodeCount}")),
            new Quad(CubeSample.Ex($"n{i}"), CubeSample.Ex("text"), new Literal(new string('a', 40) + i)),
        }));
        writer.Commit();
    }

    private const string Pairs = "?a :text ?x . ?b :text ?y . ";
    private const string Triples = Pairs + "?c :text ?z . ";

    public static TheoryData<string> Endless() =>
    [
        $"SELECT * WHERE {{ {Triples} }} ORDER BY ?x ?y ?z",
        $"SELECT * WHERE {{ {Triples} }} ORDER BY ?x LIMIT 10",
        $"SELECT DISTINCT * WHERE {{ {Triples} }}",
        $"SELECT ?a ?b ?c (COUNT(*) AS ?n) WHERE {{ {Triples} }} GROUP BY ?a ?b ?c",
        $"SELECT (COUNT(*) AS ?n) WHERE {{ {Triples} FILTER(CONCAT(?x, ?y) = ?z) }}",
        $"SELECT (GROUP_CONCAT(DISTINCT CONCAT(?x, ?y, ?z)) AS ?t) WHERE {{ {Triples} }}",
        $"SELECT (COUNT(*) AS ?n) WHERE {{ ?a (:next|:also)* ?b . ?c (:next|:also)* ?d . FILTER(?a != ?d) }}",
        $"SELECT * WHERE {{ {Pairs} FILTER NOT EXISTS {{ ?c :text ?z . ?d :text ?w . FILTER(CONCAT(?x, ?y, ?z, ?w) = ?a) }} }}",
        $"SELECT * WHERE {{ {Triples} FILTER(REGEX(CONCAT(?x, ?y, ?z), \"^(a+)+(a+)+(a+)+$\")) }}",
        $"SELECT * WHERE {{ {Triples} MINUS {{ ?d :text ?v OPTIONAL {{ ?d :none ?a }} OPTIONAL {{ ?d :none ?x }} }} FILTER(?x = ?z) }}",
        $"SELECT * WHERE {{ {string.Concat(Enumerable.Range(0, 400).Select(static i => $"?a{i} :text ?b{i} . "))} }}",
        $"ASK {{ {Triples} FILTER(CONCAT(?x, ?y, ?z) = \"none\") }}",
        $"CONSTRUCT {{ ?a :with ?q }} WHERE {{ {Triples} BIND(CONCAT(?x, ?y, ?z) AS ?q) }}",
    ];

    public static TheoryData<string> Greedy() =>
    [
        $"SELECT * WHERE {{ {Pairs} }} ORDER BY ?x ?y",
        $"SELECT DISTINCT * WHERE {{ {Pairs} }}",
        $"SELECT ?a ?b (SAMPLE(?x) AS ?s) WHERE {{ {Pairs} }} GROUP BY ?a ?b",
        $"SELECT (COUNT(DISTINCT *) AS ?n) WHERE {{ {Pairs} }}",
        $"SELECT (COUNT(DISTINCT CONCAT(?x, ?y)) AS ?n) WHERE {{ {Pairs} }}",
        $"SELECT (GROUP_CONCAT(?x) AS ?t) WHERE {{ {Pairs} }}",
        $"SELECT (COUNT(*) AS ?n) WHERE {{ {{ SELECT * WHERE {{ {Pairs} }} }} {{ SELECT * WHERE {{ {Pairs} }} }} }}",
        $"SELECT DISTINCT * WHERE {{ {Pairs} BIND(CONCAT(?x, ?y) AS ?q) }}",
        $"SELECT * WHERE {{ {string.Concat(Enumerable.Range(0, 12).Select(static i => $"?a{i} :text ?b{i} . "))} }}",
        "SELECT * WHERE { ?a (:next|:also)+ ?b . ?b (:next|:also)+ ?c } ORDER BY ?c",
        $"CONSTRUCT {{ ?a :with ?b }} WHERE {{ {Pairs} }}",
    ];

    [Theory]
    [MemberData(nameof(Endless))]
    public void Run_PastItsDeadline_Stops(string query)
    {
        long start = Stopwatch.GetTimestamp();

        QueryException problem = Assert.Throws<QueryException>(
            () => Read(query, new QueryLimits { Deadline = TimeSpan.FromMilliseconds(150), BytesMax = 1L << 40 }));

        Assert.Equal(QueryFailure.Deadline, problem.Failure);
        Assert.True(Stopwatch.GetElapsedTime(start) < Patience);
    }

    [Fact]
    public void Run_ConstantThatTakesForEver_StopsAtTheDeadline()
    {
        const string Query = """
            SELECT * WHERE { ?a :text ?x FILTER(REGEX("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a*)*\\1(a*)*(a*)*\\2$")) }
            """;
        long start = Stopwatch.GetTimestamp();

        QueryException problem = Assert.Throws<QueryException>(
            () => Read(Query, new QueryLimits { Deadline = TimeSpan.FromMilliseconds(150) }));

        Assert.Equal(QueryFailure.Deadline, problem.Failure);
        Assert.True(Stopwatch.GetElapsedTime(start) < Patience);
    }

    [Theory]
    [MemberData(nameof(Endless))]
    public void Run_WhoseClientHasGone_Stops(string query)
    {
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        long start = Stopwatch.GetTimestamp();

        Assert.ThrowsAny<OperationCanceledException>(
            () => Read(query, new QueryLimits { BytesMax = 1L << 40 }, gone.Token));

        Assert.True(Stopwatch.GetElapsedTime(start) < Patience);
    }

    [Theory]
    [MemberData(nameof(Greedy))]
    public void Run_BeyondItsMemory_Stops(string query)
    {
        QueryException problem = Assert.Throws<QueryException>(() => Read(query, new QueryLimits { BytesMax = 1 << 20 }));

        Assert.Equal(QueryFailure.Memory, problem.Failure);
    }

    [Theory]
    [InlineData("SELECT * WHERE { ?a :text ?x }")]
    [InlineData("CONSTRUCT { ?a :is ?x } WHERE { ?a :text ?x }")]
    [InlineData("DESCRIBE ?a WHERE { ?a :text ?x }")]
    public void Run_BeyondItsRows_Stops(string query)
    {
        QueryException problem = Assert.Throws<QueryException>(() => Read(query, new QueryLimits { RowsMax = 100 }));

        Assert.Equal(QueryFailure.Rows, problem.Failure);
    }

    [Theory]
    [InlineData("OPTIONAL { ?a :next ?b } ")]
    [InlineData("{ ?a :next ?b } UNION ")]
    [InlineData("FILTER(?a != :x) ")]
    [InlineData("MINUS { ?a :none ?b } ")]
    [InlineData("BIND(1 AS ?v%) ")]
    public void Run_LongChainOfOperators_AnswersOrRefuses(string link)
    {
        string chain = string.Concat(Enumerable.Range(0, 900).Select(
            i => link.Replace("%", $"{i}", StringComparison.Ordinal)));
        string query = $"SELECT ?a WHERE {{ ?a :next ?z {chain} {{}} }} LIMIT 1";

        Exception? problem = Record.Exception(() => Read(query, new QueryLimits()));

        Assert.True(problem is null or QueryException { Failure: QueryFailure.Unsupported or QueryFailure.Deadline }, $"{problem}");
    }

    // To plan these takes about as many steps as they have patterns squared, not cubed or two to their power.
    [Theory]
    [InlineData("?a :text ?b% . ", "")]
    [InlineData("?a% :next ?a$ . ", "VALUES ?a0 { :n0 :n1 }")]
    [InlineData("?a% :next ?a$ . ", "{ SELECT DISTINCT ?a0 WHERE { ?a0 :text ?t } }")]
    public void Run_ManyPatterns_ArePlannedInTime(string pattern, string start)
    {
        string patterns = string.Concat(Enumerable.Range(0, 100).Select(i => pattern
            .Replace("%", $"{i}", StringComparison.Ordinal).Replace("$", $"{i + 1}", StringComparison.Ordinal)));

        Read($"SELECT ?a0 WHERE {{ {start} {patterns} }}", new QueryLimits());
    }

    [Fact]
    public void Run_Service_IsRefused()
    {
        QueryException problem = Assert.Throws<QueryException>(
            () => Read("SELECT * WHERE { SERVICE <http://example.org/sparql> { ?a ?b ?c } }", new QueryLimits()));

        Assert.Equal(QueryFailure.Unsupported, problem.Failure);
    }

    public void Dispose() => _store.Dispose();

    private void Read(string text, QueryLimits limits, CancellationToken cancellation = default)
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        QueryResult result = new QueryEngine().Run(
            QueryEngine.Parse("PREFIX : <http://example.org/> " + text, null, limits), lease.Snapshot, limits, cancellation);
        switch (result)
        {
            case SelectResult select:
                Assert.All(select.Batches, static batch => Assert.True(batch.RowCount > 0));
                break;
            case GraphResult graph:
                Assert.NotEqual(-1, graph.Quads.Count());
                break;
        }
    }
}
