using System.Net;
using System.Text.Json;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Conformance;

namespace LinkedStats.Tests.Server;

/// <summary>SPARQL 1.1 Graph Store HTTP Protocol, as far as it reads.</summary>
[Collection(ServerCollection.Name)]
public sealed class GraphStoreTests(ServerFixture server)
{
    private string Version => server.Base + "datasets/pop/versions/1.0.0";

    private string Address => "graphs?graph=" + Uri.EscapeDataString(Version);

    [Theory]
    [InlineData("text/turtle")]
    [InlineData("application/n-triples")]
    [InlineData("application/trig")]
    [InlineData("application/n-quads")]
    [InlineData("application/rdf+xml")]
    [InlineData("application/ld+json")]
    [InlineData("application/json")]
    public async Task Get_NamedGraph_IsTheGraphInEachFormat(string type)
    {
        Quad[] expected = await QueryAsync($"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{Version}> {{ ?s ?p ?o }} }}");

        Quad[] found = await ReadAsync(Address, type);

        // The cells of the columns are part of it: 18 observations, each with its type, data set, key and value.
        Assert.Equal(18, found.Count(static q => q.Predicate == RdfVocabulary.Type && q.Object == CubeVocabulary.Observation));
        Assert.True(GraphIsomorphism.AreIsomorphic(expected, found));
    }

    [Theory]
    [InlineData("graphs?default")]
    [InlineData("graphs?default=")]
    public async Task Get_DefaultGraph_IsWhatQueriesSee(string path)
    {
        Quad[] expected = await QueryAsync("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }");

        Quad[] found = await ReadAsync(path, "text/turtle");

        Assert.Equal(expected.Length, found.Length);
        Assert.Equal(
            expected.Where(static q => q.Subject is Iri && q.Object is not BlankNode).ToHashSet(),
            found.Where(static q => q.Subject is Iri && q.Object is not BlankNode).ToHashSet());
    }

    [Theory]
    [InlineData("graphs?graph=datasets/pop/versions/1.0.0")]
    [InlineData("graphs?graph=/datasets/pop/versions/1.0.0")]
    [InlineData("graphs.nt?graph=./datasets/x/../pop/versions/1.0.0")]
    public async Task Get_RelativeName_IsResolvedAgainstTheAddress(string path) =>
        Assert.Equal(await server.GetTextAsync(Address, "application/n-triples"), await server.GetTextAsync(path, "application/n-triples"));

    [Fact]
    public async Task Get_WithTheTagOfTheLastAnswer_IsNotModified()
    {
        using HttpResponseMessage first = await server.SendAsync(Address, "text/turtle");
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Base + Address);
        request.Headers.TryAddWithoutValidation("Accept", "text/turtle");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using HttpResponseMessage second = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Head_OfAGraph_HasTheHeadersOfGetAndNoBody()
    {
        using HttpResponseMessage get = await server.SendAsync(Address, "text/turtle");
        using HttpResponseMessage head = await server.SendAsync(Address, "text/turtle", method: HttpMethod.Head);
        using HttpResponseMessage none = await server.SendAsync("graphs?graph=none", "text/turtle", method: HttpMethod.Head);

        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType, get.Headers.ETag), (head.StatusCode, head.Content.Headers.ContentType, head.Headers.ETag));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("graphs?graph=http%3A%2F%2Fnone.example%2F", 404)]
    [InlineData("graphs?graph=datasets/pop", 404)]
    [InlineData("graphs?graph=", 404)]
    [InlineData("graphs?graph=http%3A%2F%2Fa%20b%2F", 400)]
    [InlineData("graphs?graph=datasets/pop/versions/1.0.0&default", 400)]
    [InlineData("graphs?graph=a&graph=b", 400)]
    [InlineData("graphs?default=yes", 400)]
    [InlineData("graphs?grpah=a", 400)]
    public async Task Get_WrongParameters_IsAProblem(string path, int status)
    {
        using HttpResponseMessage response = await server.SendAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Write_ToAGraph_IsNotAllowed(string method)
    {
        using HttpResponseMessage response = await server.SendAsync(Address, method: new HttpMethod(method));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Get_NoParameter_ListsGraphsWithAddressesThatAnswer()
    {
        Quad[] list = await ReadAsync("graphs", "text/turtle");
        string page = await server.GetTextAsync("graphs", "text/html");
        string[] dumps = [.. list.Where(static q => q.Predicate == VoidVocabulary.DataDump).Select(static q => ((Iri)q.Object).Text)];

        Assert.Contains(list, q => q.Predicate == ServiceDescriptionVocabulary.Name && q.Object == Iri.Parse(Version));
        Assert.Equal(list.Count(static q => q.Predicate == ServiceDescriptionVocabulary.Name) + 1, dumps.Length);
        foreach (string dump in dumps)
        {
            using HttpResponseMessage response = await server.SendAsync(dump[server.Base.Length..], method: HttpMethod.Head);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Contains("/graphs?graph=" + Uri.EscapeDataString(Version), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServiceDescription_Graphs_AreThoseOfTheList()
    {
        Quad[] description = await ReadAsync("sparql", "application/n-triples");
        Quad[] list = await ReadAsync("graphs", "application/n-triples");
        static HashSet<Term> NamesIn(Quad[] quads) =>
            [.. quads.Where(static q => q.Predicate == ServiceDescriptionVocabulary.Name).Select(static q => q.Object)];

        Assert.Equal(NamesIn(list), NamesIn(description));
    }

    [Theory]
    [InlineData("text/turtle")]
    [InlineData("application/n-triples")]
    [InlineData("application/trig")]
    [InlineData("application/n-quads")]
    [InlineData("application/rdf+xml")]
    [InlineData("application/ld+json")]
    [InlineData("application/json")]
    public async Task ServiceDescription_InEachFormat_IsTheSame(string type)
    {
        var service = Iri.Parse(server.Base + "sparql");
        Quad[] found = await ReadAsync("sparql", type);
        using HttpResponseMessage head = await server.SendAsync("sparql", type, method: HttpMethod.Head);

        Assert.True(GraphIsomorphism.AreIsomorphic(await ReadAsync("sparql", "text/turtle"), found));
        Assert.Contains(new Quad(service, ServiceDescriptionVocabulary.Endpoint, service), found);
        Assert.Contains(found, static q => q.Predicate == ServiceDescriptionVocabulary.DefaultEntailmentRegime);
        Assert.Contains(found, static q => q.Predicate == ServiceDescriptionVocabulary.ExtensionFunction && q.Object == XsdVocabulary.Date);
        Assert.DoesNotContain(found, static q => q.Predicate == ServiceDescriptionVocabulary.ExtensionFunction && q.Object == XsdVocabulary.Integer);
        Assert.DoesNotContain(found, static q => q.Predicate == ServiceDescriptionVocabulary.FeatureOf);
        Assert.Equal((HttpStatusCode.OK, type), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task OpenApi_Graphs_AreDescribed()
    {
        using JsonDocument document = JsonDocument.Parse(await server.GetTextAsync("openapi/v1.json"));

        Assert.Contains(
            document.RootElement.GetProperty("paths").GetProperty("/graphs").GetProperty("get").GetProperty("parameters").EnumerateArray(),
            static p => p.GetProperty("name").GetString() == "graph");
    }

    private Task<Quad[]> QueryAsync(string query) => ReadAsync("sparql?query=" + Uri.EscapeDataString(query), "application/n-triples");

    private async Task<Quad[]> ReadAsync(string path, string type)
    {
        using HttpResponseMessage response = await server.SendAsync(path, type);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var graph = new Graph();
        RdfReader.Read(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken),
            RdfFormat.ForMediaType(type)!, null, graph);
        return [.. graph.Match(null, null, null)];
    }
}
