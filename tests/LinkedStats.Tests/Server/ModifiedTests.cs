using System.Net;

namespace LinkedStats.Tests.Server;

/// <summary>When a dataset was modified: harvesters fetch what was since they last came, so that never goes back.</summary>
public sealed class ModifiedTests : IAsyncLifetime
{
    private const string Reason = "?reason=Wrong.";

    private ReleaseServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        // Each is published a minute after the one before, from 12:00 on.
        _server = await ReleaseServer.StartAsync();
        _server.PublishGood("pop", "1.0.0", "FR,100");
        _server.PublishGood("pop", "1.1.0", "FR,100", "DE,200");
        _server.PublishGood("pop", "1.2.0", "FR,100", "DE,200", "IT,300");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Modified_AfterWithdrawals_IsWhenTheyCame()
    {
        Assert.Equal("12:02:00", await ReadAsync());

        await WithdrawAsync("1.2.0");
        Assert.Equal("12:03:00", await ReadAsync());
        Assert.Equal("12:02:00", await ReadAsync("2026-03-01T12:02:30Z"));

        await WithdrawAsync("1.1.0");
        Assert.Equal("12:04:00", await ReadAsync());
        Assert.Equal("12:03:00", await ReadAsync("2026-03-01T12:03:30Z"));
        Assert.Contains("FR,100", await _server.ReadAsync("datasets/pop/observations.csv"), StringComparison.Ordinal);

        _server.PublishGood("pop", "1.3.0", "FR,101");
        Assert.Equal("12:05:00", await ReadAsync());
    }

    [Fact]
    public async Task Modified_WithdrawalOfAnOldVersion_LeavesTheCurrentOneAsItIs()
    {
        await WithdrawAsync("1.1.0");

        Assert.Equal("12:02:00", await ReadAsync());
    }

    [Theory]
    [InlineData("""{ "version": "1.2.0", REASON }""", "12:05:00", "12:01:00")]
    [InlineData("""{ "version": "1.2.0", "cells": ["IT"], REASON }""", "12:05:00")]
    [InlineData("""{ "cells": ["FR"], "allVersions": true, REASON }""", "12:05:00")]
    [InlineData("""{ "version": "1.1.0", REASON }""", "12:02:00")]
    [InlineData("""{ "version": "1.1.0", "cells": ["FR"], REASON }""", "12:02:00")]
    public async Task Modified_AfterAPurge_IsThatOfTheCurrentVersion(
        string purge, string expected, string before = "12:02:00")
    {
        _server.Time.Now = _server.Time.Now.AddMinutes(2);

        (HttpStatusCode status, string body) = await _server.PurgeAsync(
            "pop", purge.Replace("REASON", "\"reason\": { \"en\": \"Breach.\" }", StringComparison.Ordinal));

        Assert.True(status == HttpStatusCode.OK, body);
        _server.Time.Now = _server.Time.Now.AddMinutes(1);
        Assert.Equal(expected, await ReadAsync());
        Assert.Equal(before, await ReadAsync("2026-03-01T12:04:30Z"));
    }

    [Fact]
    public async Task Modified_WithdrawalUnderEmbargo_TellsNobody()
    {
        _server.Publish("pop", "1.3.0", ["FR,101", "DE,200", "IT,300"], new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.Zero));
        await WithdrawAsync("1.3.0");
        Assert.Equal("12:02:00", await ReadAsync());

        _server.Publish("pop", "1.4.0", ["FR,102", "DE,200", "IT,300"], new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.Zero));
        await WithdrawAsync("1.2.0");
        Assert.Equal("12:06:00", await ReadAsync());

        _server.Time.Now = new DateTimeOffset(2026, 3, 1, 13, 0, 0, TimeSpan.Zero);
        Assert.Equal("13:00:00", await ReadAsync());
    }

    private async Task WithdrawAsync(string version)
    {
        (HttpStatusCode status, string body) = await _server.WithdrawAsync($"datasets/pop/versions/{version}{Reason}");
        Assert.True(status == HttpStatusCode.OK, body);
    }

    // The resource and SPARQL say the same, once.
    private async Task<string> ReadAsync(string? instant = null)
    {
        string dataset = _server.Site.Base.Text + "datasets/pop";
        string query = Uri.EscapeDataString(
            $"SELECT ?m {{ <{dataset}> <http://purl.org/dc/terms/modified> ?m }}");
        string endpoint = instant is null ? "sparql" : "sparql/asof/" + instant;
        string[] rows = (await _server.ReadAsync($"{endpoint}?format=csv&query={query}"))
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[2..];
        string asked = Assert.Single(rows);
        string resource = await _server.ReadAsync((instant is null ? "" : $"asof/{instant}/") + "datasets/pop.nt");
        Assert.Contains($"<{dataset}> <http://purl.org/dc/terms/modified> \"{asked}\"", resource, StringComparison.Ordinal);
        Assert.StartsWith("2026-03-01T", asked, StringComparison.Ordinal);
        return asked[11..^1];
    }
}
