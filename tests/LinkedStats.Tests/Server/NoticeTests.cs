using System.Net;
using System.Net.Http.Headers;
using LinkedStats.Publishing;
using LinkedStats.Tests.Publishing;

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
    public async Task ProblemPage_OfAPastState_StaysThereInTheOtherLanguage()
    {
        using HttpResponseMessage response = await _server.SendAsync("asof/2026-03-01T12:00:30Z/datasets/none", "text/html");
        string page = await response.Content.ReadAsStringAsync(Stop);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("href=\"/asof/2026-03-01T12:00:30Z/datasets/none?lang=fr\"", page, StringComparison.Ordinal);
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

        foreach (string path in (string[])
            ["datasets/pop", "datasets/pop/versions", "datasets/pop/versions/1.2.0/observations", "datasets/pop/changes/1.1.0..1.2.0",
                "datasets/pop/observations/FR/history"])
        {
            Assert.Contains(
                "Version 1.2.0 is under embargo until 2026-03-09 07:00 UTC; your key shows it before.",
                await ReadAsync(path, _server.Publisher), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("role=\"note\"", await ReadAsync("datasets/pop"), StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"note\"", await ReadAsync("datasets/pop/versions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_WithoutAPurgedCell_TellsOfItAsPageAndAsData()
    {
        (HttpStatusCode status, string answer) = await _server.PurgeAsync(
            "pop", """{ "version": "1.1.0", "cells": ["IT"], "reason": { "en": "A person could be recognised." } }""");
        Assert.True(status == HttpStatusCode.OK, answer);
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

    [Fact]
    public async Task Page_OfAWithdrawnVersion_LeadsToWhatThereIs()
    {
        await _server.WithdrawAsync("datasets/pop/versions/1.1.0?reason=Wrong.");
        using var request = new HttpRequestMessage(HttpMethod.Get, "datasets/pop/versions/1.1.0?lang=fr");
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        string page = await response.Content.ReadAsStringAsync(Stop);

        Assert.Equal(410, (int)response.StatusCode);
        Assert.Contains("<a href=\"/datasets/pop\">", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/datasets/pop/versions\">", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/datasets/pop/versions/1.0.0\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_AsPage_CallsMeasuresByTheirLabels()
    {
        using TemporaryPackage package = new TemporaryPackage()
            .Add("release.yaml", """
                dataset: loans
                version: 1.0.0
                title: { fr: "Prêts", en: "Loans" }
                licence: etalab-2.0
                dimensions:
                  - { id: area, codes: { file: areas.csv }, title: { en: "Area" } }
                  - { id: year, type: gYear, title: { fr: "Année", en: "Year" }, property: "sdmx-dimension:refPeriod" }
                measures:
                  - { id: count, type: integer, aggregation: sum, title: { fr: "Nombre de prêts", en: "Number of loans" } }
                  - { id: users, type: integer, aggregation: sum, title: { fr: "Usagers", en: "Users" } }
                data: data.csv
                """)
            .Add("areas.csv", "code,label_fr\nFR,France\n")
            .Add("data.csv", "area,year,count,users\nFR,2018,7,3\n");
        PublishOutcome outcome = new Publisher(_server.Store).Publish(package.Folder, null, Stop);
        Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
        _server.Time.Now = _server.Time.Now.AddMinutes(1);

        string history = await ReadAsync("datasets/loans/observations/FR.2018/history?lang=fr");
        string revisions = await ReadAsync("datasets/loans/revisions?lang=fr");

        Assert.Contains(">Nombre de prêts<", history, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/loans/revisions?measure=users&lang=fr\">Usagers</a>", revisions, StringComparison.Ordinal);
        Assert.DoesNotContain(">Cellule<", revisions, StringComparison.Ordinal);
        using HttpResponseMessage csv = await _server.SendAsync("datasets/loans/changes/1.0.0..1.0.0.csv?labels=name&lang=en");
        Assert.Equal("en, fr", string.Join(", ", csv.Content.Headers.ContentLanguage));
    }

    [Fact]
    public async Task Announcement_InFrench_IsAllInFrench()
    {
        _server.Publish("pop", "1.2.0", ["FR,100", "DE,200", "IT,400", "ES,500"],
            new DateTimeOffset(2026, 3, 9, 7, 0, 0, TimeSpan.Zero), isAnnounced: true);

        string page = await ReadAsync("releases/pop/1.2.0?lang=fr");

        Assert.Contains(">Prévue<", page, StringComparison.Ordinal);
        foreach (string untranslated in (string[])[">startDate<", ">eventStatus<", ">created<", ">EventScheduled<"])
        {
            Assert.DoesNotContain(untranslated, page, StringComparison.Ordinal);
        }
    }

    private async Task<string> ReadAsync(string path, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", "text/html");
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using HttpResponseMessage response = await _server.Client.SendAsync(request, Stop);
        string page = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, page);
        return WebUtility.HtmlDecode(page);
    }
}
