using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Server;

/// <summary>Every address in every format.</summary>
[Collection(ServerCollection.Name)]
public sealed class ResourceTests(ServerFixture server)
{
    private static readonly string[] Resources =
    [
        "datasets", "datasets/pop", "datasets/pop/structure", "datasets/pop/versions", "datasets/pop/versions/1.1.0",
        "datasets/life", "datasets/life/structure", "concepts", "concepts/area", "concepts/area/R84", "experiments",
        "experiments/mobile", "models", "models/home", "models/home/versions/1.0.0", "runs/run-1",
    ];

    private static readonly string[] Observations =
    [
        "datasets/pop/observations", "datasets/pop/versions/1.0.0/observations",
        "datasets/pop/observations/R84.2019.F", "datasets/life/observations", "datasets/life/observations/S12000005.2004",
        "datasets/pop/observations/2A~2fB~2ec.2020.M",
    ];

    private static readonly (string Suffix, string Type)[] Formats =
    [
        ("ttl", "text/turtle"), ("nt", "application/n-triples"), ("rdf", "application/rdf+xml"),
        ("jsonld", "application/ld+json"), ("json", "application/json"), ("trig", "application/trig"),
        ("nq", "application/n-quads"), ("html", "text/html"), ("csv", "text/csv"),
    ];

    public static TheoryData<string, string, string> EveryFormat()
    {
        var rows = new TheoryData<string, string, string>();
        foreach ((string suffix, string type) in Formats)
        {
            foreach (string path in suffix == "csv" ? Observations : [.. Resources, .. Observations])
            {
                rows.Add(path, suffix, type);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public async Task Resource_BySuffixAndByAccept_IsTheSameWellFormedDocument(string path, string suffix, string type)
    {
        using HttpResponseMessage bySuffix = await server.SendAsync($"{path}.{suffix}", "image/png");
        using HttpResponseMessage byAccept = await server.SendAsync(path, type);
        byte[] body = await bySuffix.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        byte[] other = await byAccept.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        Assert.True(bySuffix.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        Assert.Equal(type, bySuffix.Content.Headers.ContentType?.MediaType);
        Assert.Equal(type, byAccept.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"/{path}.{suffix}", bySuffix.Content.Headers.ContentLocation?.OriginalString);
        Assert.DoesNotContain("Accept", bySuffix.Headers.Vary);
        Assert.Contains("Accept", byAccept.Headers.Vary);
        AssertWellFormed(type, body);
        Assert.NotEmpty(other);
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public async Task Head_AnyResource_HasTheHeadersOfGetAndNoBody(string path, string suffix, string type)
    {
        using HttpResponseMessage get = await server.SendAsync($"{path}.{suffix}");
        using HttpResponseMessage head = await server.SendAsync($"{path}.{suffix}", method: HttpMethod.Head);

        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(type, head.Content.Headers.ContentType?.MediaType);
        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("datasets/pop", "datasets/pop")]
    [InlineData("concepts/area/D01", "concepts/area/D01")]
    [InlineData("runs/run-1", "runs/run-1")]
    [InlineData("datasets/pop/observations/R84.2019.F", "datasets/pop/observations/R84.2019.F")]
    [InlineData("datasets/life/observations/S12000005.2004", "http://stats.example.org/data/life/S12000005/2004")]
    [InlineData("resource?iri=http%3A%2F%2Fstats.example.org%2Fdata%2Flife%2FS12000005%2F2004",
        "http://stats.example.org/data/life/S12000005/2004")]
    [InlineData("resource?iri=http%3A%2F%2Fstats.example.org%2Flife", "http://stats.example.org/life")]
    public async Task Resource_AsNTriples_SpeaksOfItself(string path, string iri)
    {
        string expected = iri.StartsWith("http", StringComparison.Ordinal) ? iri : server.Base + iri;

        string body = await server.GetTextAsync(path, "application/n-triples");

        Assert.Contains($"<{expected}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", body, StringComparison.Ordinal);
    }

    private static void AssertWellFormed(string type, byte[] body)
    {
        switch (type)
        {
            case "application/json" or "application/ld+json":
                using (JsonDocument document = JsonDocument.Parse(body))
                {
                    Assert.NotEqual(JsonValueKind.Undefined, document.RootElement.ValueKind);
                }

                break;
            case "application/rdf+xml":
                Assert.Equal("RDF", XDocument.Load(new MemoryStream(body)).Root?.Name.LocalName);
                break;
            case "text/html":
                Assert.StartsWith("<!DOCTYPE html>", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
                break;
            case "text/csv":
                Assert.Contains("\r\n", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
                break;
            default:
                var graph = new Graph();
                RdfReader.Read(new MemoryStream(body), RdfFormat.ForMediaType(type)!, null, graph);
                Assert.NotEqual(0, graph.Count);
                break;
        }
    }
}
