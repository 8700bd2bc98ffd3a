using System.Collections.Concurrent;
using System.Globalization;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Server;

/// <summary>Who reads while others publish sees whole states, one after the other.</summary>
public sealed class ConcurrentPublicationTests : IAsyncLifetime
{
    private const int PublicationCount = 50;
    private const int ClientCount = 8;

    private static readonly string[] Paths =
    [
        "datasets/pop/observations.csv?select=value",
        "datasets/pop/versions/latest/observations.csv?select=value",
        "sparql?format=csv&query=SELECT+DISTINCT+?v{?o+<http://example.org/value>+?v}",
        "sparql?format=csv&query=SELECT+?v{?s+<http://www.w3.org/2000/01/rdf-schema%23label>+?v}",
        "graphs?default",
        "datasets/pop/changes/1.0.0..latest.csv",
    ];

    private readonly TemporaryFolder _folder = new();
    private Store _store = null!;
    private Site _site = null!;
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        (Site site, Store unused) = ServerFixture.CreateSite(new ServerLimits());
        unused.Dispose();
        _store = Store.Open(new StoreOptions { Folder = Path.Combine(_folder.Path, "store"), Base = site.Base });
        _site = new Site(site.Options, _store) { IsReady = true };
        site.Dispose();
        Publish(0);
        _app = Composition.Build(_site);
        await _app.StartAsync(Cancellation);
        _client = new HttpClient { BaseAddress = new Uri(_site.Base.Text) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _site.Dispose();
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Read_DuringFiftyPublications_SeesWholeStatesInTheirOrder()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reads = new ConcurrentBag<int>();
        Task[] clients = [.. Enumerable.Range(0, ClientCount).Select(client => Task.Run(
            () => ReadAsync(client, reads, ended.Token), Cancellation))];
        for (int number = 1; number <= PublicationCount; number++)
        {
            await Task.Run(() => Publish(number), Cancellation);
        }

        await ended.CancelAsync();
        await Task.WhenAll(clients);

        Assert.Equal(PublicationCount, reads.Max());
        Assert.True(reads.Count > ClientCount * Paths.Length, $"Only {reads.Count} answers were read.");
    }

    // Each client goes on until the last publication is over, and then reads every address once more.
    private async Task ReadAsync(int client, ConcurrentBag<int> reads, CancellationToken ended)
    {
        int[] last = new int[Paths.Length];
        bool isLast;
        do
        {
            isLast = ended.IsCancellationRequested;
            for (int i = 0; i < Paths.Length; i++)
            {
                int path = (i + client) % Paths.Length;
                using HttpResponseMessage response = await _client.GetAsync(Paths[path], Cancellation);
                string body = await response.Content.ReadAsStringAsync(Cancellation);
                Assert.True(response.IsSuccessStatusCode, $"{Paths[path]}: {(int)response.StatusCode} {body}");
                int number = NumberOf(Paths[path], body);
                Assert.True(number >= last[path], $"{Paths[path]} went back from {last[path]} to {number}.");
                last[path] = number;
                reads.Add(number);
            }
        }
        while (!isLast);
    }

    /// <summary>The one publication that every line of an answer speaks of.</summary>
    private static int NumberOf(string path, string body)
    {
        string[] lines = body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool isDifference = path.Contains("/changes/", StringComparison.Ordinal);
        string[] numbers = path switch
        {
            _ when isDifference => [.. lines.Skip(1).Select(static line => line.Split(',')[4])],
            "graphs?default" => [.. lines.Where(static line => line.Contains("example.org/value>", StringComparison.Ordinal)
                || line.Contains("#label>", StringComparison.Ordinal)).Select(static line => line.Split('"')[1])],
            _ => [.. lines.Skip(1)],
        };
        string number = numbers.Length == 0 && isDifference ? "0" : Assert.Single(numbers.Distinct());
        return int.Parse(number, CultureInfo.InvariantCulture);
    }

    private void Publish(int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        using StoreWriter writer = _store.BeginWrite(Cancellation);
        Small([.. Enumerable.Range(0, 60).Select(i => ($"A{i % 12}", 2000 + (i / 12), (string?)text))])
            .AddTo(writer, "pop", $"1.{text}.0");
        writer.AddGraph(
            StoreWriter.VersionIri(_site.Base, "pop", $"1.{text}.0"),
            GraphRole.DatasetVersion,
            [
                new Quad(Ex("dataset/pop"), RdfVocabulary.Type, CubeVocabulary.DataSet),
                new Quad(Ex("dataset/pop"), RdfsVocabulary.Label, new Literal(text)),
            ]);
        writer.AddGraph(
            Ex("list"), GraphRole.Metadata, [new Quad(Ex("list"), RdfsVocabulary.Label, new Literal(text))]);
        writer.Commit();
    }
}
