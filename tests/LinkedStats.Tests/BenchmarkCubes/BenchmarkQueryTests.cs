using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.BenchmarkCubes;

/// <summary>Every query of the benchmark answers, and answers the same whichever way the cubes came in.</summary>
public sealed class BenchmarkQueryTests(BenchmarkStores stores) : IClassFixture<BenchmarkStores>
{
    /// <summary>
    /// The query about the catalogue, the one about labels, and the one that keys answer: they read no cell.
    /// </summary>
    private static readonly string[] WithoutCells = ["b_metadata", "n2_ic12", "p_text"];

    /// <summary>A page in no order may hold any rows: only their number is known.</summary>
    private static readonly string[] WithoutOrder = ["m2_page_unordered"];

    private const string GeneratorAbsent = "The generator of cubes is absent; set LINKEDSTATS_SHARED.";

    public static TheoryData<string> Queries()
    {
        string folder = Path.Combine(SharedMaterial.Root, "bench", "queries");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.rq").Select(static path => Path.GetFileNameWithoutExtension(path)).Order()]
            : ["the queries are absent"];
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_TriplesAndTables_AnswerTheSame(string name)
    {
        string text = Text(name);
        SharedMaterial.Require(stores.FromTriples is not null, GeneratorAbsent);

        List<string> fromTriples = Answer(stores.FromTriples!, text);
        List<string> fromTables = Answer(stores.FromTables!, text);

        if (WithoutOrder.Contains(name))
        {
            Assert.Equal(fromTriples.Count, fromTables.Count);
        }
        else
        {
            Assert.Equal(fromTriples.Order(StringComparer.Ordinal), fromTables.Order(StringComparer.Ordinal));
        }

        // Only the search for keys that come twice finds nothing.
        Assert.Equal(name != "n2_ic12", fromTriples.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_ReadingCells_IsPlannedOnColumns(string name)
    {
        SharedMaterial.Require(stores.FromTriples is not null, GeneratorAbsent);
        using SnapshotLease lease = stores.FromTriples!.Acquire(Viewer.Public);
        var limits = new QueryLimits();

        string plan = new QueryEngine().Explain(
            QueryEngine.Parse(Text(name), null, limits), lease.Snapshot, limits, isAnalyzed: false, Stop);

        bool isOnColumns = plan.Contains("CubeScan", StringComparison.Ordinal)
            || plan.Contains("CubeSort", StringComparison.Ordinal)
            || plan.Contains("CubeAggregate", StringComparison.Ordinal);
        bool isOneSubject = name == "a_deref";
        Assert.True(isOnColumns || isOneSubject || WithoutCells.Contains(name), plan);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Text(string name) => File.ReadAllText(SharedMaterial.PathOf("bench", "queries", name + ".rq"));

    private static List<string> Answer(Store store, string text)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        var limits = new QueryLimits();
        QueryAlgebra query = QueryEngine.Parse(text, null, limits);
        return new QueryEngine().Run(query, lease.Snapshot, limits, Stop) switch
        {
            SelectResult select => [.. Rows(select)],
            GraphResult graph => [.. graph.Quads.Select(static q => $"{q.Subject} {q.Predicate} {q.Object}")],
            AskResult ask => [$"{ask.Value}"],
            _ => throw new InvalidOperationException(),
        };
    }

    private static IEnumerable<string> Rows(SelectResult result)
    {
        foreach (Batch batch in result.Batches)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                IEnumerable<Term?> terms = Enumerable.Range(0, batch.ColumnCount)
                    .Select(column => batch.Column(column)[row])
                    .Select(id => id.IsNone ? null : result.Terms.Get(id));
                yield return string.Join(' ', terms);
            }
        }
    }
}
