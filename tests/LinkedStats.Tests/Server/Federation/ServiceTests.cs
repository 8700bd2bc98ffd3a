using System.Text;
using System.Text.Json;
using LinkedStats.Query;
using LinkedStats.Rdf;
using LinkedStats.Server;
using LinkedStats.Server.Federation;
using LinkedStats.Storage;
using Microsoft.AspNetCore.Builder;

namespace LinkedStats.Tests.Server.Federation;

/// <summary>SERVICE over real connections: our servers asking each other, and endpoints that misbehave.</summary>
public sealed class ServiceTests
{
    private const string Row = """{ "s": { "type": "uri", "value": "http://a.example/" } }""";

    private static readonly Func<Stream, CancellationToken, Task> Silence =
        static (_, cancellation) => Task.Delay(System.Threading.Timeout.Infinite, cancellation);

    /// <summary>Endpoints that fail, each with the status that the client sees.</summary>
    public static TheoryData<string, int> Failures { get; } = new()
    {
        { "never answers", 504 },
        { "stops after its header", 504 },
        { "sends rows for ever", 502 },
        { "sends spaces for ever", 502 },
        { "breaks off", 502 },
        { "breaks off, its length known", 502 },
        { "is a page", 502 },
        { "fails", 502 },
        { "redirects", 502 },
        { "is not HTTP", 502 },
        { "hangs up", 502 },
        { "sends endless headers", 502 },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Query_EndpointThatFails_IsAProblemOrSilentlyEmpty(string what, int status)
    {
        await using var elsewhere = new RawEndpoint(RawEndpoint.Json("{}"));
        await using RawEndpoint endpoint = Create(what, elsewhere.Iri);
        await using Peer server = await Peer.StartAsync(
            new ServiceLimits { Timeout = TimeSpan.FromSeconds(1), BytesMax = 1 << 20 },
            new ServiceEndpoint(endpoint.Iri, MayBePrivate: true),
            new ServiceEndpoint(elsewhere.Iri, MayBePrivate: true));

        (int actual, string problem, _) = await server.AskAsync($"SELECT * {{ SERVICE {endpoint.Iri} {{ ?s ?p ?o }} }}");
        (int silent, string rows, _) = await server.AskAsync(
            $"SELECT ?x ?s {{ VALUES ?x {{ 1 2 }} SERVICE SILENT {endpoint.Iri} {{ ?s ?p ?o }} }}");

        Assert.Equal(status, actual);
        Assert.Contains(endpoint.Iri.Text, JsonDocument.Parse(problem).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, silent);
        Assert.Equal("x,s\r\n1,\r\n2,\r\n", rows);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task Query_TwoServersThatAskEachOther_JoinTheirData()
    {
        await using Peer first = await Peer.StartAsync(new ServiceLimits());
        await using Peer second = await Peer.StartAsync(new ServiceLimits(), new ServiceEndpoint(first.Endpoint, MayBePrivate: true));
        await using Peer third = await Peer.StartAsync(new ServiceLimits(), new ServiceEndpoint(second.Endpoint, MayBePrivate: true));
        const string Observations = "?o a <http://purl.org/linked-data/cube#Observation>";

        (int status, string rows, HttpResponseMessage response) = await third.AskAsync(
            $"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?d) AS ?of) {{ {{ SELECT * {{ {Observations} }} }} "
            + $"SERVICE {second.Endpoint} {{ SERVICE {first.Endpoint} {{ ?d a <http://purl.org/linked-data/cube#DataSet> }} }} }}");

        Assert.Equal((200, "n,of\r\n80,2\r\n"), (status, rows));
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Null(response.Headers.ETag);
    }

    [Theory]
    [InlineData("application/sparql-results+json")]
    [InlineData("application/sparql-results+xml; charset=utf-8")]
    public async Task Query_EndpointThatAnswers_IsAskedByAFormWithoutAnythingElse(string type)
    {
        string body = type.Contains("xml", StringComparison.Ordinal)
            ? """<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><results><result><binding name="s"><uri>http://a.example/</uri></binding></result></results></sparql>"""
            : $$"""{ "results": { "bindings": [ {{Row}} ] } }""";
        await using var endpoint = new RawEndpoint(
            $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nSet-Cookie: a=b\r\nConnection: close\r\n\r\n{body}");
        await using Peer server = await Peer.StartAsync(new ServiceLimits(), new ServiceEndpoint(endpoint.Iri, MayBePrivate: true));

        for (int i = 0; i < 2; i++)
        {
            (int status, string rows, _) = await server.AskAsync($"SELECT ?s {{ SERVICE {endpoint.Iri} {{ ?s ?p ?o }} }}");
            Assert.Equal((200, "s\r\nhttp://a.example/\r\n"), (status, rows));
        }

        Assert.All(endpoint.Requests, request =>
        {
            Assert.StartsWith("POST /sparql HTTP/1.1\r\n", request, StringComparison.Ordinal);
            Assert.Contains("Content-Type: application/x-www-form-urlencoded\r\n", request, StringComparison.Ordinal);
            Assert.Contains("Accept: application/sparql-results+json, application/sparql-results+xml; q=0.9\r\n", request, StringComparison.Ordinal);
            Assert.Contains("query=BASE+", request, StringComparison.Ordinal);
            Assert.DoesNotContain("Cookie", request, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("Authorization", request, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Theory]
    [InlineData("not listed", "may not ask")]
    [InlineData("listed without leave", "not of the public internet")]
    [InlineData("listed by a name without leave", "not of the public internet")]
    [InlineData("listed with another path", "may not ask")]
    public async Task Query_EndpointThatMayNotBeAsked_IsRefusedWithoutAConnection(string how, string detail)
    {
        await using var endpoint = new RawEndpoint(RawEndpoint.Json("{}"));
        string asked = how.Contains("name", StringComparison.Ordinal)
            ? endpoint.Iri.Text.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) : endpoint.Iri.Text;
        await using Peer server = await Peer.StartAsync(new ServiceLimits(), how switch
        {
            "not listed" => new ServiceEndpoint(Iri.Parse("http://other.example/"), MayBePrivate: true),
            "listed with another path" => new ServiceEndpoint(Iri.Parse(endpoint.Iri.Text + "/x"), MayBePrivate: true),
            _ => new ServiceEndpoint(Iri.Parse(asked), MayBePrivate: false),
        });

        (int status, string problem, _) = await server.AskAsync($"SELECT * {{ SERVICE <{asked}> {{ ?s ?p ?o }} }}");

        Assert.Equal(400, status);
        Assert.Contains("unsupported-query", problem, StringComparison.Ordinal);
        Assert.Contains(detail, problem, StringComparison.Ordinal);
        Assert.Empty(endpoint.Requests);
    }

    [Fact]
    public async Task Query_WhoseClientLeaves_EndsTheCall()
    {
        await using var endpoint = new RawEndpoint(async (stream, cancellation) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(RawEndpoint.Json("""{ "results": { "bindings": [""")), cancellation);
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray(), cancellation);
                await Task.Delay(20, cancellation);
            }
        });
        await using Peer server = await Peer.StartAsync(
            new ServiceLimits { Timeout = TimeSpan.FromMinutes(5) }, new ServiceEndpoint(endpoint.Iri, MayBePrivate: true));
        using var patience = new CancellationTokenSource();

        Task<HttpResponseMessage> asking = server.Client.GetAsync(
            Peer.AddressOf($"SELECT * {{ SERVICE {endpoint.Iri} {{ ?s ?p ?o }} }}"), patience.Token);
        while (endpoint.Requests.Count == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await endpoint.ClientLeft.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Query_DeadlineOfTheQueryItself_IsToldAsSuchEvenIfSilent()
    {
        await using var endpoint = new RawEndpoint(Silence);
        await using Peer server = await Peer.StartAsync(new ServiceLimits(), new ServiceEndpoint(endpoint.Iri, MayBePrivate: true));

        (int status, string problem, _) = await server.AskAsync(
            $"SELECT * {{ SERVICE SILENT {endpoint.Iri} {{ ?s ?p ?o }} }}", "&timeout=0.5");

        Assert.Equal(503, status);
        Assert.Contains("query-stopped", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_BeyondTheCallsAtATime_IsToldToComeAgain()
    {
        await using var endpoint = new RawEndpoint(Silence);
        await using Peer server = await Peer.StartAsync(
            new ServerLimits { ServiceCallsMax = 1 }, new ServiceEndpoint(endpoint.Iri, MayBePrivate: true));
        string query = $"SELECT * {{ SERVICE SILENT {endpoint.Iri} {{ ?s ?p ?o }} }}";
        using var patience = new CancellationTokenSource();
        Task<HttpResponseMessage> first = server.Client.GetAsync(Peer.AddressOf(query), patience.Token);
        while (endpoint.Requests.Count == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        (int status, string problem, HttpResponseMessage response) = await server.AskAsync(query);

        Assert.Equal(503, status);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Contains("as many other endpoints", problem, StringComparison.Ordinal);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        // The first call gives its place back.
        Task<(int Status, string Body, HttpResponseMessage Response)> later;
        do
        {
            later = server.AskAsync(query, "&timeout=0.2");
        }
        while ((await later).Body.Contains("as many other endpoints", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Description_AndLimits_SayWhatServiceMayDo()
    {
        const string Feature = "http://www.w3.org/ns/sparql-service-description#BasicFederatedQuery";
        await using Peer off = await Peer.StartAsync(new ServiceLimits());
        await using Peer on = await Peer.StartAsync(
            new ServiceLimits { CallsMax = 7 }, new ServiceEndpoint(Iri.Parse("http://other.example/"), MayBePrivate: false));

        Assert.DoesNotContain(Feature, await off.Client.GetStringAsync("sparql?format=nt", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains(Feature, await on.Client.GetStringAsync("sparql?format=nt", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using JsonDocument limits = JsonDocument.Parse(await on.Client.GetStringAsync("limits", TestContext.Current.CancellationToken));
        Assert.Equal(7, limits.RootElement.GetProperty("serviceCallsMax").GetInt32());
    }

    private static RawEndpoint Create(string what, Iri elsewhere) => what switch
    {
        "never answers" => new RawEndpoint(Silence),
        "stops after its header" => Then("""{ "results": { "bindings": [""", Silence),
        "sends rows for ever" => Then("""{ "results": { "bindings": [""", (stream, stop) => ForEverAsync(stream, Row + ",", stop)),
        "sends spaces for ever" => Then("", (stream, stop) => ForEverAsync(stream, new string(' ', 1000), stop)),
        "breaks off" => new RawEndpoint(RawEndpoint.Json($$"""{ "results": { "bindings": [ {{Row}}""")),
        "breaks off, its length known" => new RawEndpoint(
            RawEndpoint.Json($$"""{ "results": { "bindings": [ {{Row}} ] } }""").Replace(
                "Connection", "Content-Length: 1000\r\nConnection", StringComparison.Ordinal)),
        "is a page" => new RawEndpoint("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>Hello</p>"),
        "fails" => new RawEndpoint("HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        "redirects" => new RawEndpoint($"HTTP/1.1 307 There\r\nLocation: {elsewhere.Text}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
        "is not HTTP" => new RawEndpoint("220 mail.example ESMTP\r\n"),
        "hangs up" => new RawEndpoint(""),
        _ => new RawEndpoint(async (stream, stop) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), stop);
            await ForEverAsync(stream, "X-More: " + new string('a', 1000) + "\r\n", stop);
        }),
    };

    private static RawEndpoint Then(string start, Func<Stream, CancellationToken, Task> rest) => new(async (stream, stop) =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(RawEndpoint.Json(start)), stop);
        await rest(stream, stop);
    });

    private static async Task ForEverAsync(Stream stream, string piece, CancellationToken cancellation)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(piece);
        while (true)
        {
            await stream.WriteAsync(bytes, cancellation);
        }
    }

    /// <summary>One of our servers, with the sample in it.</summary>
    private sealed class Peer(Site site, Store store, WebApplication app) : IAsyncDisposable
    {
        public HttpClient Client { get; } = new() { BaseAddress = new Uri(site.Base.Text) };

        public Iri Endpoint { get; } = site.Own("sparql");

        public static Task<Peer> StartAsync(ServiceLimits limits, params ServiceEndpoint[] services) =>
            StartAsync(new ServerLimits { Query = new QueryLimits { Service = limits } }, services);

        public static async Task<Peer> StartAsync(ServerLimits limits, params ServiceEndpoint[] services)
        {
            (Site site, Store store) = ServerFixture.CreateSite(limits, services);
            ServerSample.Publish(store);
            site.IsReady = true;
            WebApplication app = Composition.Build(site);
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new Peer(site, store, app);
        }

        public static string AddressOf(string query) => "sparql?query=" + Uri.EscapeDataString(query);

        public async Task<(int Status, string Body, HttpResponseMessage Response)> AskAsync(string query, string more = "")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(query) + more);
            request.Headers.TryAddWithoutValidation("Accept", "text/csv, */*;q=0.1");
            HttpResponseMessage response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
            return ((int)response.StatusCode,
                await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await app.DisposeAsync();
            site.Dispose();
            store.Dispose();
        }
    }
}
