using System.Net;
using System.Net.Http.Headers;

namespace LinkedStats.Tests.Server.Access;

/// <summary>API keys: made on the command line, shown to a server that runs.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("linkedstats-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string StoreFolder => Path.Combine(_folder, "store");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Key_MadeAndRevokedBesideAServer_CountsAtOnce()
    {
        string empty = Directory.CreateDirectory(Path.Combine(_folder, "none")).FullName;
        await using ServerProcess server = await ServerProcess.StartAsync("--store", StoreFolder, "--data", empty);

        string key = await CreateAsync("--name", "Nightly", "--role", "publisher", "--dataset", "pop");
        HttpStatusCode good = await AskAsync(server, "Bearer " + key);
        (_, string list, _) = await ServerProcess.RunAsync("key", "list", "--store", StoreFolder);
        string id = list.Split('\n')[1].Split('\t')[0];
        (int revoked, _, _) = await ServerProcess.RunAsync("key", "revoke", id, "--store", StoreFolder);
        HttpStatusCode late = await AskAsync(server, "Bearer " + key);
        (_, string after, _) = await ServerProcess.RunAsync("key", "list", "--store", StoreFolder);
        (int unknown, _, string errors) = await ServerProcess.RunAsync("key", "revoke", "0", "--store", StoreFolder);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (good, late));
        Assert.Equal((0, 1), (revoked, unknown));
        Assert.Contains("no key '0'", errors, StringComparison.Ordinal);
        Assert.StartsWith($"ls_{id}_", key, StringComparison.Ordinal);
        Assert.Equal(43, key.Length - id.Length - 4);
        Assert.Matches($"{id}\tpublisher\tpop\t[^\t]+\t\tNightly", list);
        Assert.Matches($"{id}\tpublisher\tpop\t[^\t]+\t2[^\t]+\tNightly", after);
        Assert.DoesNotContain(key[12..], list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic bHM6bHM=")]
    [InlineData("Bearer ls_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("one letter wrong")]
    public async Task Ask_WithAWrongKey_IsRefusedEverywhereAndNotRepeated(string header)
    {
        string key = await CreateAsync("--name", "N", "--role", "administrator");
        if (header == "one letter wrong")
        {
            header = $"Bearer {key[..^5]}{(key[^5] == 'A' ? 'B' : 'A')}{key[^4..]}";
        }

        string empty = Directory.CreateDirectory(Path.Combine(_folder, "none")).FullName;
        await using ServerProcess server = await ServerProcess.StartAsync("--store", StoreFolder, "--data", empty);
        foreach (string path in (string[])["datasets", "sparql?query=ASK%7B%7D", "health/live", "nothing"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", header));
            using HttpResponseMessage response = await server.Client.SendAsync(request, Stop);
            string body = await response.Content.ReadAsStringAsync(Stop);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal(
                "Bearer realm=\"LinkedStats\", error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
            Assert.Contains("/problems/unauthorized", body, StringComparison.Ordinal);
            Assert.DoesNotContain(header.Split(' ')[^1] + '"', body, StringComparison.Ordinal);
        }

        foreach (string file in Directory.EnumerateFiles(StoreFolder, "access.db*"))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file, Stop);
            Assert.DoesNotContain(key[12..], System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("key", "create", "--name", "N")]
    [InlineData("key", "create", "--name", "N", "--role", "king")]
    [InlineData("key", "create", "--name", "N", "--role", "administrator", "--dataset", "pop")]
    [InlineData("key", "create", "--name", "N", "--role", "publisher", "--dataset", "No Slug")]
    [InlineData("key", "create", "--name", "", "--role", "publisher")]
    public async Task Key_Misused_ExitsWithTwoAndMakesNothing(params string[] arguments)
    {
        (int code, _, string errors) = await ServerProcess.RunAsync([.. arguments, "--store", StoreFolder]);

        Assert.Equal(2, code);
        Assert.NotEqual("", errors);
        Assert.False(Directory.Exists(StoreFolder));
    }

    private static async Task<HttpStatusCode> AskAsync(ServerProcess server, string authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "datasets");
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
        using HttpResponseMessage response = await server.Client.SendAsync(request, Stop);
        return response.StatusCode;
    }

    private async Task<string> CreateAsync(params string[] arguments)
    {
        (int code, string key, string errors) = await ServerProcess.RunAsync(
            ["key", "create", .. arguments, "--store", StoreFolder]);
        Assert.True(code == 0, errors);
        return key.Trim();
    }
}
