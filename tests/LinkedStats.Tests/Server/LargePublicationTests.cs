using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server;

/// <summary>A large package sent to a real server, and the next version of it, while others read.</summary>
/// <remarks>A million rows where <c>LINKEDSTATS_SLOW</c> is 1, else fifty thousand.</remarks>
[Trait("Speed", "Slow")]
public sealed class LargePublicationTests
{
    private const int Areas = 1000;
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
        string first = WritePackage(folder.File("first.zip"), 0);
        string second = WritePackage(folder.File("second.zip"), 1);
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
            (Areas, 0, Rows / 10),
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

    /// <summary>The second version has a period more, and another figure in every tenth row.</summary>
    private static string WritePackage(string path, int minor)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        Write(archive, "release.yaml", writer => writer.Write($$"""
            dataset: large
            version: 1.{{minor}}.0
            title: { en: "Large" }
            licence: etalab-2.0
            dimensions:
              - { id: period, title: { en: "Period" }, type: integer }
              - { id: area, title: { en: "Area" }, codes: { file: areas.csv } }
            measures:
              - { id: figure, title: { en: "Figure" }, type: decimal }
            data: observations.csv
            """));
        Write(archive, "areas.csv", static writer =>
        {
            writer.Write("code,label_en\n");
            for (int area = 0; area < Areas; area++)
            {
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"A{area},Area {area}\n"));
            }
        });
        Write(archive, "observations.csv", writer =>
        {
            writer.Write("period,area,figure\n");
            for (int row = 0; row < Rows + (minor * Areas); row++)
            {
                int figure = (row * 7) + (row % 10 == 0 ? minor : 0);
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{1 + (row / Areas)},A{row % Areas},{figure}.5\n"));
            }
        });
        return path;
    }

    private static void Write(ZipArchive archive, string name, Action<StreamWriter> write)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
        write(writer);
    }

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
