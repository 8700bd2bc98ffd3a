using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LinkedStats.Server.Access;
using LinkedStats.Storage;
using LinkedStats.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Tests.Server.Access;

/// <summary>The audit log: who did what, when, for administrators.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ReleaseServer _server = null!;
    private string _publisher = "";
    private string _administrator = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ManualTime Time => _server.Time;

    private AccessStore Access => _server.Site.Access;

    public async ValueTask InitializeAsync()
    {
        _server = await ReleaseServer.StartAsync();
        _publisher = Access.Create("Libraries", AccessRole.Publisher, ["libraries"]).Text;
        _administrator = Access.Create("Head, of the \"desk\"", AccessRole.Administrator, []).Text;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Audit_OfPublicationsAndRefusals_SaysWhoDidWhatAndWhatBecameOfIt()
    {
        await PutAsync("libraries/versions/1.0.0?dryRun=true", _publisher, PublicationTests.Zip());
        await PutAsync("libraries/versions/1.0.0", _publisher, PublicationTests.Zip());
        Time.Now = Time.Now.AddSeconds(1);
        await PutAsync("libraries/versions/1.0.0", _publisher, PublicationTests.Zip(loans: "7"));
        await PutAsync("other/versions/1.0.0", _publisher, PublicationTests.Zip());
        await PutAsync("libraries/versions/1.1.0", null, PublicationTests.Zip());
        string wrong = _publisher[..^5] + (_publisher[^5] == 'A' ? 'B' : 'A') + _publisher[^4..];
        await PutAsync("libraries/versions/1.2.0", wrong, PublicationTests.Zip());

        JsonElement[] entries = await ListAsync("audit");

        string id = Access.Find(_publisher)!.Id;
        Assert.Equal(
            [
                $"stranger  refuse libraries 1.2.0 401 PUT /datasets/libraries/versions/1.2.0, shown as key {id}",
                "stranger  refuse libraries 1.1.0 401 PUT /datasets/libraries/versions/1.1.0",
                $"key {id} refuse other 1.0.0 403 PUT /datasets/other/versions/1.0.0, shown as key {id}",
                $"key {id} publish libraries 1.0.0 409 ",
                $"key {id} publish libraries 1.0.0 201 ",
            ],
            entries.Take(5).Select(Show));
        Assert.Equal(["create-key", "create-key"], entries.Skip(5).Select(static e => Text(e, "action")));
        Assert.Equal(Environment.UserName, entries[^1].GetProperty("actor").GetProperty("id").GetString());
        Assert.Equal("Libraries", entries[4].GetProperty("actor").GetProperty("name").GetString());
        Assert.True(entries[4].GetProperty("commit").GetInt64() > 0);
        Assert.Equal(JsonValueKind.Null, entries[3].GetProperty("commit").ValueKind);
        Assert.Matches("^[0-9a-f]{16,}$", Text(entries[4], "digest"));
        Assert.NotEqual(Text(entries[4], "digest"), Text(entries[3], "digest"));
        Assert.Equal(Time.Now, entries[0].GetProperty("instant").GetDateTimeOffset());
    }

    [Fact]
    public async Task Audit_Filtered_GivesWhatWasAskedFor()
    {
        await PutAsync("libraries/versions/1.0.0", _publisher, PublicationTests.Zip());
        Time.Now = Time.Now.AddMinutes(1);
        await PutAsync("other/versions/1.0.0", _publisher, PublicationTests.Zip());

        Assert.Equal(["201"], (await ListAsync("audit?dataset=libraries")).Select(static e => Text(e, "outcome")));
        Assert.Equal(["403", "201"], (await ListAsync("audit?actor=Libraries")).Select(static e => Text(e, "outcome")));
        Assert.Equal(["403"], (await ListAsync("audit?since=2026-03-01T12:01:00Z")).Select(static e => Text(e, "outcome")));
        Assert.Empty(await ListAsync("audit?actor=nobody"));
    }

    [Fact]
    public async Task Audit_InPages_GivesEachEntryOnce()
    {
        for (int i = 0; i < 7; i++)
        {
            Access.Audit.Record(new AuditEntry(Actor.LocalUser(), AuditEntry.Withdraw, "200") { Detail = $"{i}" });
        }

        List<string> details = [];
        string? address = "audit?limit=2&actor=" + Uri.EscapeDataString(Environment.UserName);
        while (address is not null)
        {
            using JsonDocument page = JsonDocument.Parse(await ReadAsync(address, _administrator));
            details.AddRange(page.RootElement.GetProperty("entries").EnumerateArray().Select(static e => Text(e, "detail")));
            address = page.RootElement.GetProperty("next").GetString();
            Assert.True(details.Count <= 9);
        }

        Assert.Equal(["6", "5", "4", "3", "2", "1", "0"], details.Take(7));
        Assert.Equal(9, details.Count);
    }

    [Fact]
    public async Task Audit_AsCsv_QuotesWhatNeedsIt()
    {
        string[] lines = (await ReadAsync("audit.csv", _administrator)).Split("\r\n");

        Assert.Equal("id,instant,actor_kind,actor_id,actor_name,action,dataset,version,outcome,commit,digest,detail", lines[0]);
        Assert.StartsWith("2,2026-03-01T12:00:00.000Z,user,", lines[1], StringComparison.Ordinal);
        Assert.Contains("for Head, of the \"\"desk\"\"\"", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    [InlineData(true, HttpStatusCode.Forbidden)]
    public async Task Audit_WithoutAnAdministratorsKey_IsRefused(bool hasKey, HttpStatusCode expected)
    {
        foreach (string path in (string[])["audit", "audit.csv", "audit?limit=0", "asof/2026-03-01T11:00:00Z/audit"])
        {
            using HttpResponseMessage response = await SendAsync(HttpMethod.Get, path, hasKey ? _publisher : null);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("audit?limit=0", HttpStatusCode.BadRequest)]
    [InlineData("audit?limit=10001", HttpStatusCode.BadRequest)]
    [InlineData("audit?limit=ten", HttpStatusCode.BadRequest)]
    [InlineData("audit?before=-1", HttpStatusCode.BadRequest)]
    [InlineData("audit?since=yesterday", HttpStatusCode.BadRequest)]
    [InlineData("audit?who=me", HttpStatusCode.BadRequest)]
    [InlineData("asof/2026-03-01T11:00:00Z/audit", HttpStatusCode.NotFound)]
    public async Task Audit_Misused_IsAProblem(string path, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, path, _administrator);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Audit_IsNamedByNoPublicAnswer()
    {
        await PutAsync("libraries/versions/1.0.0", _publisher, PublicationTests.Zip());
        foreach (string path in (string[])["", "datasets", "graphs.nt", "sparql?format=csv&query=SELECT*{?s?p?o}", "limits"])
        {
            Assert.DoesNotContain("audit", await ReadAsync(path, null), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Refusals_InAFlood_AreCountedRatherThanWritten()
    {
        for (int i = 0; i < 300; i++)
        {
            using HttpResponseMessage response = await SendAsync(HttpMethod.Get, $"datasets?{i}", "nonsense");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        JsonElement[] entries = [.. (await ListAsync("audit?limit=1000")).Where(static e => Text(e, "action") == "refuse")];
        Assert.Equal(AuditLog.RefusalsPerMinuteMax + 1, entries.Length);
        Assert.Equal("280 more refusals", Text(entries[0], "detail"));

        Time.Now = Time.Now.AddMinutes(1);
        using HttpResponseMessage later = await SendAsync(HttpMethod.Get, "datasets", "nonsense");
        Assert.Equal("GET /datasets", Text((await ListAsync("audit?limit=1"))[0], "detail"));
    }

    [Fact]
    public void Record_BeyondTheBounds_ForgetsTheOldestOfItsKind()
    {
        using AccessDatabase database = AccessDatabase.Open(null);
        var log = new AuditLog(database, Time, entriesMax: 150, refusalsMax: 50);
        for (int i = 0; i < 1000; i++)
        {
            log.Record(new AuditEntry(Actor.LocalUser(), i % 4 == 0 ? AuditEntry.Publish : AuditEntry.Refuse, "200"));
        }

        IReadOnlyList<AuditEntry> entries = log.List(new AuditFilter { Limit = 10_000 });
        Assert.Equal(50, entries.Count(static e => e.Action == AuditEntry.Refuse));
        Assert.Equal(150, entries.Count(static e => e.Action == AuditEntry.Publish));
        Assert.Equal(1000, entries[0].Id);
    }

    [Fact]
    public void Open_KeysOfFormatOne_KeepsThemAndBeginsTheLog()
    {
        (string id, string text) = KeyText.Create();
        using (var connection = new SqliteConnection($"Data Source={_folder.File("access.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE keys (
                    id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, datasets TEXT NOT NULL,
                    digest BLOB NOT NULL, created INTEGER NOT NULL, revoked INTEGER) STRICT;
                INSERT INTO keys VALUES ($id, 'Old', 'publisher', 'pop life', $digest, 1700000000, NULL);
                PRAGMA application_id=0x4C534143;
                PRAGMA user_version=1;
                """;
            command.Parameters.AddWithValue("$id", id);
            command.Parameters.AddWithValue("$digest", KeyText.Digest(text));
            command.ExecuteNonQuery();
        }

        for (int i = 0; i < 2; i++)
        {
            using var access = AccessStore.Open(_folder.Path, Time);
            AccessKey key = Assert.IsType<AccessKey>(access.Find(text));
            Assert.Equal(("Old", AccessRole.Publisher, "pop life"), (key.Name, key.Role, string.Join(' ', key.Datasets)));
            Assert.Equal(i, access.Audit.List(new AuditFilter { Limit = 10 }).Count);
            access.Create("New", AccessRole.Reader, []);
        }
    }

    [Fact]
    public void Open_KeysOfALaterFormat_IsRefused()
    {
        AccessStore.Open(_folder.Path, Time).Dispose();
        using (var connection = new SqliteConnection($"Data Source={_folder.File("access.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }

        StoreException error = Assert.Throws<StoreException>(() => AccessStore.Open(_folder.Path, Time));
        Assert.Contains("newer program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OfTheCommandLine_NamesTheUser()
    {
        string store = _folder.File("store");
        string package = _folder.File("libraries.zip");
        await File.WriteAllBytesAsync(package, PublicationTests.Zip(), Stop);
        (_, string key, _) = await ServerProcess.RunAsync("key", "create", "--name", "N", "--role", "reader", "--store", store);
        (int revoked, _, _) = await ServerProcess.RunAsync("key", "revoke", key[3..11], "--store", store);
        (int published, _, _) = await ServerProcess.RunAsync("publish", package, "--store", store);
        (int again, _, _) = await ServerProcess.RunAsync("publish", package, "--store", store);

        (int code, string list, _) = await ServerProcess.RunAsync("audit", "--store", store);
        (_, string ofDataset, _) = await ServerProcess.RunAsync("audit", "--store", store, "--dataset", "libraries", "--limit", "1");
        (int missing, _, _) = await ServerProcess.RunAsync("audit", "--store", _folder.File("nothing"));
        (int misused, _, _) = await ServerProcess.RunAsync("audit", "--store", store, "--since", "yesterday");

        Assert.Equal([0, 0, 0, 0, 2, 2], [revoked, published, again, code, missing, misused]);
        string[][] rows = [.. list.Trim().Split('\n').Skip(1).Select(static line => line.Split('\t'))];
        Assert.Equal(
            ["publish libraries unchanged", "publish libraries published", "revoke-key  done", "create-key  done"],
            rows.Select(static row => $"{row[3]} {row[4]} {row[6]}"));
        Assert.All(rows, static row => Assert.Equal("user " + Environment.UserName, row[1]));
        Assert.Equal(2, ofDataset.Trim().Split('\n').Length);
        Assert.Contains(key[3..11], rows[2][9], StringComparison.Ordinal);
    }

    private static string Text(JsonElement entry, string name) => entry.GetProperty(name).GetString() ?? "";

    private static string Show(JsonElement entry)
    {
        JsonElement actor = entry.GetProperty("actor");
        return string.Create(CultureInfo.InvariantCulture, $"{Text(actor, "kind")} {Text(actor, "id")} ")
            + string.Join(' ', ((string[])["action", "dataset", "version", "outcome", "detail"]).Select(name => Text(entry, name)));
    }

    private async Task<JsonElement[]> ListAsync(string path)
    {
        using JsonDocument document = JsonDocument.Parse(await ReadAsync(path, _administrator));
        return [.. document.RootElement.GetProperty("entries").EnumerateArray().Select(static e => e.Clone())];
    }

    private async Task<string> ReadAsync(string path, string? key)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, path, key);
        string body = await response.Content.ReadAsStringAsync(Stop);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {body}");
        return body;
    }

    private async Task PutAsync(string path, string? key, byte[] zip)
    {
        using var content = new ByteArrayContent(zip);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        using HttpResponseMessage response = await SendAsync(HttpMethod.Put, "datasets/" + path, key, content);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, string? key, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return await _server.Client.SendAsync(request, Stop);
    }
}
