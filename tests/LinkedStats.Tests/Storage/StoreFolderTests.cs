using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using Microsoft.Data.Sqlite;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Stores in a folder: restarts, several processes, crashes and damage.</summary>
public sealed class StoreFolderTests
{
    private static readonly CubeSample First = CubeSample.Small(("FR1", 2018, "5.10"), ("FR2", 2018, null));
    private static readonly CubeSample Second =
        CubeSample.Small(("FR2", 2019, "7"), ("FR1", 2018, "5.2"), ("FR3", 2018, "6.0"));
    private static readonly Quad Title = new(Ex("scheme"), Ex("title"), new Literal("Zones", "fr"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Open_AfterRestart_ShowsTheSame()
    {
        using var folder = new TemporaryFolder();
        var options = new StoreOptions { Folder = folder.File("store") };
        HashSet<Quad> before;
        string fingerprint;
        using (Store store = Store.Open(options))
        {
            PublishAll(store);
            using SnapshotLease lease = store.Acquire(Viewer.Public);
            (before, fingerprint) = ([.. lease.Snapshot.Default.Match(null, null, null)], lease.Snapshot.Fingerprint);
        }

        using Store reopened = Store.Open(options);
        using SnapshotLease again = reopened.Acquire(Viewer.Public);

        Assert.Equal(before, again.Snapshot.Default.Match(null, null, null).ToHashSet());
        Assert.Equal(fingerprint, again.Snapshot.Fingerprint);
        Assert.Equal(["1.0.0", "2.0.0"], again.Snapshot.Datasets[0].Versions.Select(static v => v.Version));
        reopened.Verify();
    }

    [Fact]
    public void Open_UnderAnotherBase_MovesTheStoresOwnIris()
    {
        using var folder = new TemporaryFolder();
        Iri scheme = Iri.Parse("http://localhost:5080/concepts/sex");
        using (Store store = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            using StoreWriter writer = store.BeginWrite(Cancellation);
            First.AddTo(writer, "pop", "1.0.0", Iri.Parse("http://localhost:5080/datasets/pop"));
            writer.AddGraph(scheme, GraphRole.Metadata, [Title with { Subject = scheme }]);
            writer.Commit();
        }

        var moved = Iri.Parse("https://stats.example.org/lab/");
        using Store reopened = Store.Open(new StoreOptions { Folder = folder.Path, Base = moved });
        using SnapshotLease lease = reopened.Acquire(Viewer.Public);

        Assert.True(lease.Snapshot.Find(scheme).IsNone);
        Assert.False(lease.Snapshot.Find(Iri.Parse("https://stats.example.org/lab/concepts/sex")).IsNone);
        Graph expected = First.ToGraph(moved, "pop", Iri.Parse("https://stats.example.org/lab/datasets/pop"));
        expected.Add(Title with { Subject = Iri.Parse("https://stats.example.org/lab/concepts/sex") });
        Assert.Equal(
            expected.Match(null, null, null).ToHashSet(), lease.Snapshot.Default.Match(null, null, null).ToHashSet());
    }

    [Fact]
    public async Task Acquire_OtherStorePublished_ShowsItWithinASecond()
    {
        using var folder = new TemporaryFolder();
        using Store writer = Store.Open(new StoreOptions { Folder = folder.Path });
        First.Publish(writer, "pop", "1.0.0");
        using Store reader = Store.Open(new StoreOptions { Folder = folder.Path, ReadOnly = true });
        using SnapshotLease old = reader.Acquire(Viewer.Public);

        Second.Publish(writer, "pop", "2.0.0");
        await Task.Delay(900, Cancellation);

        using SnapshotLease lease = reader.Acquire(Viewer.Public);
        Assert.Equal("2.0.0", lease.Snapshot.Datasets[0].Current.Version);
        Assert.Equal("1.0.0", old.Snapshot.Datasets[0].Current.Version);
        Assert.Equal(2, old.Snapshot.Default.Match(null, RdfType, null).Count());
    }

    [Fact]
    public void BeginWrite_OtherStoreIsWriting_WaitsUntilCancelled()
    {
        using var folder = new TemporaryFolder();
        using Store one = Store.Open(new StoreOptions { Folder = folder.Path });
        using Store other = Store.Open(new StoreOptions { Folder = folder.Path });
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        StoreWriter holder = one.BeginWrite(Cancellation);

        Assert.Throws<OperationCanceledException>(() => other.BeginWrite(patience.Token));
        First.AddTo(holder, "pop", "1.0.0");
        holder.Commit();

        using StoreWriter next = other.BeginWrite(Cancellation);
        Assert.Equal("pop", next.Before.Datasets[0].Id);
    }

    [Fact]
    public void Commit_LogRefuses_NothingOfTheReleaseExists()
    {
        using var folder = new TemporaryFolder();
        using Store store = Store.Open(new StoreOptions { Folder = folder.Path });
        First.Publish(store, "pop", "1.0.0");
        string[] before = Directory.GetFiles(folder.File("segments"));
        Execute(folder, "CREATE TRIGGER fail BEFORE INSERT ON cubes BEGIN SELECT RAISE(ABORT, 'no'); END");

        using (StoreWriter writer = store.BeginWrite(Cancellation))
        {
            Second.AddTo(writer, "pop", "2.0.0");
            Assert.Throws<StoreException>(() => writer.Commit());
        }

        Assert.Equal(before.Order(), Directory.GetFiles(folder.File("segments")).Order());
        Execute(folder, "DROP TRIGGER fail");
        File.WriteAllText(folder.File("segments/0123.cells.arrows.tmp"), "half a file");
        using Store reopened = Store.Open(new StoreOptions { Folder = folder.Path });
        using (StoreWriter writer = reopened.BeginWrite(Cancellation))
        {
            Assert.Equal("1.0.0", writer.Before.Datasets[0].Current.Version);
            Assert.Equal(before.Order(), Directory.GetFiles(folder.File("segments")).Order());
        }

        Second.Publish(reopened, "pop", "2.0.0");
        using SnapshotLease lease = reopened.Acquire(Viewer.Public);
        Assert.Equal(3, lease.Snapshot.Default.Match(null, RdfType, null).Count());
    }

    [Fact]
    public void Dispose_WithoutCommit_LeavesNoTrace()
    {
        using var folder = new TemporaryFolder();
        using Store store = Store.Open(new StoreOptions { Folder = folder.Path });
        using (StoreWriter writer = store.BeginWrite(Cancellation))
        {
            First.AddTo(writer, "pop", "1.0.0");
        }

        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        Assert.Empty(lease.Snapshot.Datasets);
        Assert.Empty(Directory.GetFiles(folder.File("segments")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Acquire_DamagedFile_NamesTheFile(bool isCut)
    {
        using var folder = new TemporaryFolder();
        using (Store store = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            First.Publish(store, "pop", "1.0.0");
        }

        string cells = Assert.Single(Directory.GetFiles(folder.File("segments"), "*.cells.arrows"));
        byte[] bytes = File.ReadAllBytes(cells);
        bytes[^40] ^= 0xFF;
        File.WriteAllBytes(cells, isCut ? bytes[..^8] : bytes);

        using Store reopened = Store.Open(new StoreOptions { Folder = folder.Path });
        using SnapshotLease lease = reopened.Acquire(Viewer.Public);
        StoreException error = Assert.Throws<StoreException>(() => lease.Snapshot.Datasets[0].Current.Cells.RowCount);
        Assert.Contains(Path.GetFileName(cells), error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreException>(reopened.Verify);
    }

    [Fact]
    public void Open_FolderOfSomethingElse_IsRefusedAndUntouched()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("thesis.txt"), "all of it");

        Assert.Throws<StoreException>(() => Store.Open(new StoreOptions { Folder = folder.Path }));
        Assert.Throws<StoreException>(
            () => Store.Open(new StoreOptions { Folder = folder.File("none"), ReadOnly = true }));

        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("PRAGMA user_version=3", "format 3")]
    [InlineData("PRAGMA application_id=7", "not the commit log")]
    public void Open_OtherFormat_IsRefused(string sql, string message)
    {
        using var folder = new TemporaryFolder();
        Store.Open(new StoreOptions { Folder = folder.Path }).Dispose();
        Execute(folder, sql);

        StoreException error =
            Assert.Throws<StoreException>(() => Store.Open(new StoreOptions { Folder = folder.Path }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_LeaseStillOpen_ItsSnapshotStaysReadable()
    {
        using var folder = new TemporaryFolder();
        Store store = Store.Open(new StoreOptions { Folder = folder.Path });
        First.Publish(store, "pop", "1.0.0");
        SnapshotLease lease = store.Acquire(Viewer.Public);

        store.Dispose();

        Assert.Equal(2, lease.Snapshot.Default.Match(null, RdfType, null).Count());
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Acquire(Viewer.Public));
    }

    [Fact]
    public void Open_LogEmptiedBesideSegments_IsRefusedAndTheSegmentsStay()
    {
        using var folder = new TemporaryFolder();
        using (Store store = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            First.Publish(store, "pop", "1.0.0");
        }

        string[] before = Directory.GetFiles(folder.File("segments"));
        File.WriteAllBytes(folder.File("commits.db"), []);

        StoreException error =
            Assert.Throws<StoreException>(() => Store.Open(new StoreOptions { Folder = folder.Path }));

        Assert.Contains("commits.db is empty", error.Message, StringComparison.Ordinal);
        Assert.Equal(before.Order(), Directory.GetFiles(folder.File("segments")).Order());
    }

    [Fact]
    public void BeginWrite_FolderIsGone_FailsInsteadOfWaiting()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("store");
        using Store store = Store.Open(new StoreOptions { Folder = path });
        Directory.Delete(path, recursive: true);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));

        Assert.Throws<StoreException>(() => store.BeginWrite(patience.Token));
    }

    private static void PublishAll(Store store)
    {
        First.Publish(store, "pop", "1.0.0");
        Second.Publish(store, "pop", "2.0.0");
        using StoreWriter writer = store.BeginWrite(Cancellation);
        writer.AddGraph(Ex("scheme"), GraphRole.Metadata, [Title, Title with { Object = new BlankNode("b1") }]);
        writer.Commit();
    }

    private static void Execute(TemporaryFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("commits.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of this file's.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
