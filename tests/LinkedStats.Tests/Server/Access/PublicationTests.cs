using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using LinkedStats.Server;
using LinkedStats.Server.Access;
using LinkedStats.Storage;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Access;

/// <summary>Packages sent to a server: what becomes of them, and what their publisher is told.</summary>
public sealed class PublicationTests : IAsyncLifetime
{
    private const string Address = "datasets/libraries/versions/1.0.0";
    private const int PackageBytesMax = 1 << 20;

    private readonly TemporaryFolder _folder = new();
    private ReleaseServer _server = null!;
    private string _key = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private HttpClient Client => _server.Client;

    private AccessStore Access => _server.Site.Access;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync(
            new ServerOptions
            {
                Limits = new ServerLimits { PackageBytesMax = PackageBytesMax, PublicationsMax = 1 },
            },
            new StoreOptions { Folder = _folder.File("store") });
        _key = Access.Create("Libraries", AccessRole.Publisher, ["libraries"]).Text;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Put_NewAgainRevisedOther_Are201And200And200And409()
    {
        (HttpStatusCode dry, string dryBody, _) = await PutAsync(Address + "?dryRun=true", Zip());
        using HttpResponseMessage before = await Client.GetAsync(Address, Stop);
        (HttpStatusCode first, _, Uri? location) = await PutAsync(Address, Zip());
        using HttpResponseMessage after = await Client.GetAsync(location, Stop);
        (HttpStatusCode again, string same, _) = await PutAsync(Address, Zip());
        (HttpStatusCode relabelled, string revised, _) = await PutAsync(Address, Zip(title: "Loans of libraries"));
        (HttpStatusCode other, string refused, _) = await PutAsync(Address, Zip(loans: "7"));
        (HttpStatusCode tried, string changes, _) = await PutAsync(
            "datasets/libraries/versions/1.1.0?dryRun=true", Zip(version: "1.1.0", loans: "7", more: "book,2026,9\n"));

        Assert.Equal(HttpStatusCode.OK, dry);
        Assert.Equal("published", Text(dryBody, "outcome"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
        Assert.Equal(HttpStatusCode.Created, first);
        Assert.Equal(_server.Site.Base.Text + Address, location?.ToString());
        Assert.Equal((HttpStatusCode.OK, "unchanged"), (again, Text(same, "outcome")));
        Assert.Equal((HttpStatusCode.OK, "revised"), (relabelled, Text(revised, "outcome")));
        Assert.Equal(HttpStatusCode.Conflict, other);
        Assert.Contains("/problems/version-exists", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, tried);
        using JsonDocument counts = JsonDocument.Parse(changes);
        JsonElement counted = counts.RootElement.GetProperty("changes");
        Assert.Equal("1.0.0 1 0 1", $"{counted.GetProperty("since")} {counted.GetProperty("added")} "
            + $"{counted.GetProperty("removed")} {counted.GetProperty("revised")}");
    }

    [Fact]
    public async Task Put_PackageWithProblems_IsToldEachWithItsPlace()
    {
        (HttpStatusCode status, string body, _) = await PutAsync(Address, Zip(loans: "many", more: "disc,2026,9\n"));
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement[] problems = [.. document.RootElement.GetProperty("problems").EnumerateArray()];

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal([2, 4], problems.Select(static p => p.GetProperty("line").GetInt32()).Order());
        Assert.All(problems, static problem =>
        {
            Assert.Equal("observations.csv", problem.GetProperty("file").GetString());
            Assert.Equal("error", problem.GetProperty("severity").GetString());
            Assert.True(problem.GetProperty("column").GetInt32() > 0);
            Assert.NotEqual("", problem.GetProperty("rule").GetString() + problem.GetProperty("message").GetString());
        });
    }

    [Fact]
    public async Task Put_AsAnotherVersion_IsRefusedAtTheLineOfTheManifest()
    {
        (HttpStatusCode status, string body, _) = await PutAsync("datasets/libraries/versions/2.0.0", Zip());
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement problem = document.RootElement.GetProperty("problems").EnumerateArray().Single();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal("target release.yaml 2", $"{problem.GetProperty("rule")} {problem.GetProperty("file")} "
            + $"{problem.GetProperty("line")}");
    }

    [Fact]
    public async Task Put_WithoutOrWithAnotherKey_IsRefusedAndChallenged()
    {
        string reader = Access.Create("R", AccessRole.Reader, []).Text;
        string other = Access.Create("O", AccessRole.Publisher, ["others"]).Text;
        string all = Access.Create("A", AccessRole.Administrator, []).Text;
        List<string> seen = [];
        foreach (string key in (string[])["", "ls_x", reader, other, all])
        {
            using HttpRequestMessage request = Request(Address, Zip(), key);
            using HttpResponseMessage response = await Client.SendAsync(request, Stop);
            seen.Add($"{(int)response.StatusCode} {response.Headers.WwwAuthenticate}");
        }

        Assert.Equal(
            [
                "401 Bearer realm=\"LinkedStats\"",
                "401 Bearer realm=\"LinkedStats\", error=\"invalid_token\"",
                "403 Bearer realm=\"LinkedStats\", error=\"insufficient_scope\"",
                "403 Bearer realm=\"LinkedStats\", error=\"insufficient_scope\"",
                "201 ",
            ],
            seen);
    }

    [Theory]
    [InlineData("truncated", 422)]
    [InlineData("noise", 422)]
    [InlineData("empty", 422)]
    [InlineData("traversal", 422)]
    [InlineData("twice", 422)]
    [InlineData("nul", 422)]
    [InlineData("method", 422)]
    [InlineData("large", 413)]
    public async Task Put_BadArchive_IsReportedAndLeavesNothing(string kind, int status)
    {
        (HttpStatusCode answer, string body, _) = await PutAsync(Address, Bad(kind));

        Assert.True(status == (int)answer, body);
        Assert.DoesNotContain(_folder.Path, body, StringComparison.Ordinal);
        Assert.Empty(Incoming());
    }

    [Theory]
    [InlineData("datasets/libraries/versions/latest", "application/zip", 400)]
    [InlineData(Address + "?dryRun=yes", "application/zip", 400)]
    [InlineData(Address + "?dry=true", "application/zip", 400)]
    [InlineData(Address, "application/json", 415)]
    [InlineData("asof/2020-01-01T00:00:00Z/" + Address, "application/zip", 405)]
    [InlineData("datasets/libraries", "application/zip", 405)]
    public async Task Put_Misused_IsAProblem(string path, string type, int status)
    {
        using HttpRequestMessage request = Request(path, Zip(), _key);
        request.Content!.Headers.ContentType = new MediaTypeHeaderValue(type);
        using HttpResponseMessage response = await Client.SendAsync(request, Stop);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Put_ClientGoneInTheMiddle_LeavesNothing()
    {
        using (var connection = new System.Net.Sockets.TcpClient())
        {
            await connection.ConnectAsync("127.0.0.1", Client.BaseAddress!.Port, Stop);
            await connection.GetStream().WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"PUT /{Address} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {_key}\r\n"
                    + "Content-Type: application/zip\r\nContent-Length: 100000\r\n\r\nPK"),
                Stop);
            while (Incoming().Length == 0)
            {
                await Task.Delay(10, Stop);
            }

            (HttpStatusCode busy, _, _) = await PutAsync(Address, Zip());
            Assert.Equal(HttpStatusCode.ServiceUnavailable, busy);
        }

        while (Incoming().Length > 0)
        {
            await Task.Delay(10, Stop);
        }

        // The package is gone a moment before its place is free.
        HttpStatusCode status = HttpStatusCode.ServiceUnavailable;
        while (status == HttpStatusCode.ServiceUnavailable)
        {
            (status, _, _) = await PutAsync(Address, Zip());
        }

        Assert.Equal(HttpStatusCode.Created, status);
    }

    [Fact]
    public async Task Options_OfAVersion_AllowPutButNotFromOtherOrigins()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, Address);
        using HttpResponseMessage response = await Client.SendAsync(request, Stop);
        using HttpRequestMessage put = Request(Address, Zip(), _key);
        using HttpResponseMessage written = await Client.SendAsync(put, Stop);

        Assert.Equal(["DELETE", "GET", "HEAD", "OPTIONS", "PUT"], response.Content.Headers.Allow.Order());
        Assert.Equal(
            "GET, HEAD, OPTIONS", response.Headers.GetValues("Access-Control-Allow-Methods").Single());
        Assert.False(written.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task OpenApi_OfAVersion_NamesTheKeyTheBodyAndTheAnswers()
    {
        using JsonDocument document = JsonDocument.Parse(await Client.GetStringAsync("openapi/v1.json", Stop));
        JsonElement put = document.RootElement.GetProperty("paths")
            .GetProperty("/datasets/{id}/versions/{version}").GetProperty("put");

        Assert.Equal("bearer", document.RootElement.GetProperty("components").GetProperty("securitySchemes")
            .GetProperty("key").GetProperty("scheme").GetString());
        Assert.True(put.GetProperty("security")[0].TryGetProperty("key", out _));
        Assert.True(put.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/zip", out _));
        Assert.True(put.GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
        Assert.True(put.GetProperty("responses").TryGetProperty("422", out _));
        Assert.True(put.GetProperty("responses").TryGetProperty("201", out _));
    }

    [Fact]
    public async Task Put_PackageOfAnotherDataset_PublishesNeither()
    {
        string all = Access.Create("A", AccessRole.Publisher, []).Text;
        using HttpRequestMessage request = Request("datasets/others/versions/1.0.0", Zip(), all);
        using HttpResponseMessage response = await Client.SendAsync(request, Stop);
        using HttpResponseMessage published = await Client.GetAsync(Address, Stop);

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.NotFound), (response.StatusCode, published.StatusCode));
    }

    [Fact]
    public async Task Put_ListThatAnotherDatasetUses_OnlyGainsCodesFromThePublisherOfOne()
    {
        string all = Access.Create("Everything", AccessRole.Publisher, []).Text;
        string own = _key;
        _key = all;
        _ = await PutAsync("datasets/museums/versions/1.0.0", Zip(dataset: "museums"));
        _key = own;
        (HttpStatusCode first, _, _) = await PutAsync(Address, Zip());
        (HttpStatusCode renamed, string report, _) = await PutAsync(
            Address + "?dryRun=true", Zip(codes: "book,,Livre\nrecord,,Disque\n"));
        (HttpStatusCode changed, string refused, _) = await PutAsync(
            Address, Zip(codes: "book,,Livre\nrecord,,Disque\n"));
        (HttpStatusCode gained, _, _) = await PutAsync(
            "datasets/libraries/versions/1.1.0",
            Zip(version: "1.1.0", codes: "book,,Book\nrecord,,Disque\nmap,,Map\n", more: "map,2025,3\n"));
        _key = all;
        (HttpStatusCode corrected, string revised, _) = await PutAsync(
            "datasets/libraries/versions/1.1.0",
            Zip(version: "1.1.0", codes: "book,,Livre\nrecord,,Disque\nmap,,Map\n", more: "map,2025,3\n"));

        Assert.Equal(HttpStatusCode.Created, first);
        foreach ((HttpStatusCode status, string body) in ((HttpStatusCode, string)[])[(renamed, report), (changed, refused)])
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
            using JsonDocument document = JsonDocument.Parse(body);
            JsonElement problem = document.RootElement.GetProperty("problems").EnumerateArray()
                .Single(static p => p.GetProperty("severity").GetString() == "error");
            Assert.Equal("shared-graph", problem.GetProperty("rule").GetString());
            Assert.Contains("\"Livre\"", problem.GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (gained, corrected));
        Assert.Equal("revised", Text(revised, "outcome"));
    }

    private string[] Incoming() => ReleaseServer.Incoming(_folder.File("store"));

    private static string? Text(string json, string name)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetString();
    }

    internal static byte[] Zip(
        string version = "1.0.0",
        string title = "Library loans",
        string loans = "120431",
        string more = "",
        string dataset = "libraries",
        string codes = "book,,Book\nrecord,,Disque\n") =>
        Zip(Files(version, title, loans, more, dataset, codes));

    internal static (string Name, string Text)[] Files(
        string version = "1.0.0",
        string title = "Library loans",
        string loans = "120431",
        string more = "",
        string dataset = "libraries",
        string codes = "book,,Book\nrecord,,Disque\n") =>
    [
        ("release.yaml", $$"""
            dataset: {{dataset}}
            version: {{version}}
            title: { en: "{{title}}" }
            licence: etalab-2.0
            dimensions:
              - { id: kind, title: { en: "Medium" }, codes: { file: kinds.csv } }
              - { id: refPeriod, property: sdmx-dimension:refPeriod, type: gYear, sdmx: TIME_PERIOD }
            measures:
              - { id: loans, title: { en: "Loans" }, type: integer, aggregation: sum }
            data: observations.csv
            """),
        ("kinds.csv", $"code,parent,label_en\n{codes}"),
        ("observations.csv", $"kind,refPeriod,loans\nbook,2025,{loans}\nrecord,2025,8120\n{more}"),
    ];

    internal static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, string text) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static byte[] Bad(string kind)
    {
        byte[] zip = Zip();
        switch (kind)
        {
            case "truncated": return zip[..(zip.Length / 2)];
            case "noise": return Encoding.UTF8.GetBytes("no archive at all");
            case "empty": return [];
            case "traversal": return Zip(("../../outside.txt", "x"));
            case "twice": return Zip(("release.yaml", "a: 1"), ("release.yaml", "a: 2"));
            case "nul": return Zip(("a\0b", "x"));
            case "large": return new byte[PackageBytesMax + 1];
            default:
                // The compression method of the first entry, in its own header and in the directory.
                int entry = zip.AsSpan().IndexOf("PK\u0001\u0002"u8);
                (zip[8], zip[entry + 10]) = (97, 97);
                return zip;
        }
    }

    private static HttpRequestMessage Request(string path, byte[] body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Authorization = key.Length == 0 ? null : new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    private async Task<(HttpStatusCode Status, string Body, Uri? Location)> PutAsync(string path, byte[] body)
    {
        using HttpRequestMessage request = Request(path, body, _key);
        using HttpResponseMessage response = await Client.SendAsync(request, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop), response.Headers.Location);
    }
}
