using LinkedStats.Server.Access;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Access;

/// <summary><c>withdraw --server</c> and <c>purge --server</c>: what a store here would do, a server does.</summary>
public sealed class RemoteCommandTests : IAsyncLifetime
{
    private const string Reason = "Counted twice: 5 & 7?";

    private readonly TemporaryFolder _folder = new();
    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync();
        _server.PublishGood("pop", "1.0.0", "FR,5", "DE,7");
        _server.PublishGood("pop", "1.0.1", "FR,6", "DE,7");
        await File.WriteAllTextAsync(_folder.File("publisher"), _server.Publisher, Stop);
        await File.WriteAllTextAsync(_folder.File("administrator"), _server.Administrator, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Withdraw_FromAServer_IsGoneForTheReasonAndRecorded()
    {
        (int code, string output, string errors) = await RunAsync(
            "publisher", "withdraw", "pop", "1.0.1", "--reason", Reason, "--reason-fr", "Compté deux fois.");
        (int again, string same, _) = await RunAsync("publisher", "withdraw", "pop", "1.0.1", "--reason", Reason);
        (int none, string nothing, string missing) =
            await RunAsync("publisher", "withdraw", "pop", "3.0.0", "--reason", Reason);
        string gone = await _server.ReadAsync("datasets/pop/versions/1.0.1");
        string current = await _server.ReadAsync("datasets/pop/observations.csv");

        Assert.True(code == 0, errors);
        Assert.Equal((0, 1), (again, none));
        Assert.Equal("withdrawn: pop 1.0.1", output.Trim());
        Assert.Equal("withdrawn before: pop 1.0.1", same.Trim());
        Assert.Equal("", nothing);
        Assert.Contains("404 There is no version '3.0.0' of 'pop' to withdraw.", missing, StringComparison.Ordinal);
        Assert.StartsWith("410", gone, StringComparison.Ordinal);
        Assert.Contains("5 \\u0026 7?", gone.Replace("5 & 7?", "5 \\u0026 7?", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("FR,5", current, StringComparison.Ordinal);
        AuditEntry entry = _server.Site.Access.Audit.List(new AuditFilter { Limit = 10 })
            .Last(static e => e.Action == AuditEntry.Withdraw);
        Assert.Equal(("key", "P"), (entry.Actor.Kind, entry.Actor.Name));
    }

    [Fact]
    public async Task Purge_OnAServer_RemovesAndTellsDigestAndSalt()
    {
        (int refused, string nothing, string forbidden) =
            await RunAsync("publisher", "purge", "pop", "--version", "1.0.0", "--reason", Reason);
        (int unknown, _, string missing) = await RunAsync(
            "administrator", "purge", "pop", "--cells", "FR", "IT", "--all-versions", "--reason", Reason);
        (int one, string cell, string errors) = await RunAsync(
            "administrator", "purge", "pop", "--cells", "FR", "--version", "1.0.1", "--reason", Reason);
        (int whole, string version, _) =
            await RunAsync("administrator", "purge", "pop", "--version", "1.0.0", "--reason-fr", "Secret.");
        string current = await _server.ReadAsync("datasets/pop/observations.csv");

        Assert.True(one == 0, errors);
        Assert.Equal((1, 1, 0), (refused, unknown, whole));
        Assert.Equal("", nothing);
        Assert.Contains("403 ", forbidden, StringComparison.Ordinal);
        Assert.Contains("missing: IT", missing, StringComparison.Ordinal);
        Assert.Matches("^cells purged: pop 1.0.1, 1 cell, digest [0-9a-f]{64}\n", cell.ReplaceLineEndings("\n"));
        Assert.Matches("salt of the digests, kept nowhere: [0-9a-f]{64}\n$", cell.ReplaceLineEndings("\n"));
        Assert.Matches("^purged: pop 1.0.0, 2 cells, digest [0-9a-f]{64}\n", version.ReplaceLineEndings("\n"));
        Assert.DoesNotContain("FR,", current, StringComparison.Ordinal);
        Assert.StartsWith("410", await _server.ReadAsync("datasets/pop/versions/1.0.0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("withdraw", "pop", "1.0.0", "--reason", "x", "--key-file", "publisher")]
    [InlineData("withdraw", "pop", "1.0.0", "--reason", "x", "--server", "ftp://example.org")]
    [InlineData("purge", "pop", "--version", "1.0.0", "--reason", "x", "--server", "http://127.0.0.1:1")]
    public async Task Misused_ExitsWithTwo(params string[] arguments)
    {
        (int code, _, string errors) = await ServerProcess.RunAsync(arguments);

        Assert.Equal(2, code);
        Assert.NotEqual("", errors);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(string key, params string[] arguments) =>
        ServerProcess.RunAsync(
            [.. arguments, "--server", _server.Site.Base.Text, "--key-file", _folder.File(key)]);
}
