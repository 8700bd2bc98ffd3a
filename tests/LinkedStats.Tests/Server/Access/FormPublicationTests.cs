using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LinkedStats.Server;
using LinkedStats.Server.Access;
using LinkedStats.Storage;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Access;

/// <summary>Packages sent to a server as forms, and by the command that sends them.</summary>
public sealed class FormPublicationTests : IAsyncLifetime
{
    private const string Address = "datasets/libraries/versions/1.0.0";
    private const int PackageBytesMax = 1 << 20;

    private readonly TemporaryFolder _folder = new();
    private ReleaseServer _server = null!;
    private string _key = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync(
            new ServerOptions { Limits = new ServerLimits { PackageBytesMax = PackageBytesMax } },
            new StoreOptions { Folder = _folder.File("taken-in") });
        _key = _server.Site.Access.Create("Libraries", AccessRole.Publisher, ["libraries"]).Text;
        await File.WriteAllTextAsync(_folder.File("key"), _key + "\n", Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Put_Form_PublishesWhatAZipOfTheFilesDoes()
    {
        (string Name, string Text)[] files = [.. PublicationTests.Files().Select(static file =>
            (file.Name.Replace("kinds", "lists/kinds", StringComparison.Ordinal),
            file.Text.Replace("kinds.csv", "lists/kinds.csv", StringComparison.Ordinal)))];

        (HttpStatusCode first, _) = await PutAsync(Form(files));
        (HttpStatusCode again, string body) = await PutAsync(Zip(files));

        Assert.Equal(HttpStatusCode.Created, first);
        Assert.Equal(HttpStatusCode.OK, again);
        Assert.Contains("\"unchanged\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_FormOfUnknownLength_IsRead()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        using MultipartFormDataContent form = Form(PublicationTests.Files());
        using var content = new StreamContent(pipe.Reader.AsStream());
        content.Headers.ContentType = form.Headers.ContentType;
        Task<(HttpStatusCode, string)> answer = PutAsync(content);
        foreach (byte[] piece in (await form.ReadAsByteArrayAsync(Stop)).Chunk(7))
        {
            await pipe.Writer.WriteAsync(piece, Stop);
        }

        await pipe.Writer.CompleteAsync();

        Assert.Equal(HttpStatusCode.Created, (await answer).Item1);
    }

    [Theory]
    [InlineData("../../outside.txt", 422, "outside the package")]
    [InlineData("/etc/outside.txt", 422, "outside the package")]
    [InlineData("..\\outside.txt", 422, "outside the package")]
    [InlineData("release.yaml", 422, "a file of this name twice")]
    public async Task Put_FormWithABadName_IsReportedAsInAnArchive(string name, int status, string message)
    {
        (string Name, string Text)[] files = [.. PublicationTests.Files(), (name, "x")];
        (HttpStatusCode answer, string body) = await PutAsync(Form(files));
        (HttpStatusCode ofZip, string zipBody) = await PutAsync(Zip(files));

        Assert.True(status == (int)answer, body);
        Assert.Equal((ofZip, zipBody), (answer, body));
        Assert.Contains(message, body, StringComparison.Ordinal);
        Assert.Empty(ReleaseServer.Incoming(_folder.File("taken-in")));
    }

    [Theory]
    [InlineData("no boundary", 400)]
    [InlineData("long boundary", 400)]
    [InlineData("no file name", 400)]
    [InlineData("no disposition", 400)]
    [InlineData("truncated", 400)]
    [InlineData("noise", 400)]
    [InlineData("large headers", 400)]
    [InlineData("no parts", 422)]
    [InlineData("large", 413)]
    [InlineData("many", 413)]
    public async Task Put_BadForm_IsAProblemAndLeavesNothing(string flaw, int status)
    {
        (HttpStatusCode answer, string body) = await PutAsync(Flawed(flaw));

        Assert.True(status == (int)answer, body);
        Assert.DoesNotContain(Path.GetTempPath() + "linkedstats", body, StringComparison.Ordinal);
        Assert.Empty(ReleaseServer.Incoming(_folder.File("taken-in")));
        Assert.Equal(HttpStatusCode.Created, (await PutAsync(Form(PublicationTests.Files()))).Status);
    }

    [Fact]
    public async Task Publish_ToAServer_DoesWhatItDoesHere()
    {
        string package = Write("1.0.0");
        string next = Write("1.1.0", more: "book,2026,9\n");

        (int first, string published) = await PublishAsync(package);
        (int again, string unchanged) = await PublishAsync(package);
        (int dry, string trial) = await PublishAsync(next, "--dry-run");
        using HttpResponseMessage nothing = await _server.Client.GetAsync("datasets/libraries/versions/1.1.0", Stop);
        string zip = _folder.File("next.zip");
        await File.WriteAllBytesAsync(zip, PublicationTests.Zip(version: "1.1.0", more: "book,2026,9\n"), Stop);
        (int zipped, string changes) = await PublishAsync(zip);

        Assert.Equal([0, 0, 0, 0], [first, again, dry, zipped]);
        Assert.EndsWith("published libraries 1.0.0\n", published, StringComparison.Ordinal);
        Assert.Contains("unchanged libraries 1.0.0", unchanged, StringComparison.Ordinal);
        Assert.Contains("dry run: published libraries 1.1.0: 1 cell added, 0 removed, 0 revised since 1.0.0", trial, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        Assert.EndsWith("published libraries 1.1.0: 1 cell added, 0 removed, 0 revised since 1.0.0\n", changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_BadPackageToAServer_PrintsTheReportOfALocalOne()
    {
        string package = Write("1.0.0", loans: "many", more: "disc,2026,9\n");
        string unnamed = Directory.CreateDirectory(_folder.File("unnamed")).FullName;
        await File.WriteAllTextAsync(Path.Combine(unnamed, "release.yaml"), "dataset: No Slug\nversion: one\n", Stop);

        (int remote, string report) = await PublishAsync(package);
        (int local, _, string expected) = await ServerProcess.RunAsync("publish", package, "--store", _folder.File("store"));
        (int named, string names) = await PublishAsync(unnamed);
        (int other, string format) = await PublishAsync(Path.Combine(package, "kinds.csv"));

        Assert.Equal((1, 1, 1, 1), (remote, local, named, other));
        Assert.Contains("error format: This is no folder with a release.yaml", format, StringComparison.Ordinal);
        Assert.Equal(expected, report);
        Assert.Contains("observations.csv:2:", report, StringComparison.Ordinal);
        Assert.Contains("release.yaml:1:", names, StringComparison.Ordinal);
        Assert.Contains("release.yaml:2:", names, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ToAServerThatRefuses_ExitsWithOneAndSaysWhy()
    {
        string package = Write("1.0.0");
        Assert.Equal(0, (await PublishAsync(package)).Code);
        (int other, string exists) = await PublishAsync(Write("1.0.0", loans: "7"));
        await File.WriteAllTextAsync(_folder.File("key"), _key[..^5] + (_key[^5] == 'A' ? 'B' : 'A') + _key[^4..], Stop);
        (int wrong, string refused) = await PublishAsync(package);
        (int gone, _, string unreachable) = await ServerProcess.RunAsync(
            "publish", package, "--server", "http://127.0.0.1:1", "--key-file", _folder.File("key"));

        Assert.Equal((1, 1, 1), (other, wrong, gone));
        Assert.Contains("the next version is", exists, StringComparison.Ordinal);
        Assert.Contains("401 The key is unknown", refused, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:1/ cannot be reached", unreachable, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--key-file", "key")]
    [InlineData("--server", "ftp://example.org")]
    [InlineData("--server", "http://127.0.0.1:1")]
    [InlineData("--server", "http://127.0.0.1:1", "--key-file", "nothing")]
    public async Task Publish_Misused_ExitsWithTwo(params string[] arguments)
    {
        (int code, _, string errors) = await ServerProcess.RunAsync(["publish", Write("1.0.0"), .. arguments]);

        Assert.Equal(2, code);
        Assert.NotEqual("", errors);
    }

    private static ByteArrayContent Zip((string Name, string Text)[] files)
    {
        var content = new ByteArrayContent(PublicationTests.Zip(files));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return content;
    }

    private static MultipartFormDataContent Form((string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent("----boundary");
        foreach ((string name, string text) in files)
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            part.Headers.TryAddWithoutValidation(
                "Content-Disposition", $"form-data; name=\"file\"; filename=\"{name}\"");
            form.Add(part);
        }

        return form;
    }

    private static ByteArrayContent Flawed(string flaw)
    {
        const string Part = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        string body = flaw switch
        {
            "no file name" => "--b\r\nContent-Disposition: form-data; name=\"version\"\r\n\r\n1.0.0\r\n--b--\r\n",
            "no disposition" => "--b\r\nContent-Type: text/csv\r\n\r\n1.0.0\r\n--b--\r\n",
            "truncated" => Part + "half of it",
            "noise" => "no form at all",
            "large headers" => $"--b\r\nX: {new string('x', 20 << 10)}\r\n\r\n\r\n--b--\r\n",
            "no parts" => "--b--\r\n",
            "large" => Part + new string('x', PackageBytesMax) + "\r\n--b--\r\n",
            "many" => string.Concat(Enumerable.Range(0, 10_001).Select(static i => string.Create(
                CultureInfo.InvariantCulture,
                $"--b\r\nContent-Disposition: form-data; name=f; filename={i}\r\n\r\n\r\n"))) + "--b--\r\n",
            _ => Part + "x\r\n--b--\r\n",
        };
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", flaw switch
        {
            "no boundary" => "multipart/form-data",
            "long boundary" => $"multipart/form-data; boundary={new string('b', 71)}",
            _ => "multipart/form-data; boundary=b",
        });
        return content;
    }

    private string Write(string version, string loans = "120431", string more = "")
    {
        string folder = Directory.CreateDirectory(_folder.File("package-" + Guid.NewGuid().ToString("N"))).FullName;
        foreach ((string name, string text) in PublicationTests.Files(version: version, loans: loans, more: more))
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return folder;
    }

    private async Task<(int Code, string Errors)> PublishAsync(string path, params string[] arguments)
    {
        (int code, string output, string errors) = await ServerProcess.RunAsync(
            ["publish", path, "--server", _server.Site.Base.Text, "--key-file", _folder.File("key"), .. arguments]);
        Assert.Equal("", output);
        return (code, errors);
    }

    private async Task<(HttpStatusCode Status, string Body)> PutAsync(HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }
}
