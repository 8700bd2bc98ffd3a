using LinkedStats.Storage;
using LinkedStats.Tests.Server.Access;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>
/// Who publishes one dataset learns nothing by his packages of what is under the embargo of another: neither by a dry
/// run nor by publishing, whatever both say of a shared list.
/// </summary>
public sealed class PublisherWalkTests : IAsyncLifetime
{
    private const string Later = "release: 2026-03-10T07:00:00Z";

    private static readonly string[] Releases = ["", WalkReleases.Release, Later];

    private WalkPair _pair = null!;

    public async ValueTask InitializeAsync() => _pair = await WalkPair.StartAsync(Publish);

    public ValueTask DisposeAsync() => _pair.DisposeAsync();

    [Theory]
    [InlineData("code as the hidden one", "FR,,Area FR\nZSECRET,FR,Area ZSECRET", "")]
    [InlineData("code below another", "FR,,Area FR\nZSECRET,,Area ZSECRET", "")]
    [InlineData("code with another label", "FR,,Area FR\nZSECRET,FR,Else", "")]
    [InlineData("known code below another", "FR,,Area FR\nR11,,Area R11", "")]
    [InlineData("known code as hidden", "FR,,ZSECRET France\nR11,FR,Area R11", "")]
    [InlineData("known code as public", "FR,,Area FR\nR11,FR,Area R11", "")]
    [InlineData("hidden run", "FR,,Area FR", "run: secret-r1")]
    [InlineData("hidden experiment", "FR,,Area FR", "experiment: secret-trial")]
    [InlineData("hidden list", null, "")]
    [InlineData("hidden dataset", "FR,,Area FR", "iri: http://stats.example.org/datasets/nothing")]
    public async Task Report_OfADryRunAndOfAPublication_DependsOnWhatThePublisherSees(
        string name, string? codes, string more)
    {
        Assert.NotEmpty(name);
        int number = 0;
        foreach (string release in Releases)
        {
            number++;
            byte[] zip = Zip($"1.{number}.0", codes, release + "\n" + more);
            foreach (string address in (string[])
                [$"datasets/mine/versions/1.{number}.0?dryRun=true", $"datasets/mine/versions/1.{number}.0"])
            {
                WalkAnswer left = await _pair.Left.PublishAsync(address, zip);
                WalkAnswer right = await _pair.Right.PublishAsync(address, zip);
                Assert.Null(left.Difference(right));
            }
        }

        _pair.SetTime(WalkReleases.Instant.AddTicks(-1));
        foreach (bool isByPublisher in (bool[])[false, true])
        {
            var walk = new Walk(_pair.Left, _pair.Right) { IsBrief = true, IsByPublisher = isByPublisher };
            await walk.VisitAsync(["concepts/areas", "concepts/areas/ZSECRET", "concepts/areas/FR", "datasets/mine", "graphs"]);
            await walk.AskAsync(WalkQueries.All);
            walk.RequireNoDifference();
        }
    }

    [Fact]
    public async Task Publish_OtherwiseThanTheHiddenList_WhatWasHiddenStaysAndTheRestIsAdded()
    {
        byte[] zip = Zip("1.0.0", "FR,,Area FR\nZSECRET,,Mine\nNEW,ZSECRET,Area NEW", Later);
        WalkAnswer answer = await _pair.Left.PublishAsync("datasets/mine/versions/1.0.0", zip);
        Assert.Equal(201, answer.Status);

        string early = await LabelsAsync("2026-03-02T12:00:00Z");
        _pair.LeftTime.Now = WalkReleases.Instant.AddDays(1);
        string late = await LabelsAsync("2026-03-10T07:00:00Z");

        Assert.Equal("FR,Area FR,\r\nR11,Area R11,FR\r\n", early);
        Assert.Equal(
            "FR,ZSECRET France,\r\nNEW,Area NEW,ZSECRET\r\nR11,Area R11,FR\r\nZSECRET,Area ZSECRET,FR\r\n", late);
        WalkAnswer cells = await _pair.Left.SendAsync(new WalkRequest("GET", "datasets/mine/observations.csv"));
        Assert.Contains("ZSECRET,2023", cells.Body, StringComparison.Ordinal);
    }

    private async Task<string> LabelsAsync(string instant)
    {
        string query = Uri.EscapeDataString("""
            PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            SELECT ?code ?label ?parent {
              ?c skos:inScheme <http://stats.example.org/concepts/areas> ; skos:notation ?code ; skos:prefLabel ?label
              FILTER(LANG(?label) = "en") OPTIONAL { ?c skos:broader/skos:notation ?parent }
            } ORDER BY ?code ?label ?parent
            """);
        WalkAnswer answer = await _pair.Left.SendAsync(new WalkRequest("GET", $"sparql/asof/{instant}?format=csv&query={query}"));
        Assert.Equal(200, answer.Status);
        return answer.Body[(answer.Body.IndexOf('\n', StringComparison.Ordinal) + 1)..];
    }

    private static byte[] Zip(string version, string? codes, string more)
    {
        string list = codes is null
            ? "codes: { scheme: \"http://stats.example.org/concepts/secret-areas\" }"
            : "codes: { file: areas.csv }";
        IEnumerable<string> rows = (codes ?? "FR,,").Split('\n').Select(static line => line.Split(',')[0] + ",2023,1");
        return PublicationTests.Zip(
            ("release.yaml", $$"""
                dataset: mine
                version: {{version}}
                title: { en: "Mine" }
                licence: etalab-2.0
                {{more.ReplaceLineEndings("\n").Trim()}}
                dimensions:
                  - { id: area, title: { en: "Area" }, {{list}} }
                  - { id: year, property: sdmx-dimension:refPeriod, type: gYear }
                measures:
                  - { id: people, type: integer, aggregation: sum }
                data: data.csv
                """),
            ("areas.csv", "code,parent,label_en\n" + codes),
            ("data.csv", "area,year,people\n" + string.Join('\n', rows)));
    }

    private static void Publish(Store store, ManualTime time, bool isHidden)
    {
        const string Release = WalkReleases.Release;
        Tree(store, "rates", "", "FR,,Area FR", "R11,FR,Area R11").Accept();
        time.Now = WalkReleases.Start.AddHours(1);
        if (isHidden)
        {
            Tree(store, "secret", Release, "FR,,ZSECRET France", "ZSECRET,FR,Area ZSECRET").Lineage("secret-").Accept();
            time.Now = WalkReleases.Start.AddHours(2);
            WalkReleases.Rates(store, "secret-2", "1.0.0", "ZSECRET", Release, "FR", "ZSECRET").List("secret-areas").Accept();
            time.Now = WalkReleases.Start.AddHours(3);
            Tree(store, "nothing", Release, "FR,,ZSECRET France").Accept();
        }

        time.Now = WalkReleases.Start.AddHours(4);
    }

    private static Sending Tree(Store store, string id, string release, params string[] codes)
    {
        Sending sending = WalkReleases.Rates(
            store, id, "1.0.0", id, release, [.. codes.Select(static line => line.Split(',')[0])]);
        sending.Package.Add("areas.csv", string.Join('\n', codes.Prepend("code,parent,label_en")));
        return sending;
    }
}
