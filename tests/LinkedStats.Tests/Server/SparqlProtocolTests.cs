using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LinkedStats.Tests.Server;

/// <summary>SPARQL 1.1 Protocol, section 2.1, case by case; the names are those of the W3C's protocol tests.</summary>
[Collection(ServerCollection.Name)]
public sealed class SparqlProtocolTests(ServerFixture server)
{
    private const string Ask = "ASK {}";
    private const string Form = "application/x-www-form-urlencoded";
    private const string Direct = "application/sparql-query";
    private const string Observation = "?o a <http://purl.org/linked-data/cube#Observation>";

    private string First => server.Base + "datasets/pop/versions/1.0.0";

    private string Second => server.Base + "datasets/pop/versions/1.1.0";

    private string None => server.Base + "datasets/pop/versions/7.7.7";

    [Theory]
    [InlineData("query_get", "GET", "query=ASK%20%7B%7D", null, null)]
    [InlineData("query_get, a plus sign for a space", "GET", "query=ASK+%7B%7D", null, null)]
    [InlineData("query_post_form", "POST", "", Form, "query=ASK%20%7B%7D")]
    [InlineData("query_post_form, with a charset", "POST", "", Form + "; charset=UTF-8", "query=ASK%20%7B%7D")]
    [InlineData("query_post_form, the type in other letters", "POST", "", "Application/X-WWW-Form-URLEncoded", "query=ASK%20%7B%7D")]
    [InlineData("query_post_form, other fields", "POST", "x=1", Form, "output=json&query=ASK%20%7B%7D&run=+Run+")]
    [InlineData("query_post_direct", "POST", "", Direct, Ask)]
    [InlineData("query_post_direct, with a charset", "POST", "", Direct + ";charset=\"utf-8\"", Ask)]
    public async Task Query_InAFormOfTheProtocol_IsAnswered(string name, string method, string address, string? type, string? body)
    {
        using HttpResponseMessage response = await SendAsync(method, address, type, body);

        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{name}: {response.StatusCode}");
        Assert.Contains("true", await ReadAsync(response), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query_content_type_select", "SELECT (1 AS ?value) {}", "application/sparql-results+json")]
    [InlineData("query_content_type_ask", "ASK {}", "application/sparql-results+json")]
    [InlineData("query_content_type_describe", "DESCRIBE <http://example.org/>", "text/turtle")]
    [InlineData("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", "text/turtle")]
    public async Task Query_OfAForm_HasATypeOfThatForm(string name, string query, string type)
    {
        using HttpResponseMessage response = await SendAsync("GET", "query=" + Uri.EscapeDataString(query), null, null);

        Assert.True(type == response.Content.Headers.ContentType?.MediaType, name);
    }

    [Theory]
    [InlineData("bad_query_method", "PUT", "query=ASK%20%7B%7D", null, null, 405)]
    [InlineData("bad_query_method", "DELETE", "query=ASK%20%7B%7D", null, null, 405)]
    [InlineData("bad_query_method", "PATCH", "query=ASK%20%7B%7D", null, null, 405)]
    [InlineData("bad_multiple_queries", "GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", null, null, 400)]
    [InlineData("bad_multiple_queries, form", "POST", "", Form, "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", 400)]
    [InlineData("bad_multiple_queries, form and address", "POST", "query=ASK%20%7B%7D", Form, "query=ASK%20%7B%7D", 400)]
    [InlineData("bad_multiple_queries, direct and address", "POST", "query=ASK%20%7B%7D", Direct, Ask, 400)]
    [InlineData("bad_query_wrong_media_type", "POST", "", "text/plain", Ask, 415)]
    [InlineData("bad_query_wrong_media_type", "POST", "", "application/json", "{}", 415)]
    [InlineData("bad_query_missing_form_type", "POST", "", null, "query=ASK%20%7B%7D", 415)]
    [InlineData("bad_query_missing_direct_type", "POST", "", null, Ask, 415)]
    [InlineData("bad_query_non_utf8, declared", "POST", "", Direct + "; charset=UTF-16", Ask, 415)]
    [InlineData("bad_query_syntax", "GET", "query=ASK%20%7B", null, null, 400)]
    [InlineData("bad_query_syntax, form", "POST", "", Form, "query=ASK%20%7B", 400)]
    [InlineData("bad_query_syntax, direct", "POST", "", Direct, "ASK {", 400)]
    [InlineData("no query in a form", "POST", "", Form, "", 400)]
    [InlineData("no query in the body", "POST", "", Direct, "", 400)]
    [InlineData("bad_update_get", "GET", "update=CLEAR%20ALL", null, null, 400)]
    [InlineData("update in a form", "POST", "", Form, "update=CLEAR%20ALL", 400)]
    [InlineData("update as a body", "POST", "", "application/sparql-update", "CLEAR ALL", 415)]
    [InlineData("update as a query", "POST", "", Direct, "CLEAR ALL", 400)]
    [InlineData("a graph that is no IRI", "GET", "query=ASK%20%7B%7D&named-graph-uri=a%20b", null, null, 400)]
    public async Task Query_AgainstTheProtocol_IsAProblem(
        string name, string method, string address, string? type, string? body, int status)
    {
        using HttpResponseMessage response = await SendAsync(method, address, type, body);
        string problem = await ReadAsync(response);

        Assert.True(status == (int)response.StatusCode, $"{name}: {response.StatusCode} {problem}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status, JsonDocument.Parse(problem).RootElement.GetProperty("status").GetInt32());
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
        Assert.True(status != 405 || response.Content.Headers.Allow.Order().SequenceEqual(["GET", "HEAD", "POST"]));
    }

    [Fact]
    public async Task Query_ThatIsNotUtf8_IsAProblem()
    {
        // bad_query_non_utf8
        using var content = new ByteArrayContent(Encoding.Unicode.GetBytes("ASK { ?s ?p \"é\" }"));
        content.Headers.ContentType = new MediaTypeHeaderValue(Direct);

        using HttpResponseMessage response = await server.Client.PostAsync(
            server.Base + "sparql", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task SyntaxError_InEachForm_HasItsPlace()
    {
        foreach ((string method, string address, string? type, string? body) in
            ((string, string, string?, string?)[])
            [
                ("GET", "query=ASK%20%7B%0A%20%3Fs%20%7D", null, null),
                ("POST", "", Form, "query=ASK%20%7B%0A%20%3Fs%20%7D"),
                ("POST", "", Direct, "ASK {\n ?s }"),
            ])
        {
            using HttpResponseMessage response = await SendAsync(method, address, type, body);
            JsonElement problem = JsonDocument.Parse(await ReadAsync(response)).RootElement;

            Assert.Equal((2, 5), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
            Assert.Equal("}", problem.GetProperty("token").GetString());
            Assert.NotEmpty(problem.GetProperty("expected").EnumerateArray());
        }
    }

    /// <summary>A query, the graphs of the protocol, and how many observations it finds.</summary>
    public static TheoryData<string, string, string, string, int> Datasets { get; } = new()
    {
        { "query_dataset_default_graph", "{ # }", "first", "", 18 },
        { "query_dataset_default_graphs, two of them", "{ # }", "first second", "", 36 },
        { "query_dataset_default_graph, twice the same", "{ # }", "first first", "", 18 },
        { "query_dataset_default_graph, no named one", "{ GRAPH ?g { # } }", "first", "", 0 },
        { "query_dataset_named_graphs", "{ GRAPH ?g { # } }", "", "first second", 54 },
        { "query_dataset_named_graphs, one by its name", "{ GRAPH <second> { # } }", "", "first second", 36 },
        { "query_dataset_named_graphs, no default one", "{ # }", "", "first second", 0 },
        { "query_dataset_full", "{ { # } UNION { GRAPH ?g { # } } }", "first", "second", 54 },
        { "query_multiple_dataset", "FROM <second> FROM NAMED <second> { { # } UNION { GRAPH ?g { # } } }", "first", "first", 36 },
        { "query_multiple_dataset, replaced as a whole", "FROM NAMED <second> { { # } UNION { GRAPH ?g { # } } }", "first", "", 18 },
        { "a graph that does not exist", "{ # }", "none", "", 0 },
        { "a graph that does not exist, and one that does", "{ # }", "none first", "", 18 },
        { "a named graph that does not exist", "{ GRAPH ?g {} }", "", "none", 0 },
        { "FROM of a graph that does not exist", "FROM <none> { # }", "", "", 0 },
        { "FROM NAMED of a graph that does not exist", "FROM NAMED <none> { GRAPH ?g {} }", "", "", 0 },
        { "FROM and FROM NAMED", "FROM <first> FROM NAMED <second> { { # } UNION { GRAPH <second> { # } } }", "", "", 54 },
        { "GRAPH of a graph outside the dataset", "FROM NAMED <first> { GRAPH <second> { # } }", "", "", 0 },
    };

    [Theory]
    [MemberData(nameof(Datasets))]
    public async Task Dataset_OfTheRequest_IsWhatIsQueried(string name, string pattern, string defaults, string named, int expected)
    {
        string query = "SELECT (COUNT(*) AS ?n) " + pattern.Replace("#", Observation, StringComparison.Ordinal)
            .Replace("<first>", $"<{First}>", StringComparison.Ordinal)
            .Replace("<second>", $"<{Second}>", StringComparison.Ordinal)
            .Replace("<none>", $"<{None}>", StringComparison.Ordinal);
        string graphs = string.Concat(Parameters("default-graph-uri", defaults).Concat(Parameters("named-graph-uri", named)));
        string encoded = "query=" + Uri.EscapeDataString(query);

        // In the address, in a form, and in the address of a query that is the body; section 2.1.4.
        foreach ((string method, string address, string? type, string? body) in
            ((string, string, string?, string?)[])
            [
                ("GET", encoded + graphs, null, null), ("POST", "", Form, encoded + graphs),
                ("POST", graphs.TrimStart('&'), Form, encoded), ("POST", graphs.TrimStart('&'), Direct, query),
            ])
        {
            using HttpResponseMessage response = await SendAsync(method, address, type, body, "text/csv");
            Assert.True($"n\r\n{expected}\r\n" == await ReadAsync(response), $"{name}, {method} {type}: {await ReadAsync(response)}");
        }
    }

    [Fact]
    public async Task Head_OfAQuery_HasTheHeadersOfGetAndNoBody()
    {
        using HttpResponseMessage get = await SendAsync("GET", "query=ASK%20%7B%7D", null, null);
        using HttpResponseMessage head = await SendAsync("HEAD", "query=ASK%20%7B%7D", null, null);
        using HttpResponseMessage wrong = await SendAsync("HEAD", "query=ASK", null, null);

        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType, get.Headers.ETag), (head.StatusCode, head.Content.Headers.ContentType, head.Headers.ETag));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Theory]
    [InlineData("SELECT * {}", "image/png")]
    [InlineData("CONSTRUCT WHERE { ?s ?p ?o }", "application/sparql-results+json")]
    [InlineData("ASK {}", "text/turtle")]
    [InlineData("ASK {}", "*/*;q=0")]
    public async Task Query_ForATypeThatItDoesNotHave_IsNotAcceptable(string query, string accept)
    {
        using HttpResponseMessage response = await SendAsync("GET", "query=" + Uri.EscapeDataString(query), null, null, accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.NotEmpty(JsonDocument.Parse(await ReadAsync(response)).RootElement.GetProperty("variants").EnumerateArray());
    }

    private IEnumerable<string> Parameters(string name, string graphs) =>
        graphs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(graph => $"&{name}=" + Uri.EscapeDataString(
            graph switch { "first" => First, "second" => Second, _ => None }));

    private async Task<HttpResponseMessage> SendAsync(
        string method, string address, string? type, string? body, string accept = "*/*")
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), server.Base + "sparql" + (address.Length > 0 ? "?" + address : ""));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<string> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
