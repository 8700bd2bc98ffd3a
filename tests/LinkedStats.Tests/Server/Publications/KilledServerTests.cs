using System.Net.Sockets;
using System.Text;
using LinkedStats.Tests.Server.Access;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Publications;

/// <summary>A server that is killed while a package comes in: the next one removes what there was of it.</summary>
public sealed class KilledServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_AfterAKilledServer_RemovesWhatCameIn()
    {
        using var folder = new TemporaryFolder();
        string store = folder.File("store");
        string data = Directory.CreateDirectory(folder.File("data")).FullName;
        (int code, string key, string errors) = await ServerProcess.RunAsync(
            "key", "create", "--name", "All", "--role", "publisher", "--store", store);
        Assert.True(code == 0, errors);
        byte[] package = PublicationTests.Zip();

        using var connection = new TcpClient();
        await using (ServerProcess server = await ServerProcess.StartAsync("--store", store, "--data", data))
        {
            await connection.ConnectAsync("127.0.0.1", server.Address.Port, Stop);
            await connection.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"PUT /datasets/libraries/versions/1.0.0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key.Trim()}\r\n"
                    + $"Content-Type: application/zip\r\nContent-Length: {package.Length}\r\n\r\nPK"),
                Stop);
            while (ReleaseServer.Incoming(store).Length == 0)
            {
                await Task.Delay(10, Stop);
            }
        }

        // The process was killed, and could not remove anything.
        Assert.Single(ReleaseServer.Incoming(store));
        await using ServerProcess next = await ServerProcess.StartAsync("--store", store, "--data", data);
        Assert.Empty(Directory.GetDirectories(Path.Combine(store, "incoming")));
    }
}
