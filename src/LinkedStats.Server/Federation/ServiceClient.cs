using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;

namespace LinkedStats.Server.Federation;

/// <summary>Asks the endpoints that are configured, and no other, over HTTP.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Protocol, section 2.1.2, a query in a form: what every endpoint takes, of any length. No
/// redirect is followed, no proxy, cookie or credential used, and an address is checked when it is connected to, so
/// that no name can lead elsewhere meanwhile.
/// </remarks>
internal sealed class ServiceClient : IServiceClient, IDisposable
{
    private const int ConnectionsPerHost = 16;
    private const int HeaderKilobytes = 64;
    private static readonly TimeSpan ConnectionAgeMax = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Iri, ServiceEndpoint> _endpoints;
    private readonly HashSet<string> _privateHosts;
    private readonly HttpClient _http;
    private readonly int _callsMax;
    private int _callCount;

    private ServiceClient(IReadOnlyList<ServiceEndpoint> endpoints, int callsMax)
    {
        _callsMax = callsMax;
        _endpoints = endpoints.DistinctBy(static e => e.Iri).ToDictionary(static e => e.Iri);
        _privateHosts = endpoints.Where(static e => e.MayBePrivate)
            .Select(static e => new Uri(e.Iri.Text).IdnHost).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = ConnectionsPerHost,
            MaxResponseHeadersLength = HeaderKilobytes,
            PooledConnectionLifetime = ConnectionAgeMax,
            ConnectCallback = ConnectAsync,
        })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("LinkedStats", null));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(ResultFormat.Json.MediaType));
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue(ResultFormat.Xml.MediaType, 0.9));
    }

    /// <summary>Creates a client.</summary>
    /// <param name="endpoints">The endpoints that may be asked.</param>
    /// <param name="callsMax">The most calls at a time; each holds a thread while it waits.</param>
    /// <returns>The client; null without endpoints, where SERVICE is off.</returns>
    public static ServiceClient? Create(IReadOnlyList<ServiceEndpoint> endpoints, int callsMax) =>
        endpoints.Count > 0 ? new ServiceClient(endpoints, callsMax) : null;

    /// <inheritdoc/>
    public ServiceAnswer Ask(ServiceRequest request, CancellationToken cancellation)
    {
        if (!_endpoints.ContainsKey(request.Endpoint))
        {
            throw new QueryException(
                QueryFailure.ServiceRefused,
                $"SERVICE may not ask {request.Endpoint}. This server asks {string.Join(", ", _endpoints.Keys)}.");
        }

        var call = new ServiceCall(request, () => Interlocked.Decrement(ref _callCount), cancellation);
        try
        {
            if (Interlocked.Increment(ref _callCount) > _callsMax)
            {
                throw new QueryException(
                    QueryFailure.ServiceBusy,
                    "This server asks as many other endpoints as it may at a time; try again later.");
            }

            return call.Guard(() => SendAsync(request, call).GetAwaiter().GetResult());
        }
        catch
        {
            call.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<ServiceAnswer> SendAsync(ServiceRequest request, ServiceCall call)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, request.Endpoint.Text);
        message.Content = new FormUrlEncodedContent([KeyValuePair.Create("query", request.Query)]);
        HttpResponseMessage response =
            await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, call.Stopped);
        call.Own(response);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            string elsewhere = response.Headers.Location is { } location
                ? $" and points to {location}; redirects are not followed" : "";
            throw call.Failed($"it answers {(int)response.StatusCode}{elsewhere}");
        }

        return new ServiceAnswer(
            response.Content.Headers.ContentType?.MediaType ?? "",
            new ServiceBody(await response.Content.ReadAsStreamAsync(call.Stopped), call));
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        DnsEndPoint host = context.DnsEndPoint;
        IPAddress[] found = await Dns.GetHostAddressesAsync(host.Host, cancellation);
        IPAddress[] allowed = _privateHosts.Contains(host.Host) ? found : [.. found.Where(PublicAddress.IsPublic)];
        if (allowed.Length == 0 && found.Length > 0)
        {
            throw new QueryException(
                QueryFailure.ServiceRefused,
                $"SERVICE may not ask the host '{host.Host}': its address is not of the public internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
