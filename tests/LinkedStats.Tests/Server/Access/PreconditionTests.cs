using System.Net;
using System.Net.Http.Headers;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Access;

/// <summary>If-Match and If-None-Match of requests that change a version: RFC 9110, section 13.</summary>
public sealed class PreconditionTests : IAsyncLifetime
{
    private const string Address = "datasets/libraries/versions/1.0.0";

    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ReleaseServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Put_OnlyWhereNothingIs_PublishesOnce()
    {
        Assert.Equal(412, await ChangeAsync("PUT", "If-Match", "*"));
        Assert.Equal(404, await GetAsync());
        Assert.Equal(201, await ChangeAsync("PUT", "If-None-Match", "*"));
        Assert.Equal(412, await ChangeAsync("PUT", "If-None-Match", "*"));
        Assert.Equal(200, await ChangeAsync("PUT", "If-Match", "*"));
    }

    [Theory]
    [InlineData("text/turtle", "identity")]
    [InlineData("text/turtle", "gzip")]
    [InlineData("text/html", "br")]
    [InlineData("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#expanded\"", "identity")]
    public async Task Put_TagOfAnyRepresentation_HoldsUntilTheVersionIsRevised(string accept, string coding)
    {
        Assert.Equal(201, await ChangeAsync("PUT", "Accept", "*/*"));
        string tag = await TagAsync(accept, coding);

        Assert.Equal(412, await ChangeAsync("PUT", "If-Match", "\"another\"", "Loans of libraries"));
        Assert.Equal(412, await ChangeAsync("PUT", "If-None-Match", "W/" + tag, "Loans of libraries"));
        Assert.Equal(412, await ChangeAsync("PUT", "If-Match", "W/" + tag, "Loans of libraries"));
        Assert.Equal(tag, await TagAsync(accept, coding));
        Assert.Equal(200, await ChangeAsync("PUT", "If-Match", $"\"another\", {tag}", "Loans of libraries"));
        Assert.Equal(412, await ChangeAsync("PUT", "If-Match", tag, "Library loans"));
        Assert.Equal(200, await ChangeAsync("PUT", "If-None-Match", tag, "Library loans"));
    }

    [Fact]
    public async Task Delete_OfAnotherState_IsRefused()
    {
        Assert.Equal(201, await ChangeAsync("PUT", "Accept", "*/*"));
        string tag = await TagAsync("text/turtle", "identity");

        Assert.Equal(412, await ChangeAsync("DELETE", "If-Match", "\"another\""));
        Assert.Equal(200, await GetAsync());
        Assert.Equal(200, await ChangeAsync("DELETE", "If-Match", tag));
        Assert.Equal(410, await GetAsync());
        Assert.Equal(412, await ChangeAsync("DELETE", "If-Match", "*"));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Change_AfterAnotherProcessHasCommitted_IsRefused(string method)
    {
        using var folder = new TemporaryFolder();
        await _server.DisposeAsync();
        _server = await ReleaseServer.StartAsync(null, new StoreOptions { Folder = folder.File("store") });
        Assert.Equal(201, await ChangeAsync("PUT", "Accept", "*/*"));
        string tag = await TagAsync("text/turtle", "identity");
        using Store other = Store.Open(_server.Store.Options);

        // The request waits for the other's lock, and its condition held before.
        Task<int> change;
        using (StoreWriter writer = other.BeginWrite(Stop))
        {
            change = ChangeAsync(method, "If-Match", tag, "Loans of libraries");
            await Task.Delay(TimeSpan.FromSeconds(0.5), Stop);
            var note = Iri.FromTrusted(other.Options.Base.Text + "experiments/note");
            writer.AddGraph(note, GraphRole.Metadata, [new Quad(note, RdfsVocabulary.Comment, new Literal("Checked."))]);
            writer.Commit(cancellation: Stop);
        }

        Assert.Equal(412, await change);
        Assert.Equal(200, await GetAsync());
    }

    private async Task<int> ChangeAsync(string method, string header, string value, string title = "Library loans")
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(method), method == "DELETE" ? Address + "?reason=Wrong." : Address);
        if (method == "PUT")
        {
            request.Content = new ByteArrayContent(PublicationTests.Zip(title: title));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _server.Publisher);
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        string body = await response.Content.ReadAsStringAsync(Stop);
        Assert.Equal(
            response.StatusCode == HttpStatusCode.PreconditionFailed,
            body.Contains("/problems/precondition-failed", StringComparison.Ordinal));
        return (int)response.StatusCode;
    }

    private async Task<int> GetAsync()
    {
        using HttpResponseMessage response = await _server.Client.GetAsync(Address, Stop);
        return (int)response.StatusCode;
    }

    private async Task<string> TagAsync(string accept, string coding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", coding);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        return response.Headers.ETag!.ToString();
    }
}
