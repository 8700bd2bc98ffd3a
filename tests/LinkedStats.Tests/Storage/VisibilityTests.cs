using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Who sees which release at which instant.</summary>
public sealed class VisibilityTests
{
    private static readonly DateTimeOffset Monday = new(2018, 6, 25, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Friday = Monday.AddDays(4);
    private static readonly CubeSample One = CubeSample.Small(("FR1", 2018, "1"));
    private static readonly CubeSample Two = CubeSample.Small(("FR1", 2018, "2"), ("FR2", 2018, "2"));

    [Fact]
    public void Acquire_Embargo_HidesTheVersionFromThePublicUntilItsInstant()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        One.Publish(store, "pop", "1.0.0");
        time.Now = Monday.AddHours(1);
        Two.Publish(store, "pop", "2.0.0", visibleFrom: Friday);

        Assert.Equal(["1.0.0"], Versions(store, Viewer.Public));
        Assert.Equal(["1.0.0", "2.0.0"], Versions(store, Viewer.Everything));
        Assert.Equal(["1.0.0"], Versions(store, Viewer.Public, Friday.AddTicks(-1)));
        Assert.Equal(["1.0.0", "2.0.0"], Versions(store, Viewer.Public, Friday));
        Assert.Equal(["1.0.0"], Versions(store, Viewer.Everything, Monday));
        Assert.Empty(Versions(store, Viewer.Everything, Monday.AddTicks(-1)));

        time.Now = Friday;
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        Assert.Equal(2, lease.Snapshot.Default.Match(null, RdfType, null).Count());
        Assert.Equal(Friday, lease.Snapshot.Datasets[0].Current.VisibleFrom);
        Assert.Equal(Monday.AddHours(1), lease.Snapshot.Datasets[0].Current.RecordedAt);
    }

    [Fact]
    public void Acquire_ReaderOfADataset_SeesItsReleasesWhenTheyAreRecorded()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        One.Publish(store, "pop", "1.0.0");
        time.Now = Monday.AddHours(1);
        Two.Publish(store, "pop", "2.0.0", visibleFrom: Friday);
        using (StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken))
        {
            Two.AddTo(writer, "life", "3.0.0");
            writer.AddDataset("pop");
            writer.Commit(Friday);
        }

        Assert.Equal(["1.0.0"], Versions(store, Viewer.Of([])));
        Assert.Equal(["1.0.0", "2.0.0"], Versions(store, Viewer.Of(["pop"])));
        Assert.Equal(["1.0.0"], Versions(store, Viewer.Of(["life"])));
        Assert.Equal(["3.0.0", "1.0.0", "2.0.0"], Versions(store, Viewer.Of(["pop", "life"])));
        Assert.Equal(["1.0.0"], Versions(store, Viewer.Of(["pop"]), Monday));
        Assert.Equal(["3.0.0", "1.0.0", "2.0.0"], Versions(store, Viewer.Public, Friday));
    }

    [Fact]
    public void Acquire_ReaderOfADataset_SeesRevisionsOfItsMetadataAndNobodyElses()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        AddTitle(store, "old", null);
        AddTitle(store, "of pop", Friday, "pop");
        AddTitle(store, "of nobody", Friday);

        Assert.Equal(["old"], Titles(store, Viewer.Public, Monday));
        Assert.Equal(["of pop"], Titles(store, Viewer.Of(["pop"]), Monday));
        Assert.Equal(["old"], Titles(store, Viewer.Of(["life"]), Monday));
        Assert.Equal(["of nobody"], Titles(store, Viewer.Everything, Monday));
    }

    [Fact]
    public void Acquire_ManyViewersWhoSeeTheSame_ShareItsContents()
    {
        using Store store = Store.Open(new StoreOptions { Time = new ManualTime(Monday) });
        One.Publish(store, "pop", "1.0.0");
        Two.Publish(store, "life", "2.0.0", visibleFrom: Friday);
        GraphView open = Default(store, Viewer.Public);
        GraphView early = Default(store, Viewer.Everything);

        for (int i = 0; i < 200; i++)
        {
            Assert.Same(open, Default(store, Viewer.Of([$"other-{i}"])));
            Assert.Same(early, Default(store, Viewer.Of(["life", $"other-{i}"])));
        }

        Assert.Same(open, Default(store, Viewer.Public));
        Assert.NotSame(open, early);
    }

    [Fact]
    public void Acquire_ManyViewersWhoSeeOtherThings_KeepsWhatThePublicSees()
    {
        using Store store = Store.Open(new StoreOptions { Time = new ManualTime(Monday) });
        One.Publish(store, "pop", "1.0.0");
        for (int i = 0; i < 12; i++)
        {
            One.Publish(store, $"life-{i}", "2.0.0", visibleFrom: Friday);
        }

        GraphView open = Default(store, Viewer.Public);
        for (int i = 0; i < 12; i++)
        {
            Assert.NotSame(open, Default(store, Viewer.Of([$"life-{i}"])));
            Assert.Same(open, Default(store, Viewer.Public));
        }
    }

    [Fact]
    public void Acquire_EmbargoesInAnotherOrder_CurrentIsTheOneReleasedLast()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        Two.Publish(store, "pop", "2.0.0", visibleFrom: Friday);
        One.Publish(store, "pop", "1.0.0", visibleFrom: Monday.AddDays(1));

        Assert.Equal(["1.0.0", "2.0.0"], Versions(store, Viewer.Public, Friday));
        Assert.Equal(["1.0.0"], Versions(store, Viewer.Public, Monday.AddDays(2)));
        Assert.Empty(Versions(store, Viewer.Public));
    }

    [Fact]
    public void Acquire_BackdatedRelease_WasNotThereBeforeItWasRecorded()
    {
        using Store store = Store.Open(new StoreOptions { Time = new ManualTime(Monday) });
        One.Publish(store, "pop", "1.0.0", visibleFrom: Monday.AddYears(-1));

        Assert.Empty(Versions(store, Viewer.Public, Monday.AddDays(-1)));
        Assert.Equal(["1.0.0"], Versions(store, Viewer.Public, Monday));
    }

    [Fact]
    public void Acquire_NewRevisionOfAGraph_ReplacesTheOldOneAtItsInstant()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        AddTitle(store, "old", null);
        AddTitle(store, "embargoed", Friday);
        time.Now = Monday.AddHours(1);
        AddTitle(store, "correction", null);

        Assert.Equal(["old"], Titles(store, Viewer.Public, Monday));
        Assert.Equal(["correction"], Titles(store, Viewer.Public, Monday.AddHours(1)));
        Assert.Equal(["embargoed"], Titles(store, Viewer.Public, Friday));
        Assert.Equal(["embargoed"], Titles(store, Viewer.Everything, Monday.AddHours(1)));
    }

    [Fact]
    public void Acquire_VersionRepublished_KeepsItsPlaceAmongVersions()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        One.Publish(store, "pop", "1.0.0");
        time.Now = Monday.AddDays(1);
        Two.Publish(store, "pop", "2.0.0");
        time.Now = Monday.AddDays(2);
        One.Publish(store, "pop", "1.0.0");

        Assert.Equal(["1.0.0", "2.0.0"], Versions(store, Viewer.Public));
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        Assert.Equal(Monday, lease.Snapshot.Datasets[0].Versions[0].VisibleFrom);
    }

    [Fact]
    public void Fingerprint_ChangesWithWhatIsVisibleOnly()
    {
        var time = new ManualTime(Monday);
        using Store store = Store.Open(new StoreOptions { Time = time });
        One.Publish(store, "pop", "1.0.0");
        string before = Fingerprint(store, Viewer.Public);
        Two.Publish(store, "pop", "2.0.0", visibleFrom: Friday);

        Assert.Equal(before, Fingerprint(store, Viewer.Public));
        Assert.NotEqual(before, Fingerprint(store, Viewer.Everything));
        time.Now = Friday;
        Assert.NotEqual(before, Fingerprint(store, Viewer.Public));
        Assert.Equal(Fingerprint(store, Viewer.Everything), Fingerprint(store, Viewer.Public));
    }

    private static GraphView Default(Store store, Viewer viewer)
    {
        using SnapshotLease lease = store.Acquire(viewer);
        return lease.Snapshot.Default;
    }

    private static void AddTitle(Store store, string title, DateTimeOffset? visibleFrom, string? dataset = null)
    {
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        if (dataset is not null)
        {
            writer.AddDataset(dataset);
        }

        writer.AddGraph(Ex("list"), GraphRole.Metadata, [new Quad(Ex("list"), Ex("title"), new Literal(title))]);
        writer.Commit(visibleFrom);
    }

    private static string[] Titles(Store store, Viewer viewer, DateTimeOffset instant)
    {
        using SnapshotLease lease = store.Acquire(viewer, instant);
        return [.. lease.Snapshot.Default.Match(null, Ex("title"), null)
            .Select(static t => ((Literal)t.Object).Lexical)];
    }

    private static string[] Versions(Store store, Viewer viewer, DateTimeOffset? instant = null)
    {
        using SnapshotLease lease = store.Acquire(viewer, instant);
        return [.. lease.Snapshot.Datasets.SelectMany(static d => d.Versions).Select(static v => v.Version)];
    }

    private static string Fingerprint(Store store, Viewer viewer)
    {
        using SnapshotLease lease = store.Acquire(viewer);
        return lease.Snapshot.Fingerprint;
    }
}
