using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;
using static LinkedStats.Tests.Storage.CubeSample;
using TripleIndex = LinkedStats.Storage.Triples.TripleIndex;

namespace LinkedStats.Tests.Storage;

/// <summary>What old versions cost: nothing at the opening, memory only while somebody asks for them.</summary>
/// <remarks>Files and bytes are counted, since times differ from machine to machine.</remarks>
public sealed class ManyVersionsTests
{
    private const int Datasets = 30;
    private const int Versions = 12;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Open_ManyVersions_MapsAboutAsManyFilesAsForOne()
    {
        using var one = new TemporaryFolder();
        using var many = new TemporaryFolder();
        ManyVersions.Publish(one.Path, Datasets, 1);
        ManyVersions.Publish(many.Path, Datasets, Versions);
        (int oneFiles, long oneBytes) = CountOpened(one.Path, 1);
        (int manyFiles, long manyBytes) = CountOpened(many.Path, Versions);

        TestContext.Current.SendDiagnosticMessage(
            "{0} files, {1} bytes for one version each; {2} files, {3} bytes for {4}",
            oneFiles, oneBytes, manyFiles, manyBytes, Versions);

        // A file of terms and one of triples for each dataset as ever; those of older releases are in a few packs.
        Assert.InRange(manyFiles, oneFiles / 2, oneFiles + 24);
        long perRelease = (manyBytes - oneBytes) / (Datasets * (Versions - 1));
        Assert.InRange(perRelease, 0, 9 * sizeof(ulong) * ManyVersions.DescriptionSize * 2);
    }

    [Fact]
    public void Acquire_OldInstant_MapsItsFilesAndLetsThemGo()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        using Store store = ManyVersions.Open(folder.Path, time);
        List<DateTimeOffset> instants = [];
        for (int version = 1; version <= Versions; version++)
        {
            Small(("FR1", 2018, $"{version}.5"), ("FR2", 2018, "2")).Publish(store, "pop", $"{version}.0.0");
            instants.Add(time.GetUtcNow());
            time.Now += TimeSpan.FromMinutes(5);
        }

        ReadCells(store, null, Versions);
        int before = store.Segments.Open.Count;
        for (int i = 0; i < 3; i++)
        {
            ReadCells(store, instants[i], i + 1);
        }

        int during = store.Segments.Open.Count;
        time.Now += TimeSpan.FromMinutes(5);
        ReadCells(store, null, Versions);
        Assert.InRange(during, before + 1, int.MaxValue);
        Assert.Equal(before, store.Segments.Open.Count);
    }

    [Fact]
    public void Acquire_OldVersionsOfNow_AreLetGoWhenNobodyAsksAnyMore()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime(DateTimeOffset.UtcNow);
        using Store store = ManyVersions.Open(folder.Path, time);
        for (int version = 1; version <= Versions; version++)
        {
            Small(("FR1", 2018, $"{version}.5"), ("FR2", 2018, "2")).Publish(store, "pop", $"{version}.0.0");
        }

        ReadCells(store, null, Versions);
        int before = store.Segments.Open.Count;
        using (SnapshotLease lease = store.Acquire(Viewer.Public))
        {
            Assert.All(lease.Snapshot.Datasets[0].Versions, static v => Assert.Equal(2, v.Cells.RowCount));
            time.Now += TimeSpan.FromMinutes(1);
            ReadCells(store, null, Versions);
            time.Now += TimeSpan.FromHours(1);
            ReadCells(store, null, Versions);
            Assert.InRange(store.Segments.Open.Count, before + Versions - 1, int.MaxValue);
            Assert.Equal(2, lease.Snapshot.Datasets[0].Versions[0].Cells.RowCount);
        }

        Assert.Equal(before, store.Segments.Open.Count);
    }

    [Fact]
    public void FingerprintOf_CurrentVersions_OpensNothing()
    {
        using var folder = new TemporaryFolder();
        ManyVersions.Publish(folder.Path, Datasets, 3);
        using Store store = ManyVersions.Open(folder.Path);
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        DatasetVersionEntry[] versions = [.. lease.Snapshot.Datasets.Select(static dataset => dataset.Current)];
        int before = store.Segments.Open.Count;

        string[] names = [.. versions.Select(lease.Snapshot.FingerprintOf)];

        Assert.Equal(versions.Length, names.Distinct().Count());
        Assert.Equal(before, store.Segments.Open.Count);
    }

    [Fact]
    public void Find_CellWithAnIriOfItsOwn_LeavesNoOldVersionMapped()
    {
        CubeSample small = Small(("FR1", 2018, "1.5"), ("FR2", 2018, "2"));
        CubeSample cube = small with { Rows = [small.Rows[0] with { OwnIri = Ex("own") }, small.Rows[1]] };

        AssertNoOldVersionMapped(cube, Ex("own"));
    }

    [Fact]
    public void Find_CellWithARankedKey_LeavesNoOldVersionMapped()
    {
        // More keys than ids of cells: 40 to the power of 12.
        (Term Term, string Name)[] codes = [.. Enumerable.Range(0, 40).Select(static c => ((Term)Ex($"c{c}"), $"c{c}"))];
        var cube = new CubeSample(
            new CubeSchema([.. Enumerable.Range(0, 12).Select(static d => Ex($"d{d}"))], [Ex("value")], []),
            [.. Enumerable.Repeat(codes, 12)],
            [new CubeSampleRow([.. Enumerable.Repeat(codes[7].Term, 12)], [new Literal("1")], [])]);
        string key = string.Join('.', Enumerable.Repeat("c7", 12));

        AssertNoOldVersionMapped(cube, Iri.FromTrusted("http://localhost:5080/datasets/pop/observations/" + key));
    }

    private static void AssertNoOldVersionMapped(CubeSample cube, Iri cell)
    {
        using var folder = new TemporaryFolder();
        using (Store writing = ManyVersions.Open(folder.Path))
        {
            for (int version = 1; version <= Versions; version++)
            {
                cube.Publish(writing, "pop", $"{version}.0.0");
            }
        }

        using Store store = ManyVersions.Open(folder.Path);
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        _ = lease.Snapshot.Default.Cubes[0].RowCount;
        int before = store.Segments.Open.Count;

        TermId id = lease.Snapshot.Find(cell);
        Assert.Equal(TermTag.Cell, id.Tag);
        Assert.True(lease.Snapshot.TryFindCell(id, out _, out int row));
        Assert.Equal(0, row);
        Assert.Equal(cell, lease.Snapshot.Get(id));

        // A few files of terms, but no cells.
        Assert.InRange(store.Segments.Open.Count - before, 0, Versions / 2);
    }

    [Fact]
    public void Packs_WhateverIsInThem_HoldWhatWasWritten()
    {
        using var folder = new TemporaryFolder();
        ManyVersions.Publish(folder.Path, 3, 60);
        using Store store = ManyVersions.Open(folder.Path);
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        StoreState state = lease.Snapshot.Contents.State;

        Assert.InRange(state.Packs.Current.Length, 1, 8);
        Assert.Empty(store.FindDamage(Cancellation));
        foreach (GraphRecord graph in state.Commits.SelectMany(static c => c.Graphs).Where(GraphPacks.IsPacked))
        {
            TripleIndex packed = lease.Snapshot.Contents.OpenTriples(graph);
            ArrowSegment segment = store.Segments.Retain(graph.Segment!);
            TripleIndex written = TripleIndex.Open(segment).Slice(graph.Start, graph.Count);
            foreach (KeyOrder order in Enum.GetValues<KeyOrder>())
            {
                Assert.Equal(written[order].First.Span, packed[order].First.Span);
                Assert.Equal(written[order].Second.Span, packed[order].Second.Span);
                Assert.Equal(written[order].Third.Span, packed[order].Third.Span);
            }

            store.Segments.Release(graph.Segment!);
        }
    }

    /// <summary>Opens a store and asks what a server asks first: what there is, and what is said of it.</summary>
    private static (int Files, long Bytes) CountOpened(string folder, int versionCount)
    {
        using Store store = ManyVersions.Open(folder);
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        Assert.Equal(Datasets, lease.Snapshot.Datasets.Count);
        Assert.All(lease.Snapshot.Datasets, d => Assert.Equal(versionCount, d.Versions.Count));
        Assert.All(lease.Snapshot.Datasets, d =>
            Assert.Equal($"{store.Options.Base.Text}datasets/{d.Id}/versions/{versionCount}.0.0", d.Current.Iri.Text));
        Assert.Equal(
            Datasets * versionCount,
            lease.Snapshot.Default.CountTriples(TermId.None, lease.Snapshot.Find(Ex("says3")), TermId.None));
        Assert.All(lease.Snapshot.Datasets, d => Assert.False(
            lease.Snapshot.Find(Iri.FromTrusted($"{store.Options.Base.Text}datasets/{d.Id}/observations/FR1.2018")).IsNone));
        return store.Segments.Open;
    }

    private static void ReadCells(Store store, DateTimeOffset? instant, int version)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Public, instant);
        DatasetVersionEntry current = lease.Snapshot.Datasets[0].Current;
        TermId[] value = new TermId[1];
        current.Cells.ReadMeasure(0, current.Cells.FindRowByKey("FR1.2018"), value);
        Assert.Equal(new Literal($"{version}.5", XsdVocabulary.Decimal), lease.Snapshot.Get(value[0]));
    }
}
