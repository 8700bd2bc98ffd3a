using LinkedStats.Storage;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server;

/// <summary>A server whose store is damaged where every answer needs it: it says so, and is not called ready.</summary>
public sealed class DamagedServerTests
{
    [Fact]
    public async Task Ready_StoreThatCannotBeRead_Is503()
    {
        using var folder = new TemporaryFolder();
        var stored = new StoreOptions { Folder = folder.File("store") };
        string[] before;
        await using (ReleaseServer whole = await ReleaseServer.StartAsync(null, stored))
        {
            before = Directory.GetFiles(folder.File("store/segments"));
            whole.PublishGood("pop", "1.0.0", "FR,1");
            Assert.StartsWith("200", await whole.ReadAsync("health/ready"), StringComparison.Ordinal);
        }

        foreach (string file in Directory.GetFiles(folder.File("store/segments"), "*.triples.arrows").Except(before))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        }

        await using ReleaseServer server = await ReleaseServer.StartAsync(null, stored);
        string ready = await server.ReadAsync("health/ready");

        Assert.StartsWith("503", await server.ReadAsync("datasets/pop"), StringComparison.Ordinal);
        Assert.StartsWith("503", ready, StringComparison.Ordinal);
        Assert.Contains("unreadable", ready, StringComparison.Ordinal);
        Assert.StartsWith("200", await server.ReadAsync("health/live"), StringComparison.Ordinal);
    }
}
