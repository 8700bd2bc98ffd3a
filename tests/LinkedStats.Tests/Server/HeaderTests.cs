using System.Net;
using System.Net.Http.Headers;

namespace LinkedStats.Tests.Server;

/// <summary>Tags, ages, links, redirects and cross-origin headers.</summary>
[Collection(ServerCollection.Name)]
public sealed class HeaderTests(ServerFixture server)
{
    [Theory]
    [InlineData("datasets/pop.ttl")]
    [InlineData("datasets/pop/observations.json")]
    [InlineData("datasets/pop.html")]
    [InlineData("sparql?query=ASK%7B%7D")]
    [InlineData("graphs?default")]
    [InlineData("assets/site.css")]
    public async Task Get_WithTheTagOfTheLastAnswer_IsNotModified(string path)
    {
        using HttpResponseMessage first = await server.SendAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Base + path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));

        using HttpResponseMessage second = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.False(first.Headers.ETag!.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Variants_OfOneResource_HaveDifferentTags()
    {
        HashSet<string> tags = [];
        foreach (string path in (string[])["datasets/pop.ttl", "datasets/pop.nt", "datasets/pop.html?lang=fr", "datasets/pop.html?lang=en"])
        {
            using HttpResponseMessage response = await server.SendAsync(path);
            tags.Add(response.Headers.ETag!.Tag);
        }

        Assert.Equal(4, tags.Count);
    }

    [Theory]
    [InlineData("datasets/pop/versions/1.0.0/observations.csv", true)]
    [InlineData("datasets/pop/versions/1.0.0/observations/FR.2018.F.ttl", true)]
    [InlineData("datasets/pop/versions/1.0.0/observations.csv?labels=name", false)]
    [InlineData("datasets/pop/versions/1.0.0/observations.csv?refArea=FR:children", false)]
    [InlineData("datasets/pop/observations.csv", false)]
    public async Task Observations_CellDataOfAVersionById_IsImmutable(string path, bool expected)
    {
        using HttpResponseMessage response = await server.SendAsync(path);

        Assert.Equal(expected, response.Headers.CacheControl!.ToString().Contains("immutable", StringComparison.Ordinal));
        Assert.True(expected || response.Headers.CacheControl.MaxAge <= TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("datasets/pop/versions/latest", "/datasets/pop/versions/1.1.0")]
    [InlineData("datasets/pop/versions/1", "/datasets/pop/versions/1.1.0")]
    [InlineData("datasets/pop/versions/1.0.ttl?lang=fr", "/datasets/pop/versions/1.0.0.ttl?lang=fr")]
    [InlineData("datasets/pop/versions/latest/observations.csv?sex=F", "/datasets/pop/versions/1.1.0/observations.csv?sex=F")]
    [InlineData("datasets/pop/versions/1/observations/FR.2018.F.nt", "/datasets/pop/versions/1.1.0/observations/FR.2018.F.nt")]
    [InlineData("datasets/pop/versions/1.0/structure", "/datasets/pop/versions/1.0.0/structure")]
    public async Task Version_ShortForm_RedirectsToTheVersion(string path, string location)
    {
        using HttpResponseMessage response = await server.SendAsync(path);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal(location, response.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("datasets", "GET, HEAD, OPTIONS")]
    [InlineData("sparql", "GET, HEAD, POST, OPTIONS")]
    [InlineData("nothing/here", "GET, HEAD, OPTIONS")]
    public async Task Options_AnyAddress_AllowsReadingFromAnyOrigin(string path, string methods)
    {
        using HttpResponseMessage response = await server.SendAsync(path, method: HttpMethod.Options);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(methods, response.Headers.GetValues("Access-Control-Allow-Methods").Single());
    }

    [Theory]
    [InlineData("datasets")]
    [InlineData("nothing")]
    [InlineData("datasets/pop/observations?x=1")]
    [InlineData("health/ready")]
    public async Task Get_AnyAnswer_IsReadableFromAnyOrigin(string path)
    {
        using HttpResponseMessage response = await server.SendAsync(path);

        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("Content-Location", response.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Language_ByHeader_VariesAndByParameterDoesNot()
    {
        using HttpResponseMessage byHeader = await server.SendAsync("datasets/pop.html", language: "fr-FR");
        using HttpResponseMessage byParameter = await server.SendAsync("datasets/pop.html?lang=fr", language: "en");

        Assert.Equal("fr", byHeader.Content.Headers.ContentLanguage.Single());
        Assert.Equal("fr", byParameter.Content.Headers.ContentLanguage.Single());
        Assert.Contains("Accept-Language", byHeader.Headers.Vary);
        Assert.DoesNotContain("Accept-Language", byParameter.Headers.Vary);
    }

    [Fact]
    public async Task Labels_FallenBack_AreNamedInContentLanguage()
    {
        using HttpResponseMessage response = await server.SendAsync("datasets/pop/observations.csv?labels=name&lang=en");

        Assert.Equal(["en", "fr"], response.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task Version_Links_LeadToItsNeighbours()
    {
        using HttpResponseMessage response = await server.SendAsync("datasets/pop/versions/1.0.0.ttl");
        string links = string.Join(", ", response.Headers.GetValues("Link"));

        Assert.Contains("versions/1.1.0>; rel=\"successor-version\"", links, StringComparison.Ordinal);
        Assert.Contains("versions/1.1.0>; rel=\"latest-version\"", links, StringComparison.Ordinal);
        Assert.Contains("rel=\"alternate\"; type=\"text/html\"", links, StringComparison.Ordinal);
    }
}
