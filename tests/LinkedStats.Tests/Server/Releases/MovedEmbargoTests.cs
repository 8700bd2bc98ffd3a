using System.Net;
using System.Net.Http.Headers;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Tests.Server.Access;
using LinkedStats.Tests.Server.Embargo;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Releases;

/// <summary>Embargoes moved to another instant, by sending the same package again with that one.</summary>
public sealed class MovedEmbargoTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 9, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Friday = Monday.AddDays(4);

    private static readonly string[] Doors =
    [
        "datasets/loans/versions/1.1.0", "datasets/loans/versions/1.1.0/observations.csv", "datasets/loans/observations/map.csv",
        "concepts/kinds/map.nt", "runs/run-map.nt",
    ];

    private ReleaseServer _server = null!;
    private string _key = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync();
        _key = _server.Site.Access.Create("P", AccessRole.Publisher, ["loans"]).Text;
        await SendGoodAsync("1.0.0", null, "book,1");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData(0, 4)]
    [InlineData(4, 0)]
    public async Task Put_SamePackageWithAnotherInstant_MovesTheEmbargoAndTheCalendar(int first, int second)
    {
        (DateTimeOffset from, DateTimeOffset to) = (Monday.AddDays(first), Monday.AddDays(second));
        await SendGoodAsync("1.1.0", from, "book,2", "map,3");
        (HttpStatusCode status, string body) = await SendAsync("1.1.0", to, "book,2", "map,3");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"outcome\": \"moved\"", body, StringComparison.Ordinal);
        Dictionary<string, string> entry = Assert.Single(await ReadEventsAsync());
        Assert.Equal(
            ($"{to:yyyyMMdd'T'HHmmss'Z'}", "1", "CONFIRMED", "moved to another date"),
            (entry["DTSTART"], entry["SEQUENCE"], entry["STATUS"], entry["DESCRIPTION"]));
        AuditEntry audit = _server.Site.Access.Audit.List(new AuditFilter { Limit = 1 })[0];
        Assert.Equal(
            ("publish", "200", $"moved from {from:yyyy-MM-dd'T'HH:mm'Z'} to {to:yyyy-MM-dd'T'HH:mm'Z'}"),
            (audit.Action, audit.Outcome, audit.Detail));

        foreach (DateTimeOffset hidden in (DateTimeOffset[])[_server.Time.Now, from < to ? from : to.AddTicks(-1), to.AddTicks(-1)])
        {
            _server.Time.Now = hidden;
            Assert.All(await StatusesAsync(null), static status => Assert.Equal(HttpStatusCode.NotFound, status));
            Assert.All(await StatusesAsync(_key), static status => Assert.Equal(HttpStatusCode.OK, status));
            Assert.DoesNotContain("map", await _server.ReadAsync("datasets/loans/observations.csv"), StringComparison.Ordinal);
        }

        _server.Time.Now = to;
        Assert.All(await StatusesAsync(null), static status => Assert.Equal(HttpStatusCode.OK, status));
        string cells = await _server.ReadAsync("datasets/loans/observations.csv");
        string version = await _server.ReadAsync("datasets/loans/versions/1.1.0.nt");
        Assert.Contains("map,3", cells, StringComparison.Ordinal);
        Assert.Contains($"issued> \"{to:yyyy-MM-dd'T'HH:mm:ss'Z'}\"", version, StringComparison.Ordinal);
        Assert.Equal("published", Assert.Single(await ReadEventsAsync())["DESCRIPTION"]);
        _server.Time.Now = Friday.AddDays(1);
        Assert.Equal(cells, await _server.ReadAsync("datasets/loans/observations.csv"));
        Assert.Empty(_server.Store.FindDamage(Stop));
    }

    [Fact]
    public async Task Put_SamePackageWithAnotherInstant_AsADryRun_OnlySaysSo()
    {
        await SendGoodAsync("1.1.0", Monday, "book,2", "map,3");

        (HttpStatusCode status, string body) = await SendAsync("1.1.0?dryRun=true", Friday, "book,2", "map,3");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("\"outcome\": \"moved\"", body, StringComparison.Ordinal);
        Assert.Contains("until 2026-03-13T07:00Z, no longer until 2026-03-09T07:00Z", body, StringComparison.Ordinal);
        Assert.Equal("20260309T070000Z", Assert.Single(await ReadEventsAsync())["DTSTART"]);
    }

    [Fact]
    public async Task Put_InstantThatHasPassedOrComesTooLate_IsRefusedAndNothingMoves()
    {
        await SendGoodAsync("1.1.0", Monday, "book,2", "map,3");
        (HttpStatusCode early, string passed) =
            await SendAsync("1.1.0", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "book,2", "map,3");
        (HttpStatusCode other, string figures) = await SendAsync("1.1.0", Friday, "book,2", "map,4");
        _server.Time.Now = Monday;
        (HttpStatusCode late, string open) = await SendAsync("1.1.0", Friday, "book,2", "map,3");
        (HttpStatusCode again, string same) = await SendAsync("1.1.0", Monday, "book,2", "map,3");

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK),
            (early, other, late, again));
        Assert.Contains("cannot be moved to 2026-03-01T12:00Z, which has passed", passed, StringComparison.Ordinal);
        Assert.Contains("release.yaml", passed, StringComparison.Ordinal);
        Assert.Contains("1.1.0 exists with other content", figures, StringComparison.Ordinal);
        Assert.Contains("has been public since 2026-03-09T07:00Z", open, StringComparison.Ordinal);
        Assert.Contains("\"outcome\": \"unchanged\"", same, StringComparison.Ordinal);
        Assert.All(await StatusesAsync(null), static status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal("0", Assert.Single(await ReadEventsAsync())["SEQUENCE"]);
    }

    [Fact]
    public async Task Put_OtherLabelsOfAPublicVersion_MayBeUnderEmbargoAndComeTwice()
    {
        foreach (string outcome in (string[])["revised", "unchanged"])
        {
            (HttpStatusCode status, string body) = await SendAsync("1.0.0", Monday, "book=Buch,1");
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains($"\"outcome\": \"{outcome}\"", body, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Buch", await _server.ReadAsync("concepts/kinds.nt"), StringComparison.Ordinal);
        _server.Time.Now = Monday;
        Assert.Contains("Buch", await _server.ReadAsync("concepts/kinds.nt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_InstantThatComesMeanwhile_IsNotMoved()
    {
        WalkReleases.Rates(_server.Store, "rates", "1.0.0", "Rates", WalkReleases.Release, "FR").Accept();
        Sending again = WalkReleases.Rates(_server.Store, "rates", "1.0.0", "Rates", "release: 2026-03-13T07:00:00Z", "FR");

        PublishOutcome outcome = new Publisher(_server.Store).Publish(again.Package.Folder, new Alarm(_server.Time), Stop);

        again.Package.Dispose();
        Assert.False(outcome.Report.IsAccepted);
        Assert.Contains(outcome.Report.Problems, static problem => problem.Message.Contains("was not moved", StringComparison.Ordinal));
        Assert.StartsWith("200", await _server.ReadAsync("datasets/rates/versions/1.0.0"), StringComparison.Ordinal);
        Assert.Empty(_server.Store.FindDamage(Stop));
        _server.PublishGood("pop", "1.0.0", "FR,1");
    }

    [Fact]
    public async Task Put_InstantBehindALaterVersion_IsRefused()
    {
        await SendGoodAsync("1.1.0", Monday, "book,2", "map,3");
        await SendGoodAsync("1.1.1", Monday.AddDays(1), "book,3", "map,3");

        (HttpStatusCode behind, string body) = await SendAsync("1.1.0", Friday, "book,2", "map,3");
        (HttpStatusCode before, string other) = await SendAsync("1.1.1", Monday.AddMinutes(-1), "book,3", "map,3");
        (HttpStatusCode between, _) = await SendAsync("1.1.1", Monday.AddMinutes(1), "book,3", "map,3");

        Assert.Equal(
            (HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (behind, before, between));
        Assert.Contains("version 1.1.1 is public at 2026-03-10T07:00Z", body, StringComparison.Ordinal);
        Assert.Contains("version 1.1.0 is public at 2026-03-09T07:00Z", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_MovedAndMovedBack_WithOtherLabels_EachInstantHasTheLastPackage()
    {
        await SendGoodAsync("1.1.0", Monday, "book,2", "map,3");
        await SendGoodAsync("1.1.0", Friday, "book,2", "map=Chart,3");
        await SendGoodAsync("1.1.0", Monday, "book,2", "map=Carte,3");
        await SendGoodAsync("1.1.1", Friday, "book,3", "map=Carte,3");

        Dictionary<string, string> entry = (await ReadEventsAsync())[0];
        Assert.Equal(("20260309T070000Z", "2"), (entry["DTSTART"], entry["SEQUENCE"]));
        _server.Time.Now = Monday;
        string list = await _server.ReadAsync("concepts/kinds.nt");
        Assert.Contains("\"Carte\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Chart\"", list, StringComparison.Ordinal);
        _server.Time.Now = Friday;
        Assert.Equal(list, await _server.ReadAsync("concepts/kinds.nt"));
        Assert.Contains("1.1.1", await _server.ReadAsync("datasets/loans/versions.nt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public async Task Put_MovedAcrossAnotherRelease_TheSharedListHasAtEachInstantWhatIsPublicThen(int first, int second)
    {
        string other = _server.Site.Access.Create("O", AccessRole.Publisher, ["other"]).Text;
        await SendGoodAsync("1.1.0", Monday.AddDays(first), "book,2", "map,3");
        (HttpStatusCode status, _) = await SendAsAsync("1.0.0", Monday.AddDays(2), other, "other", "book,2", "film,1");
        Assert.Equal(HttpStatusCode.Created, status);
        await SendGoodAsync("1.1.0", Monday.AddDays(second), "book,2", "map,3");

        string[] moved = second == 1 ? ["book map", "book film map", "book film map"] : ["book", "book film", "book film map"];
        Assert.Equal("book", await CodesAsync());
        for (int day = 1; day <= 3; day++)
        {
            _server.Time.Now = Monday.AddDays(day);
            Assert.Equal(moved[day - 1], await CodesAsync());
        }
    }

    private sealed class Alarm(ManualTime time) : IProgress<PublishProgress>
    {
        public void Report(PublishProgress value) => time.Now = value.Step == "commit" ? Monday : time.Now;
    }

    private async Task<string> CodesAsync()
    {
        string list = await _server.ReadAsync("concepts/kinds.nt");
        return string.Join(' ', ((string[])["book", "film", "map"])
            .Where(code => list.Contains($"concepts/kinds/{code}> ", StringComparison.Ordinal)));
    }

    private async Task<HttpStatusCode[]> StatusesAsync(string? key)
    {
        List<HttpStatusCode> statuses = [];
        foreach (string path in Doors)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
            using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
            statuses.Add(response.StatusCode);
        }

        return [.. statuses];
    }

    private async Task<IReadOnlyList<Dictionary<string, string>>> ReadEventsAsync() =>
        CalendarFile.Read(await _server.Client.GetByteArrayAsync("releases.ics?lang=en", Stop)).Events;

    private async Task SendGoodAsync(string version, DateTimeOffset? release, params string[] rows)
    {
        (HttpStatusCode status, string body) = await SendAsync(version, release, rows);
        Assert.True((int)status < 300, body);
    }

    private Task<(HttpStatusCode Status, string Body)> SendAsync(
        string version, DateTimeOffset? release, params string[] rows) =>
        SendAsAsync(version, release, _key, "loans", rows);

    // Each row is a code, perhaps with a label, and a number; a minute passes behind it.
    private async Task<(HttpStatusCode Status, string Body)> SendAsAsync(
        string version, DateTimeOffset? release, string key, string dataset, params string[] rows)
    {
        string instant = release is { } at ? $"release: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}\nannounce: true" : "";
        (string Code, string Label, string Value)[] cells = [.. rows.Select(static row => (
            row.Split(',')[0].Split('=')[0], row.Split(',')[0].Split('=')[^1], row.Split(',')[1]))];
        bool hasRun = rows.Any(static row => row.StartsWith("map", StringComparison.Ordinal));
        byte[] zip = PublicationTests.Zip(
            ("release.yaml", $$"""
                dataset: {{dataset}}
                version: {{version.Split('?')[0]}}
                title: { en: "Loans" }
                licence: etalab-2.0
                {{(hasRun ? "run: run-map" : "")}}
                {{instant}}
                dimensions: [{ id: kind, title: { en: "Kind" }, codes: { file: kinds.csv } }]
                measures: [{ id: loans, type: integer, aggregation: sum }]
                data: data.csv
                """),
            ("lineage.yaml", hasRun ? "runs: [{ id: run-map, kind: scoring }]" : "runs: []"),
            ("kinds.csv", string.Join('\n', cells.Select(static c => $"{c.Code},{c.Label}").Prepend("code,label_en"))),
            ("data.csv", string.Join('\n', cells.Select(static c => $"{c.Code},{c.Value}").Prepend("kind,loans"))));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"datasets/{dataset}/versions/{version}");
        request.Content = new ByteArrayContent(zip);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        _server.Time.Now = _server.Time.Now.AddMinutes(1);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }
}
