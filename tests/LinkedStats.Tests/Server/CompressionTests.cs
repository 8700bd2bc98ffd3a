using System.Globalization;
using System.IO.Compression;
using System.Net;
using LinkedStats.Query;
using LinkedStats.Server;
using LinkedStats.Storage;
using Microsoft.AspNetCore.Builder;

namespace LinkedStats.Tests.Server;

/// <summary>Answers compressed for clients that ask for it: RFC 9110, sections 8.4, 8.8.3 and 12.5.3.</summary>
[Collection(ServerCollection.Name)]
public sealed class CompressionTests(ServerFixture server)
{
    private const string Query = "sparql?query=SELECT%20*%20%7B%20?s%20?p%20?o%20%7D";

    public static TheoryData<string, string> Addresses()
    {
        var data = new TheoryData<string, string>();
        string[] addresses =
        [
            "datasets/life/observations.json", "datasets/life/observations.csv", "datasets/life/observations.ttl",
            "datasets/life/observations.nt", "datasets/life/observations.html", "datasets/life.rdf",
            Query, Query + "&format=csv", "sparql?query=CONSTRUCT%20WHERE%20%7B%20?s%20?p%20?o%20%7D&format=nt",
        ];
        foreach (string address in addresses)
        {
            data.Add(address, "gzip");
            data.Add(address, "br");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task Get_WithACoding_GivesTheSameBytesCompressed(string address, string coding)
    {
        using HttpResponseMessage plain = await SendAsync(address, null);
        using HttpResponseMessage packed = await SendAsync(address, coding);
        using HttpResponseMessage head = await SendAsync(address, coding, method: HttpMethod.Head);

        byte[] expected = await ReadAsync(plain);
        byte[] sent = await ReadAsync(packed);
        Assert.Equal([coding], packed.Content.Headers.ContentEncoding);
        Assert.Equal(plain.Content.Headers.ContentType, packed.Content.Headers.ContentType);
        Assert.Equal(expected, Unpack(sent, coding));
        Assert.True(sent.Length < expected.Length);
        Assert.Equal(plain.Headers.ETag!.Tag[..^1] + $"-{coding}\"", packed.Headers.ETag!.Tag);
        Assert.Equal(packed.Headers.ETag, head.Headers.ETag);
        Assert.Equal([coding], head.Content.Headers.ContentEncoding);
        Assert.Equal(packed.Headers.Vary, head.Headers.Vary);
        Assert.Single(packed.Headers.Vary, "Accept-Encoding");
        Assert.Equal(plain.Headers.Vary, packed.Headers.Vary);
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip;q=1.0, br;q=0.5", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0.5, br;q=0", "gzip")]
    [InlineData("br;q=0", "")]
    [InlineData("zstd", "")]
    [InlineData("identity, gzip;q=0.5", "")]
    [InlineData("identity;q=0.5, gzip", "gzip")]
    [InlineData("identity;q=0, gzip;q=0.1", "gzip")]
    [InlineData("gzip;q=much", "")]
    [InlineData(",;,", "")]
    [InlineData("", "")]
    public async Task Get_ForAnAcceptEncodingHeader_HasTheCoding(string header, string expected)
    {
        using HttpResponseMessage response = await SendAsync("datasets/life/observations.ttl", header);

        Assert.Equal(expected, string.Join(',', response.Content.Headers.ContentEncoding));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("identity;q=0")]
    [InlineData("*;q=0")]
    [InlineData("zstd, identity;q=0")]
    public async Task Get_WhereNoCodingIsLeft_IsNotAcceptable(string header)
    {
        using HttpResponseMessage response = await SendAsync("datasets/life/observations.ttl", header);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Get_WithTheTagOfTheCodedAnswer_IsNotModified()
    {
        const string Address = "datasets/life/observations.ttl";
        using HttpResponseMessage first = await SendAsync(Address, "gzip");
        string tag = first.Headers.ETag!.Tag;

        using HttpResponseMessage same = await SendAsync(Address, "gzip", tag);
        using HttpResponseMessage other = await SendAsync(Address, null, tag);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(tag, same.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(tag, other.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Get_SmallAnswer_IsNotCompressedUnlessItMustBe()
    {
        const string Ask = "sparql?query=ASK%7B%7D";
        using HttpResponseMessage plain = await SendAsync(Ask, "gzip");
        using HttpResponseMessage forced = await SendAsync(Ask, "gzip, identity;q=0");

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(["gzip"], forced.Content.Headers.ContentEncoding);
        Assert.Equal(await ReadAsync(plain), Unpack(await ReadAsync(forced), "gzip"));
    }

    [Fact]
    public async Task Get_ProblemWhereCompressionIsWanted_IsPlain()
    {
        using HttpResponseMessage response = await SendAsync("datasets/nothing", "gzip");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Contains("datasets/nothing", await response.Content.ReadAsStringAsync(
            TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Get_LimitThatStrikesLate_LeavesTheCompressedBodyUnterminated(string coding)
    {
        var limits = new ServerLimits { Query = new QueryLimits { RowsMax = 500_000 } };
        (Site site, Store store) = ServerFixture.CreateSite(limits);
        using Store kept = store;
        site.IsReady = true;
        await using WebApplication app = Composition.Build(site);
        await app.StartAsync(TestContext.Current.CancellationToken);
        string digits = string.Join(' ', Enumerable.Range(0, 10));
        string values = string.Concat("abcdef".Select(
            name => string.Create(CultureInfo.InvariantCulture, $"VALUES ?{name} {{ {digits} }} ")));
        string query = $"SELECT (CONCAT(STR(?a), STR(RAND())) AS ?r) {{ {values} }}";
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{site.Base.Text}sparql?query={Uri.EscapeDataString(query)}");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);

        using HttpResponseMessage response = await server.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([coding], response.Content.Headers.ContentEncoding);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            await body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        });
    }

    private async Task<HttpResponseMessage> SendAsync(
        string address, string? coding, string? tag = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, server.Base + address);
        if (coding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        }

        return await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<byte[]> ReadAsync(HttpResponseMessage response) =>
        response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static byte[] Unpack(byte[] bytes, string coding)
    {
        using var packed = new MemoryStream(bytes);
        using Stream unpacking = coding == "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        unpacking.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
