using System.Net;
using System.Text.Json;

namespace LinkedStats.Tests.Server;

/// <summary>The description of the API, health and limits.</summary>
[Collection(ServerCollection.Name)]
public sealed class DescriptionTests(ServerFixture server)
{
    [Fact]
    public async Task OpenApi_Document_DescribesTheAddresses()
    {
        using JsonDocument document = JsonDocument.Parse(await server.GetTextAsync("openapi/v1.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        JsonElement get = paths.GetProperty("/datasets/{id}/observations").GetProperty("get");

        Assert.StartsWith("3.1", document.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Contains(get.GetProperty("parameters").EnumerateArray(), static p => p.GetProperty("name").GetString() == "cursor");
        Assert.Contains(get.GetProperty("parameters").EnumerateArray(), static p => p.GetProperty("in").GetString() == "path");
        Assert.True(get.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/csv", out _));
        Assert.True(paths.GetProperty("/sparql").TryGetProperty("post", out _));
        Assert.False(paths.TryGetProperty("/assets/site.css", out _));
    }

    [Fact]
    public async Task OpenApi_Document_NamesBodiesOfQueriesAndFormsOfJsonLd()
    {
        using JsonDocument document = JsonDocument.Parse(await server.GetTextAsync("openapi/v1.json"));
        JsonElement paths = document.RootElement.GetProperty("paths");
        JsonElement body = paths.GetProperty("/sparql").GetProperty("post").GetProperty("requestBody").GetProperty("content");
        JsonElement answers = paths.GetProperty("/datasets/{id}").GetProperty("get").GetProperty("responses")
            .GetProperty("200").GetProperty("content");

        Assert.True(body.TryGetProperty("application/sparql-query", out _));
        Assert.True(body.GetProperty("application/x-www-form-urlencoded").GetProperty("schema").GetProperty("properties")
            .TryGetProperty("query", out _));
        Assert.False(paths.GetProperty("/sparql").GetProperty("get").TryGetProperty("requestBody", out _));
        Assert.True(answers.TryGetProperty(
            "application/ld+json;profile=\"http://www.w3.org/ns/json-ld#flattened\"", out _));
    }

    [Fact]
    public async Task Context_OfJsonLd_NamesTheOntologyOfThisStore()
    {
        using JsonDocument document = JsonDocument.Parse(await server.GetTextAsync("def/context.jsonld"));

        Assert.EndsWith(
            "/def/linkedstats#",
            document.RootElement.GetProperty("@context").GetProperty("ls").GetString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("{base}", document.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Swagger_Page_Answers() =>
        Assert.Contains("swagger-ui", await server.GetTextAsync("swagger/index.html"), StringComparison.Ordinal);

    [Theory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task Health_OfAFilledServer_IsOk(string path) =>
        Assert.Contains("ok", await server.GetTextAsync(path), StringComparison.Ordinal);

    [Fact]
    public async Task Limits_AsJson_ArePublished()
    {
        using JsonDocument document = JsonDocument.Parse(await server.GetTextAsync("limits"));

        Assert.Equal(30_000, document.RootElement.GetProperty("queryDeadlineMs").GetInt64());
        Assert.Equal(2 << 20, document.RootElement.GetProperty("bodyBytesMax").GetInt64());
    }

    [Fact]
    public async Task Ready_BeforeTheStoreIsFilled_IsUnavailable()
    {
        (LinkedStats.Server.Site site, LinkedStats.Storage.Store store) = ServerFixture.CreateSite(new LinkedStats.Server.ServerLimits());
        using (store)
        {
            await using Microsoft.AspNetCore.Builder.WebApplication app = LinkedStats.Server.Composition.Build(site);
            await app.StartAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new Uri(site.Base.Text) };

            using HttpResponseMessage live = await client.GetAsync("health/live", TestContext.Current.CancellationToken);
            using HttpResponseMessage ready = await client.GetAsync("health/ready", TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, live.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }
    }
}
