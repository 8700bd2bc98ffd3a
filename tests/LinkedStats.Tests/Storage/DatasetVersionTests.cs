using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Several versions of one dataset in one snapshot.</summary>
public sealed class DatasetVersionTests
{
    private static readonly CubeSample First =
        CubeSample.Small(("FR1", 2018, "1"), ("FR2", 2018, "2"), ("FR2", 2019, "3"));
    private static readonly CubeSample Second =
        CubeSample.Small(("FR3", 2017, "9"), ("FR2", 2018, "2"), ("FR1", 2018, "1.5"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Cells_CodesAdded_HaveTheSameIdInEveryVersion()
    {
        using Store store = Store.Open(new StoreOptions());
        First.Publish(store, "pop", "1.0.0");
        Second.Publish(store, "pop", "2.0.0");
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        (CubeTable old, CubeTable current) =
            (lease.Snapshot.Datasets[0].Versions[0].Cells, lease.Snapshot.Datasets[0].Current.Cells);

        foreach (string key in new[] { "FR1.2018", "FR2.2018" })
        {
            (int oldRow, int row) = (old.FindRowByKey(key), current.FindRowByKey(key));
            Assert.Equal(Cell(old, oldRow), Cell(current, row));
            Assert.Equal(row, current.FindRow(Cell(old, oldRow)));
        }

        Assert.True(old.SharesCellsWith(current));
        Assert.Equal(-1, old.FindRowByKey("FR3.2017"));
        Assert.Equal(-1, current.FindRow(Cell(old, old.FindRowByKey("FR2.2019"))));
    }

    [Fact]
    public void Default_SeveralVersions_HoldsTheCurrentOneOnly()
    {
        using Store store = Store.Open(new StoreOptions());
        First.Publish(store, "pop", "1.0.0");
        Second.Publish(store, "pop", "2.0.0");
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        Snapshot snapshot = lease.Snapshot;

        AssertGraph(Second.ToGraph(snapshot.Base, "pop"), snapshot.Default);
        TermId oldName = snapshot.Find(StoreWriter.VersionIri(snapshot.Base, "pop", "1.0.0"));
        AssertGraph(First.ToGraph(snapshot.Base, "pop"), snapshot.Graph(oldName)!);
        Assert.Contains(oldName, snapshot.GraphNames);
    }

    [Fact]
    public void Merge_TwoVersions_FindsEachTripleOnce()
    {
        using Store store = Store.Open(new StoreOptions());
        First.Publish(store, "pop", "1.0.0");
        Second.Publish(store, "pop", "2.0.0");
        using SnapshotLease lease = store.Acquire(Viewer.Public);

        GraphView merged = lease.Snapshot.Merge(lease.Snapshot.GraphNames);

        Graph expected = First.ToGraph(store.Options.Base, "pop");
        foreach (Quad triple in Second.ToGraph(store.Options.Base, "pop").Match(null, null, null))
        {
            expected.Add(triple);
        }

        AssertGraph(expected, merged);
    }

    [Fact]
    public void DeclareCode_NameOfARetiredCode_GoesToTheNewOne()
    {
        using Store store = Store.Open(new StoreOptions());
        var schema = new CubeSchema([Ex("area")], [Ex("value")], []);
        foreach ((string iri, string version) in new[] { ("old", "1.0.0"), ("new", "2.0.0") })
        {
            new CubeSample(schema, [[(Ex(iri), "FR1")]], [new CubeSampleRow([Ex(iri)], [Year(1)], [])])
                .Publish(store, "pop", version);
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        (CubeTable old, CubeTable current) =
            (lease.Snapshot.Datasets[0].Versions[0].Cells, lease.Snapshot.Datasets[0].Current.Cells);
        Assert.Equal(Ex("new"), lease.Snapshot.Get(current.Codes(0)[current.FindCode(0, "FR1")]));
        Assert.Equal("FR1", old.Key(0));
        Assert.NotEqual(Cell(old, 0), Cell(current, 0));
        Assert.NotEqual(lease.Snapshot.Get(Cell(old, 0)), lease.Snapshot.Get(Cell(current, 0)));
    }

    [Fact]
    public void Versions_OtherDimensions_HaveCellsOfTheirOwn()
    {
        using Store store = Store.Open(new StoreOptions());
        First.Publish(store, "pop", "1.0.0");
        var schema = new CubeSchema([Ex("sex")], [Ex("value")], []);
        var other = new CubeSample(schema, [[(Ex("F"), "F")]], [new CubeSampleRow([Ex("F")], [Year(1)], [])]);
        other.Publish(store, "pop", "2.0.0");

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        AssertGraph(other.ToGraph(store.Options.Base, "pop"), lease.Snapshot.Default);
        AssertGraph(First.ToGraph(store.Options.Base, "pop"), lease.Snapshot.Datasets[0].Versions[0].Graph);
    }

    [Fact]
    public void Versions_DimensionsChangedAndChangedBack_ShareTheOldCells()
    {
        using Store store = Store.Open(new StoreOptions());
        First.Publish(store, "pop", "1.0.0");
        var schema = new CubeSchema([Ex("sex")], [Ex("value")], []);
        new CubeSample(schema, [[(Ex("F"), "F")]], [new CubeSampleRow([Ex("F")], [Year(1)], [])])
            .Publish(store, "pop", "2.0.0");
        Second.Publish(store, "pop", "3.0.0");

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        (CubeTable old, CubeTable current) =
            (lease.Snapshot.Datasets[0].Versions[0].Cells, lease.Snapshot.Datasets[0].Current.Cells);
        Assert.Equal(Cell(old, old.FindRowByKey("FR2.2018")), Cell(current, current.FindRowByKey("FR2.2018")));
        AssertGraph(First.ToGraph(store.Options.Base, "pop"), lease.Snapshot.Datasets[0].Versions[0].Graph);
    }

    [Fact]
    public void AddCube_GivenTemplate_NamesTheCells()
    {
        using Store store = Store.Open(new StoreOptions());
        IriTemplate template = IriTemplate.Parse("http://example.org/pop/{1}/{0}");
        (First with { Schema = First.Schema with { CellTemplate = template } }).Publish(store, "pop", "1.0.0");

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Iri cell = Iri.Parse("http://example.org/pop/2018/FR2");
        Assert.Equal(TermTag.Cell, lease.Snapshot.Find(cell).Tag);
        Assert.Equal(5, lease.Snapshot.Default.Match(cell, null, null).Count());
        Assert.Equal(15, lease.Snapshot.Default.Match(null, null, null).Count(static t =>
            ((Iri)t.Subject).Text.StartsWith("http://example.org/pop/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("http://example.org/pop/{0}")]
    [InlineData("http://example.org/pop/{0}/{1}/{2}")]
    public void AddCube_TemplateOverOtherDimensions_IsRefused(string template)
    {
        using Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(Cancellation);

        Assert.Throws<ArgumentException>(() => writer.AddCube(
            new("pop", Ex("pop"), "1.0.0"), First.Schema with { CellTemplate = IriTemplate.Parse(template) }));
    }

    [Fact]
    public void Commit_TemplateGivesTwoCellsOneIri_NamesTheCell()
    {
        using Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(Cancellation);
        CubeSample cube = CubeSample.Small(("FR", 12018, "1"), ("FR1", 2018, "2"));
        (cube with { Schema = cube.Schema with { CellTemplate = IriTemplate.Parse("http://example.org/{0}{1}") } })
            .AddTo(writer, "pop", "1.0.0");

        ArgumentException error = Assert.Throws<ArgumentException>(() => writer.Commit());

        Assert.Contains("http://example.org/FR12018", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Commit_RepeatedKey_NamesIt()
    {
        using Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(Cancellation);
        CubeSample.Small(("FR1", 2018, "1"), ("FR1", 2018, "2")).AddTo(writer, "pop", "1.0.0");

        ArgumentException error = Assert.Throws<ArgumentException>(() => writer.Commit());

        Assert.Contains("FR1.2018", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddRow_UndeclaredCode_LeavesTheCubeAsItWas()
    {
        using Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(Cancellation);
        CubeTableBuilder builder = writer.AddCube(new("pop", Ex("pop"), "1.0.0"), First.Schema);
        builder.DeclareCode(0, Ex("a"), "a");

        Assert.Throws<ArgumentException>(() => builder.AddRow([Ex("a"), Ex("b")], [Year(1)], [null]));
        Assert.Throws<ArgumentException>(() => builder.DeclareCode(0, Ex("c"), "a"));

        Assert.Equal(0, builder.RowCount);
    }

    [Fact]
    public void Match_TripleThatRepeatsAColumn_IsFoundOnce()
    {
        using Store store = Store.Open(new StoreOptions());
        Iri cell = Iri.Parse("http://localhost:5080/datasets/pop/observations/FR1.2018");
        using (StoreWriter writer = store.BeginWrite(Cancellation))
        {
            First.AddTo(writer, "pop", "1.0.0");
            writer.AddGraph(Ex("g"), GraphRole.Metadata,
            [
                new Quad(cell, RdfType, CubeVocabulary.Observation),
                new Quad(cell, Ex("status"), Ex("second")),
            ]);
            writer.Commit();
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Assert.Single(lease.Snapshot.Default.Match(cell, RdfType, null));
        Assert.Equal(3, lease.Snapshot.Default.Match(null, RdfType, null).Count());
        Assert.Single(lease.Snapshot.Default.Match(cell, Ex("status"), null));
    }

    private static TermId Cell(CubeTable table, int row)
    {
        var cells = new TermId[1];
        table.ReadCells(row, cells);
        return cells[0];
    }

    private static void AssertGraph(Graph expected, GraphView actual)
    {
        List<Quad> found = [.. actual.Match(null, null, null)];
        Assert.Equal(found.Count, found.Distinct().Count());
        Assert.Equal(expected.Match(null, null, null).ToHashSet(), found.ToHashSet());
    }
}
