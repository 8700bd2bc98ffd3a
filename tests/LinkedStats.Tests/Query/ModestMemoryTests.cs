using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query;

/// <summary>Queries that need to hold few rows hold few, however many there are; wide ones are refused.</summary>
public sealed class ModestMemoryTests : IClassFixture<ModestMemoryTests.Things>
{
    private readonly Things _things;

    public ModestMemoryTests(Things things) => _things = things;

    [Theory]
    [InlineData("SELECT (COUNT(?x) AS ?n) (COUNT(?l) AS ?m) WHERE { ?x :kind ?t . ?t :label ?l }", 1)]
    [InlineData("SELECT (COUNT(?x) AS ?n) (COUNT(?l) AS ?m) WHERE { ?t :label ?l . ?x :kind ?t }", 1)]
    [InlineData("SELECT * WHERE { ?x :kind ?t ; :text ?y } ORDER BY ?t ?y LIMIT 5", 5)]
    [InlineData("SELECT * WHERE { ?x :text ?y BIND(1 AS ?one) } ORDER BY ?one ?y LIMIT 5", 5)]
    public void Run_OverManyRowsOfOneValue_TakesLittleMemory(string query, int rowCount) =>
        Assert.Equal(rowCount, Count(query, new QueryLimits { BytesMax = 1 << 20 }));

    [Fact]
    public void Run_StarOfMorePatternsThanBatchesFit_IsRefused()
    {
        string star = string.Concat(Enumerable.Range(0, 300).Select(static i => $"; :p{i % 3} ?v{i} "));

        QueryException problem = Assert.Throws<QueryException>(() => Count(
            $"SELECT (COUNT(*) AS ?n) WHERE {{ :thing1 :next ?s . ?s :kind ?k {star} }}",
            new QueryLimits { BytesMax = 100 << 20 }));

        Assert.Equal(QueryFailure.Memory, problem.Failure);
    }

    private int Count(string query, QueryLimits limits)
    {
        using SnapshotLease lease = _things.Store.Acquire(Viewer.Public);
        var result = (SelectResult)new QueryEngine().Run(
            QueryEngine.Parse("PREFIX : <http://example.org/>\n" + query, null, limits),
            lease.Snapshot, limits, TestContext.Current.CancellationToken);
        return result.Batches.Sum(static batch => batch.RowCount);
    }

    /// <summary>A hundred thousand things of one kind, and labels of other things.</summary>
    public sealed class Things : IDisposable
    {
        public Things()
        {
            using StoreWriter writer = Store.BeginWrite(CancellationToken.None);
            writer.AddGraph(CubeSample.Ex("g"), GraphRole.Metadata, [
                .. Enumerable.Range(0, 100_000).SelectMany(static i => new Quad[]
                {
                    new(CubeSample.Ex($"thing{i}"), CubeSample.Ex("kind"), CubeSample.Ex("common")),
                    new(CubeSample.Ex($"thing{i}"), CubeSample.Ex("text"), new Literal($"Text {i * 7919 % 100_003}")),
                }),
                .. Enumerable.Range(0, 10_000).Select(static i =>
                    new Quad(CubeSample.Ex($"name{i}"), CubeSample.Ex("label"), new Literal($"Name {i}"))),
                new(CubeSample.Ex("common"), CubeSample.Ex("label"), new Literal("common")),
                .. Enumerable.Range(0, 3).Select(static i =>
                    new Quad(CubeSample.Ex("thing2"), CubeSample.Ex($"p{i}"), CubeSample.Ex("v"))),
                new(CubeSample.Ex("thing1"), CubeSample.Ex("next"), CubeSample.Ex("thing2")),
            ]);
            writer.Commit();
        }

        /// <summary>The store.</summary>
        public Store Store { get; } = Store.Open(new StoreOptions());

        public void Dispose() => Store.Dispose();
    }
}
