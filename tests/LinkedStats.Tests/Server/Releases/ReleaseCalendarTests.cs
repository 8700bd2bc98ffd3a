using System.Net;
using System.Text.Json;
using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Storage.Purging;
using LinkedStats.Tests.Publishing;

namespace LinkedStats.Tests.Server.Releases;

/// <summary>The public calendar: what is announced and only that, before the instant and after it, in every form.</summary>
public sealed class ReleaseCalendarTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Instant = new(2026, 3, 9, 7, 0, 0, TimeSpan.Zero);

    private ReleaseServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ReleaseServer.StartAsync(start: Start);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Releases_Announced_AreListedBeforeAndAfterTheirInstant()
    {
        Publish("rates", "1.0.0", "Rates", "FR,1", Instant, "announce: true");
        Publish("hidden", "1.0.0", "Nothing", "FR,1", Instant, "");
        _server.Time.Now = Start.AddHours(1);

        JsonElement announced = Assert.Single(await EntriesAsync());
        Assert.Equal("AnnouncedRelease", announced.GetProperty("type").GetString());
        Assert.Equal("2026-03-09T07:00:00Z", announced.GetProperty("startDate").GetString());
        Assert.Equal("1.0.0", announced.GetProperty("version").GetString());
        Assert.Equal("Rates", announced.GetProperty("title").GetProperty("en").GetString());
        Assert.False(announced.TryGetProperty("url", out _));
        string page = await _server.Client.GetStringAsync("releases.html?lang=en", Cancellation);
        Assert.Contains("2026-03-09 07:00 UTC, announced", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("datasets/rates"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("datasets/rates/versions/1.0.0"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("releases/rates/1.0.0"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("releases/hidden/1.0.0"));

        _server.Time.Now = Instant;
        JsonElement published = Assert.Single(await EntriesAsync());
        Assert.EndsWith("datasets/rates/versions/1.0.0", published.GetProperty("url").GetString());
        page = await _server.Client.GetStringAsync("releases.html?lang=fr", Cancellation);
        Assert.Contains("/datasets/rates/versions/1.0.0", page, StringComparison.Ordinal);
        Assert.Contains("2026-03-09 07:00 UTC, publiée", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("datasets/rates/versions/1.0.0"));
    }

    [Fact]
    public async Task Releases_OfThePast_SayWhatTheCalendarSaidThen()
    {
        _server.Time.Now = Start.AddHours(1);
        Publish("rates", "1.0.0", "Rates", "FR,1", Instant, "announce: true");
        _server.Time.Now = Instant.AddDays(1);

        string before = await _server.Client.GetStringAsync("asof/2026-03-02T08:30:00Z/releases.nt", Cancellation);
        string announced = await _server.Client.GetStringAsync("asof/2026-03-05T00:00:00Z/releases.nt", Cancellation);
        string published = await _server.Client.GetStringAsync("releases.nt", Cancellation);

        Assert.DoesNotContain("rates", before, StringComparison.Ordinal);
        Assert.Contains("releases/rates/1.0.0", announced, StringComparison.Ordinal);
        Assert.DoesNotContain("schema.org/url", announced, StringComparison.Ordinal);
        Assert.Contains("schema.org/url", published, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Releases_AnnouncedLater_AreAddedToTheCalendarOnce()
    {
        Publish("rates", "1.0.0", "Rates", "FR,1", Instant, "");
        Assert.Empty(await EntriesAsync());

        _server.Time.Now = Start.AddHours(1);
        Publish("rates", "1.0.0", "Rates", "FR,1", Instant, "announce: true");
        Assert.Single(await EntriesAsync());
        Assert.Equal("0", Assert.Single(await ReadEventsAsync())["SEQUENCE"]);

        // The same again changes nothing; another title changes what is announced.
        _server.Time.Now = Start.AddHours(2);
        Publish("rates", "1.0.0", "Rates", "FR,1", Instant, "announce: true");
        Assert.Equal("20260302T090000Z", Assert.Single(await ReadEventsAsync())["DTSTAMP"]);
        Publish("rates", "1.0.0", "New rates", "FR,1", Instant, "announce: true");
        Dictionary<string, string> changed = Assert.Single(await ReadEventsAsync());
        Assert.Equal(("1", "20260302T100000Z", "New rates 1.0.0"),
            (changed["SEQUENCE"], changed["DTSTAMP"], changed["SUMMARY"]));
        Assert.Equal("20260302T090000Z", changed["CREATED"]);
    }

    [Fact]
    public async Task Releases_Withdrawn_AreCancelledBeforeTheirInstantAndToldOfAfterIt()
    {
        Publish("rates", "1.0.0", "Rates", "FR,1", null, "");
        Publish("rates", "1.1.0", "Rates", "FR,1", Instant, "announce: true", "R11");
        Publish("towns", "1.0.0", "Towns", "FR,1", Instant, "announce: true");
        _server.Time.Now = Start.AddHours(1);
        Withdraw("rates", "1.1.0");

        Dictionary<string, string> cancelled = (await ReadEventsAsync())[0];
        Assert.Equal(("CANCELLED", "1", "20260302T090000Z"),
            (cancelled["STATUS"], cancelled["SEQUENCE"], cancelled["DTSTAMP"]));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("datasets/rates/versions/1.1.0"));

        _server.Time.Now = Instant.AddHours(1);
        Withdraw("towns", "1.0.0");
        IReadOnlyList<Dictionary<string, string>> events = await ReadEventsAsync();
        Assert.Equal(["cancelled", "published, withdrawn since"], events.Select(static e => e["DESCRIPTION"]));
        Assert.Equal(["CANCELLED", "CONFIRMED"], events.Select(static e => e["STATUS"]));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync("datasets/towns/versions/1.0.0"));
    }

    [Fact]
    public async Task Releases_PurgedBeforeTheirInstant_AreCancelledOnce()
    {
        Publish("rates", "1.0.0", "Rates", "FR,1", null, "");
        Publish("rates", "1.1.0", "Rates", "FR,1", Instant, "announce: true", "R11");
        Publish("hidden", "1.0.0", "Nothing", "FR,1", Instant, "");
        _server.Time.Now = Start.AddHours(1);
        Purge("rates", "1.1.0");
        Purge("hidden", "1.0.0");

        Dictionary<string, string> cancelled = Assert.Single(await ReadEventsAsync());
        Assert.Equal(("CANCELLED", "1", "20260302T090000Z"),
            (cancelled["STATUS"], cancelled["SEQUENCE"], cancelled["DTSTAMP"]));
        string page = await _server.Client.GetStringAsync("releases.html?lang=fr", Cancellation);
        Assert.Contains("annulée", page, StringComparison.Ordinal);
        _server.Time.Now = Instant.AddHours(1);
        Assert.Equal(cancelled, Assert.Single(await ReadEventsAsync()));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync("datasets/rates/versions/1.1.0"));
        Assert.DoesNotContain(
            "R11", await _server.Client.GetStringAsync("concepts/areas.nt", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Releases_AsICalendar_KeepToTheRules()
    {
        const string Title = "Taux, parts ; \\ « d’activité » – séries longues de l’enquête, corrigées 🙂 des variations";
        Publish("rates", "1.0.0", Title.Replace("\\", "\\\\", StringComparison.Ordinal), "FR,1", Instant, "announce: true");
        Publish("rates-2", "1.0.0", "Rates", "FR,1", Instant.AddDays(1), "announce: true");
        _server.Time.Now = Instant;

        using HttpResponseMessage response = await _server.Client.GetAsync("releases.ics?lang=en", Cancellation);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(Cancellation);
        IReadOnlyList<Dictionary<string, string>> events = CalendarFile.Read(bytes).Events;

        Assert.Equal("text/calendar", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
        Assert.Equal([Title + " 1.0.0", "Rates 1.0.0"], events.Select(static e => e["SUMMARY"]));
        Assert.Equal(["20260309T070000Z", "20260310T070000Z"], events.Select(static e => e["DTSTART"]));
        Assert.Equal(["published", "announced"], events.Select(static e => e["DESCRIPTION"]));
        Assert.Equal(
            [_server.Site.Base.Text + "releases/rates/1.0.0", _server.Site.Base.Text + "releases/rates-2/1.0.0"],
            events.Select(static e => e["UID"]));
        Assert.Equal(
            [_server.Site.Base.Text + "datasets/rates/versions/1.0.0", _server.Site.Base.Text + "releases/rates-2/1.0.0"],
            events.Select(static e => e["URL"]));
        Assert.All(events, static e => Assert.Equal(("CONFIRMED", "TRANSPARENT"), (e["STATUS"], e["TRANSP"])));
        byte[] again = await _server.Client.GetByteArrayAsync("releases.ics?lang=en", Cancellation);
        Assert.Equal(bytes, again);
        using var request = new HttpRequestMessage(HttpMethod.Get, "releases");
        request.Headers.Accept.ParseAdd("text/calendar");
        using HttpResponseMessage negotiated = await _server.Client.SendAsync(request, Cancellation);
        Assert.Equal("text/calendar", negotiated.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("datasets.html")]
    public async Task Page_LeadsToTheCalendar(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Cancellation);

        Assert.Contains(
            "href=\"/releases\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains(
            _server.Site.Base.Text + "releases", await _server.Client.GetStringAsync("?format=nt", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_AnnouncementWithoutAnInstant_IsWarnedOf()
    {
        PublishOutcome outcome = Publish("rates", "1.0.0", "Rates", "FR,1", null, "announce: true");

        Assert.Equal("announce", Assert.Single(outcome.Report.Problems).Rule);
    }

    private void Withdraw(string id, string version) => Assert.NotNull(new Withdrawer(_server.Store).Withdraw(
        id, version, new LanguageMap(LanguageMap.Empty.Texts.Add("en", "Wrong")), cancellation: Cancellation));

    private void Purge(string id, string version) => Assert.Single(new Purger(_server.Store).Purge(
        new PurgeRequest(id, new LanguageMap(LanguageMap.Empty.Texts.Add("en", "Wrong"))) { Version = version },
        cancellation: Cancellation).Versions);

    private async Task<JsonElement[]> EntriesAsync()
    {
        using JsonDocument document =
            JsonDocument.Parse(await _server.Client.GetStringAsync("releases.json", Cancellation));
        JsonElement root = document.RootElement.Clone();
        IEnumerable<JsonElement> all = root.TryGetProperty("@graph", out JsonElement graph) ? graph.EnumerateArray() : [root];
        return [.. all.Where(static thing => thing.TryGetProperty("startDate", out _))];
    }

    private async Task<IReadOnlyList<Dictionary<string, string>>> ReadEventsAsync() =>
        CalendarFile.Read(await _server.Client.GetByteArrayAsync("releases.ics?lang=en", Cancellation)).Events;

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using HttpResponseMessage response = await _server.Client.GetAsync(path, Cancellation);
        return response.StatusCode;
    }

    private PublishOutcome Publish(
        string id, string version, string title, string rows, DateTimeOffset? release, string more, string? code = null)
    {
        string instant = release is { } at ? $"release: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";
        using TemporaryPackage package = new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: {{id}}
                version: {{version}}
                title: { fr: "Taux", en: "{{title}}" }
                licence: etalab-2.0
                {{instant}}
                {{more}}
                dimensions: [{ id: area, codes: { file: areas.csv } }]
                measures: [{ id: people, type: integer, aggregation: sum }]
                data: data.csv
                """)
            .Add("areas.csv", "code,label_en\nFR,France" + (code is null ? "" : $"\n{code},{code}"))
            .Add("data.csv", "area,people\n" + rows + (code is null ? "" : $"\n{code},1"));
        PublishOutcome outcome = new Publisher(_server.Store).Publish(package.Folder, null, Cancellation);
        Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
        return outcome;
    }
}
