using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Tests.Publishing;

namespace LinkedStats.Tests.Server.Access;

/// <summary>Who has a key to a dataset sees its releases before their instant, at every door, and nobody else's.</summary>
public sealed class EmbargoReaderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 30, TimeSpan.Zero);
    private static readonly DateTimeOffset Release = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private ReleaseServer _server = null!;
    private string _reader = "";
    private string _publisher = "";

    /// <summary>Addresses at which version 1.1.0 of a dataset, in capitals SECRET and its id, shows.</summary>
    public static TheoryData<string> Doors { get; } =
    [
        "datasets/ID.nt", "datasets/ID.html", "datasets/ID/versions.nt", "datasets/ID/versions.html",
        "datasets/ID/observations.csv", "datasets/ID/observations.json",
        "datasets/ID/observations/SECRET-ID.2018.ttl", "datasets/ID/observations/FR.2018/history.csv",
        "datasets/ID/observations/SECRET-ID.2018/history.json", "datasets/ID/revisions.csv", "datasets/ID/revisions.html",
        "datasets/ID/changes/1.0.0..1.1.0.csv", "datasets/ID/changes/1.0.0..1.1.0.nt",
        "datasets/ID/changes/1.0.0..1.1.0.csv?part=statements", "datasets/ID/versions/1.1.0.ttl",
        "datasets/ID/versions/latest", "datasets/ID/versions/1.1.0/observations.csv",
        "timemap/datasets/ID", "timemap/concepts/areas", "timemap/datasets/ID/versions/1.1.0",
        "concepts/areas.nt", "concepts/areas.html", "concepts/areas/SECRET-ID.ttl", "graphs.nt", "graphs?default",
        "graphs?graph=BASEdatasets/ID/versions/1.1.0", "resource.nt?iri=BASEconcepts/areas/SECRET-ID",
        "sparql?format=csv&query=SELECT*{?s?p?o}", "sparql?format=csv&query=SELECT*{GRAPH?g{?s?p?o}}",
        "sparql?format=csv&query=SELECT(COUNT(*)AS?n){?s?p?o}",
        "sparql?format=csv&query=SELECT(COUNT(*)AS?n){GRAPH<BASEdatasets/ID/versions/1.1.0>{?s?p?o}}",
        "sparql?format=csv&query=ASK{<BASEconcepts/areas/SECRET-ID>?p?o}",
        "sparql?explain=plan&query=SELECT*{?s<BASEdef/measure/people>?o}",
        "asof/NOW/datasets/ID/observations.csv", "sparql/asof/NOW?format=csv&query=SELECT*{?s?p?o}",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync(start: Start);
        foreach (string id in (string[])["alpha", "beta"])
        {
            Publish(id, "1.0.0", null, "FR");
        }

        _server.Time.Now = Start.AddMinutes(10);
        foreach (string id in (string[])["alpha", "beta"])
        {
            Publish(id, "1.1.0", Release, "FR", "SECRET-" + id);
        }

        _server.Time.Now = Start.AddMinutes(20);
        _reader = _server.Site.Access.Create("Desk of alpha", AccessRole.Reader, ["alpha"]).Text;
        _publisher = _server.Site.Access.Create("Publisher of beta", AccessRole.Publisher, ["beta"]).Text;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Get_UnderEmbargo_ShowsToTheReaderOfTheDatasetAlone(string door)
    {
        foreach ((string own, string other, string key, string otherKey) in ((string, string, string, string)[])
            [("alpha", "beta", _reader, _publisher), ("beta", "alpha", _publisher, _reader)])
        {
            string path = door.Replace("ID", own, StringComparison.Ordinal);
            string open = await ReadAsync(path, null);
            string early = await ReadAsync(path, key);
            string foreign = await ReadAsync(path, otherKey);
            string all = await ReadAsync(path, _server.Administrator);

            Assert.NotEqual(open, early);
            Assert.NotEqual(open, all);
            AssertHides(open, path, own);
            AssertHides(open, path, other);
            AssertHides(early, path, other);
            AssertHides(foreign, path, own);
        }
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Get_FromTheInstantOn_IsTheSameForAll(string door)
    {
        string path = door.Replace("ID", "alpha", StringComparison.Ordinal);
        _server.Time.Now = Release;
        string open = await ReadAsync(path, null);

        // A list of states says when each could see them, and a state of the past what each could see then.
        if (!path.StartsWith("timemap", StringComparison.Ordinal))
        {
            Assert.Equal(open, await ReadAsync(path, _reader));
            Assert.Equal(open, await ReadAsync(path, _publisher));
            Assert.Equal(open, await ReadAsync(path, _server.Administrator));
        }

        Assert.StartsWith(path.Contains("latest", StringComparison.Ordinal) ? "307" : "200", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_StateOfThePast_IsWhatTheViewerSawThen()
    {
        string before = Address(Start.AddMinutes(5));
        string during = Address(Start.AddMinutes(15));
        (string open, string early) = (await ReadAsync(during, null), await ReadAsync(during, _reader));
        Assert.Equal(await ReadAsync(before, null), await ReadAsync(before, _reader));
        Assert.NotEqual(open, early);

        _server.Time.Now = Release.AddHours(1);

        Assert.Equal(open, await ReadAsync(during, null));
        Assert.Equal(early, await ReadAsync(during, _reader));
        Assert.Equal(open, await ReadAsync(during, _publisher));
        Assert.Equal(await ReadAsync(Address(Release), null), await ReadAsync(Address(Release), _reader));

        static string Address(DateTimeOffset instant) => string.Create(
            CultureInfo.InvariantCulture, $"asof/{instant:yyyy-MM-dd'T'HH:mm:ss'Z'}/datasets/alpha/observations.csv");
    }

    [Fact]
    public async Task Put_UnderEmbargo_NamesAnAddressThatItsPublisherCanRead()
    {
        string key = _server.Site.Access.Create("Libraries", AccessRole.Publisher, ["libraries"]).Text;
        using var content = new ByteArrayContent(PublicationTests.Zip([.. PublicationTests.Files().Select(static file =>
            (file.Name, file.Text.Replace("licence:", "release: 2026-03-02T09:00:00Z\nlicence:", StringComparison.Ordinal)))]));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using HttpResponseMessage answer = await SendAsync("datasets/libraries/versions/1.0.0", key, request =>
            (request.Method, request.Content) = (HttpMethod.Put, content));
        string location = answer.Headers.Location!.AbsoluteUri;

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.StartsWith("200", await ReadAsync(location, key), StringComparison.Ordinal);
        Assert.StartsWith("200", await ReadAsync(location, _server.Administrator), StringComparison.Ordinal);
        Assert.StartsWith("404", await ReadAsync(location, null), StringComparison.Ordinal);
        Assert.StartsWith("404", await ReadAsync(location, _publisher), StringComparison.Ordinal);
        _server.Time.Now = Release;
        Assert.StartsWith("200", await ReadAsync(location, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_UnderEmbargo_IsToldToThoseWhoSawTheVersionAlone()
    {
        const string Path = "datasets/beta/versions/1.1.0";
        using HttpResponseMessage foreign = await SendAsync(
            Path + "?reason=Wrong", _reader, static request => request.Method = HttpMethod.Delete);
        using HttpResponseMessage answer = await SendAsync(
            Path + "?reason=Wrong", _publisher, static request => request.Method = HttpMethod.Delete);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK), (foreign.StatusCode, answer.StatusCode));
        Assert.StartsWith("410", await ReadAsync(Path, _publisher), StringComparison.Ordinal);
        Assert.StartsWith("410", await ReadAsync(Path, _server.Administrator), StringComparison.Ordinal);
        Assert.StartsWith("404", await ReadAsync(Path, _reader), StringComparison.Ordinal);
        Assert.StartsWith("404", await ReadAsync(Path, null), StringComparison.Ordinal);
        AssertHides(await ReadAsync("concepts/areas.nt", _reader), "concepts/areas.nt", "beta");
        Assert.Contains("SECRET-alpha", await ReadAsync("concepts/areas.nt", _reader), StringComparison.Ordinal);
        _server.Time.Now = Release;
        Assert.StartsWith("404", await ReadAsync(Path, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_InstantToCome_IsRefusedWithAKeyToo()
    {
        string answer = await ReadAsync("asof/2026-03-02T09:00:00Z/datasets/alpha/observations.csv", _server.Administrator);

        Assert.StartsWith("404", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcceptDatetime_OfAReader_LeadsToStatesThatHaveCome()
    {
        using HttpResponseMessage answer = await SendAsync(
            "datasets/alpha.nt", _reader, request => request.Headers.Add("Accept-Datetime", Start.AddMinutes(12).ToString("R")));
        string map = await ReadAsync("timemap/datasets/alpha", _reader);

        Assert.Equal("/asof/2026-03-01T08:12:30Z/datasets/alpha.nt", answer.Headers.Location!.OriginalString);
        Assert.True(answer.Headers.CacheControl is { Private: true, NoStore: true });
        Assert.Contains("asof/2026-03-01T08:10:30Z", map, StringComparison.Ordinal);
        Assert.DoesNotContain("2026-03-02", map, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AfterRevocation_IsRefusedWithTheKeyAndPublicWithoutIt()
    {
        const string Path = "datasets/alpha/observations.csv";
        string early = await ReadAsync(Path, _reader);
        Assert.True(_server.Site.Access.Revoke(_server.Site.Access.Find(_reader)!.Id));

        Assert.Contains("SECRET-alpha", early, StringComparison.Ordinal);
        Assert.StartsWith("401", await ReadAsync(Path, _reader), StringComparison.Ordinal);
        AssertHides(await ReadAsync(Path, null), Path, "alpha");
    }

    [Theory]
    [InlineData("datasets/alpha.nt")]
    [InlineData("datasets/alpha/versions/1.0.0/observations.csv")]
    [InlineData("datasets/alpha/versions/latest")]
    [InlineData("datasets/nothing")]
    [InlineData("sparql?query=ASK{}")]
    [InlineData("assets/site.css")]
    [InlineData("openapi/v1.json")]
    [InlineData("health/ready")]
    public async Task Get_WithAKey_IsKeptByNobodyAndNeverMixedWithTheAnswerToOthers(string path)
    {
        using HttpResponseMessage open = await SendAsync(path, null);
        using HttpResponseMessage early = await SendAsync(path, _reader);

        Assert.Contains("Authorization", open.Headers.Vary);
        Assert.Contains("Authorization", early.Headers.Vary);
        Assert.True(early.Headers.CacheControl is { Private: true, NoStore: true, Public: false, MaxAge: null });
    }

    [Fact]
    public async Task Tags_OfAnEmbargoedView_TellThePublicNothing()
    {
        const string Path = "datasets/alpha.nt";
        using HttpResponseMessage open = await SendAsync(Path, null);
        using HttpResponseMessage early = await SendAsync(Path, _reader);
        using HttpResponseMessage probe = await SendAsync(
            Path, null, request => request.Headers.Add("If-None-Match", early.Headers.ETag!.Tag));
        using HttpResponseMessage again = await SendAsync(
            Path, _reader, request => request.Headers.Add("If-None-Match", early.Headers.ETag!.Tag));

        Assert.NotEqual(open.Headers.ETag, early.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, probe.StatusCode);
        Assert.Equal(open.Headers.ETag, probe.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Cursor_OfAnEmbargoedView_LeadsThePublicNowhere()
    {
        string page = await ReadAsync("datasets/alpha/observations.json?limit=1", _reader);
        string cursor = page.Split("cursor=")[1].Split('"')[0];
        string path = "datasets/alpha/observations.json?limit=1&cursor=" + cursor;

        Assert.Contains("SECRET-alpha", await ReadAsync(path, _reader), StringComparison.Ordinal);
        string open = await ReadAsync(path, null);
        Assert.StartsWith("4", open, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", open, StringComparison.Ordinal);
        Assert.Equal(
            open.Replace("1.1.0", "", StringComparison.Ordinal),
            (await ReadAsync(path, _publisher))
                .Replace("1.1.0", "", StringComparison.Ordinal));
    }

    private static void AssertHides(string answer, string path, string id)
    {
        // An answer may repeat what it was asked for.
        string said = path.Contains("SECRET-" + id, StringComparison.Ordinal) && answer.StartsWith('4')
            ? answer.Replace("SECRET-" + id, "", StringComparison.Ordinal)
            : answer;
        Assert.DoesNotContain("SECRET-" + id, said, StringComparison.Ordinal);
        if (!path.Contains("1.1.0", StringComparison.Ordinal))
        {
            Assert.DoesNotContain($"{id}/versions/1.1.0", said, StringComparison.Ordinal);
        }
    }

    private async Task<string> ReadAsync(string path, string? key)
    {
        using HttpResponseMessage response = await SendAsync(path, key);
        return $"{(int)response.StatusCode} {response.Headers.Location} "
            + await response.Content.ReadAsStringAsync(Stop);
    }

    private async Task<HttpResponseMessage> SendAsync(
        string path, string? key, Action<HttpRequestMessage>? configure = null)
    {
        string now = _server.Time.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Get, path
            .Replace("BASE", _server.Site.Base.Text, StringComparison.Ordinal).Replace("NOW", now, StringComparison.Ordinal));
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        configure?.Invoke(request);
        return await _server.Client.SendAsync(request, Stop);
    }

    private void Publish(string id, string version, DateTimeOffset? release, params string[] codes)
    {
        string date = release is { } at ? $"release: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";
        using TemporaryPackage package = new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: {{id}}
                version: {{version}}
                title: { fr: "Taux", en: "Rates" }
                licence: etalab-2.0
                {{date}}
                dimensions:
                  - { id: area, codes: { file: areas.csv }, title: { en: "Area" } }
                  - { id: refPeriod, property: sdmx-dimension:refPeriod, type: gYear, sdmx: TIME_PERIOD }
                measures:
                  - { id: people, type: integer, aggregation: sum }
                data: data.csv
                """)
            .Add("areas.csv", string.Join('\n', codes.Select(static c => $"{c},{c}").Prepend("code,label_en")))
            .Add("data.csv", string.Join('\n', codes.Select(c => $"{c},2018,{codes.Length}")
                .Prepend("area,refPeriod,people")));
        PublishOutcome outcome = new Publisher(_server.Store).Publish(package.Folder, null, Stop);
        Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
    }
}
