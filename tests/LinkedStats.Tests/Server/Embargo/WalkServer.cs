using System.Net.Http.Headers;
using LinkedStats.Rdf;
using LinkedStats.Server;
using LinkedStats.Server.Access;
using LinkedStats.Server.Commands;
using LinkedStats.Storage;
using LinkedStats.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>One of the servers that the walk compares: all have the same base address and the same clock.</summary>
internal sealed class WalkServer : IAsyncDisposable
{
    /// <summary>The base address, which nobody listens on.</summary>
    public const string Base = "http://stats.example.org/";

    private readonly Site _site;
    private readonly Store _store;
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private WalkServer(Site site, Store store, WebApplication app) => (_site, _store, _app, _client) = (
        site,
        store,
        app,
        new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 4 })
        {
            BaseAddress = new Uri(site.Options.Urls[0]),
        });

    /// <summary>What it serves.</summary>
    public Store Store => _store;

    /// <summary>The routes that the application has mapped, as they are written.</summary>
    public IReadOnlyList<string> Routes =>
        [.. ((IEndpointRouteBuilder)_app).DataSources.SelectMany(static source => source.Endpoints)
            .Cast<RouteEndpoint>().Select(static endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Starts a server.</summary>
    /// <param name="time">The clock, which is moved on by the releases.</param>
    /// <param name="publish">Publishes what it has.</param>
    /// <param name="tokens">Whose tokens are good; null for nobody's.</param>
    public static async Task<WalkServer> StartAsync(
        ManualTime time, Action<Store, ManualTime> publish, TokenOptions? tokens = null)
    {
        (Site site, Store store) = ServerFixture.CreateSite(
            new ServerOptions { Time = time, ConfiguredBase = Iri.Parse(Base), Tokens = tokens });
        VocabularyLoader.Load(store, TestContext.Current.CancellationToken);
        publish(store, time);
        site.IsReady = true;
        WebApplication app = Composition.Build(site);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new WalkServer(site, store, app);
    }

    /// <summary>Sends a request, and reads all of its answer.</summary>
    public async Task<WalkAnswer> SendAsync(WalkRequest asked)
    {
        using var request = new HttpRequestMessage(new HttpMethod(asked.Method), _client.BaseAddress + asked.Path);
        foreach ((string name, string value) in asked.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (asked.IsByPublisher)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        }

        if (asked.Body is { } body)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(asked.ContentType!);
        }

        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return await WalkAnswer.ReadAsync(response);
    }

    /// <summary>The key of the publisher of the dataset "mine".</summary>
    private string Key => field ??= _site.Access.Create("P", AccessRole.Publisher, ["mine"]).Text;

    /// <summary>Sends a zipped package as the publisher of "mine".</summary>
    /// <param name="path">The address below the base.</param>
    /// <param name="zip">The package.</param>
    public async Task<WalkAnswer> PublishAsync(string path, byte[] zip)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, _client.BaseAddress + path);
        request.Content = new ByteArrayContent(zip);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return await WalkAnswer.ReadAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _store.Dispose();
        _site.Dispose();
    }
}

/// <summary>A request of the walk.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The address below the base, without a leading slash.</param>
internal sealed record WalkRequest(string Method, string Path)
{
    public (string Name, string Value)[] Headers { get; init; } = [];

    public string? Body { get; init; }

    /// <summary>True to send it with the key of the publisher of "mine".</summary>
    public bool IsByPublisher { get; init; }

    public string? ContentType { get; init; }

    public override string ToString() =>
        $"{Method} {Path} {string.Join(' ', Headers.Select(static h => $"{h.Name}: {h.Value}"))} {Body}".TrimEnd();
}
