using System.Net.Http.Headers;
using System.Text;
using LinkedStats.Server.Access;
using LinkedStats.Storage;
using LinkedStats.Tests.Server.Publications;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Access;

/// <summary>What takes versions away is in the audit log before its commit, so that a crash right after that cannot lose it.
/// </summary>
public sealed class AuditedChangeTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly PausingFiles _files = new();
    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync(
            null, new StoreOptions { Folder = _folder.File("store"), Files = _files });
        _server.PublishGood("pop", "1.0.0", "FR,100", "DE,200");
        _server.PublishGood("pop", "1.1.0", "FR,100", "DE,200", "IT,400");
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("DELETE", "datasets/pop/versions/1.1.0?reason=Wrong.", "", "withdraw 1.1.0 Wrong.")]
    [InlineData("POST", "datasets/pop/purges", """{ "cells": ["FR"], "allVersions": true, "reason": { "en": "Breach." } }""",
        "purge 1.0.0 some cells, 1: Breach.", "purge 1.1.0 some cells, 1: Breach.")]
    public async Task Change_AtItsTransaction_IsBegunAndThenDone(
        string method, string path, string body, params string[] entries)
    {
        Task reached = _files.StopAt("record");
        Task<string> answer = SendAsync(method, path, body);
        await reached.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        (string Outcome, string Text)[] begun = List();
        _files.GoOn();
        Assert.StartsWith("200", await answer, StringComparison.Ordinal);

        Assert.Equal(entries.Select(static text => ("begun", text)), begun);
        Assert.Equal(entries.Select(static text => ("done", text)), List());
    }

    [Theory]
    [InlineData("DELETE", "datasets/pop/versions/1.1.0?reason=Wrong.", "")]
    [InlineData("POST", "datasets/pop/purges", """{ "version": "1.1.0", "reason": { "en": "Breach." } }""")]
    public async Task Change_ThatCannotBeRecorded_IsInTheLogAsFailed(string method, string path, string body)
    {
        Task reached = _files.StopAt("record");
        Task<string> answer = SendAsync(method, path, body);
        await reached.WaitAsync(TimeSpan.FromMinutes(1), Stop);
        _files.Fail();
        Assert.StartsWith("503", await answer, StringComparison.Ordinal);

        Assert.Equal("503", Assert.Single(List()).Outcome);
        Assert.StartsWith("200", await _server.ReadAsync("datasets/pop/versions/1.1.0"), StringComparison.Ordinal);
    }

    private (string Outcome, string Text)[] List() =>
    [
        .. _server.Site.Access.Audit.List(new AuditFilter { Limit = 10 })
            .Where(static entry => entry.Action is AuditEntry.Withdraw or AuditEntry.Purge).Reverse()
            .Select(static entry => (entry.Outcome, $"{entry.Action} {entry.Version} {entry.Detail}")),
    ];

    private async Task<string> SendAsync(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _server.Administrator);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        return (int)response.StatusCode + await response.Content.ReadAsStringAsync(Stop);
    }
}
