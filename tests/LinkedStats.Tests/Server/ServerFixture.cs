using System.Net;
using System.Net.Sockets;
using LinkedStats.Server;
using LinkedStats.Server.Commands;
using LinkedStats.Server.Federation;
using LinkedStats.Storage;
using Microsoft.AspNetCore.Builder;

namespace LinkedStats.Tests.Server;

/// <summary>The real server on a free loopback port, over a store in memory with <see cref="ServerSample"/> in it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private Store? _store;
    private WebApplication? _app;

    /// <summary>A client that follows no redirects and asks for nothing by itself.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The base address, ending in a slash.</summary>
    public string Base { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        (Site site, _store) = CreateSite(new ServerLimits());
        Base = site.Base.Text;
        VocabularyLoader.Load(_store, TestContext.Current.CancellationToken);
        ServerSample.Publish(_store);
        site.IsReady = true;
        _app = Composition.Build(site);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Base) };
    }

    /// <summary>Asks for an address.</summary>
    /// <param name="path">The address below the base, without a leading slash.</param>
    /// <param name="accept">The Accept header; null for none.</param>
    /// <param name="language">The Accept-Language header; null for none.</param>
    /// <param name="method">The method; GET when null.</param>
    /// <returns>The answer.</returns>
    public async Task<HttpResponseMessage> SendAsync(
        string path, string? accept = null, string? language = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, Base + path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks for an address and reads the answer, which must be there.</summary>
    /// <param name="path">The address below the base, without a leading slash.</param>
    /// <param name="accept">The Accept header; null for none.</param>
    /// <returns>The body.</returns>
    public async Task<string> GetTextAsync(string path, string? accept = null)
    {
        using HttpResponseMessage response = await SendAsync(path, accept);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {body}");
        return body;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _store?.Dispose();
    }

    /// <summary>Creates a site over an empty store in memory.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="services">The endpoints that SERVICE may ask.</param>
    /// <returns>The site, and its store.</returns>
    internal static (Site Site, Store Store) CreateSite(ServerLimits limits, params ServiceEndpoint[] services) =>
        CreateSite(new ServerOptions { Limits = limits, Services = services });

    /// <summary>Creates a site over an empty store in memory.</summary>
    /// <param name="options">How the server is started; its address is another free port each time.</param>
    /// <param name="stored">How the store is opened, but for its base and its clock; in memory when null.</param>
    /// <returns>The site, and its store.</returns>
    internal static (Site Site, Store Store) CreateSite(ServerOptions options, StoreOptions? stored = null)
    {
        options = options with { StoreFolder = null, Urls = [$"http://127.0.0.1:{FindPort()}"] };
        Store store = Store.Open((stored ?? new StoreOptions()) with { Base = options.Base, Time = options.Time });
        return (new Site(options, store), store);
    }

    private static int FindPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class ServerCollection : ICollectionFixture<ServerFixture>
{
    /// <summary>The collection's name.</summary>
    public const string Name = "Server";
}
