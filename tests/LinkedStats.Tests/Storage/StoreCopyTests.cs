using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Copies of a store that others read and write.</summary>
public sealed class StoreCopyTests
{
    private const int Releases = 30;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CopyTo_DuringPublications_GivesAStateThatWasPublishedWhole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("store");
        using Store store = Store.Open(new StoreOptions { Folder = path });
        Publish(store, 0);
        List<string> states = [Describe(store)];
        Task publishing = Task.Run(
            () =>
            {
                for (int release = 1; release < Releases; release++)
                {
                    Publish(store, release);
                    states.Add(Describe(store));
                }
            },
            Cancellation);
        int count = 0;
        do
        {
            using Store reader = Store.Open(new StoreOptions { Folder = path, ReadOnly = true });
            reader.CopyTo(folder.File($"copy{count++}"), Cancellation);
        }
        while (!publishing.IsCompleted);
        await publishing;

        for (int i = 0; i < count; i++)
        {
            using Store copy = Store.Open(new StoreOptions { Folder = folder.File($"copy{i}") });
            copy.Verify();
            Assert.Contains(Describe(copy), states);
            Publish(copy, Releases);
        }
    }

    [Fact]
    public void CopyTo_FolderNotEmpty_IsRefusedAndUntouched()
    {
        using var folder = new TemporaryFolder();
        using Store store = Store.Open(new StoreOptions { Folder = folder.File("store") });
        Publish(store, 0);
        string target = Directory.CreateDirectory(folder.File("target")).FullName;
        File.WriteAllText(Path.Combine(target, "thesis.txt"), "all of it");

        Assert.Throws<StoreException>(() => store.CopyTo(target, Cancellation));
        Assert.Throws<StoreException>(() => store.CopyTo(folder.File("store"), Cancellation));
        File.Delete(Path.Combine(target, "thesis.txt"));
        store.CopyTo(target, Cancellation);

        using Store copy = Store.Open(new StoreOptions { Folder = target, ReadOnly = true });
        Assert.Equal(Describe(store), Describe(copy));
        Assert.Equal(["store", "target"], Names(folder.Path));
        Assert.Equal(["commits.db", "segments"], Names(target));
    }

    [Fact]
    public void CopyTo_DamagedFile_NamesItAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using Store store = Store.Open(new StoreOptions { Folder = folder.File("store") });
        Publish(store, 0);
        string cells = Directory.GetFiles(folder.File("store/segments"), "*.cells.arrows")[0];
        byte[] bytes = File.ReadAllBytes(cells);
        bytes[^9] ^= 1;
        File.WriteAllBytes(cells, bytes);

        StoreException error = Assert.Throws<StoreException>(() => store.CopyTo(folder.File("copy"), Cancellation));

        Assert.Contains(Path.GetFileName(cells), error.Message, StringComparison.Ordinal);
        Assert.Equal(["store"], Names(folder.Path));
    }

    [Fact]
    public void CopyTo_StoppedAtEveryStep_LeavesNothingOrAWholeStore()
    {
        for (int step = 1; ; step++)
        {
            using var folder = new TemporaryFolder();
            var files = new FaultyFiles(Fault.Refused, step);
            using Store store = Store.Open(new StoreOptions { Folder = folder.File("store"), Files = files });
            Publish(store, 0);
            files.IsArmed = true;
            string target = folder.File("copy");
            if (Record.Exception(() => store.CopyTo(target, Cancellation)) is null)
            {
                Assert.InRange(step, 10, 100);
                return;
            }

            if (Directory.Exists(target))
            {
                using Store copy = Store.Open(new StoreOptions { Folder = target });
                copy.Verify();
                Assert.Equal(Describe(store), Describe(copy));
            }

            Assert.False(Directory.Exists(target + ".partial"));
        }
    }

    private static string?[] Names(string folder) =>
        [.. Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private static void Publish(Store store, int release) =>
        Small(("FR1", 2018, $"{release}"), ("FR2", 2018 + release, "7")).Publish(store, "pop", $"1.{release}.0");

    private static string Describe(Store store)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        return string.Join('\n', lease.Snapshot.Default.Match(null, null, null)
            .Select(static q => q.ToString()).Order(StringComparer.Ordinal).Prepend(lease.Snapshot.Fingerprint));
    }
}
