using System.Collections.Immutable;
using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using Microsoft.Data.Sqlite;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Versions withdrawn from a store: who sees what at which instant, in which process, after which format.</summary>
public sealed class WithdrawalTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Withdraw_Version_IsSeenByNobodyFromThenOn()
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time });
        Small(("FR1", 2018, "1"), ("FR2", 2018, "2")).Publish(store, "pop", "1.0.0");
        time.Now = Start.AddMinutes(1);
        Small(("FR1", 2018, "3"), ("FR9", 2019, "4")).Publish(store, "pop", "1.1.0");
        string[] before = [.. Instants(2).Select(at => Describe(store, at))];
        time.Now = Start.AddMinutes(2);

        Withdraw(store, "pop", "1.1.0");

        Assert.Equal(before, Instants(2).Select(at => Describe(store, at)));
        foreach (Viewer viewer in (Viewer[])[Viewer.Public, Viewer.Everything])
        {
            using SnapshotLease lease = store.Acquire(viewer);
            DatasetEntry dataset = Assert.Single(lease.Snapshot.Datasets);
            Assert.Equal(["1.0.0"], dataset.Versions.Select(static v => v.Version));
            Assert.Empty(lease.Snapshot.Default.Match(null, Ex("area"), Ex("code/FR9")));
            Assert.Null(lease.Snapshot.Graph(lease.Snapshot.Find(Own("datasets/pop/versions/1.1.0"))));
            VersionTombstone tombstone = Assert.Single(lease.Snapshot.Tombstones);
            Assert.Equal(
                ("pop", "1.1.0", Start.AddMinutes(1), Start.AddMinutes(2), "Wrong"),
                (tombstone.DatasetId, tombstone.Version, tombstone.VisibleFrom, tombstone.TakenAt,
                    tombstone.Reason.Choose("en", out _)));
        }

        using SnapshotLease past = store.Acquire(Viewer.Public, Start.AddSeconds(90));
        Assert.Empty(past.Snapshot.Tombstones);
    }

    [Fact]
    public void Withdraw_UnderEmbargo_ThePublicNeverLearns()
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time });
        Small(("FR1", 2018, "1")).Publish(store, "pop", "1.0.0");
        time.Now = Start.AddMinutes(1);
        using (StoreWriter writer = store.BeginWrite(Stop))
        {
            Small(("FR1", 2018, "3")).AddTo(writer, "pop", "1.1.0");
            writer.AddGraph(Ex("scheme"), GraphRole.Metadata, [new Quad(Ex("scheme"), Ex("title"), new Literal("hidden"))]);
            writer.Commit(Start.AddHours(1));
        }

        time.Now = Start.AddMinutes(2);
        Withdraw(store, "pop", "1.1.0");

        foreach (int minute in (int[])[2, 30, 60, 90])
        {
            time.Now = Start.AddMinutes(minute);
            using SnapshotLease lease = store.Acquire(Viewer.Public);
            Assert.Empty(lease.Snapshot.Tombstones);
            Assert.Equal(Start, lease.Snapshot.From);
            Assert.Equal([Start], lease.Snapshot.Changes());
            Assert.Empty(lease.Snapshot.Changes(Ex("scheme")));
            Assert.DoesNotContain("hidden", Describe(store, time.Now), StringComparison.Ordinal);
            using SnapshotLease inside = store.Acquire(Viewer.Everything);
            Assert.Equal("1.1.0", Assert.Single(inside.Snapshot.Tombstones).Version);
        }
    }

    /// <summary>Two releases bring one graph at one instant: the one that is left still brings it.</summary>
    [Fact]
    public void Withdraw_OneOfTwoUnderEmbargo_WhatTheOtherBringsStays()
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Time = time });
        foreach (string id in (string[])["one", "two"])
        {
            using StoreWriter writer = store.BeginWrite(Stop);
            Small(("FR1", 2018, "3")).AddTo(writer, id, "1.0.0");
            writer.AddGraph(Ex("scheme"), GraphRole.Metadata, [new Quad(Ex("scheme"), Ex("title"), new Literal(id))]);
            writer.AddGraph(Ex(id), GraphRole.Metadata, [new Quad(Ex(id), Ex("title"), new Literal(id))]);
            writer.Commit(Start.AddHours(1));
        }

        Withdraw(store, "two", "1.0.0");

        time.Now = Start.AddHours(2);
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        Assert.Equal(["one"], lease.Snapshot.Datasets.Select(static d => d.Id));
        Assert.NotEmpty(lease.Snapshot.Default.Match(Ex("scheme"), null, null));
        Assert.NotEmpty(lease.Snapshot.Default.Match(Ex("one"), null, null));
        Assert.Empty(lease.Snapshot.Default.Match(Ex("two"), null, null));
    }

    [Fact]
    public void Withdraw_InAnotherProcess_IsSeenWithinASecond()
    {
        using var folder = new TemporaryFolder();
        using Store server = Store.Open(new StoreOptions { Folder = folder.Path });
        Small(("FR1", 2018, "1")).Publish(server, "pop", "1.0.0");
        Small(("FR1", 2018, "2")).Publish(server, "pop", "1.0.1");
        using Store reader = Store.Open(new StoreOptions { Folder = folder.Path, ReadOnly = true });
        Assert.Equal("1.0.1", Current(reader));
        using (Store command = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            Withdraw(command, "pop", "1.0.1");
        }

        Thread.Sleep(1000);
        Assert.Equal(("1.0.0", "1.0.0"), (Current(server), Current(reader)));
        Small(("FR1", 2018, "3")).Publish(server, "pop", "1.0.2");
        server.Verify();
        Assert.Equal("1.0.2", Current(server));
    }

    [Fact]
    public void Open_LogOfFormat1_IsReadAsItIsAndMigratedByAWriter()
    {
        using var folder = new TemporaryFolder();
        using (Store store = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            Small(("FR1", 2018, "1")).Publish(store, "pop", "1.0.0");
            Small(("FR1", 2018, "2")).Publish(store, "pop", "1.0.1");
        }

        Execute(folder, "DROP TABLE tombstones; DROP TABLE retired; PRAGMA user_version=1");
        using Store reader = Store.Open(new StoreOptions { Folder = folder.Path, ReadOnly = true });
        Assert.Equal("1.0.1", Current(reader));
        Assert.Equal(1, Execute(folder, "PRAGMA user_version"));
        using (Store writer = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            Assert.Equal("1.0.1", Current(writer));
            Assert.Equal(2, Execute(folder, "PRAGMA user_version"));
            Withdraw(writer, "pop", "1.0.1");
            Assert.Equal("1.0.0", Current(writer));
        }

        Thread.Sleep(500);
        Assert.Equal("1.0.0", Current(reader));
        Execute(folder, "PRAGMA user_version=3");
        Assert.Throws<StoreException>(() => Store.Open(new StoreOptions { Folder = folder.Path }));
    }

    internal static void Withdraw(Store store, string id, string version)
    {
        using StoreWriter writer = store.BeginWrite(Stop);
        DatasetEntry dataset = writer.Before.Datasets.Single(d => d.Id == id);
        DatasetVersionEntry entry = dataset.Versions.Single(v => v.Version == version);
        Iri description = Iri.FromTrusted(entry.Iri.Text + "#description");
        writer.Withdraw(
            dataset, entry, new LanguageMap(ImmutableSortedDictionary<string, string>.Empty.Add("en", "Wrong")),
            description, [new Quad(entry.Iri, Ex("reason"), new Literal("Wrong", "en"))]);
        writer.Commit();
    }

    private static Iri Own(string path) => Iri.FromTrusted("http://localhost:5080/" + path);

    private static IEnumerable<DateTimeOffset> Instants(int minutes) =>
        Enumerable.Range(0, minutes * 60).Where(static s => s % 7 == 0).Select(static s => Start.AddSeconds(s));

    private static string Current(Store store)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        return lease.Snapshot.Datasets.Single().Current.Version;
    }

    private static long Execute(TemporaryFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File("commits.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }

    private static string Describe(Store store, DateTimeOffset at)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Public, at);
        Snapshot snapshot = lease.Snapshot;
        IEnumerable<string> named = snapshot.GraphNames.SelectMany(name =>
            snapshot.Graph(name)!.Match(null, null, null).Select(quad => $"{snapshot.Get(name)} {quad}"));
        return string.Join('\n', snapshot.Default.Match(null, null, null).Select(static q => q.ToString()).Concat(named)
            .Order(StringComparer.Ordinal)
            .Concat(snapshot.Datasets.SelectMany(static d => d.Versions.Select(v => $"{d.Id} {v.Version}"))));
    }
}
