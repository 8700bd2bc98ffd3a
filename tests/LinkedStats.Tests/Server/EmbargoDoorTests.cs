using System.Net;
using LinkedStats.Publishing;
using LinkedStats.Server;
using LinkedStats.Server.Commands;
using LinkedStats.Storage;
using LinkedStats.Tests.Publishing;
using Microsoft.AspNetCore.Builder;

namespace LinkedStats.Tests.Server;

/// <summary>What is under embargo shows at no address, not even in what is said about mistakes.</summary>
public sealed class EmbargoDoorTests : IAsyncLifetime
{
    private const string Future = "release: 2999-06-29T07:00:00Z";

    private static readonly string[] Echoed = ["ZSECRETS", "areas/ZSECRET"];

    private Store _store = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    /// <summary>Addresses, each with a media type.</summary>
    public static TheoryData<string, string> Doors { get; } = new()
    {
        { "datasets", "text/html" },
        { "datasets", "text/turtle" },
        { "datasets/rates", "text/html" },
        { "datasets/rates", "text/turtle" },
        { "datasets/rates/versions", "text/html" },
        { "datasets/rates/structure", "text/html" },
        { "datasets/rates/structure", "text/turtle" },
        { "datasets/rates/observations", "text/html" },
        { "datasets/rates/observations", "application/ld+json" },
        { "datasets/rates/observations", "application/json" },
        { "datasets/rates/observations?area=ZSECRETS", "application/json" },
        { "datasets/rates/observations?area=ne:FR", "application/json" },
        { "datasets/rates/observations?area=ge:A", "application/json" },
        { "datasets/rates/observations/ZSECRETS", "application/json" },
        { "datasets/rates/versions/1.1.0", "application/json" },
        { "datasets/rates/timemap", "application/link-format" },
        { "datasets/rates/observations/FR/history", "application/json" },
        { "datasets/rates/observations/FR/history", "text/turtle" },
        { "datasets/rates/observations/ZSECRETS/history", "application/json" },
        { "timemap/concepts/areas", "application/link-format" },
        { "timemap/datasets/hidden", "application/link-format" },
        { "asof/2999-07-01T00:00:00Z/datasets", "application/json" },
        { "sparql/asof/2999-07-01T00:00:00Z?query=ASK{}", "application/json" },
        { "datasets/rates/changes/1.0.0..1.2.0", "application/json" },
        { "datasets/rates/changes/1.0.0..1.2.0", "text/turtle" },
        { "datasets/rates/changes/1.0.0..1.2.0", "text/csv" },
        { "datasets/rates/changes/1.0.0..latest", "text/html" },
        { "datasets/rates/changes/1.0.0..1.1.0", "application/json" },
        { "datasets/rates/changes/1.0.0..2", "application/json" },
        { "datasets/hidden", "application/json" },
        { "datasets/hidde", "application/json" },
        { "concepts", "text/html" },
        { "concepts", "text/turtle" },
        { "concepts/areas", "text/html" },
        { "concepts/areas", "text/turtle" },
        { "concepts/hidden-areas", "application/json" },
        { "concepts/areas/ZSECRETS", "application/json" },
        { "sparql?query=SELECT*{?s?p?o}", "text/csv" },
        { "sparql?query=SELECT*{GRAPH?g{?s?p?o}}", "text/csv" },
        { "sparql?query=SELECT(COUNT(*)AS?n){?s?p?o}", "text/csv" },
        { "sparql?query=DESCRIBE<BASEconcepts/areas/ZSECRET>", "text/turtle" },
        { "sparql?query=SELECT*FROM<BASEdatasets/rates/versions/1.1.0>{?s?p?o}", "text/csv" },
        { "sparql?query=SELECT*{GRAPH<BASEdatasets/rates/versions/1.1.0>{?s?p?o}}", "text/csv" },
        { "sparql", "text/turtle" },
        { "graphs", "text/html" },
        { "graphs", "text/turtle" },
        { "graphs?default", "application/n-triples" },
        { "graphs?graph=datasets/rates/versions/2.0.0", "application/json" },
        { "graphs?graph=datasets/hidden/versions/1.0.0", "application/json" },
        { "graphs?graph=datasets/rates/versions/1.1.0", "application/json" },
        { "resource?iri=BASEdatasets/hidden", "application/json" },
        { "resource?iri=BASEconcepts/areas/ZSECRET", "application/json" },
        { "", "text/html" },
    };

    public async ValueTask InitializeAsync()
    {
        (Site site, _store) = ServerFixture.CreateSite(new ServerLimits());
        VocabularyLoader.Load(_store, TestContext.Current.CancellationToken);
        Publish("rates", "1.0.0", "areas", "", "FR");
        Publish("rates", "1.1.0", "areas", Future, "FR", "ZSECRET");
        Publish("rates", "1.2.0", "areas", "", "FR", "R11");
        site.IsReady = true;
        _app = Composition.Build(site);
        await _app.StartAsync(TestContext.Current.CancellationToken);
        _client = new HttpClient { BaseAddress = new Uri(site.Base.Text) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _store.Dispose();
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task Get_AfterAnEmbargoedRelease_SaysTheSameAsBefore(string path, string accept)
    {
        (HttpStatusCode Status, string Body, string? Tag) before = await GetAsync(path, accept);
        Publish("hidden", "1.0.0", "hidden-areas", Future, "ZSECRET");
        Publish("rates", "2.0.0", "areas", Future, "FR", "ZSECRET", "ZSECRETS");

        // An answer may repeat what it was asked for.
        string[] asked = [.. Echoed.Where(
            text => path.Contains(text, StringComparison.Ordinal))];
        string said = asked.Aggregate(
            before.Body, static (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        Assert.DoesNotContain("ZSECRET", said, StringComparison.Ordinal);
        Assert.Equal(before, await GetAsync(path, accept));
    }

    private async Task<(HttpStatusCode Status, string Body, string? Tag)> GetAsync(string path, string accept)
    {
        string address = path.Replace("BASE", _client.BaseAddress!.AbsoluteUri, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept + ", */*;q=0.1");
        using HttpResponseMessage response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.ETag?.Tag);
    }

    private void Publish(string id, string version, string list, string release, params string[] codes)
    {
        using TemporaryPackage package = new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: {{id}}
                version: {{version}}
                title: { fr: "Taux", en: "Rates" }
                licence: etalab-2.0
                {{release}}
                dimensions:
                  - { id: area, codes: { file: {{list}}.csv }, title: { en: "Area" } }
                measures:
                  - { id: people, type: integer, aggregation: sum }
                data: data.csv
                """)
            .Add(list + ".csv", string.Join('\n', codes.Select(static c => $"{c},{c}").Prepend("code,label_en")))
            .Add("data.csv", string.Join('\n', codes.Select(static c => $"{c},1").Prepend("area,people")));
        PublishOutcome outcome =
            new Publisher(_store).Publish(package.Folder, null, TestContext.Current.CancellationToken);
        Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
    }
}
