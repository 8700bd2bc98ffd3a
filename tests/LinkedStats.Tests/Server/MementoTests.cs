using System.Globalization;
using System.Net;
using System.Text.Json;
using LinkedStats.Server;
using LinkedStats.Storage;
using LinkedStats.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Server;

/// <summary>What the server answered at an instant it answers later too, when it is asked for that instant.</summary>
public sealed class MementoTests : IAsyncLifetime
{
    private const string Query = "sparql?query=SELECT*{?s?p?o}ORDER+BY?s?p?o";

    private static readonly string[] Paths =
        ["datasets.nt", "datasets/pop.nt", "datasets/pop/observations.csv", "datasets/pop/versions.nt", "datasets/other.nt",
            "datasets/pop/observations.json?limit=1", "concepts/area.nt"];

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private Site _site = null!;
    private Store _store = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_site, _store) = ServerFixture.CreateSite(new ServerOptions { Time = _time });
        _site.IsReady = true;
        _app = Composition.Build(_site);
        await _app.StartAsync(Cancellation);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(_site.Base.Text),
        };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _store.Dispose();
        _site.Dispose();
    }

    [Fact]
    public async Task AsOf_RandomInstants_GivesWhatWasAnsweredThen()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        List<(DateTimeOffset Instant, string Path, string Body)> seen = [];
        for (int step = 0; step < 12; step++)
        {
            _time.Now = _time.Now.AddTicks(1);
            string id = random.Next(3) == 0 ? "other" : "pop";
            DateTimeOffset? release = random.Next(3) == 0 ? _time.Now.AddMinutes(random.Next(1, 90)) : null;
            Small(("A", 2018, $"{step}"), ($"C{step}", 2019, "1")).Publish(_store, id, $"1.{step}.0", release);
            for (int look = 0; look < 3; look++)
            {
                _time.Now = _time.Now.AddTicks(random.NextInt64(TimeSpan.TicksPerMinute * 20) + 1);
                foreach (string path in Paths.Append(Query))
                {
                    seen.Add((_time.Now, path, await ReadAsync(path)));
                }
            }
        }

        _time.Now = _time.Now.AddDays(1);
        foreach ((DateTimeOffset instant, string path, string body) in seen)
        {
            string text = instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
            string past = path == Query ? Query.Replace("sparql", "sparql/asof/" + text, StringComparison.Ordinal) : $"asof/{text}/{path}";
            string answer = (await ReadAsync(past)).Replace($"asof/{text}/", "", StringComparison.Ordinal);
            Assert.True(body == answer, $"{past} (seed {seed}):\n{answer}\ninstead of\n{body}");
        }
    }

    [Fact]
    public async Task AcceptDatetime_OnAResource_LeadsToItsStateThen()
    {
        DateTimeOffset first = PublishTwice();

        using HttpResponseMessage gate = await SendAsync("datasets/pop.nt", first.AddMinutes(5));

        Assert.Equal(HttpStatusCode.Found, gate.StatusCode);
        Assert.Equal("/asof/2026-03-01T12:05:00Z/datasets/pop.nt", gate.Headers.Location!.OriginalString);
        Assert.Contains("Accept-Datetime", gate.Headers.Vary);
        using HttpResponseMessage memento = await _client.GetAsync(gate.Headers.Location, Cancellation);
        string body = await memento.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("versions/1.0.0", body, StringComparison.Ordinal);
        Assert.DoesNotContain("versions/1.1.0", body, StringComparison.Ordinal);
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", memento.Headers.GetValues("Memento-Datetime").Single());
        string links = string.Join(", ", memento.Headers.GetValues("Link"));
        Assert.Contains($"<{_site.Base.Text}datasets/pop.nt>; rel=\"original timegate\"", links, StringComparison.Ordinal);
        Assert.Contains("rel=\"timemap\"; type=\"application/link-format\"", links, StringComparison.Ordinal);
        Assert.Contains("/asof/2026-03-01T12:05:00Z/datasets/pop.ttl>; rel=\"alternate\"", links, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1000, "2026-03-01T12:00:00Z")]
    [InlineData(1000, "2026-03-01T13:00:00Z")]
    public async Task AcceptDatetime_OutsideTheHistory_LeadsToItsEnd(int minutes, string expected)
    {
        DateTimeOffset first = PublishTwice();

        using HttpResponseMessage gate = await SendAsync("datasets/pop", first.AddMinutes(minutes));

        Assert.Equal($"/asof/{expected}/datasets/pop", gate.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task AcceptDatetime_OnSparql_AnswersInPlace()
    {
        DateTimeOffset first = PublishTwice();

        using HttpResponseMessage answer =
            await SendAsync("sparql?query=SELECT(COUNT(*)AS?n){?s?p?o}&format=csv", first.AddMinutes(1));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Sun, 01 Mar 2026 12:00:00 GMT", answer.Headers.GetValues("Memento-Datetime").Single());
        Assert.StartsWith(
            "/sparql/asof/2026-03-01T12:01:00Z?query=",
            answer.Content.Headers.ContentLocation!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(
            await ReadAsync("sparql/asof/2026-03-01T12:01:00Z?query=SELECT(COUNT(*)AS?n){?s?p?o}&format=csv"),
            "200\n" + await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("asof/2999-01-01T00:00:00Z/datasets", HttpStatusCode.NotFound)]
    [InlineData("sparql/asof/2999-01-01T00:00:00Z?query=ASK{}", HttpStatusCode.NotFound)]
    [InlineData("asof/yesterday/datasets", HttpStatusCode.BadRequest)]
    [InlineData("asof/2026-13-01T00:00:00Z/datasets", HttpStatusCode.BadRequest)]
    [InlineData("sparql/asof/", HttpStatusCode.BadRequest)]
    [InlineData("asof/2026-03-01T11:59:59Z/datasets/pop", HttpStatusCode.NotFound)]
    public async Task AsOf_NoSuchState_IsAProblem(string path, HttpStatusCode expected)
    {
        PublishTwice();
        Small(("A", 2018, "9")).Publish(_store, "hidden", "1.0.0", _time.Now.AddYears(1));

        using HttpResponseMessage response = await _client.GetAsync(path, Cancellation);

        Assert.Equal(expected, response.StatusCode);
        Assert.DoesNotContain(
            "hidden", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AcceptDatetime_Malformed_Is400()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "datasets");
        request.Headers.TryAddWithoutValidation("Accept-Datetime", "last week");

        using HttpResponseMessage response = await _client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("datasets/pop/timemap")]
    [InlineData("timemap/datasets/pop")]
    public async Task TimeMap_ListsTheStatesOfTheResource(string path)
    {
        DateTimeOffset first = PublishTwice();
        Small(("A", 2018, "9")).Publish(_store, "other", "1.0.0");
        Small(("A", 2018, "9")).Publish(_store, "pop", "2.0.0", _time.Now.AddYears(1));

        string links = await ReadAsync(path);
        using JsonDocument json = JsonDocument.Parse((await ReadAsync(path + "?format=json"))[3..]);

        Assert.Equal(2, links.Split("memento\"", StringSplitOptions.None).Length - 1);
        Assert.Contains(
            $"<{_site.Base.Text}asof/2026-03-01T12:00:00Z/datasets/pop>;rel=\"first memento\"", links, StringComparison.Ordinal);
        Assert.Equal(
            [first, first.AddMinutes(30)],
            json.RootElement.GetProperty("mementos").EnumerateArray()
                .Select(static item => item.GetProperty("datetime").GetDateTimeOffset()));
    }

    private DateTimeOffset PublishTwice()
    {
        DateTimeOffset first = _time.Now;
        Small(("A", 2018, "1")).Publish(_store, "pop", "1.0.0");
        _time.Now = first.AddMinutes(30);
        Small(("A", 2018, "2")).Publish(_store, "pop", "1.1.0");
        _time.Now = first.AddMinutes(60);
        return first;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, DateTimeOffset instant)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Datetime", instant.UtcDateTime.ToString("R", CultureInfo.InvariantCulture));
        return await _client.SendAsync(request, Cancellation);
    }

    private async Task<string> ReadAsync(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        return (int)response.StatusCode + "\n" + body;
    }
}
