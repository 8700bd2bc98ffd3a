using System.Net.Http.Headers;
using System.Text;

namespace LinkedStats.Tests.Server;

/// <summary>What pages about versions tell their readers first: that there is a newer version, that what they see is past,
/// early, or no longer whole.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync();
        _server.PublishGood("pop", "1.0.0", "FR,100", "DE,200");
        _server.PublishGood("pop", "1.1.0", "FR,100", "DE,200", "IT,400");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Page_OfAnOldVersion_NamesTheCurrentOne()
    {
        foreach (string below in (string[])["", "/observations", "/observations/FR"])
        {
            string old = await ReadAsync($"datasets/pop/versions/1.0.0{below}?lang=en");
            string french = await ReadAsync($"datasets/pop/versions/1.0.0{below}?lang=fr");
            string current = await ReadAsync($"datasets/pop/versions/1.1.0{below}?lang=en");

            Assert.Contains("Version 1.0.0 is not the current one, which is", old, StringComparison.Ordinal);
            Assert.Contains("href=\"/datasets/pop/versions/1.1.0?lang=en\"", old, StringComparison.Ordinal);
            Assert.Contains("La version 1.0.0 n’est pas la version en cours", french, StringComparison.Ordinal);
            Assert.DoesNotContain("Current version: <a href=\"/datasets/pop/versions/1.0.0", old, StringComparison.Ordinal);
            Assert.DoesNotContain("role=\"note\"", current, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_OfAPastState_SaysSoAndKeepsItsReaderThere()
    {
        const string Past = "asof/2026-03-01T12:00:30Z";
        string page = await ReadAsync($"{Past}/datasets/pop");

        Assert.Contains("What this server answered at 2026-03-01T12:00:30Z.", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/datasets/pop\">The present state</a>", page, StringComparison.Ordinal);
        foreach (string link in (string[])
            ["/datasets", "/datasets/pop/observations", "/datasets/pop/observations.csv", "/datasets/pop/observations/FR", "/concepts/areas"])
        {
            Assert.Contains($"href=\"/{Past}{link}\"", page, StringComparison.Ordinal);
        }

        Assert.Contains("href=\"/swagger\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"note\"", await ReadAsync("datasets/pop"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SparqlPage_OfAPastState_AsksThatStateAgain()
    {
        string page = await ReadAsync("sparql/asof/2026-03-01T12:00:30Z");

        Assert.Contains("action=\"/sparql/asof/2026-03-01T12:00:30Z\"", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/sparql\"", await ReadAsync("sparql"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAVersionUnderEmbargo_TellsItsFewReadersUntilWhen()
    {
        _server.Publish("pop", "1.2.0", ["FR,100", "DE,200", "IT,400", "ES,500"],
            new DateTimeOffset(2026, 3, 9, 7, 0, 0, TimeSpan.Zero));

        string early = await ReadAsync("datasets/pop", _server.Publisher);
        string open = await ReadAsync("datasets/pop");

        Assert.Contains(
            "Version 1.2.0 is under embargo until 2026-03-09 07:00 UTC; your key shows it before.", early, StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"note\"", open, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_WithoutAPurgedCell_TellsOfItAsPageAndAsData()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "datasets/pop/purges")
        {
            Content = new StringContent(
                """{ "version": "1.1.0", "cells": ["IT"], "reason": { "en": "A person could be recognised." } }""",
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _server.Administrator);
        using HttpResponseMessage purge = await _server.Client.SendAsync(request, Stop);
        string answer = await purge.Content.ReadAsStringAsync(Stop);
        Assert.True(purge.IsSuccessStatusCode, answer);
        string digest = System.Text.Json.JsonDocument.Parse(answer).RootElement
            .GetProperty("versions")[0].GetProperty("digest").GetString()!;

        string page = await ReadAsync("datasets/pop?lang=en");
        string french = await ReadAsync("datasets/pop?lang=fr");

        Assert.Contains(
            "1 cell was removed from every state on 2026-03-01: A person could be recognised.", page, StringComparison.Ordinal);
        Assert.Contains("1 cellule a été supprimée de tous les états le 2026-03-01", french, StringComparison.Ordinal);
        foreach (string path in (string[])["datasets/pop/versions/1.1.0.nt", "datasets/pop/versions.nt"])
        {
            string triples = await _server.ReadAsync(path);
            Assert.Contains("linkedstats#purgedCells> \"1\"", triples, StringComparison.Ordinal);
            Assert.Contains($"checksumValue> \"{digest}\"", triples, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_AsData_HoldsItsChecksum()
    {
        string triples = await _server.ReadAsync("datasets/pop/versions/1.0.0.nt");

        Assert.Contains("versions/1.0.0#checksum> <http://spdx.org/rdf/terms#checksumValue> \"", triples, StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        string page = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, page);
        return System.Net.WebUtility.HtmlDecode(page);
    }
}
