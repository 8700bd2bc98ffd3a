using System.Net;
using System.Text;
using System.Text.Json;
using LinkedStats.Server.Access;

namespace LinkedStats.Tests.Server;

/// <summary>Cells purged over HTTP and beside a server: gone from every state and door.</summary>
public sealed class PurgeTests : IAsyncLifetime
{
    private const string Reason = "\"reason\": { \"en\": \"A person could be recognised.\", \"fr\": \"Secret statistique.\" }";

    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync();
        _server.PublishGood("pop", "1.0.0", "FR,1", "DE,20");
        _server.PublishGood("pop", "1.1.0", "FR,1", "DE,30", "IT,400");
        _server.PublishGood("pop", "1.1.1", "FR,2", "DE,30", "IT,401");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Post_CellOfAllVersions_IsGoneAtEveryInstant()
    {
        string[] instants = ["", "asof/2026-03-01T12:01:30Z/", "asof/2026-03-01T12:02:30Z/"];
        using HttpResponseMessage before = await _server.SendAsync("datasets/pop/versions/1.1.0/observations.csv");
        string page = await _server.ReadAsync("datasets/pop/observations.jsonld?limit=1");
        string next = JsonDocument.Parse(page[4..]).RootElement.GetProperty("page").GetProperty("next").GetString()!;

        (HttpStatusCode status, string answer) = await PostAsync(
            $$"""{ "cells": ["IT"], "allVersions": true, {{Reason}} }""");

        Assert.True(status == HttpStatusCode.OK, answer);
        using JsonDocument told = JsonDocument.Parse(answer);
        Assert.Equal(64, told.RootElement.GetProperty("salt").GetString()!.Length);
        Assert.Equal(
            ["1.1.0 False 1", "1.1.1 False 1"],
            told.RootElement.GetProperty("versions").EnumerateArray().Select(static v =>
                $"{v.GetProperty("version")} {v.GetProperty("whole")} {v.GetProperty("cells")}"));
        foreach (string instant in instants)
        {
            foreach (string path in (string[])["datasets/pop/observations.csv", "datasets/pop/versions/1.1.0/observations.nt",
                "graphs?default", "graphs?graph=datasets/pop/versions/1.1.0"])
            {
                string body = await _server.ReadAsync(instant + path);
                Assert.StartsWith("200", body, StringComparison.Ordinal);
                Assert.All(
                    (string[])[",400", ",401", "\"400\"", "\"401\""],
                    value => Assert.DoesNotContain(value, body, StringComparison.Ordinal));
                Assert.DoesNotContain("observations/IT", body, StringComparison.Ordinal);
            }

            Assert.StartsWith("404", await _server.ReadAsync(instant + "datasets/pop/observations/IT"), StringComparison.Ordinal);
        }

        string sums = await _server.ReadAsync(
            "sparql/asof/2026-03-01T12:01:30Z?format=csv&query=" + Uri.EscapeDataString(
                $"SELECT (SUM(?n) AS ?all) {{ ?o <{_server.Site.Base.Text}def/measure/people> ?n }}"));
        Assert.Equal("200\nall\r\n31\r\n", sums);
        using HttpResponseMessage after = await _server.SendAsync("datasets/pop/versions/1.1.0/observations.csv");
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        using HttpResponseMessage cursor = await _server.Client.GetAsync(next, Stop);
        Assert.Equal(HttpStatusCode.Gone, cursor.StatusCode);
        await CheckTombstoneAsync(told.RootElement.GetProperty("versions")[0].GetProperty("digest").GetString()!);
        Assert.Equal(
            ["pop 1.1.1", "pop 1.1.0"],
            _server.Site.Access.Audit.List(new AuditFilter { Limit = 10 })
                .Where(static entry => entry.Action == AuditEntry.Purge)
                .Select(static entry => $"{entry.Dataset} {entry.Version}"));
    }

    [Fact]
    public async Task Post_WholeVersion_Is410InPastStatesToo()
    {
        (HttpStatusCode status, string answer) = await PostAsync($$"""{ "version": "1.1.0", {{Reason}} }""");

        Assert.True(status == HttpStatusCode.OK, answer);
        foreach (string path in (string[])["datasets/pop/versions/1.1.0", "datasets/pop/versions/1.1.0/observations/IT",
            "asof/2026-03-01T12:01:30Z/datasets/pop/versions/1.1.0", "asof/2026-03-01T12:02:30Z/datasets/pop/changes/1.0.0..1.1.0",
            "graphs?graph=datasets/pop/versions/1.1.0"])
        {
            using HttpResponseMessage response = await _server.SendAsync(path, "application/json");
            using JsonDocument problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Stop));
            Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
            Assert.EndsWith("/problems/purged", problem.RootElement.GetProperty("type").GetString(), StringComparison.Ordinal);
            Assert.Equal(3, problem.RootElement.GetProperty("cells").GetInt32());
            Assert.Equal("Secret statistique.", problem.RootElement.GetProperty("reason").GetProperty("fr").GetString());
        }

        // Before it was published, nothing was known of it; in its time, the version before is what is left.
        Assert.StartsWith(
            "404", await _server.ReadAsync("asof/2026-03-01T12:00:30Z/datasets/pop/versions/1.1.0"), StringComparison.Ordinal);
        Assert.Contains(
            "DE,20", await _server.ReadAsync("asof/2026-03-01T12:01:30Z/datasets/pop/observations.csv"), StringComparison.Ordinal);
        Assert.Contains("IT,401", await _server.ReadAsync("datasets/pop/observations.csv"), StringComparison.Ordinal);
        Assert.False(_server.Publish("pop", "1.1.0", ["FR,1"]).Report.IsAccepted);
    }

    [Fact]
    public async Task Post_OfWithdrawnVersion_RemovesItFromPastStates()
    {
        await _server.WithdrawAsync("datasets/pop/versions/1.1.1?reason=Wrong");
        Assert.StartsWith(
            "200", await _server.ReadAsync("asof/2026-03-01T12:02:30Z/datasets/pop/versions/1.1.1"), StringComparison.Ordinal);

        (HttpStatusCode status, _) = await PostAsync($$"""{ "version": "1.1.1", {{Reason}} }""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains(
            "/problems/purged", await _server.ReadAsync("asof/2026-03-01T12:02:30Z/datasets/pop/versions/1.1.1"), StringComparison.Ordinal);
        Assert.Contains("/problems/purged", await _server.ReadAsync("datasets/pop/versions/1.1.1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_NotAllowedOrNotUnderstood_RemovesNothing()
    {
        string good = $$"""{ "version": "1.1.0", {{Reason}} }""";
        (string Body, string Key, int Status)[] cases =
        [
            (good, "", 401),
            (good, _server.Publisher, 403),
            ("", _server.Administrator, 400),
            ("null", _server.Administrator, 400),
            ("[]", _server.Administrator, 400),
            ("{", _server.Administrator, 400),
            ($$"""{ {{Reason}} }""", _server.Administrator, 400),
            ("""{ "version": "1.1.0" }""", _server.Administrator, 400),
            ("""{ "version": "1.1.0", "reason": {} }""", _server.Administrator, 400),
            ("""{ "version": "1.1.0", "reason": { "de": "x" } }""", _server.Administrator, 400),
            ($$"""{ "version": "1.1.0", "cells": [], {{Reason}} }""", _server.Administrator, 400),
            ($$"""{ "version": "1.1.0", "cells": [null], {{Reason}} }""", _server.Administrator, 400),
            ($$"""{ "version": "1.1.0", "allVersions": true, {{Reason}} }""", _server.Administrator, 400),
            ($$"""{ "allVersions": true, {{Reason}} }""", _server.Administrator, 400),
            ($$"""{ "cells": ["IT"], {{Reason}} }""", _server.Administrator, 400),
            ($$"""{ "version": "1.1.0", "sells": ["IT"], {{Reason}} }""", _server.Administrator, 400),
            ($$"""{ "version": "9.0.0", {{Reason}} }""", _server.Administrator, 404),
            ($$"""{ "version": "1.1.0", "cells": ["IT", "ES"], {{Reason}} }""", _server.Administrator, 404),
        ];
        foreach ((string body, string key, int expected) in cases)
        {
            (HttpStatusCode status, string answer) = await PostAsync(body, key);
            Assert.True(expected == (int)status, $"{body}: {status} {answer}");
            Assert.False(
                answer.Contains("System.", StringComparison.Ordinal) || answer.Contains(".NET", StringComparison.Ordinal)
                    || answer.Contains("LinkedStats.Server", StringComparison.Ordinal),
                $"{body}: {answer}");
        }

        Assert.Contains("IT,400", await _server.ReadAsync("datasets/pop/versions/1.1.0/observations.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PurgeCommand_BesideAServer_IsSeenWithinASecondAndLeavesNoByte()
    {
        const string Secret = "Zq7SECRET";
        string folder = Directory.CreateTempSubdirectory("linkedstats-").FullName;
        try
        {
            string store = Path.Combine(folder, "store");
            using (Publishing.TemporaryPackage package = new Publishing.TemporaryPackage()
                .Add("release.yaml", """
                    dataset: notes
                    version: 1.0.0
                    title: { en: "Notes" }
                    licence: etalab-2.0
                    dimensions:
                      - { id: area, codes: { file: areas.csv }, title: { en: "Area" } }
                    measures:
                      - { id: note, type: string, aggregation: none }
                    data: data.csv
                    """)
                .Add("areas.csv", "code,label_en\nFR,France\nDE,Germany\n")
                .Add("data.csv", $"area,note\nFR,plain\nDE,{Secret}\n"))
            {
                (int published, string output, string errors) = await ServerProcess.RunAsync(
                    "publish", package.Folder, "--store", store);
                Assert.True(published == 0, output + errors);
            }

            await using ServerProcess server = await ServerProcess.StartAsync("--store", store);
            string before = await server.Client.GetStringAsync("datasets/notes/observations.csv", Stop);
            (int refused, _, _) = await ServerProcess.RunAsync(
                "purge", "notes", "--cells", "ES", "--all-versions", "--reason", "Breach", "--store", store);
            (int usage, _, _) = await ServerProcess.RunAsync("purge", "notes", "--reason", "Breach", "--store", store);
            (int purged, string told, string error) = await ServerProcess.RunAsync(
                "purge", "notes", "--cells", "DE", "--all-versions", "--reason", "Breach", "--store", store);
            string after = await server.Client.GetStringAsync("datasets/notes/observations.csv", Stop);
            (int verified, _, string damage) = await ServerProcess.RunAsync("verify", "--store", store);
            (int audited, string audit, _) = await ServerProcess.RunAsync("audit", "--store", store);

            Assert.Contains(Secret, before, StringComparison.Ordinal);
            Assert.Equal((1, 1), (refused, usage == 0 ? 0 : 1));
            Assert.True(purged == 0, error);
            Assert.Contains("cells purged: notes 1.0.0, 1 cell, digest ", told, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, after, StringComparison.Ordinal);
            Assert.Contains("plain", after, StringComparison.Ordinal);
            Assert.True(verified == 0, damage);
            Assert.Equal(0, audited);
            Assert.Contains("purge", audit, StringComparison.Ordinal);
            byte[] secret = Encoding.UTF8.GetBytes(Secret);
            foreach (string path in Directory.GetFiles(store, "*", SearchOption.AllDirectories))
            {
                await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes, Stop);
                Assert.True(bytes.ToArray().AsSpan().IndexOf(secret) < 0, path);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task CheckTombstoneAsync(string digest)
    {
        foreach (string instant in (string[])["", "asof/2026-03-01T12:01:30Z/"])
        {
            string versions = await _server.ReadAsync(instant + "datasets/pop/versions.nt");
            string endpoint = instant.Length == 0 ? "sparql" : "sparql/asof/2026-03-01T12:01:30Z";
            string facts = await _server.ReadAsync(endpoint + "?format=csv&query=" + Uri.EscapeDataString($$"""
                PREFIX ls: <{{_server.Site.Base.Text}}def/linkedstats#>
                PREFIX spdx: <http://spdx.org/rdf/terms#>
                SELECT ?cells ?digest ?reason WHERE {
                  ?erratum a ls:Erratum ; ls:affects <{{_server.Site.Base.Text}}datasets/pop/versions/1.1.0> ;
                    ls:purgedCells ?cells ; ls:reason ?reason ; spdx:checksum/spdx:checksumValue ?digest .
                  FILTER(LANG(?reason) = "en")
                }
                """));
            Assert.Equal($"200\ncells,digest,reason\r\n1,{digest},A person could be recognised.\r\n", facts);
            Assert.DoesNotContain("versions/1.1.0#checksum", versions, StringComparison.Ordinal);
        }
    }

    private Task<(HttpStatusCode Status, string Body)> PostAsync(string body, string? key = null) =>
        _server.PurgeAsync("pop", body, key);
}
