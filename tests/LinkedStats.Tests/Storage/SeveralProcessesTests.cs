using System.Diagnostics;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Stores on one folder, as several processes have them: readers across publications, two publishers.</summary>
public sealed class SeveralProcessesTests
{
    private const int Releases = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_WhileAnotherPublishes_ShowsWholeReleasesOnly()
    {
        using var folder = new TemporaryFolder();
        var options = new StoreOptions { Folder = folder.Path };
        using Store store = Store.Open(options);
        Publish(store, "pop", 0);
        Task publishing = Task.Run(
            () =>
            {
                for (int release = 1; release < Releases; release++)
                {
                    Publish(store, "pop", release);
                }
            },
            Cancellation);
        int seen = 0;
        do
        {
            using Store reader = Store.Open(options with { ReadOnly = true });
            using SnapshotLease lease = reader.Acquire(Viewer.Public);
            DatasetEntry dataset = Assert.Single(lease.Snapshot.Datasets);
            Assert.InRange(dataset.Versions.Count, Math.Max(1, seen), Releases);
            seen = dataset.Versions.Count;
            Assert.All(dataset.Versions, static v => Assert.Equal(2, v.Cells.RowCount));
            Assert.Equal(2, lease.Snapshot.Default.Match(null, RdfType, null).Count());
        }
        while (!publishing.IsCompleted);
        await publishing;
    }

    [Fact]
    public async Task BeginWrite_WhileItLasts_TheLockSaysWhichProcess()
    {
        using var folder = new TemporaryFolder();
        using Store store = Store.Open(new StoreOptions { Folder = folder.Path });
        string during;
        using (store.BeginWrite(Cancellation))
        {
            during = await ReadLockAsync();
        }

        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}\n", during);
        Assert.Empty(await ReadLockAsync());

        // As people look into it: the file is locked for programs of this kind.
        async Task<string> ReadLockAsync()
        {
            using var cat = Process.Start(new ProcessStartInfo("cat", [folder.File("writer.lock")])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
            return await cat.StandardOutput.ReadToEndAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Commit_TwoPublishersAtOnce_KeepsTheReleasesOfBoth()
    {
        using var folder = new TemporaryFolder();
        var options = new StoreOptions { Folder = folder.Path };
        Store.Open(options).Dispose();
        await Task.WhenAll(((string[])["one", "two"]).Select(id => Task.Run(
            () =>
            {
                using Store store = Store.Open(options);
                for (int release = 0; release < Releases / 2; release++)
                {
                    Publish(store, id, release);
                }
            },
            Cancellation)));

        using Store reopened = Store.Open(options);
        reopened.Verify();
        using SnapshotLease lease = reopened.Acquire(Viewer.Public);
        Assert.Equal(["one", "two"], lease.Snapshot.Datasets.Select(static d => d.Id));
        Assert.All(lease.Snapshot.Datasets, static d => Assert.Equal(Releases / 2, d.Versions.Count));
        Assert.Equal(4, lease.Snapshot.Default.Match(null, RdfType, null).Count());
    }

    private static void Publish(Store store, string id, int release) =>
        Small(("FR1", 2018, $"{release}"), ("FR2", 2018 + release, "7")).Publish(store, id, $"1.{release}.0");
}
