using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LinkedStats.SampleData.BenchmarkCubes;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server;

/// <summary>A large package sent to a real server, and the next version of it, while others read.</summary>
/// <remarks>A million rows where <c>LINKEDSTATS_SLOW</c> is 1, else fifty thousand.</remarks>
[Trait("Speed", "Slow")]
public sealed class LargePublicationTests
{
    private const int KilobytesMax = 300_000;
    private const int BytesPerRowMax = 350;

    private static readonly int Rows =
        Environment.GetEnvironmentVariable("LINKEDSTATS_SLOW") == "1" ? 1_000_000 : 50_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_ManyRows_TakesBoundedMemoryWhileOthersRead()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The memory of a process is read from /proc.");
        using var folder = new TemporaryFolder();
        string store = folder.File("store");
        (_, string key, _) = await ServerProcess.RunAsync(
            "key", "create", "--name", "Large", "--role", "publisher", "--store", store);
        await using ServerProcess server = await ServerProcess.StartAsync("--store", store);
        string first = SentPackage.Write(folder.File("first.zip"), Rows, 0);
        string second = SentPackage.Write(folder.File("second.zip"), Rows, 1);
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(server, key.Trim(), 0, first)).Status);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Task<int> reading = ReadAsync(server, end.Token);
        (HttpStatusCode status, string body) = await PutAsync(server, key.Trim(), 1, second);
        await end.CancelAsync();
        int answers = await reading;
        long kilobytes = ReadPeak(server.Id);
        TestContext.Current.SendDiagnosticMessage("{0} rows twice: at most {1} kB, {2} answers", Rows, kilobytes, answers);

        Assert.True(status == HttpStatusCode.Created, body);
        using JsonDocument answer = JsonDocument.Parse(body);
        JsonElement changes = answer.RootElement.GetProperty("changes");
        Assert.Equal(
            (SentPackage.Areas, 0, Rows / 10),
            (Count(changes, "added"), Count(changes, "removed"), Count(changes, "revised")));
        Assert.InRange(answers, 1, int.MaxValue);
        Assert.InRange(kilobytes, 1, KilobytesMax + ((long)Rows * BytesPerRowMax / 1024));
    }

    private static int Count(JsonElement changes, string name) => changes.GetProperty(name).GetInt32();

    /// <summary>Reads without a pause; every answer must be whole.</summary>
    private static async Task<int> ReadAsync(ServerProcess server, CancellationToken end)
    {
        int answers = 0;
        while (!end.IsCancellationRequested)
        {
            using HttpResponseMessage response = await server.Client.GetAsync(
                "datasets/large/observations?limit=1000&format=json", Stop);
            using JsonDocument page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(1000, page.RootElement.GetProperty("observations").GetArrayLength());
            answers++;
        }

        return answers;
    }

    private static long ReadPeak(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private static async Task<(HttpStatusCode Status, string Body)> PutAsync(
        ServerProcess server, string key, int minor, string package)
    {
        await using FileStream file = File.OpenRead(package);
        using var content = new StreamContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using var request = new HttpRequestMessage(HttpMethod.Put, $"datasets/large/versions/1.{minor}.0")
        {
            Content = content,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await server.Client.SendAsync(request, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }
}
