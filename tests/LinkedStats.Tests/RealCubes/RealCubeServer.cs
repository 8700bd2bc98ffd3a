using System.Globalization;
using System.Text.Json;

namespace LinkedStats.Tests.RealCubes;

/// <summary>A server with the real cubes of other offices, published by the command line as their users would.</summary>
public sealed class RealCubeServer : IAsyncLifetime
{
    /// <summary>The cubes: a name for messages, and the path below the test material.</summary>
    private static readonly string[][] Packages =
    [
        ["conformance", "datacube", "real", "scotland-healthy-life-expectancy"],
        ["conformance", "datacube", "real", "uk-regional-trade", "ttl"],
        ["conformance", "datacube", "real", "csvcubed", "cli", "inspect", "pivoted-multi-measure-dataset",
            "qb-id-10003.csv-metadata.json"],
        ["conformance", "datacube", "real", "csvcubed", "cli", "inspect", "single-unit_single-measure",
            "energy-trends-uk-total-energy.csv-metadata.json"],
        ["conformance", "datacube", "real", "csvcubed", "inspect", "eurovision",
            "sweden-at-eurovision-complete-dataset.csv-metadata.json"],
        ["conformance", "datacube", "example", "life-expectancy.ttl"],
    ];

    private string? _store;
    private ServerProcess? _server;

    /// <summary>A client of the server.</summary>
    public HttpClient Client => _server!.Client;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (!Path.Exists(Path.Combine(SharedMaterial.Root, "conformance", "datacube")))
        {
            return;
        }

        _store = Directory.CreateTempSubdirectory("linkedstats-real-").FullName;
        foreach (string[] package in Packages)
        {
            (int exitCode, string output, string errors) =
                await ServerProcess.RunAsync("publish", SharedMaterial.PathOf(package), "--store", _store);
            Assert.True(exitCode == 0, $"publish {string.Join('/', package)}: {output}{errors}");
        }

        string empty = Directory.CreateTempSubdirectory("linkedstats-no-packages-").FullName;
        _server = await ServerProcess.StartAsync("--store", _store, "--data", empty, "--base", "http://localhost:5080/");
        Directory.Delete(empty);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_store is not null)
        {
            Directory.Delete(_store, recursive: true);
        }
    }

    /// <summary>Asks a SELECT and gives its rows, each value as its lexical form.</summary>
    /// <param name="query">The query; common prefixes are put in front.</param>
    internal async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> SelectAsync(string query)
    {
        SharedMaterial.Require(_server is not null, "The real cubes are absent; set LINKEDSTATS_SHARED.");
        string text = await GetAsync(
            "sparql?query=" + Uri.EscapeDataString(Prefixes + query), "application/sparql-results+json");
        using JsonDocument answer = JsonDocument.Parse(text);
        return
        [
            .. answer.RootElement.GetProperty("results").GetProperty("bindings").EnumerateArray()
                .Select(static row => row.EnumerateObject().ToDictionary(
                    static cell => cell.Name, static cell => cell.Value.GetProperty("value").GetString()!)),
        ];
    }

    /// <summary>Gets a resource, which must exist in that format.</summary>
    /// <param name="address">The address below the base.</param>
    /// <param name="accept">The media type.</param>
    internal async Task<string> GetAsync(string address, string accept)
    {
        SharedMaterial.Require(_server is not null, "The real cubes are absent; set LINKEDSTATS_SHARED.");
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using HttpResponseMessage answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{address} as {accept}: {(int)answer.StatusCode} {text}");
        Assert.StartsWith(accept, answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        return text;
    }

    /// <summary>Gets all observations of a dataset by REST, page by page, as JSON.</summary>
    /// <param name="dataset">The dataset's id.</param>
    /// <param name="selection">Further parameters, or nothing.</param>
    internal async Task<IReadOnlyList<JsonElement>> ObservationsAsync(string dataset, string selection = "")
    {
        var rows = new List<JsonElement>();
        string? address = $"datasets/{dataset}/observations?limit=50{selection}";
        while (address is not null)
        {
            using JsonDocument page = JsonDocument.Parse(await GetAsync(address, "application/json"));
            rows.AddRange(page.RootElement.GetProperty("observations").EnumerateArray().Select(static row => row.Clone()));
            address = page.RootElement.GetProperty("page").TryGetProperty("next", out JsonElement next)
                ? new Uri(next.GetString()!).PathAndQuery
                : null;
        }

        return rows;
    }

    /// <summary>Reads a number as it was printed.</summary>
    internal static decimal Number(string text) => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private const string Prefixes = """
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
        PREFIX attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX scot: <http://statistics.gov.scot/def/>
        PREFIX trade: <http://statistics.data.gov.uk/def/>
        PREFIX eg: <http://example.org/ns#>

        """;
}
