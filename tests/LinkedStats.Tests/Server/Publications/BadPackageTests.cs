using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Publications;

/// <summary>
/// Bad packages sent to the program as it is run: each is told what is wrong and where, and leaves nothing, neither in
/// the store nor beside it nor in memory.
/// </summary>
public sealed class BadPackageTests(BadPackageTests.Program program) : IClassFixture<BadPackageTests.Program>
{
    private const string Address = "datasets/libraries/versions/1.0.0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(BadPackages.Kinds422), MemberType = typeof(BadPackages))]
    public async Task Put_BadPackage_IsReportedWithItsPlaceAndLeavesNothing(string kind, string rule, string place)
    {
        using HttpRequestMessage request = program.Request(Address, BadPackages.Make(kind));
        await AssertRefusedAsync(request, kind, $"{rule} {place}");
    }

    [Theory]
    [MemberData(nameof(BadPackages.FormKinds422), MemberType = typeof(BadPackages))]
    public async Task Put_BadForm_IsReportedAsAnArchiveOfItsFilesIs(string kind, string rule, string place)
    {
        using HttpRequestMessage request = program.Request(Address, []);
        request.Content = BadPackages.ToForm(BadPackages.Make(kind));
        await AssertRefusedAsync(request, kind, $"{rule} {place}");
    }

    private async Task AssertRefusedAsync(HttpRequestMessage request, string kind, string expected)
    {
        string before = program.Describe();
        using HttpResponseMessage response = await program.Client.SendAsync(request, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        using JsonDocument document = JsonDocument.Parse(body);
        string[] problems = [.. document.RootElement.GetProperty("problems").EnumerateArray()
            .Where(static problem => problem.GetProperty("severity").GetString() == "error")
            .Select(static problem => $"{Text(problem, "rule")} {Text(problem, "file")}:"
                + (problem.TryGetProperty("line", out JsonElement line) ? line.GetInt64() : 0))];

        Assert.True(response.StatusCode == HttpStatusCode.UnprocessableEntity, body);
        Assert.Contains(expected, problems);
        Assert.DoesNotContain(program.TemporaryFolder, body, StringComparison.Ordinal);
        Assert.Equal(before, program.Describe());
        Assert.True(program.PeakBytes() < 900L << 20, $"{kind}: {program.PeakBytes() >> 20} MiB");
    }

    [Fact]
    public async Task Put_SeveralMistakes_AreAllReported()
    {
        using HttpRequestMessage request = program.Request(Address, BadPackages.Make("case-and-path"));
        using HttpResponseMessage response = await program.Client.SendAsync(request, Cancellation);
        using JsonDocument document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(
            ["file-twice Observations.CSV", "path ../a", "path ../b"],
            document.RootElement.GetProperty("problems").EnumerateArray()
                .Select(static problem => $"{Text(problem, "rule")} {Text(problem, "file")}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(1500)]
    public async Task Put_ClientGone_LeavesNothingOrAllAndTheNextGoesThrough(int milliseconds)
    {
        string dataset = FormattableString.Invariant($"gone-{milliseconds}");
        byte[] package = BadPackages.Large(dataset);
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync("127.0.0.1", program.Client.BaseAddress!.Port, Cancellation);
            byte[] head = Encoding.ASCII.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"PUT /datasets/{dataset}/versions/1.0.0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {program.Key}\r\n"
                + $"Content-Type: application/zip\r\nContent-Length: {package.Length}\r\n\r\n"));
            await connection.GetStream().WriteAsync(head, Cancellation);
            await connection.GetStream().WriteAsync(
                milliseconds == 0 ? package.AsMemory(0, package.Length / 2) : package, Cancellation);
            await Task.Delay(milliseconds, Cancellation);
        }

        using (HttpRequestMessage next = program.Request($"datasets/{dataset}/versions/1.0.0", package))
        {
            using HttpResponseMessage response = await program.Client.SendAsync(next, Cancellation);
            Assert.True(
                response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK,
                await response.Content.ReadAsStringAsync(Cancellation));
        }

        await program.WaitUntilCleanAsync();
        string[] segments = Directory.GetFiles(Path.Combine(program.StoreFolder, "segments"));
        using LinkedStats.Storage.Store store = LinkedStats.Storage.Store.Open(
            new LinkedStats.Storage.StoreOptions { Folder = program.StoreFolder, ReadOnly = true });
        Assert.Empty(store.FindDamage(Cancellation));
        using var lease = store.Acquire(LinkedStats.Storage.Snapshots.Viewer.Everything);
        Assert.Equal(
            lease.Snapshot.Contents.State.Segments().Select(static name => name.Text).Distinct().Order(StringComparer.Ordinal),
            segments.Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    private static string Text(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out JsonElement text) ? text.GetString()! : "";

    /// <summary>The program over a store in a folder, with a temporary folder of its own.</summary>
    public sealed class Program : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private ServerProcess? _server;

        public string StoreFolder => _folder.File("store");

        public string TemporaryFolder => _folder.File("temporary");

        public string Key { get; private set; } = "";

        public HttpClient Client => _server!.Client;

        public async ValueTask InitializeAsync()
        {
            Directory.CreateDirectory(TemporaryFolder);
            string noPackages = Directory.CreateDirectory(_folder.File("data")).FullName;
            (int code, string output, string errors) = await ServerProcess.RunAsync(
                "key", "create", "--name", "All", "--role", "publisher", "--store", StoreFolder);
            Assert.True(code == 0, errors);
            Key = output.Trim();
            _server = await ServerProcess.StartAsync(["--store", StoreFolder, "--data", noPackages], TemporaryFolder);
        }

        public async ValueTask DisposeAsync()
        {
            if (_server is not null)
            {
                await _server.DisposeAsync();
            }

            _folder.Dispose();
        }

        public HttpRequestMessage Request(string path, byte[] package)
        {
            var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(package) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
            return request;
        }

        /// <summary>Every file of the store with its digest, and what is in the temporary folder.</summary>
        public string Describe()
        {
            // Pipes of the runtime's diagnostics stay there as long as the program runs.
            IEnumerable<string> temporary = Directory
                .EnumerateFileSystemEntries(TemporaryFolder, "*", SearchOption.AllDirectories)
                .Where(static path => !Path.GetFileName(path).StartsWith("dotnet-diagnostic", StringComparison.Ordinal)
                    && !Path.GetFileName(path).StartsWith("clr-debug-pipe", StringComparison.Ordinal));
            IEnumerable<string> stored = Directory
                .EnumerateFiles(StoreFolder, "*", SearchOption.AllDirectories)
                .Where(static path => !path.Contains("access.db", StringComparison.Ordinal)
                    && !path.EndsWith("owner.lock", StringComparison.Ordinal)
                    && !path.EndsWith("-shm", StringComparison.Ordinal))
                .Select(static path => $"{path} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))}");
            return string.Join('\n', temporary.Concat(stored).Order(StringComparer.Ordinal));
        }

        /// <summary>The most memory that the program has used, in bytes.</summary>
        public long PeakBytes() => 1024 * long.Parse(
            File.ReadLines($"/proc/{_server!.Id}/status").First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);

        /// <summary>Waits until what a client left behind is gone.</summary>
        public async Task WaitUntilCleanAsync()
        {
            while (ReleaseServer.Incoming(StoreFolder).Length > 0)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }
}
