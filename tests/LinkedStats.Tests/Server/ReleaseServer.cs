using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LinkedStats.Publishing;
using LinkedStats.Server;
using LinkedStats.Server.Access;
using LinkedStats.Server.Commands;
using LinkedStats.Storage;
using LinkedStats.Tests.Publishing;
using LinkedStats.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LinkedStats.Tests.Server;

/// <summary>A server over a store in memory, whose clock a test sets, and to which it publishes small packages.</summary>
internal sealed class ReleaseServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _left = new();
    private int _underWay;

    private ReleaseServer(Site site, Store store, WebApplication app, ManualTime time)
    {
        (Site, Store, _app, Time) = (site, store, app, time);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(site.Base.Text),
        };
    }

    public Site Site { get; }

    public Store Store { get; }

    public ManualTime Time { get; }

    public HttpClient Client { get; }

    /// <summary>A key for all datasets.</summary>
    public string Publisher => field ??= Site.Access.Create("P", AccessRole.Publisher, []).Text;

    /// <summary>A key for everything.</summary>
    public string Administrator => field ??= Site.Access.Create("A", AccessRole.Administrator, []).Text;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Starts a server.</summary>
    /// <param name="options">How it is started, but for its clock and its address.</param>
    /// <param name="stored">How its store is opened, likewise; in memory when null.</param>
    /// <param name="start">What its clock shows; noon of 1 March 2026 when null.</param>
    public static async Task<ReleaseServer> StartAsync(
        ServerOptions? options = null, StoreOptions? stored = null, DateTimeOffset? start = null)
    {
        var time = new ManualTime(start ?? new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        (Site site, Store store) = ServerFixture.CreateSite(
            (options ?? new ServerOptions()) with { Time = time }, stored);
        VocabularyLoader.Load(store, Stop);
        site.IsReady = true;
        WebApplication app = Composition.Build(site);
        var server = new ReleaseServer(site, store, app, time);
        app.Use(server.WatchAsync);
        await app.StartAsync(Stop);
        return server;
    }

    /// <summary>When the server has seen that the client of a request left.</summary>
    public Task Left => _left.Task;

    /// <summary>Waits until no request is under way.</summary>
    public async Task WaitUntilIdleAsync()
    {
        while (Volatile.Read(ref _underWay) > 0)
        {
            await Task.Delay(5, Stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        Store.Dispose();
        Site.Dispose();
    }

    /// <summary>Publishes a version, a minute after what was before.</summary>
    /// <param name="id">The dataset's id.</param>
    /// <param name="version">The version.</param>
    /// <param name="rows">Area and number, as <c>FR,7</c>.</param>
    /// <param name="release">The release instant; null for now.</param>
    /// <param name="isAnnounced">True to announce it in the calendar.</param>
    public PublishOutcome Publish(
        string id, string version, string[] rows, DateTimeOffset? release = null, bool isAnnounced = false)
    {
        string[] areas = [.. rows.Select(static row => row.Split(',')[0])];
        using TemporaryPackage package = new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: {{id}}
                version: {{version}}
                title: { fr: "Taux", en: "Rates" }
                licence: etalab-2.0
                run: run-{{id}}-{{version}}
                {{(release is { } at ? FormattableString.Invariant($"release: {at:yyyy-MM-ddTHH:mm:ssZ}") : "")}}
                {{(isAnnounced ? "announce: true" : "")}}
                dimensions:
                  - { id: area, codes: { file: areas.csv }, title: { en: "Area" } }
                measures:
                  - { id: people, type: integer, aggregation: sum }
                data: data.csv
                """)
            .Add("lineage.yaml", $$"""
                models:
                  - id: m
                    title: { en: "Model" }
                    versions:
                      - version: 1.0.0
                runs:
                  - { id: run-{{id}}-{{version}}, kind: scoring, uses: [{ model: m, version: 1.0.0 }] }
                """)
            .Add("areas.csv", string.Join('\n', areas.Select(static c => $"{c},{c}").Prepend("code,label_en")))
            .Add("data.csv", string.Join('\n', rows.Prepend("area,people")));
        PublishOutcome outcome = new Publisher(Store).Publish(package.Folder, null, Stop);
        Time.Now = Time.Now.AddMinutes(1);
        return outcome;
    }

    /// <summary>Publishes a version that must be accepted.</summary>
    public void PublishGood(string id, string version, params string[] rows)
    {
        PublishOutcome outcome = Publish(id, version, rows);
        Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
    }

    /// <summary>Asks to withdraw a version, a minute after what was before.</summary>
    public async Task<(HttpStatusCode Status, string Body)> WithdrawAsync(string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.Authorization = key is "" ? null : new AuthenticationHeaderValue("Bearer", key ?? Publisher);
        using HttpResponseMessage response = await Client.SendAsync(request, Stop);
        Time.Now = Time.Now.AddMinutes(1);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Asks to purge cells of a dataset.</summary>
    public async Task<(HttpStatusCode Status, string Body)> PurgeAsync(string id, string body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"datasets/{id}/purges")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization =
            key is "" ? null : new AuthenticationHeaderValue("Bearer", key ?? Administrator);
        using HttpResponseMessage response = await Client.SendAsync(request, Stop);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Stop));
    }

    /// <summary>Asks for an address.</summary>
    public async Task<HttpResponseMessage> SendAsync(string path, string? accept = null, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        return await Client.SendAsync(request, Stop);
    }

    /// <summary>Asks for an address, and gives the status and the body.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using HttpResponseMessage response = await SendAsync(path);
        return (int)response.StatusCode + "\n" + await response.Content.ReadAsStringAsync(Stop);
    }

    /// <summary>What is on its way into a store.</summary>
    /// <param name="store">The folder of the store.</param>
    public static string[] Incoming(string store)
    {
        string incoming = Path.Combine(store, "incoming");
        return !Directory.Exists(incoming) ? [] :
        [
            .. Directory.GetDirectories(incoming).SelectMany(Directory.GetFileSystemEntries)
                .Where(static path => Path.GetFileName(path) != "owner.lock"),
        ];
    }

    /// <summary>An instant as it stands in addresses.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await using CancellationTokenRegistration left =
                http.RequestAborted.Register(() => _left.TrySetResult());
            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }
}
