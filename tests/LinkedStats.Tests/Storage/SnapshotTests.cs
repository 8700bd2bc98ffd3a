using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>What a reader sees of published releases.</summary>
public sealed class SnapshotTests
{
    private static readonly CubeSample Cube =
        CubeSample.Small(("FR1", 2018, "5.10"), ("FR1", 2019, null), ("A.B c", 2018, "5.1"));

    [Fact]
    public void Match_SmallCube_FindsWhatTheCubeMeans()
    {
        using Store store = Store.Open(new StoreOptions());
        Cube.Publish(store, "pop", "1.0.0");

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Graph expected = Cube.ToGraph(store.Options.Base, "pop");
        Assert.Equal(
            expected.Match(null, null, null).ToHashSet(), lease.Snapshot.Default.Match(null, null, null).ToHashSet());
        Assert.Equal("A~2eB~20c.2018", lease.Snapshot.Datasets[0].Current.Cells.Key(2));
        Assert.Equal(2, lease.Snapshot.Datasets[0].Current.Cells.FindRowByKey("A~2eB~20c.2018"));
    }

    [Fact]
    public void Match_TripleOnACell_IsFoundUnderTheCellsId()
    {
        using Store store = Store.Open(new StoreOptions());
        Iri cell = Iri.FromTrusted("http://localhost:5080/datasets/pop/observations/FR1.2018");
        Quad comment = new(cell, Ex("comment"), new Literal("break in series", "en"));
        using (StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken))
        {
            Cube.AddTo(writer, "pop", "1.0.0");
            writer.AddGraph(Ex("notes"), GraphRole.Metadata, [comment]);
            writer.Commit();
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        TermId id = lease.Snapshot.Find(cell);
        Assert.Equal(TermTag.Cell, id.Tag);
        Assert.Contains(comment, lease.Snapshot.Default.Match(cell, null, null));
        Assert.Equal(6, lease.Snapshot.Default.Match(cell, null, null).Count());
        Assert.Equal([lease.Snapshot.Find(Ex("comment"))], lease.Snapshot.Default.ExtraCellPredicates);
    }
}
