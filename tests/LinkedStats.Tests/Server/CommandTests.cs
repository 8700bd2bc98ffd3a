using System.Text;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Server.Federation;

namespace LinkedStats.Tests.Server;

/// <summary>The program's commands, run as processes.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linkedstats-").FullName;

    private string Package => Path.Combine(Architecture.SourceTree.Root, "data", "champs-sirene-1.0.0");

    private string StoreFolder => Path.Combine(_folder, "store");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task PublishQueryExport_OnOneStore_GiveBackWhatWasPublished()
    {
        (int published, _, string report) = await ServerProcess.RunAsync("publish", Package, "--store", StoreFolder);
        string query = Path.Combine(_folder, "count.rq");
        await File.WriteAllTextAsync(
            query,
            "PREFIX qb: <http://purl.org/linked-data/cube#>\nSELECT (COUNT(*) AS ?n) { ?o a qb:Observation }",
            TestContext.Current.CancellationToken);
        (int asked, string rows, _) = await ServerProcess.RunAsync("query", query, "--store", StoreFolder);
        (int exported, string csv, _) = await ServerProcess.RunAsync(
            "export", "champs-sirene", "--format", "csv", "--store", StoreFolder);
        int lines = File.ReadLines(Path.Combine(Package, "observations.csv")).Count();

        Assert.Equal((0, 0, 0), (published, asked, exported));
        Assert.Contains("published champs-sirene 1.0.0", report, StringComparison.Ordinal);
        Assert.Equal($"n\r\n{lines - 1}\r\n", rows);
        Assert.Equal(lines, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Export_JsonLd_UsesTheTermsOfTheContextAndIsReadBack()
    {
        string document = Path.Combine(_folder, "out.jsonld");
        await ServerProcess.RunAsync("publish", Package, "--store", StoreFolder);
        (int exported, _, _) = await ServerProcess.RunAsync(
            "export", "champs-sirene", "-o", document, "--store", StoreFolder);
        (int triples, string expected, _) = await ServerProcess.RunAsync(
            "export", "champs-sirene", "--format", "nq", "--store", StoreFolder);
        string text = await File.ReadAllTextAsync(document, TestContext.Current.CancellationToken);
        var read = new QuadList();
        RdfReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), RdfFormat.JsonLd, null, read);

        Assert.Equal((0, 0), (exported, triples));
        Assert.Contains("\"id\": \"@id\"", text, StringComparison.Ordinal);
        Assert.Equal(expected.Count(static c => c == '\n'), read.Quads.Count);
    }

    [Fact]
    public async Task Validate_GoodAndBadPackages_SaysWhichAndPublishesNothing()
    {
        string bad = Path.Combine(_folder, "bad");
        Directory.CreateDirectory(bad);
        await File.WriteAllTextAsync(Path.Combine(bad, "release.yaml"), "dataset: [", TestContext.Current.CancellationToken);

        (int good, string output, _) = await ServerProcess.RunAsync("validate", Package, "--store", StoreFolder);
        (int refused, string report, _) = await ServerProcess.RunAsync("validate", bad, "--store", StoreFolder);

        Assert.Equal((0, 1), (good, refused));
        Assert.Contains("valid ", output, StringComparison.Ordinal);
        Assert.Contains("error", report, StringComparison.Ordinal);
        Assert.False(Directory.Exists(StoreFolder));
    }

    [Fact]
    public async Task KeyCreate_OfARoleThatIsNone_NamesThoseThereAre()
    {
        (int code, _, string errors) = await ServerProcess.RunAsync(
            "key", "create", "--name", "K", "--role", "king", "--store", StoreFolder);
        (int right, _, _) = await ServerProcess.RunAsync(
            "key", "create", "--name", "K", "--role", "Reader", "--store", StoreFolder);

        Assert.Equal((2, 0), (code, right));
        Assert.Contains("'king'", errors, StringComparison.Ordinal);
        Assert.Contains("'administrator'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("LinkedStats.Server.Access", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_WholeAndDamagedStore_NamesTheFileThatIsDamaged()
    {
        await ServerProcess.RunAsync("publish", Package, "--store", StoreFolder);
        (int whole, string output, _) = await ServerProcess.RunAsync("verify", "--store", StoreFolder);
        string file = Directory.GetFiles(Path.Combine(StoreFolder, "segments"), "*.cells.arrows")[0];
        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        bytes[^9] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        (int damaged, _, string errors) = await ServerProcess.RunAsync("verify", "--store", StoreFolder);

        Assert.Equal((0, 1), (whole, damaged));
        Assert.StartsWith("whole ", output, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackupRestore_OfAStore_GiveBackTheSame()
    {
        (string copy, string again) = (Path.Combine(_folder, "copy"), Path.Combine(_folder, "again"));
        await ServerProcess.RunAsync("publish", Package, "--store", StoreFolder);
        (int saved, string report, _) = await ServerProcess.RunAsync("backup", copy, "--store", StoreFolder);
        (int twice, _, string errors) = await ServerProcess.RunAsync("backup", copy, "--store", StoreFolder);
        (int restored, _, _) = await ServerProcess.RunAsync("restore", copy, "--store", again);
        (int whole, _, _) = await ServerProcess.RunAsync("verify", "--store", again);
        (_, string expected, _) = await ServerProcess.RunAsync("export", "--store", StoreFolder);
        (_, string found, _) = await ServerProcess.RunAsync("export", "--store", again);

        Assert.Equal((0, 1, 0, 0), (saved, twice, restored, whole));
        Assert.StartsWith("copied ", report, StringComparison.Ordinal);
        Assert.Contains("is not empty", errors, StringComparison.Ordinal);
        Assert.Equal(expected, found);
    }

    [Fact]
    public async Task Query_WithService_AsksTheEndpointsThatAreNamed()
    {
        await using var endpoint = new RawEndpoint(RawEndpoint.Json(
            """{ "results": { "bindings": [ { "v": { "type": "literal", "value": "from afar" } } ] } }"""));
        string query = Path.Combine(_folder, "service.rq");
        await File.WriteAllTextAsync(
            query, $"SELECT ?v {{ SERVICE {endpoint.Iri} {{ ?s ?p ?v }} }}", TestContext.Current.CancellationToken);
        await ServerProcess.RunAsync("publish", Package, "--store", StoreFolder);

        (int asked, string rows, _) = await ServerProcess.RunAsync(
            "query", query, "--store", StoreFolder, "--private-service", endpoint.Iri.Text);
        (int refused, _, string errors) = await ServerProcess.RunAsync(
            "query", query, "--store", StoreFolder, "--service", endpoint.Iri.Text);
        (int wrong, _, string usage) = await ServerProcess.RunAsync(
            "query", query, "--store", StoreFolder, "--service", "ftp://files.example/");

        Assert.Equal((0, "v\r\nfrom afar\r\n"), (asked, rows));
        Assert.Equal(1, refused);
        Assert.Contains("not of the public internet", errors, StringComparison.Ordinal);
        Assert.NotEqual(0, wrong);
        Assert.Contains("--service takes an http or https address", usage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_WithASyntaxError_ShowsTheLineWithACaret()
    {
        string query = Path.Combine(_folder, "wrong.rq");
        await File.WriteAllTextAsync(query, "SELECT ?x\nWHERE { ?x ?y }", TestContext.Current.CancellationToken);

        (int code, _, string errors) = await ServerProcess.RunAsync("query", query, "--store", StoreFolder);

        Assert.Equal(1, code);
        Assert.Contains("  WHERE { ?x ?y }\n                ^", errors.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("publish")]
    [InlineData("publish", "/no/such/package")]
    [InlineData("query", "/no/such/query.rq")]
    [InlineData("serve", "--data", "/no/such/folder")]
    [InlineData("fly")]
    [InlineData("serve", "--base", "ftp://x/")]
    public async Task Command_Misused_ExitsWithTwoAndSaysWhy(params string[] arguments)
    {
        (int code, string output, string errors) = await ServerProcess.RunAsync(
            [.. arguments, "--store", StoreFolder]);

        Assert.Equal(2, code);
        Assert.NotEqual("", output + errors);
    }

    [Fact]
    public async Task Publish_BesideAServer_IsSeenWithinSeconds()
    {
        string empty = Path.Combine(_folder, "none");
        Directory.CreateDirectory(empty);
        await using ServerProcess server = await ServerProcess.StartAsync("--store", StoreFolder, "--data", empty);

        (int code, _, string errors) = await ServerProcess.RunAsync(
            "publish", Package, "--store", StoreFolder, "--base", server.Address.ToString());
        Assert.True(code == 0, errors);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        HttpResponseMessage response = await server.Client.GetAsync("datasets/champs-sirene", patience.Token);
        while (!response.IsSuccessStatusCode)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
            response = await server.Client.GetAsync("datasets/champs-sirene", patience.Token);
        }

        Assert.Contains("\"1.0.0\"", await response.Content.ReadAsStringAsync(patience.Token), StringComparison.Ordinal);
    }
}
