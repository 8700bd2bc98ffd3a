using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using LinkedStats.Server.Problems;

namespace LinkedStats.Tests.Server;

/// <summary>Nothing that a client sends gives a 500, hangs, or is answered without saying what is wrong.</summary>
[Collection(ServerCollection.Name)]
public sealed class HostileInputTests(ServerFixture server)
{
    [Theory]
    [InlineData("GET", "nothing", 404, "not-found")]
    [InlineData("GET", "datasets/pop/", 404, "not-found")]
    [InlineData("GET", "datasets/nope", 404, "not-found")]
    [InlineData("GET", "datasets/pop/versions/9.9.9", 404, "not-found")]
    [InlineData("GET", "datasets/pop/observations/FR.2018", 404, "not-found")]
    [InlineData("GET", "datasets/pop/observations/FR.2018.X", 404, "not-found")]
    [InlineData("GET", "datasets/pop/observations/~zz.2018.F", 404, "not-found")]
    [InlineData("GET", "concepts/area/nope", 404, "not-found")]
    [InlineData("GET", "runs/nope", 404, "not-found")]
    [InlineData("GET", "resource?iri=http%3A%2F%2Fnowhere.example%2F", 404, "not-found")]
    [InlineData("GET", "resource?iri=relative", 400, "malformed-iri")]
    [InlineData("GET", "resource?iri=http%3A%2F%2Fa%20b%2F", 400, "malformed-iri")]
    [InlineData("GET", "resource", 400, "malformed-value")]
    [InlineData("GET", "datasets/%zz", 400, "malformed-address")]
    [InlineData("GET", "datasets/%FF", 400, "malformed-address")]
    [InlineData("GET", "datasets/%C0%80", 400, "malformed-address")]
    [InlineData("GET", "datasets//pop", 400, "malformed-address")]
    [InlineData("GET", "datasets/%2e%2e/%2e%2e/etc/passwd", 400, "malformed-address")]
    [InlineData("GET", "datasets/../../etc/passwd", 400, "malformed-address")]
    [InlineData("GET", "datasets?lang=%", 400, "malformed-address")]
    [InlineData("GET", "datasets?x=1", 400, "unknown-parameter")]
    [InlineData("GET", "datasets?lang=de&format=html", 400, "malformed-value")]
    [InlineData("GET", "datasets?format=exe", 406, "not-acceptable")]
    [InlineData("GET", "datasets.csv", 406, "not-acceptable")]
    [InlineData("GET", "graphs?graph=nope", 404, "not-found")]
    [InlineData("GET", "graphs?graph=%00", 400, "malformed-iri")]
    [InlineData("GET", "graphs?graph=%FF", 400, "malformed-address")]
    [InlineData("GET", "graphs?graph=a&default", 400, "malformed-request")]
    [InlineData("DELETE", "graphs", 405, "method-not-allowed")]
    [InlineData("DELETE", "datasets", 405, "method-not-allowed")]
    [InlineData("PUT", "datasets/pop", 405, "method-not-allowed")]
    [InlineData("BREW", "sparql", 405, "method-not-allowed")]
    [InlineData("POST", "datasets", 405, "method-not-allowed")]
    [InlineData("GET", "sparql?query=SELECT", 400, "sparql-syntax")]
    [InlineData("GET", "sparql?query=", 400, "sparql-syntax")]
    [InlineData("GET", "sparql?query=ASK%7B%7D&query=ASK%7B%7D", 400, "malformed-request")]
    [InlineData("GET", "sparql?query=ASK%7B%7D&timeout=soon", 400, "malformed-value")]
    [InlineData("GET", "sparql?query=ASK%7B%7D&explain=why", 400, "malformed-value")]
    [InlineData("GET", "sparql?query=ASK%7B%7D&default-graph-uri=x", 400, "malformed-iri")]
    public async Task Request_Wrong_IsTheDocumentedProblem(string method, string path, int status, string kind)
    {
        (int actual, string body) = await SendRawAsync($"{method} /{path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.Equal(status, actual);
        AssertProblem(body, kind, status);
    }

    [Fact]
    public async Task Address_TooLong_IsAProblem()
    {
        (int status, string body) = await SendRawAsync(
            $"GET /datasets?x={new string('a', 100_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        Assert.Equal(414, status);
        AssertProblem(body, "address-too-long", 414);
    }

    [Fact]
    public async Task Headers_TooLarge_AreAProblem()
    {
        (int status, string body) = await SendRawAsync(
            $"GET /datasets HTTP/1.1\r\nHost: x\r\nX-Long: {new string('a', 100_000)}\r\nConnection: close\r\n\r\n");

        Assert.Equal(431, status);
        AssertProblem(body, "headers-too-large", 431);
    }

    [Fact]
    public async Task Parameters_TooMany_AreAProblem()
    {
        using HttpResponseMessage response = await server.SendAsync("datasets?" + string.Join('&', Enumerable.Repeat("a", 500)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Body_OfAHundredMegabytes_IsRefusedBeforeItIsRead()
    {
        (int status, string body) = await SendRawAsync(
            "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 104857600\r\n"
            + "Connection: close\r\n\r\n");

        Assert.Equal(413, status);
        AssertProblem(body, "too-large", 413);
        Assert.Contains("\"instance\": \"/sparql\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_ChunkedWithoutEnd_IsRefusedAtTheLimit()
    {
        using var content = new StreamContent(new EndlessStream());
        content.Headers.ContentType = new("application/sparql-query");
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Base + "sparql") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.ExpectContinue = true;

        try
        {
            using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server closes the connection on who goes on sending; a client may meet that before the answer.
        }
    }

    [Theory]
    [InlineData("text/plain", "ASK{}", 415, "unsupported-media-type")]
    [InlineData("application/sparql-update", "CLEAR ALL", 415, "unsupported-media-type")]
    [InlineData("application/x-www-form-urlencoded", "update=CLEAR+ALL", 400, "unsupported-query")]
    [InlineData("application/x-www-form-urlencoded", "q=1", 400, "malformed-request")]
    [InlineData("application/x-www-form-urlencoded", "query=%zz", 400, "malformed-address")]
    [InlineData("application/sparql-query", "SELECT * WHERE { SERVICE <http://x.example/> { ?s ?p ?o } }", 400, "unsupported-query")]
    [InlineData("application/sparql-query", "ASK { ?s ?p \u0000 }", 400, "sparql-syntax")]
    public async Task Post_WrongBody_IsTheDocumentedProblem(string type, string text, int status, string kind)
    {
        using var content = new StringContent(text);
        content.Headers.ContentType = new(type);

        using HttpResponseMessage response = await server.Client.PostAsync(
            server.Base + "sparql", content, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)response.StatusCode);
        AssertProblem(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), kind, status);
    }

    [Fact]
    public async Task Post_BytesThatAreNotUtf8_IsAProblem()
    {
        using var content = new ByteArrayContent([0x41, 0xff, 0xfe]);
        content.Headers.ContentType = new("application/sparql-query");

        using HttpResponseMessage response = await server.Client.PostAsync(
            server.Base + "sparql", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Query_NestedTenThousandDeep_IsASyntaxProblemWithItsPlace()
    {
        string query = "ASK " + new string('{', 10_000) + new string('}', 10_000);
        using var content = new StringContent(query);
        content.Headers.ContentType = new("application/sparql-query");

        using HttpResponseMessage response = await server.Client.PostAsync(
            server.Base + "sparql", content, TestContext.Current.CancellationToken);
        using JsonDocument problem = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(1, problem.RootElement.GetProperty("line").GetInt32());
        Assert.True(problem.RootElement.GetProperty("column").GetInt32() > 4);
    }

    [Theory]
    [InlineData("text/html", "text/html", "<h1")]
    [InlineData("text/plain", "text/plain", "404 ")]
    [InlineData("text/turtle", "application/problem+json", "\"type\"")]
    [InlineData("*/*", "application/problem+json", "\"type\"")]
    public async Task Problem_ForEachKindOfClient_IsReadableByIt(string accept, string type, string part)
    {
        using HttpResponseMessage response = await server.SendAsync("nothing", accept);

        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            part, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_EveryKind_IsExplainedAtItsAddress()
    {
        foreach (ProblemKind kind in ProblemKind.All)
        {
            Assert.Contains(kind.French, await server.GetTextAsync($"problems/{kind.Name}.html?lang=fr"), StringComparison.Ordinal);
        }
    }

    private static void AssertProblem(string body, string kind, int status)
    {
        using JsonDocument problem = JsonDocument.Parse(body);
        Assert.EndsWith("/problems/" + kind, problem.RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.RootElement.GetProperty("title").GetString());
        Assert.NotEqual("", problem.RootElement.GetProperty("detail").GetString());
    }

    // A library would mend the address before it is sent.
    private async Task<(int Status, string Body)> SendRawAsync(string request)
    {
        using var client = new TcpClient();
        var address = new Uri(server.Base);
        await client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        string[] parts = answer.Split("\r\n\r\n", 2);
        return (int.Parse(parts[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), parts[1]);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)' ');
            return buffer.Length;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            cancellationToken.IsCancellationRequested
                ? ValueTask.FromCanceled<int>(cancellationToken)
                : ValueTask.FromResult(Read(buffer.Span));
    }
}
