using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Graphs that are merged once for many snapshots, shown to each as far as it sees them.</summary>
public sealed class MergedGraphsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly Iri Says = Ex("says");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Default_GraphsReplacedAndUnderEmbargo_IsTheUnionOfWhatEachSees(int seed)
    {
        var random = new Random(seed);
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time, SharedTriplesMin = 1 });
        for (int release = 0; release < 60; release++)
        {
            time.Now += TimeSpan.FromMinutes(1);
            using (StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken))
            {
                int graph = random.Next(40);
                writer.AddGraph(Ex($"graph{graph}"), GraphRole.Metadata, Triples(random, release));
                writer.Commit(random.Next(5) == 0 ? time.Now + TimeSpan.FromMinutes(random.Next(1, 9)) : null);
            }

            AssertUnion(store, Viewer.Public, time.Now);
            AssertUnion(store, Viewer.Everything, time.Now);
            AssertUnion(store, Viewer.Public, Start + TimeSpan.FromMinutes(random.Next(release + 1)));
        }
    }

    private static IEnumerable<Quad> Triples(Random random, int release) => Enumerable.Range(0, random.Next(1, 9))
        .Select(i => new Quad(Ex($"thing{random.Next(20)}"), Says, new Literal($"{release % 7} {i}")));

    private static void AssertUnion(Store store, Viewer viewer, DateTimeOffset at)
    {
        using SnapshotLease lease = store.Acquire(viewer, at);
        Snapshot snapshot = lease.Snapshot;
        Quad[] expected = Sort(
            snapshot.GraphNames.SelectMany(name => snapshot.Graph(name)!.Match(null, null, null)).Distinct());
        Assert.Equal(expected, Sort(snapshot.Default.Match(null, null, null)));
        Assert.Equal(expected, Sort(snapshot.Default.Match(null, Says, null)));
        foreach (IGrouping<Term, Quad> same in expected.GroupBy(static quad => quad.Object))
        {
            Assert.Equal(same, Sort(snapshot.Default.Match(null, null, same.Key)));
        }
    }

    private static Quad[] Sort(IEnumerable<Quad> quads) =>
        [.. quads.OrderBy(static quad => quad.ToString(), StringComparer.Ordinal)];
}
