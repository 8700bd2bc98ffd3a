using System.Net;
using System.Text.Json;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Server.Changes;

/// <summary>A cell through its versions, and the revision triangle of its dataset.</summary>
public sealed class RevisionTests : IAsyncLifetime
{
    private static readonly Iri Period = Iri.Parse("http://purl.org/linked-data/sdmx/2009/dimension#refPeriod");

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private Site _site = null!;
    private Store _store = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (_site, _store) = ServerFixture.CreateSite(new ServerOptions { Time = _time });
        Publish("1.0.0", ("A", 2018, "10", "p"), ("B", 2018, "20", "p"));
        Publish("1.1.0", ("A", 2018, "10.5", "p"), ("B", 2018, "19", "p"), ("A", 2019, "1", "p"));
        Publish("1.2.0", ("A", 2018, "10.5", "f"), ("B", 2018, "19", "p"), ("A", 2019, null, "m"));
        Publish("2.0.0", ("B", 2018, "19", "p"), ("A", 2019, "3", "p"));
        _site.IsReady = true;
        _app = Composition.Build(_site);
        await _app.StartAsync(Cancellation);
        _client = new HttpClient { BaseAddress = new Uri(_site.Base.Text) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _store.Dispose();
        _site.Dispose();
    }

    [Fact]
    public async Task History_Csv_ListsAllVersions()
    {
        Assert.Equal(
            "version,released,change,value,value_difference,status\r\n"
            + "1.0.0,2026-03-01T12:00:00Z,added,10,,p\r\n"
            + "1.1.0,2026-03-02T12:00:00Z,revised,10.5,0.5,p\r\n"
            + "1.2.0,2026-03-03T12:00:00Z,status-changed,10.5,0,f\r\n"
            + "2.0.0,2026-03-04T12:00:00Z,removed,,,\r\n",
            await ReadAsync("datasets/pop/observations/A.2018/history.csv"));
        Assert.Equal(
            "version,released,change,value,value_difference,status\r\n"
            + "1.1.0,2026-03-02T12:00:00Z,added,1,,p\r\n"
            + "1.2.0,2026-03-03T12:00:00Z,revised,,,m\r\n"
            + "2.0.0,2026-03-04T12:00:00Z,revised,3,,p\r\n",
            await ReadAsync("datasets/pop/observations/A.2019/history.csv"));
    }

    [Fact]
    public async Task History_Json_HasValuesAsNumbers()
    {
        using JsonDocument json = JsonDocument.Parse(await ReadAsync("datasets/pop/observations/A.2018/history.json"));
        JsonElement[] states = [.. json.RootElement.GetProperty("states").EnumerateArray()];

        Assert.Equal(4, states.Length);
        Assert.Equal("10.5", states[1].GetProperty("value").GetRawText());
        Assert.Equal("0.5", states[1].GetProperty("value_difference").GetRawText());
        Assert.Equal("2026-03-02T12:00:00Z", states[1].GetProperty("released").GetString());
        Assert.Equal(JsonValueKind.Null, states[3].GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task History_Rdf_DescribesTheCellInEachVersion()
    {
        string text = await ReadAsync("datasets/pop/observations/A.2018/history.nt");

        string node = $"<{_site.Base.Text}datasets/pop/versions/1.1.0/observations/A.2018>";
        Assert.Contains(
            $"{node} <http://www.w3.org/ns/prov#specializationOf> <{_site.Base.Text}datasets/pop/observations/A.2018>",
            text, StringComparison.Ordinal);
        Assert.Contains($"{node} <http://example.org/value> \"10.5\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_UnknownCell_Is404()
    {
        using HttpResponseMessage response =
            await _client.GetAsync("datasets/pop/observations/C.2018/history", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Revisions_Csv_SumsUpEachPeriodAndVersion() => Assert.Equal(
        "year,version,released,cells,value,revised,meanRevision,meanAbsoluteRevision\r\n"
        + "2018,1.0.0,2026-03-01T12:00:00Z,2,,0,,\r\n"
        + "2018,1.1.0,2026-03-02T12:00:00Z,2,,2,-0.25,0.75\r\n"
        + "2018,1.2.0,2026-03-03T12:00:00Z,2,,0,0,0\r\n"
        + "2018,2.0.0,2026-03-04T12:00:00Z,1,19,0,0,0\r\n"
        + "2019,1.1.0,2026-03-02T12:00:00Z,1,1,0,,\r\n"
        + "2019,1.2.0,2026-03-03T12:00:00Z,1,,0,,\r\n"
        + "2019,2.0.0,2026-03-04T12:00:00Z,1,3,0,,\r\n",
        await ReadAsync("datasets/pop/revisions.csv"));

    [Fact]
    public async Task Revisions_OfASelection_LookAtItsCells()
    {
        string csv = await ReadAsync("datasets/pop/revisions.csv?area=B");

        Assert.Contains("2018,1.1.0,2026-03-02T12:00:00Z,1,19,1,-1,1\r\n", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("2019", csv[8..].Replace("2026", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("datasets/pop/revisions?measure=valeu", HttpStatusCode.BadRequest)]
    [InlineData("datasets/pop/revisions?area=X", HttpStatusCode.BadRequest)]
    [InlineData("datasets/pop/revisions.ttl", HttpStatusCode.NotAcceptable)]
    [InlineData("datasets/none/revisions", HttpStatusCode.NotFound)]
    public async Task Revisions_BadRequests_AreProblems(string path, HttpStatusCode expected)
    {
        using HttpResponseMessage response = await _client.GetAsync(path, Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Pages_ShowHistoryAndRevisions()
    {
        Assert.Contains(
            "in every version", await ReadAsync("datasets/pop/observations/A.2018/history.html?lang=en"), StringComparison.Ordinal);
        Assert.Contains("-0.25 / 0.75", await ReadAsync("datasets/pop/revisions.html?lang=en"), StringComparison.Ordinal);
    }

    private void Publish(string version, params (string Area, int Year, string? Value, string Status)[] cells)
    {
        CubeSample sample = Small([.. cells.Select(static cell => (cell.Area, cell.Year, cell.Value))]);
        using (StoreWriter writer = _store.BeginWrite(Cancellation))
        {
            (sample with
            {
                Schema = new CubeSchema([Ex("area"), Ex("year")], [Ex("value")], [Ex("status")]),
                Rows = [.. sample.Rows.Select((row, i) => row with { Attributes = [Ex(cells[i].Status)] })],
            }).AddTo(writer, "pop", version);
            writer.AddGraph(
                StoreWriter.VersionIri(_site.Base, "pop", version),
                GraphRole.DatasetVersion,
                [
                    new Quad(Ex("dataset/pop"), RdfVocabulary.Type, CubeVocabulary.DataSet),
                    new Quad(Ex("dataset/pop"), CubeVocabulary.Structure, Ex("structure")),
                    .. Component(CubeVocabulary.Dimension, "area"), .. Component(CubeVocabulary.Dimension, "year"),
                    .. Component(CubeVocabulary.Measure, "value"), .. Component(CubeVocabulary.Attribute, "status"),
                    new Quad(Ex("year"), RdfsVocabulary.SubPropertyOf, Period),
                ]);
            writer.Commit();
        }

        _time.Now = _time.Now.AddDays(1);
    }

    private static Quad[] Component(Iri kind, string name) =>
    [
        new(Ex("structure"), CubeVocabulary.Component, Ex("component/" + name)),
        new(Ex("component/" + name), kind, Ex(name)),
    ];

    private async Task<string> ReadAsync(string path)
    {
        using HttpResponseMessage response = await _client.GetAsync(path, Cancellation);
        string body = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {body}");
        return body;
    }
}
