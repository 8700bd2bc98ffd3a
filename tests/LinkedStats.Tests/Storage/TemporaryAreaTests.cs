using LinkedStats.Storage;

namespace LinkedStats.Tests.Storage;

/// <summary>What is on its way into a store: it goes with its owner, and what a dead one left goes at the next
/// opening.</summary>
public sealed class TemporaryAreaTests
{
    [Fact]
    public void Open_LeftByADeadProcess_IsRemovedAndThatOfALivingOneIsNot()
    {
        using var folder = new TemporaryFolder();
        using Store living = Store.Open(new StoreOptions { Folder = folder.Path });
        string used = living.CreateTemporaryFolder();
        File.WriteAllText(Path.Combine(used, "package.zip"), "half of it");
        string left = Path.Combine(folder.Path, "incoming", "left", "package");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "package.zip"), "half of it");
        File.WriteAllText(Path.Combine(folder.Path, "incoming", "left", "owner.lock"), "");

        using (Store reader = Store.Open(new StoreOptions { Folder = folder.Path, ReadOnly = true }))
        {
            Assert.True(Directory.Exists(left));
        }

        using (Store next = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            Assert.False(Directory.Exists(left));
            Assert.NotEqual(used, next.CreateTemporaryFolder());
        }

        Assert.True(File.Exists(Path.Combine(used, "package.zip")));
        Assert.Single(Directory.GetDirectories(Path.Combine(folder.Path, "incoming")));
    }

    [Fact]
    public void Dispose_RemovesWhatTheProcessLeft()
    {
        using var folder = new TemporaryFolder();
        using (Store store = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            File.WriteAllText(Path.Combine(store.CreateTemporaryFolder(), "a"), "b");
        }

        Assert.Empty(Directory.GetDirectories(Path.Combine(folder.Path, "incoming")));
    }
}
