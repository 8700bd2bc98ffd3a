using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Storage.Purging;
using LinkedStats.Tests.Server.Embargo;

namespace LinkedStats.Tests.Server;

/// <summary>Entity tags change with the answer, and those of a dataset's cells with nothing else.</summary>
public sealed class EntityTagTests : IAsyncLifetime
{
    /// <summary>What depends on the cells of one dataset alone.</summary>
    private static readonly string[] Cells =
    [
        "datasets/pop/observations.csv", "datasets/pop/observations.json", "datasets/pop/observations.nt",
        "datasets/pop/observations.jsonld?area=FR", "datasets/pop/observations.csv?area=FR:descendants&limit=1",
        "datasets/pop/observations.csv?area=ge:A&sort=-people", "datasets/pop/observations/FR.json", "datasets/pop/observations/FR.ttl",
        "datasets/pop/observations/FR/history.csv", "datasets/pop/observations/FR/history.json",
        "datasets/pop/observations/FR/history.nt", "datasets/pop/versions/1.0.0/observations.csv",
        "datasets/rates/revisions.csv", "datasets/rates/revisions.json?area=FR", "datasets/rates/observations/FR.2023/history.csv",
    ];

    private static readonly string[] Others =
    [
        "datasets/pop/observations.csv?labels=both", "datasets/pop/observations.html", "datasets/pop.nt", "datasets/pop.html",
        "datasets/pop/structure.ttl", "datasets/pop/versions.nt", "concepts/areas.nt", "datasets.nt", "releases.nt", "graphs.nt",
        "datasets/pop/observations/FR.html", "datasets/pop/observations/FR/history.html",
        "sparql?format=csv&query=SELECT(COUNT(*)AS?n){?s?p?o}",
    ];

    private ReleaseServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ReleaseServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Tags_OfCells_StayWhenOthersPublish()
    {
        _server.PublishGood("pop", "1.0.0", "FR,1", "DE,2");
        _server.PublishGood("pop", "1.0.1", "FR,3", "DE,2");
        PublishRates("1.0.0", "FR");
        PublishRates("1.1.0", "FR", "R11");
        Dictionary<string, (string Tag, string Body)> before = await ReadAsync();

        _server.PublishGood("other", "1.0.0", "FR,1", "IT,2");
        Dictionary<string, (string Tag, string Body)> after = await ReadAsync();

        Assert.All(Cells, path => Assert.Equal((path, before[path]), (path, after[path])));
        Assert.NotEqual(before["datasets.nt"].Tag, after["datasets.nt"].Tag);
    }

    [Fact]
    public async Task Tags_OfWhateverChanges_Change()
    {
        _server.PublishGood("pop", "1.0.0", "FR,1", "DE,2");
        PublishRates("1.0.0", "FR");
        Action[] changes =
        [
            () => PublishRates("1.1.0", "FR", "R11"),
            () => PublishRates("1.2.0", "FR", "R11", "IT"),
            () => _server.PublishGood("other", "1.0.0", "FR,1", "IT,2"),
            () => _server.PublishGood("pop", "1.0.1", "FR,3", "DE,2"),
            () => Assert.True(_server.Publish("pop", "1.1.0", ["FR,3", "DE,2", "IT,1"], _server.Time.Now.AddMinutes(3)).Report.IsAccepted),
            () => _server.Time.Now = _server.Time.Now.AddMinutes(5),
            () => Purge("pop", "1.1.0", "FR"),
            () => Assert.True(Withdraw("pop", "1.1.0")),
            () => Purge("pop", "1.0.0"),
        ];
        Dictionary<string, (string Tag, string Body)> before = await ReadAsync();
        int changed = 0;
        foreach (Action change in changes)
        {
            change();
            Dictionary<string, (string Tag, string Body)> after = await ReadAsync();
            foreach ((string path, (string tag, string body)) in after)
            {
                bool isSame = before[path].Body == body;
                changed += isSame ? 0 : 1;
                Assert.True(isSame || before[path].Tag != tag || tag.Length == 0, path + "\n" + body);
            }

            before = after;
        }

        Assert.True(changed > 50, $"only {changed} changes");
    }

    private void PublishRates(string version, params string[] codes)
    {
        WalkReleases.Rates(_server.Store, "rates", version, "Rates " + version, "", codes).Accept();
        _server.Time.Now = _server.Time.Now.AddMinutes(1);
    }

    private bool Withdraw(string id, string version) => new Withdrawer(_server.Store)
        .Withdraw(id, version, Reason, cancellation: TestContext.Current.CancellationToken)?.IsNew == true;

    private void Purge(string id, string version, params string[] keys) => Assert.Single(new Purger(_server.Store).Purge(
        new PurgeRequest(id, Reason) { Version = version, Keys = [.. keys] },
        cancellation: TestContext.Current.CancellationToken).Versions);

    private static LanguageMap Reason => new(LanguageMap.Empty.Texts.Add("en", "Wrong"));

    private async Task<Dictionary<string, (string Tag, string Body)>> ReadAsync()
    {
        Dictionary<string, (string Tag, string Body)> answers = [];
        foreach (string path in Cells.Concat(Others))
        {
            using HttpResponseMessage response = await _server.SendAsync(path);
            string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            answers[path] = (response.Headers.ETag?.Tag ?? "", (int)response.StatusCode + "\n" + body);
        }

        return answers;
    }
}
