using System.Globalization;
using System.Net;
using System.Text.Json;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;

namespace LinkedStats.Tests.Server;

/// <summary>Versions withdrawn over HTTP: what is left of them, and what takes their place.</summary>
public sealed class WithdrawalTests : IAsyncLifetime
{
    private const string Reason = "?reason=Weights+were+wrong.&reason.fr=Les+poids+%C3%A9taient+faux.";

    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ReleaseServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("datasets/pop/versions/1.1.0")]
    [InlineData("datasets/pop/versions/1.1.0/observations")]
    [InlineData("datasets/pop/versions/1.1.0/observations/FR")]
    [InlineData("datasets/pop/versions/1.1.0/structure")]
    [InlineData("datasets/pop/versions/1.1")]
    [InlineData("datasets/pop/changes/1.0.0..1.1.0")]
    [InlineData("datasets/pop/changes/1.1.0..1.2.0")]
    [InlineData("graphs?graph=datasets/pop/versions/1.1.0")]
    public async Task Get_WithdrawnVersion_IsGoneWithTheReason(string path)
    {
        PublishThree();
        await _server.WithdrawAsync("datasets/pop/versions/1.1.0" + Reason);

        using HttpResponseMessage json = await _server.SendAsync(path, "application/json");
        using HttpResponseMessage page = await _server.SendAsync(path, "text/html", "fr");
        using JsonDocument problem = JsonDocument.Parse(await json.Content.ReadAsStringAsync(Stop));
        string html = await page.Content.ReadAsStringAsync(Stop);
        string links = string.Join(", ", json.Headers.GetValues("Link"));

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (json.StatusCode, page.StatusCode));
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType!.MediaType);
        Assert.EndsWith("/problems/withdrawn", problem.RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "pop 1.1.0 was withdrawn on 2026-03-01: Weights were wrong.",
            problem.RootElement.GetProperty("detail").GetString());
        Assert.Equal(
            "Les poids étaient faux.", problem.RootElement.GetProperty("reason").GetProperty("fr").GetString());
        Assert.Contains("pop 1.1.0 a été retirée le 2026-03-01 : Les poids étaient faux.", html, StringComparison.Ordinal);
        Assert.Contains("versions/1.0.0>; rel=\"predecessor-version\"", links, StringComparison.Ordinal);
        Assert.Contains("versions/1.2.0>; rel=\"successor-version\"", links, StringComparison.Ordinal);
        Assert.Contains("versions/1.2.0>; rel=\"latest-version\"", links, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_CurrentVersion_ThePreviousOneIsCurrentAtEveryDoor()
    {
        string[] paths =
        [
            "datasets/pop/observations.csv", "datasets/pop/observations.html", "datasets/pop/structure.nt", "datasets/pop/revisions.csv",
            "datasets/pop/observations/FR/history.csv",
            "sparql?format=csv&query=SELECT*{?o+a+<http://purl.org/linked-data/cube%23Observation>;?p?v}ORDER+BY?o?p?v",
            "sparql?format=csv&query=SELECT(COUNT(*)AS?n){GRAPH?g{?o+a+<http://purl.org/linked-data/cube%23Observation>}}",
            "sparql?format=csv&query=SELECT?v{<datasets/pop>+<http://www.w3.org/ns/dcat%23version>?v}",
        ];
        _server.PublishGood("pop", "1.0.0", "FR,1", "DE,2");
        _server.PublishGood("pop", "1.0.1", "FR,3", "DE,2");
        List<string> before = [];
        foreach (string path in paths)
        {
            before.Add(await _server.ReadAsync(path));
        }

        _server.PublishGood("pop", "1.1.0", "FR,4", "DE,5", "IT,6");
        string withIt = await _server.ReadAsync(paths[0]);
        (HttpStatusCode status, string answer) =
            await _server.WithdrawAsync("datasets/pop/versions/1.1.0?reason=Weights+were+wrong.");
        List<string> after = [];
        foreach (string path in paths)
        {
            after.Add(await _server.ReadAsync(path));
        }

        using HttpResponseMessage latest = await _server.SendAsync("datasets/pop/versions/latest");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"outcome\": \"withdrawn\"", answer, StringComparison.Ordinal);
        Assert.Contains("IT,6", withIt, StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.Equal("/datasets/pop/versions/1.0.1", latest.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Withdraw_Version_LeavesATombstone()
    {
        PublishThree();
        await _server.WithdrawAsync("datasets/pop/versions/1.2.0" + Reason);

        string versions = await _server.ReadAsync("datasets/pop/versions.nt");
        string page = await _server.ReadAsync("datasets/pop/versions.html?lang=fr");
        string facts = await _server.ReadAsync("sparql?format=csv&query=" + Uri.EscapeDataString($$"""
            PREFIX ls: <{{_server.Site.Base.Text}}def/linkedstats#>
            PREFIX prov: <http://www.w3.org/ns/prov#>
            SELECT ?version ?instant ?reason ?made WHERE {
              ?version ls:status <{{_server.Site.Base.Text}}concepts/version-statuses/withdrawn> ;
                <http://www.w3.org/ns/adms#status> <http://purl.org/adms/status/Withdrawn> ;
                prov:invalidatedAtTime ?instant ; prov:wasGeneratedBy ?made .
              ?erratum a ls:Erratum ; ls:affects ?version ; ls:reason ?reason . FILTER(LANG(?reason) = "en")
            }
            """));
        string completed = await _server.ReadAsync("sparql?format=csv&query=" + Uri.EscapeDataString(
            "SELECT (COUNT(*) AS ?n) { ?v <http://www.w3.org/ns/adms#status> <http://purl.org/adms/status/Completed> }"));

        Assert.Contains("versions/1.2.0> <http://www.w3.org/ns/prov#invalidatedAtTime>", versions, StringComparison.Ordinal);
        Assert.Contains("\"Les poids étaient faux.\"@fr", versions, StringComparison.Ordinal);
        Assert.Contains("retirée le 2026-03-01 : Les poids étaient faux.", page, StringComparison.Ordinal);
        Assert.Equal(
            $"200\nversion,instant,reason,made\r\n{_server.Site.Base.Text}datasets/pop/versions/1.2.0,2026-03-01T12:03:00Z,"
            + $"Weights were wrong.,{_server.Site.Base.Text}runs/run-pop-1.2.0\r\n",
            facts);
        Assert.Equal("200\nn\r\n2\r\n", completed);
    }

    [Fact]
    public async Task Withdraw_EveryVersion_TheDatasetIsGoneUntilANewOneComes()
    {
        PublishThree();
        foreach (string version in (string[])["1.1.0", "1.0.0", "1.2.0"])
        {
            Assert.Equal(HttpStatusCode.OK, (await _server.WithdrawAsync($"datasets/pop/versions/{version}{Reason}")).Status);
        }

        foreach (string path in (string[])["datasets/pop", "datasets/pop/observations", "datasets/pop/observations/FR",
            "datasets/pop/versions", "datasets/pop/versions/latest", "datasets/pop/versions/1.0.0/observations",
            "datasets/pop/changes/1.0.0..1.1.0", "datasets/pop/observations/FR/history", "datasets/pop/structure"])
        {
            Assert.StartsWith("410\n", await _server.ReadAsync(path), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("datasets/pop", await _server.ReadAsync("datasets.nt"), StringComparison.Ordinal);
        PublishOutcome used = _server.Publish("pop", "1.2.0", ["FR,9"]);
        PublishOutcome lower = _server.Publish("pop", "1.1.1", ["FR,9"]);
        _server.PublishGood("pop", "2.0.0", "FR,9");

        Assert.Contains("was withdrawn on 2026-03-01: Weights were wrong.", Message(used), StringComparison.Ordinal);
        Assert.Contains("the next version is 1.2.1", Message(used), StringComparison.Ordinal);
        Assert.Contains("the next version is 1.2.1", Message(lower), StringComparison.Ordinal);
        Assert.Contains("FR,9", await _server.ReadAsync("datasets/pop/observations.csv"), StringComparison.Ordinal);
        Assert.StartsWith("410\n", await _server.ReadAsync("datasets/pop/versions/1.2.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_AfterAWithdrawal_IsComparedWithWhatReadersSee()
    {
        _server.PublishGood("pop", "1.0.0", "FR,1", "DE,2");
        _server.PublishGood("pop", "2.0.0", "FR,1");
        await _server.WithdrawAsync("datasets/pop/versions/2.0.0" + Reason);

        // 2.0.0 had removed a cell, so with it a 2.0.1 would be right for the same cells; without it, it adds nothing.
        PublishOutcome low = _server.Publish("pop", "1.0.1", ["FR,3", "DE,2"]);
        PublishOutcome right = _server.Publish("pop", "2.0.1", ["FR,3", "DE,2"]);

        Assert.Contains("the next version is 2.0.1", Message(low), StringComparison.Ordinal);
        Assert.True(right.Report.IsAccepted);
        Assert.Equal(("1.0.0", 0L, 0L, 1L), right.Changes is { } changes
            ? (changes.Since, changes.Added, changes.Removed, changes.Revised)
            : default);
        Assert.Contains(
            "<http://www.w3.org/ns/dcat#previousVersion> <" + _server.Site.Base.Text + "datasets/pop/versions/1.0.0>",
            await _server.ReadAsync("datasets/pop/versions/2.0.1.nt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_AgainUnknownUnreasonedUnauthorised_AreToldApart()
    {
        PublishThree();
        string reader = _server.Site.Access.Create("R", AccessRole.Reader, []).Text;
        string other = _server.Site.Access.Create("O", AccessRole.Publisher, ["others"]).Text;
        const string Path = "datasets/pop/versions/1.1.0";
        (HttpStatusCode first, _) = await _server.WithdrawAsync(Path + Reason);
        (HttpStatusCode again, string unchanged) = await _server.WithdrawAsync(Path + "?reason=Another");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first, again));
        Assert.Equal(
            ["unchanged pop 1.1.0 Another", "done pop 1.1.0 Weights were wrong. / Les poids étaient faux."],
            _server.Site.Access.Audit.List(new AuditFilter { Limit = 10 })
                .Where(static entry => entry.Action == AuditEntry.Withdraw)
                .Select(static entry => $"{entry.Outcome} {entry.Dataset} {entry.Version} {entry.Detail}"));
        Assert.Contains("\"outcome\": \"unchanged\"", unchanged, StringComparison.Ordinal);
        Assert.Contains("Weights were wrong.", unchanged, StringComparison.Ordinal);
        string tooLong = new('x', Withdrawer.ReasonCharsMax + 1);
        (string Path, string? Key, int Status)[] cases =
        [
            ("datasets/pop/versions/9.0.0" + Reason, null, 404),
            ("datasets/pop/versions/latest" + Reason, null, 404),
            ("datasets/pop/versions/1" + Reason, null, 404),
            ("datasets/none/versions/1.0.0" + Reason, null, 404),
            ("datasets/pop/versions/1.2.0", null, 400),
            ("datasets/pop/versions/1.2.0?reason=", null, 400),
            ("datasets/pop/versions/1.2.0?reason=+", null, 400),
            ("datasets/pop/versions/1.2.0?reason=a%0Ab", null, 400),
            ("datasets/pop/versions/1.2.0?reason=a&reason=b", null, 400),
            ("datasets/pop/versions/1.2.0?reason=a&why=b", null, 400),
            ("datasets/pop/versions/1.2.0?reason=" + tooLong, null, 400),
            ("datasets/pop/versions/1.2.0" + Reason, "", 401),
            ("datasets/pop/versions/1.2.0" + Reason, "ls_x", 401),
            ("datasets/pop/versions/1.2.0" + Reason, reader, 403),
            ("datasets/pop/versions/1.2.0" + Reason, other, 403),
            ("asof/2026-03-01T12:02:00Z/datasets/pop/versions/1.2.0" + Reason, null, 405),
            ("datasets/pop" + Reason, null, 405),
        ];
        foreach ((string path, string? key, int expected) in cases)
        {
            (HttpStatusCode status, string body) = await _server.WithdrawAsync(path, key);
            Assert.True(expected == (int)status, $"{path}: {status} {body}");
        }

        Assert.StartsWith("200\n", await _server.ReadAsync("datasets/pop/versions/1.2.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimeMap_OfWithdrawnVersion_KeepsItsMementos()
    {
        PublishThree();
        await _server.WithdrawAsync("datasets/pop/versions/1.2.0" + Reason);

        string ofDataset = await _server.ReadAsync("datasets/pop/timemap");
        string ofVersion = await _server.ReadAsync("timemap/datasets/pop/versions/1.2.0");
        string memento = await _server.ReadAsync("asof/2026-03-01T12:02:00Z/datasets/pop/versions/1.2.0/observations.csv");
        string later = await _server.ReadAsync("asof/2026-03-01T12:03:00Z/datasets/pop/versions/1.2.0/observations.csv");
        string current = await _server.ReadAsync("asof/2026-03-01T12:02:59Z/datasets/pop/observations.csv");

        foreach (int minute in (int[])[0, 1, 2, 3])
        {
            Assert.Contains(
                string.Create(CultureInfo.InvariantCulture, $"asof/2026-03-01T12:{minute:D2}:00Z/datasets/pop>"),
                ofDataset, StringComparison.Ordinal);
        }

        Assert.Contains("asof/2026-03-01T12:02:00Z/datasets/pop/versions/1.2.0>;rel=\"first last memento\"", ofVersion, StringComparison.Ordinal);
        Assert.Contains("IT,6", memento, StringComparison.Ordinal);
        Assert.StartsWith("410\n", later, StringComparison.Ordinal);
        Assert.Contains("IT,6", current, StringComparison.Ordinal);
    }

    private static string Message(PublishOutcome outcome) =>
        string.Join('\n', outcome.Report.Problems.Select(static problem => problem.Message));

    private void PublishThree()
    {
        _server.PublishGood("pop", "1.0.0", "FR,1");
        _server.PublishGood("pop", "1.1.0", "FR,3", "DE,4");
        _server.PublishGood("pop", "1.2.0", "FR,3", "DE,5", "IT,6");
    }
}
