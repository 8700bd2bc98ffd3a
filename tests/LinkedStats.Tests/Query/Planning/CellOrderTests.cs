using LinkedStats.Query;
using LinkedStats.Query.Optimizer;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Query.Planning;

/// <summary>
/// Cells of a cube that is large enough to be sorted in parts come in the order that sorting them as rows gives.
/// </summary>
public sealed class CellOrderTests : IClassFixture<CellOrderTests.Cubes>
{
    private const string Star =
        "?o <http://example.org/area> ?area ; <http://example.org/sex> ?sex ; <http://example.org/job> ?job .";

    private readonly Cubes _cubes;

    public CellOrderTests(Cubes cubes) => _cubes = cubes;

    [Theory]
    [InlineData("?o", "CubeSort")]
    [InlineData("DESC(?o)", "CubeSort")]
    [InlineData("?area ?sex ?job", "CubeSort")]
    [InlineData("DESC(?area) ?job DESC(?sex)", "CubeSort")]
    [InlineData("?job ?area ?sex", "CubeSort")]
    [InlineData("DESC(?value) ?o", "CubeSort")]
    [InlineData("?value ?sex DESC(?o)", "CubeSort")]
    [InlineData("STR(?area) ?o", "SortRows")]
    [InlineData("?o", "CubeSort", true)]
    [InlineData("DESC(?o)", "CubeSort", true)]
    [InlineData("?sex ?o", "CubeSort", true)]
    [InlineData("DESC(?value) ?o", "CubeSort", true)]
    public void Run_OrderedPages_AreThoseOfSortedRows(string order, string expectedOperator, bool hasOwnIris = false)
    {
        SnapshotLease lease = hasOwnIris ? _cubes.OwnIris : _cubes.Lease;
        string text = $"SELECT * WHERE {{ {Star} OPTIONAL {{ ?o <http://example.org/value> ?value }} }} ORDER BY {order}";

        List<string> all = Rows(lease, text, Cubes.Sorting);
        Assert.Equal(Cubes.CellCount, all.Count);
        Assert.Equal(all, Rows(lease, text, Cubes.Passes));
        foreach ((int offset, int count) in ((int, int)[])[(0, 10), (3, 5000), (29_990, 50), (40_000, 1)])
        {
            Assert.Equal(all.Skip(offset).Take(count), Rows(lease, $"{text} OFFSET {offset} LIMIT {count}", Cubes.Passes));
        }

        Assert.Contains(expectedOperator, Explain(lease, text), StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OrderThatIsStored_SortsNothing()
    {
        string query = $"SELECT * WHERE {{ {Star} FILTER(?area = <http://example.org/area/1>) }} ORDER BY ?sex";

        Assert.DoesNotContain("Sort", Explain(_cubes.Lease, query), StringComparison.Ordinal);
        Assert.Equal(
            Rows(_cubes.Lease, query, Cubes.Sorting).Order(), Rows(_cubes.Lease, query, Cubes.Passes).Order());
    }

    private static string Explain(SnapshotLease lease, string text) => new QueryEngine().Explain(
        QueryEngine.Parse(text, null, new QueryLimits()), lease.Snapshot, new QueryLimits(), false, Stop);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static List<string> Rows(SnapshotLease lease, string text, OptimizerOptions options)
    {
        var result = (SelectResult)new QueryEngine(options, TimeProvider.System).Run(
            QueryEngine.Parse(text, null, new QueryLimits()), lease.Snapshot, new QueryLimits(), Stop);
        var rows = new List<string>();
        foreach (Batch batch in result.Batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                rows.Add(string.Join(' ', result.Variables.Select((_, c) =>
                    batch.Column(c)[row].IsNone ? "-" : result.Terms.Get(batch.Column(c)[row]).ToString())));
            }
        }

        return rows;
    }

    /// <summary>A cube of 36,000 cells whose codes were declared in no order of their terms.</summary>
    public sealed class Cubes : IDisposable
    {
        internal const int CellCount = 36_000;

        private const int AreaCount = 120;
        private const int JobCount = 100;
        private readonly Store _store = Store.Open(new StoreOptions());
        private readonly Store _ownStore = Store.Open(new StoreOptions());

        public Cubes()
        {
            Lease = Publish(_store, static (_, _) => null);
            OwnIris = Publish(_ownStore, OwnIri);
        }

        /// <summary>All passes.</summary>
        internal static OptimizerOptions Passes { get; } = new();

        /// <summary>Without the pass that finds the cells of cubes, rows of triples are sorted.</summary>
        internal static OptimizerOptions Sorting { get; } = new() { Disabled = [nameof(RecognizeCubes)] };

        internal SnapshotLease Lease { get; }

        /// <summary>The same cells, most of which have IRIs that no template makes.</summary>
        internal SnapshotLease OwnIris { get; }

        public void Dispose()
        {
            OwnIris.Dispose();
            _ownStore.Dispose();
            Lease.Dispose();
            _store.Dispose();
        }

        private static SnapshotLease Publish(Store store, Func<Random, int, Iri?> iri)
        {
            int row = 0;
            var random = new Random(5);
            (Term, string)[] areas = Codes("area", AreaCount, random);
            (Term, string)[] sexes = Codes("sex", 3, null);
            (Term, string)[] jobs = Codes("job", JobCount, random);
            new CubeSample(
                new CubeSchema(
                    [CubeSample.Ex("area"), CubeSample.Ex("sex"), CubeSample.Ex("job")], [CubeSample.Ex("value")], []),
                [areas, sexes, jobs],
                [.. from area in areas
                    from sex in sexes
                    from job in jobs
                    select new CubeSampleRow([area.Item1, sex.Item1, job.Item1], [Value(random)], [], OwnIri: iri(random, row++))])
                .Publish(store, "jobs", "1.0.0");
            return store.Acquire(Viewer.Public);
        }

        // Beginnings of others, long ones that differ late, characters of several bytes, and none.
        private static Iri? OwnIri(Random random, int row) => (row % 5) switch
        {
            0 => CubeSample.Ex($"o/{row}"),
            1 => CubeSample.Ex($"o/{random.NextInt64():x16}/{row}"),
            2 => CubeSample.Ex($"o/{new string('x', row % 100)}/the-same-for-many-of-them/{row / 1000}/{row}"),
            3 => CubeSample.Ex($"o/{(char)('\u00e9' + (row % 3000))}\U0001F600{row}"),
            _ => null,
        };

        private static (Term, string)[] Codes(string kind, int count, Random? random)
        {
            (Term, string)[] codes = [.. Enumerable.Range(0, count).Select(
                i => ((Term)CubeSample.Ex($"{kind}/{i}"), $"{i}"))];
            random?.Shuffle(codes);
            return codes;
        }

        private static Literal? Value(Random random) => random.Next(50) == 0
            ? null
            : new Literal($"{random.Next(-300, 300)}.{random.Next(10)}", XsdVocabulary.Decimal);
    }
}
