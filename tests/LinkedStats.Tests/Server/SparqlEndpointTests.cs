using System.Net;
using System.Text;
using System.Text.Json;
using LinkedStats.Query;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server;
using LinkedStats.Storage;
using Microsoft.AspNetCore.Builder;

namespace LinkedStats.Tests.Server;

/// <summary>The SPARQL Protocol: three ways to ask, formats, graphs, description, explanation, limits.</summary>
[Collection(ServerCollection.Name)]
public sealed class SparqlEndpointTests(ServerFixture server)
{
    private const string Count = "SELECT (COUNT(*) AS ?n) { ?o a <http://purl.org/linked-data/cube#Observation> }";

    [Theory]
    [InlineData("get")]
    [InlineData("form")]
    [InlineData("direct")]
    public async Task Query_InEachProtocolForm_HasTheSameAnswer(string form)
    {
        using HttpResponseMessage response = form switch
        {
            "get" => await server.SendAsync("sparql?query=" + Uri.EscapeDataString(Count)),
            "form" => await server.Client.PostAsync(
                server.Base + "sparql",
                new FormUrlEncodedContent([KeyValuePair.Create("query", Count)]),
                TestContext.Current.CancellationToken),
            _ => await server.Client.PostAsync(
                server.Base + "sparql",
                new StringContent(Count, Encoding.UTF8, "application/sparql-query"),
                TestContext.Current.CancellationToken),
        };
        using JsonDocument json = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("application/sparql-results+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("40", json.RootElement.GetProperty("results").GetProperty("bindings")[0]
            .GetProperty("n").GetProperty("value").GetString());
    }

    [Fact]
    public async Task Construct_OfCells_HasTheSameTriplesInEachFormat()
    {
        const string Query = "CONSTRUCT { ?o ?p ?v } { ?o a <http://purl.org/linked-data/cube#Observation> ; ?p ?v }";
        var answers = new List<IEnumerable<string>>();
        foreach (string format in (string[])["nt", "nq", "ttl"])
        {
            string text = await server.GetTextAsync($"sparql?format={format}&query={Uri.EscapeDataString(Query)}");
            answers.Add([.. Rdf.Syntax.RdfText.Read(text, RdfFormat.ForFileName("a." + format)!)
                .Select(static quad => quad.ToString()).Order(StringComparer.Ordinal)]);
        }

        Assert.NotEmpty(answers[0]);
        Assert.Equal(answers[2], answers[0]);
        Assert.Equal(answers[2], answers[1]);
    }

    [Theory]
    [InlineData("SELECT * { ?s ?p ?o } LIMIT 2", "application/sparql-results+xml", "application/sparql-results+xml")]
    [InlineData("SELECT * { ?s ?p ?o } LIMIT 2", "text/csv", "text/csv")]
    [InlineData("SELECT * { ?s ?p ?o } LIMIT 2", "text/tab-separated-values", "text/tab-separated-values")]
    [InlineData("SELECT * { ?s ?p ?o } LIMIT 2", "application/json", "application/json")]
    [InlineData("SELECT * { ?s ?p ?o } LIMIT 2", "text/html", "text/html")]
    [InlineData("SELECT * { ?s ?p ?o } LIMIT 2", "*/*", "application/sparql-results+json")]
    [InlineData("ASK { ?s ?p ?o }", "application/xml", "application/xml")]
    [InlineData("CONSTRUCT WHERE { ?s ?p ?o }", "*/*", "text/turtle")]
    [InlineData("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples", "application/n-triples")]
    [InlineData("CONSTRUCT WHERE { ?s ?p ?o }", "application/rdf+xml", "application/rdf+xml")]
    [InlineData("DESCRIBE <http://stats.example.org/life>", "application/ld+json", "application/ld+json")]
    public async Task Query_ForAnAcceptHeader_HasThatType(string query, string accept, string type)
    {
        using HttpResponseMessage response = await server.SendAsync("sparql?query=" + Uri.EscapeDataString(query), accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Graph_ThatTheFormatCannotHold_IsNotAcceptable()
    {
        string query = Uri.EscapeDataString("CONSTRUCT { <urn:x:s> <urn:x:1> 1 } WHERE {}");

        using HttpResponseMessage xml = await server.SendAsync("sparql?query=" + query, "application/rdf+xml");
        using HttpResponseMessage triples = await server.SendAsync("sparql?query=" + query, "application/n-triples");

        Assert.Equal(HttpStatusCode.NotAcceptable, xml.StatusCode);
        Assert.Contains(
            "urn:x:1", await xml.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, triples.StatusCode);
    }

    [Fact]
    public async Task Query_WithParametersOfOtherServers_IgnoresThem()
    {
        string body = await server.GetTextAsync(
            "sparql?debug=on&output=json&results=json&format=whatever&query=ASK%7B%7D", "application/sparql-results+json");

        Assert.Contains("true", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("datasets/pop/versions/1.0.0", "18")]
    [InlineData("datasets/pop/versions/1.1.0", "36")]
    [InlineData("datasets/none", "0")]
    public async Task DefaultGraph_OfTheRequest_IsWhatIsQueried(string graph, string expected)
    {
        string body = await server.GetTextAsync(
            $"sparql?query={Uri.EscapeDataString(Count)}&default-graph-uri={Uri.EscapeDataString(server.Base + graph)}", "text/csv");

        Assert.Equal($"n\r\n{expected}\r\n", body);
    }

    [Theory]
    [InlineData("*/*", "text/turtle")]
    [InlineData("application/n-quads, application/trig;q=0.95, text/turtle;q=0.6, text/html;q=0.2", "application/n-quads")]
    public async Task ServiceDescription_WithoutAQuery_NamesTheEndpoint(string accept, string type)
    {
        using HttpResponseMessage response = await server.SendAsync("sparql", accept);
        var graph = new Graph();
        RdfReader.Read(
            await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken), RdfFormat.ForMediaType(type)!, null, graph);
        var service = Iri.FromTrusted(server.Base + "sparql");

        Assert.Single(graph.Match(service, ServiceDescriptionVocabulary.Endpoint, service));
        Assert.Single(graph.Match(null, ServiceDescriptionVocabulary.SupportedLanguage, ServiceDescriptionVocabulary.Sparql11Query));
        Assert.NotEmpty(graph.Match(null, ServiceDescriptionVocabulary.Name, Iri.FromTrusted(server.Base + "datasets/pop/versions/1.0.0")));
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("analyze")]
    public async Task Explain_CountOfObservations_ShowsThatNoTriplesAreRead(string mode)
    {
        string plan = await server.GetTextAsync($"sparql?explain={mode}&query={Uri.EscapeDataString(Count)}");

        Assert.Matches("Cube(Scan|Aggregate)", plan);
    }

    [Fact]
    public async Task SyntaxError_InAQuery_SaysWhereAndWhatWasExpected()
    {
        using HttpResponseMessage response = await server.SendAsync(
            "sparql?query=" + Uri.EscapeDataString("SELECT ?x\nWHERE { ?x ?y }"));
        using JsonDocument problem = JsonDocument.Parse(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, problem.RootElement.GetProperty("line").GetInt32());
        Assert.Equal("}", problem.RootElement.GetProperty("token").GetString());
        Assert.True(problem.RootElement.GetProperty("column").GetInt32() > 0);
        Assert.Equal(JsonValueKind.Array, problem.RootElement.GetProperty("expected").ValueKind);
    }

    [Theory]
    [InlineData("SELECT (NOW() AS ?t) {}", "no-store")]
    [InlineData("SELECT (RAND() AS ?t) {}", "no-store")]
    public async Task Query_WithAnotherAnswerEachTime_IsNotKept(string query, string age)
    {
        using HttpResponseMessage response = await server.SendAsync("sparql?query=" + Uri.EscapeDataString(query));

        Assert.Equal(age, response.Headers.CacheControl?.ToString());
        Assert.Null(response.Headers.ETag);
    }

    [Fact]
    public async Task Limit_BeforeTheFirstByte_IsAStatusAndAfterItCutsTheBody()
    {
        var limits = new ServerLimits { Query = new QueryLimits { RowsMax = 20_000 } };
        (Site site, Store store) = ServerFixture.CreateSite(limits);
        using (store)
        {
            ServerSample.Publish(store);
            await using WebApplication app = Composition.Build(site);
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(site.Base.Text) };
            const string Cross = "SELECT * { ?a a <http://purl.org/linked-data/cube#Observation> . "
                + "?b a <http://purl.org/linked-data/cube#Observation> . ?c a <http://purl.org/linked-data/cube#Observation> }";
            string address = "sparql?query=" + Uri.EscapeDataString(Cross);

            using HttpResponseMessage late = await client.GetAsync(
                address, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, late.StatusCode);
            await Assert.ThrowsAnyAsync<Exception>(
                () => late.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

            using HttpResponseMessage early = await client.GetAsync(
                address + "%20ORDER%20BY%20%3Fa&timeout=0.000001", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
            Assert.NotNull(early.Headers.RetryAfter);
        }
    }
}
