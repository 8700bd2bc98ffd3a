using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using LinkedStats.Server;
using LinkedStats.Server.Access;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Server.Access;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Publications;

/// <summary>Clients that leave while a publication is at a known phase: before the transaction nothing of it exists,
/// from then on all of it does; nothing is left behind, and the next one goes through.</summary>
public sealed class CancelledPublicationTests : IAsyncLifetime
{
    private const string Address = "datasets/libraries/versions/1.0.0";

    private readonly TemporaryFolder _folder = new();
    private readonly PausingFiles _files = new();
    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ReleaseServer.StartAsync(
        new ServerOptions { Progress = _files },
        new StoreOptions { Folder = _folder.File("store"), Files = _files });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("read", false, null)]
    [InlineData("check", false, null)]
    [InlineData("encode", false, null)]
    [InlineData("write", false, "cancelled")]
    [InlineData("name", false, "cancelled")]
    [InlineData("flush", false, "cancelled")]
    [InlineData("record", true, "201")]
    [InlineData("recorded", true, "201")]
    public async Task Put_ClientGoneAtAPhase_LeavesNothingOrAll(string phase, bool isPublished, string? audited)
    {
        byte[] package = PublicationTests.Zip();
        string before = Describe();
        Task reached = _files.StopAt(phase);
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync("127.0.0.1", _server.Client.BaseAddress!.Port, Stop);
            await SendAsync(connection, package, package.Length);
            await reached.WaitAsync(TimeSpan.FromMinutes(1), Stop);
            connection.Client.LingerState = new LingerOption(true, 0);
        }

        await _server.Left.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        string[] begun = Audit();
        _files.GoOn();
        await _server.WaitUntilIdleAsync();

        using HttpResponseMessage published = await _server.Client.GetAsync(Address, Stop);
        Assert.Equal(isPublished ? HttpStatusCode.OK : HttpStatusCode.NotFound, published.StatusCode);
        Assert.Equal(audited is null ? [] : ["begun"], begun);
        Assert.Equal(audited is null ? [] : [audited], Audit());
        if (!isPublished)
        {
            Assert.Equal(before, Describe());
        }

        AssertWhole();
        Assert.Equal(isPublished ? HttpStatusCode.OK : HttpStatusCode.Created, await PutAsync(package));
        AssertWhole();
    }

    [Fact]
    public async Task Put_ClientGoneInTheBody_LeavesNothing()
    {
        byte[] package = PublicationTests.Zip();
        string before = Describe();
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync("127.0.0.1", _server.Client.BaseAddress!.Port, Stop);
            await SendAsync(connection, package, package.Length / 2);
            while (Incoming().Length == 0)
            {
                await Task.Delay(5, Stop);
            }

            connection.Client.LingerState = new LingerOption(true, 0);
        }

        await _server.WaitUntilIdleAsync();
        Assert.Equal(before, Describe());
        Assert.Equal(HttpStatusCode.Created, await PutAsync(package));
        AssertWhole();
    }

    private async Task SendAsync(TcpClient connection, byte[] package, int sent)
    {
        byte[] head = Encoding.ASCII.GetBytes(
            $"PUT /{Address} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_server.Publisher}\r\n"
            + $"Content-Type: application/zip\r\nContent-Length: {package.Length}\r\n\r\n");
        await connection.GetStream().WriteAsync(head, Stop);
        await connection.GetStream().WriteAsync(package.AsMemory(0, sent), Stop);
    }

    private async Task<HttpStatusCode> PutAsync(byte[] package)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address) { Content = new ByteArrayContent(package) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _server.Publisher);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        return response.StatusCode;
    }

    // Not over HTTP: readers wait for a transaction that has begun.
    private string[] Audit() =>
    [
        .. _server.Site.Access.Audit.List(new AuditFilter { Dataset = "libraries", Limit = 10 })
            .Select(static entry => entry.Outcome),
    ];

    private string[] Incoming() => ReleaseServer.Incoming(_folder.File("store"));

    private string Describe() => string.Join('\n', Directory
        .EnumerateFiles(_folder.File("store/segments")).Concat(Incoming()).Order(StringComparer.Ordinal));

    private void AssertWhole()
    {
        Assert.Empty(Incoming());
        Assert.Empty(_server.Store.FindDamage(Stop));
        using SnapshotLease lease = _server.Store.Acquire(Viewer.Everything);
        Assert.Equal(
            lease.Snapshot.Contents.State.Segments().Select(static name => name.Text).Distinct()
                .Order(StringComparer.Ordinal),
            Directory.GetFiles(_folder.File("store/segments")).Select(static path => Path.GetFileName(path))
                .Order(StringComparer.Ordinal));
    }
}
