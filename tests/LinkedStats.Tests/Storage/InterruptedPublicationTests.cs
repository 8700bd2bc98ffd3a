using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Publications stopped at every write, flush, rename and append: the old state or the new one, whole.</summary>
public sealed class InterruptedPublicationTests
{
    // What is compared must not differ by when it was published.
    private static readonly ManualTime Still = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static readonly CubeSample First = Small(("FR1", 2018, "5.10"), ("FR2", 2018, null));

    private static readonly CubeSample Second =
        Small(("FR2", 2019, "7"), ("FR1", 2018, "5.2"), ("FR3", 2018, "n/a")) is var small
            ? small with { Rows = [.. small.Rows.Select(static (r, i) => i == 0 ? r with { OwnIri = Ex("own") } : r)] }
            : null!;

    [Theory]
    [InlineData(Fault.Refused, true)]
    [InlineData(Fault.DiskFull, true)]
    [InlineData(Fault.Died, true)]
    [InlineData(Fault.PowerLost, true)]
    [InlineData(Fault.Refused, false)]
    [InlineData(Fault.Died, false)]
    [InlineData(Fault.PowerLost, false)]
    public void Commit_StoppedAtEveryStep_LeavesTheOldOrTheNewStateWhole(Fault fault, bool hasBase)
    {
        int step = 1;
        while (StopAt(fault, step, hasBase))
        {
            step++;
        }

        Assert.InRange(step, 25, 200);
    }

    /// <summary>A server that goes on must notice what another writer, which died, left in the folder.</summary>
    [Fact]
    public void Commit_OtherWriterDied_ItsFilesAreSwept()
    {
        using var folder = new TemporaryFolder();
        using Store server = Store.Open(new StoreOptions { Folder = folder.Path });
        First.Publish(server, "pop", "1.0.0");
        var files = new FaultyFiles(Fault.Died, 10) { IsArmed = true };
        using (Store other = Store.Open(new StoreOptions { Folder = folder.Path, Files = files }))
        {
            Assert.False(TryPublish(other));
        }

        Publish(server);

        AssertWhole(server);
    }

    [Fact]
    public void Commit_Refused_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        var files = new FaultyFiles(Fault.DiskFull, 10);
        using Store store = Store.Open(new StoreOptions { Folder = folder.Path, Files = files });
        First.Publish(store, "pop", "1.0.0");
        files.IsArmed = true;

        Assert.False(TryPublish(store));

        AssertWhole(store, folder.Path);
    }

    [Theory]
    [InlineData(Fault.Died, 1)]
    [InlineData(Fault.Died, 2)]
    [InlineData(Fault.Refused, 1)]
    [InlineData(Fault.Refused, 2)]
    public void Open_StoppedWhileItIsCreated_IsCreatedNextTime(Fault fault, int step)
    {
        using var folder = new TemporaryFolder();
        var options = new StoreOptions { Folder = folder.File("store") };
        Assert.Throws<StoreException>(
            () => Store.Open(options with { Files = new FaultyFiles(fault, step) { IsArmed = true } }));

        using Store store = Store.Open(options);
        Publish(store);

        AssertWhole(store);
    }

    private static bool StopAt(Fault fault, int step, bool hasBase)
    {
        using var folder = new TemporaryFolder();
        var files = new FaultyFiles(fault, step);
        (string before, string after) = (folder.File("before"), folder.File("after"));
        string old;
        using (Store store = Store.Open(new StoreOptions { Folder = before, Files = files, Time = Still }))
        {
            if (hasBase)
            {
                First.Publish(store, "pop", "1.0.0");
            }

            old = Describe(store);
            files.IsArmed = true;
            bool isDone = TryPublish(store);
            files.IsArmed = false;
            if (!files.HasStopped)
            {
                Assert.True(isDone);
                return false;
            }

            // What a new process finds, before this one has closed anything.
            Copy(before, after);
            if (fault is Fault.Refused or Fault.DiskFull)
            {
                AssertGoesOn(store, old, hasBase, before);
            }
        }

        using Store reopened = Store.Open(new StoreOptions { Folder = after, Time = Still });
        AssertGoesOn(reopened, old, hasBase, after);
        return true;
    }

    private static void AssertGoesOn(Store store, string old, bool hasBase, string folder)
    {
        string expected = NewState(hasBase);
        store.Verify();
        using (StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken))
        {
            // A writer sees the last commit, whoever made it and whatever became of him.
        }

        string state = Describe(store);
        Assert.True(state == old || state == expected, $"Neither old nor new:\n{state}");
        AssertWhole(store, folder);
        if (state == old)
        {
            Publish(store);
            Assert.Equal(expected, Describe(store));
        }

        First.Publish(store, "pop", "3.0.0");
        AssertWhole(store, folder);
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        Assert.Equal("3.0.0", lease.Snapshot.Datasets.Single(static d => d.Id == "pop").Current.Version);
    }

    /// <summary>Every file is what the log says, and there is no other.</summary>
    private static void AssertWhole(Store store, string? folder = null)
    {
        store.Verify();
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        string[] named = [.. lease.Snapshot.Contents.State.Segments().Select(static s => s.Text).Distinct()];
        string[] present = [.. Directory.GetFiles(Path.Combine(folder ?? store.Options.Folder!, "segments"))
            .Select(static path => Path.GetFileName(path))];
        Assert.Equal(named.Order(StringComparer.Ordinal), present.Order(StringComparer.Ordinal));
    }

    private static string NewState(bool hasBase)
    {
        using Store store = Store.Open(new StoreOptions { Time = Still });
        if (hasBase)
        {
            First.Publish(store, "pop", "1.0.0");
        }

        Publish(store);
        return Describe(store);
    }

    private static bool TryPublish(Store store)
    {
        try
        {
            Publish(store);
            return true;
        }
        catch (StoreException)
        {
            return false;
        }
    }

    private static void Publish(Store store)
    {
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        Second.AddTo(writer, "pop", "2.0.0");
        var title = new Quad(Ex("scheme"), Ex("title"), new Literal("Zones", "fr"));
        writer.AddGraph(Ex("scheme"), GraphRole.Metadata, [title, title with { Object = new BlankNode("b") }]);
        Iri cell = Iri.FromTrusted("http://localhost:5080/datasets/pop/observations/FR2.2019");
        writer.AddGraph(Ex("notes"), GraphRole.Metadata, [title with { Subject = cell }]);
        writer.Commit();
    }

    /// <summary>All that a publisher can see, line by line.</summary>
    private static string Describe(Store store)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        Snapshot snapshot = lease.Snapshot;
        IEnumerable<string> lines = snapshot.GraphNames.SelectMany(name =>
            snapshot.Graph(name)!.Match(null, null, null).Select(quad => $"{snapshot.Get(name)} {quad}"));
        IEnumerable<string> versions = snapshot.Datasets
            .SelectMany(static d => d.Versions.Select(v => $"{d.Id} {v.Version} {v.Cells.RowCount}"));
        return string.Join('\n', [snapshot.Fingerprint, .. versions, .. lines.Order(StringComparer.Ordinal)]);
    }

    private static void Copy(string from, string to)
    {
        foreach (string path in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
