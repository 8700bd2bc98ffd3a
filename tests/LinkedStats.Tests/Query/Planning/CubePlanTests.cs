using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Planning;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Query.Differential;

namespace LinkedStats.Tests.Query.Planning;

/// <summary>Cells are read from columns: no plan enumerates them as triples unless the predicate is unknown.</summary>
public sealed class CubePlanTests
{
    private const int QueriesPerSeed = 15;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1000, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Plan_RandomCubeQuery_ReadsCellsFromColumns(int seed)
    {
        var random = new Random(seed);
        var cubes = new RandomCubes(random);
        var queries = new RandomStars(random, cubes);
        using Store store = cubes.ToData().OpenColumns();
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        HashSet<TermId> components = [
            lease.Snapshot.Find(RdfVocabulary.Type),
            lease.Snapshot.Find(CubeVocabulary.DataSetOf),
            .. lease.Snapshot.Default.Cubes.SelectMany(static c => c.Dimensions.Concat(c.Measures).Concat(c.Attributes))];

        for (int i = 0; i < QueriesPerSeed; i++)
        {
            string text = QueryComparison.Prologue + queries.Next();
            QueryAlgebra query = QueryEngine.Parse(text, null, new QueryLimits());
            QueryPlan plan = new QueryEngine().Plan(
                query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken);

            Operator[] bad = [.. Operators(plan.Root).Where(o => o switch
            {
                TripleScan scan => scan.ReadsCells && components.Contains(scan.Predicate),
                BindScan scan => scan.ReadsCells && components.Contains(scan.Predicate),
                _ => false,
            })];
            Assert.True(bad.Length == 0, $"Seed {seed}: {text}\n{PlanPrinter.Print(plan.Root, false)}");
        }
    }

    private static IEnumerable<Operator> Operators(Operator root) => root.Children.SelectMany(Operators).Prepend(root);
}
