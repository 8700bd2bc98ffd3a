using System.Net;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Server;

/// <summary>At its instant a release shows at every door at once, without a restart, whatever clients have kept.</summary>
public sealed class EmbargoFlipTests : IAsyncLifetime
{
    private const int ClientCount = 8;

    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 58, 20, TimeSpan.Zero);
    private static readonly DateTimeOffset Release = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Paths =
    [
        "datasets.nt", "datasets/pop.ttl", "datasets/pop.html", "datasets/pop/versions.nt", "datasets/pop/observations.csv",
        "datasets/pop/observations/A.2018.json", "datasets/pop/observations/A.2018/history.csv", "datasets/pop/revisions.csv",
        "datasets/pop/timemap", "graphs?default", "sparql?format=csv&query=SELECT*{?o+<http://example.org/value>+?v}",
        "sparql?format=csv&query=SELECT(COUNT(*)AS?n){GRAPH?g{?s?p?o}}", "resource.nt?iri=http://example.org/dataset/pop",
    ];

    private readonly ManualTime _time = new(Start);
    private Site _site = null!;
    private Store _store = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_site, _store) = ServerFixture.CreateSite(new ServerOptions { Time = _time });
        Publish("1.0.0", "1", null);
        _time.Now = Start.AddSeconds(10);
        Publish("1.0.1", "2", Release);
        _site.IsReady = true;
        _app = Composition.Build(_site);
        await _app.StartAsync(Cancellation);
        _client = new HttpClient { BaseAddress = new Uri(_site.Base.Text) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _store.Dispose();
        _site.Dispose();
    }

    [Fact]
    public async Task Release_UnderLoad_ShowsAtEveryDoorAtOnce()
    {
        Dictionary<string, (string Tag, string Body)> before = [];
        foreach (string path in Paths)
        {
            using HttpResponseMessage response = await GetAsync(path, null);
            before[path] = (response.Headers.ETag!.Tag, await response.Content.ReadAsStringAsync(Cancellation));
            Assert.Equal(Release.AddMinutes(-1) - _time.Now, response.Headers.CacheControl!.MaxAge);
        }

        _time.Now = Release.AddTicks(-1);
        var flip = new Barrier(ClientCount + 1);
        Task[] clients = [.. Enumerable.Range(0, ClientCount).Select(_ => Task.Run(() => ReadAsync(before, flip)))];
        Assert.True(flip.SignalAndWait(TimeSpan.FromSeconds(60), Cancellation));
        _time.Now = Release;
        Assert.True(flip.SignalAndWait(TimeSpan.FromSeconds(60), Cancellation));
        await Task.WhenAll(clients);
    }

    private async Task ReadAsync(Dictionary<string, (string Tag, string Body)> before, Barrier flip)
    {
        // Up to the instant nothing has changed, and what was kept is good.
        foreach ((string path, (string tag, string body)) in before)
        {
            using HttpResponseMessage kept = await GetAsync(path, tag);
            Assert.Equal(HttpStatusCode.NotModified, kept.StatusCode);
            using HttpResponseMessage plain = await GetAsync(path, null);
            Assert.Equal(body, await plain.Content.ReadAsStringAsync(Cancellation));
        }

        flip.SignalAndWait(Cancellation);
        flip.SignalAndWait(Cancellation);

        // From it on what was kept is good nowhere.
        foreach ((string path, (string tag, string body)) in before)
        {
            using HttpResponseMessage response = await GetAsync(path, tag);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode}");
            Assert.NotEqual(body, await response.Content.ReadAsStringAsync(Cancellation));
        }
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await _client.SendAsync(request, Cancellation);
    }

    private void Publish(string version, string value, DateTimeOffset? release)
    {
        using StoreWriter writer = _store.BeginWrite(Cancellation);
        Small(("A", 2018, value), ("A", 2019, "7")).AddTo(writer, "pop", version);
        writer.AddGraph(
            StoreWriter.VersionIri(_site.Base, "pop", version),
            GraphRole.DatasetVersion,
            [
                new Quad(Ex("dataset/pop"), RdfVocabulary.Type, CubeVocabulary.DataSet),
                new Quad(Ex("dataset/pop"), RdfsVocabulary.Label, new Literal("Population " + version)),
                new Quad(Ex("dataset/pop"), CubeVocabulary.Structure, Ex("structure")),
                .. Component(CubeVocabulary.Dimension, "area"), .. Component(CubeVocabulary.Dimension, "year"),
                .. Component(CubeVocabulary.Measure, "value"),
                new Quad(Ex("year"), RdfsVocabulary.SubPropertyOf,
                    Iri.Parse("http://purl.org/linked-data/sdmx/2009/dimension#refPeriod")),
            ]);
        writer.Commit(release);
    }

    private static Quad[] Component(Iri kind, string name) =>
    [
        new(Ex("structure"), CubeVocabulary.Component, Ex("component/" + name)),
        new(Ex("component/" + name), kind, Ex(name)),
    ];
}
