using System.Text.Json;

namespace LinkedStats.Tests.RealCubes;

/// <summary>The figures that a separate reader computed from the real cubes, asked by SPARQL and by REST.</summary>
public sealed class RealCubeFactsTests(RealCubeServer server) : IClassFixture<RealCubeServer>
{
    private const string Scotland = "healthy-life-expectancy";
    private const string Trade = "regional-trade";
    private const string Example = "dataset-le3";

    /// <summary>Each row: dataset, its IRI, measure (IRI, id), observations with it, sum, minimum, maximum.</summary>
    public static TheoryData<string, string, string, string, int, double, double, double> Facts => new()
    {
        { Scotland, "http://statistics.gov.scot/data/healthy-life-expectancy",
            "http://statistics.gov.scot/def/measure-properties/count", "count", 152, 10060.7, 59.5, 70.8 },
        { Trade, "http://statistics.data.gov.uk/data/regional-trade",
            "http://statistics.data.gov.uk/def/measure/gbp-total", "gbp-total", 22, 1043131, 313, 310545 },
        { Trade, "http://statistics.data.gov.uk/data/regional-trade",
            "http://statistics.data.gov.uk/def/measure/net-mass", "net-mass", 22, 868034650, 22587, 279544723 },
        { Example, "http://example.org/ns#dataset-le3",
            "http://example.org/ns#lifeExpectancy", "lifeExpectancy", 24, 1898.5, 74.9, 83.7 },
    };

    /// <summary>Each row: dataset IRI, dimension, how many of its values are in use.</summary>
    public static TheoryData<string, string, int> DimensionsInUse => new()
    {
        { "http://statistics.gov.scot/data/healthy-life-expectancy", "qb:measureType", 1 },
        { "http://statistics.gov.scot/data/healthy-life-expectancy", "dimension:refArea", 1 },
        { "http://statistics.gov.scot/data/healthy-life-expectancy", "dimension:refPeriod", 28 },
        { "http://statistics.gov.scot/data/healthy-life-expectancy", "<http://statistics.gov.scot/def/dimension/gender>", 2 },
        { "http://statistics.gov.scot/data/healthy-life-expectancy",
            "<http://statistics.gov.scot/def/dimension/confidenceInterval>", 3 },
        { "http://statistics.data.gov.uk/data/regional-trade", "qb:measureType", 2 },
        { "http://statistics.data.gov.uk/data/regional-trade", "attribute:unitMeasure", 2 },
        { "http://statistics.data.gov.uk/data/regional-trade", "dimension:refArea", 1 },
        { "http://statistics.data.gov.uk/data/regional-trade", "dimension:refPeriod", 1 },
        { "http://statistics.data.gov.uk/data/regional-trade", "<http://statistics.data.gov.uk/def/dimension/flow>", 2 },
        { "http://statistics.data.gov.uk/data/regional-trade",
            "<http://statistics.data.gov.uk/def/dimension/sitc-section>", 11 },
        { "http://example.org/ns#dataset-le3", "eg:refArea", 4 },
        { "http://example.org/ns#dataset-le3", "eg:refPeriod", 3 },
        { "http://example.org/ns#dataset-le3", "dimension:sex", 2 },
    };

    /// <summary>The RDF and text formats in which a cell must dereference.</summary>
    public static TheoryData<string> CellFormats =>
    [
        "text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json", "application/json",
        "application/trig", "application/n-quads", "text/html",
    ];

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Sparql_Measure_HasTheKnownFigures(
        string id, string dataset, string measure, string measureId, int count, double sum, double min, double max)
    {
        _ = (id, measureId);
        IReadOnlyDictionary<string, string> row = Assert.Single(await server.SelectAsync($$"""
            SELECT (COUNT(?v) AS ?n) (SUM(?v) AS ?sum) (MIN(?v) AS ?min) (MAX(?v) AS ?max)
            WHERE { ?o a qb:Observation ; qb:dataSet <{{dataset}}> ; <{{measure}}> ?v }
            """));

        Assert.Equal(count, RealCubeServer.Number(row["n"]));
        Assert.Equal((decimal)sum, RealCubeServer.Number(row["sum"]));
        Assert.Equal((decimal)min, RealCubeServer.Number(row["min"]));
        Assert.Equal((decimal)max, RealCubeServer.Number(row["max"]));
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public async Task Rest_Measure_HasTheKnownFigures(
        string id, string dataset, string measure, string measureId, int count, double sum, double min, double max)
    {
        _ = (dataset, measure);
        decimal[] values =
        [
            .. from row in await server.ObservationsAsync(id)
               where row.TryGetProperty(measureId, out JsonElement value) && value.ValueKind == JsonValueKind.Number
               select row.GetProperty(measureId).GetDecimal(),
        ];

        Assert.Equal(count, values.Length);
        Assert.Equal((decimal)sum, values.Sum());
        Assert.Equal((decimal)min, values.Min());
        Assert.Equal((decimal)max, values.Max());
    }

    [Theory]
    [InlineData(Scotland, "http://statistics.gov.scot/data/healthy-life-expectancy", 152)]
    [InlineData(Trade, "http://statistics.data.gov.uk/data/regional-trade", 44)]
    [InlineData(Example, "http://example.org/ns#dataset-le3", 24)]
    public async Task BothDoors_Observations_AreAsManyAsPublishedAndNoKeyRepeats(string id, string dataset, int count)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> bySparql =
            await server.SelectAsync($$"""SELECT DISTINCT ?o WHERE { ?o qb:dataSet <{{dataset}}> }""");
        string[] byRest = [.. (await server.ObservationsAsync(id)).Select(static row => row.GetProperty("@id").GetString()!)];

        Assert.Equal(count, bySparql.Count);
        Assert.Equal(bySparql.Select(static row => row["o"]).Order(), byRest.Order());
        Assert.Equal(count, byRest.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(DimensionsInUse))]
    public async Task Sparql_Dimension_HasTheKnownNumberOfValues(string dataset, string dimension, int count)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> rows = await server.SelectAsync(
            $$"""SELECT DISTINCT ?value WHERE { ?o qb:dataSet <{{dataset}}> ; {{dimension}} ?value }""");

        Assert.Equal(count, rows.Count);
    }

    [Theory]
    [InlineData("http://statistics.gov.scot/def/dimension/gender", "http://statistics.gov.scot/def/concept/gender/male", 76)]
    [InlineData("http://statistics.gov.scot/def/dimension/gender", "http://statistics.gov.scot/def/concept/gender/female", 76)]
    public async Task Sparql_ScottishGender_HasTheKnownCounts(string dimension, string code, int count)
    {
        IReadOnlyDictionary<string, string> row = Assert.Single(
            await server.SelectAsync($$"""SELECT (COUNT(*) AS ?n) WHERE { ?o <{{dimension}}> <{{code}}> }"""));

        Assert.Equal(count, RealCubeServer.Number(row["n"]));
    }

    [Theory]
    [MemberData(nameof(CellFormats))]
    public async Task Resource_EveryCell_DereferencesInTheFormat(string format)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> cells = await server.SelectAsync(
            "SELECT ?o ?d WHERE { ?o a qb:Observation ; qb:dataSet ?d }");

        // 152 Scottish, 44 British and 24 Welsh cells, and those that csvcubed wrote.
        Assert.True(cells.Count > 220, $"{cells.Count} cells");
        foreach (IReadOnlyDictionary<string, string> cell in cells.Where(IsChecked))
        {
            string text = await server.GetAsync("resource?iri=" + Uri.EscapeDataString(cell["o"]), format);

            // A page names the dataset by its title; data name it by its IRI, which Turtle may abbreviate.
            string named = format == "text/html" ? cell["o"] : cell["d"].Split('/', '#')[^1];
            Assert.Contains(named, text, StringComparison.Ordinal);
        }
    }

    // The two large cubes of csvcubed answer for a sample of their cells, the rest for each.
    private static bool IsChecked(IReadOnlyDictionary<string, string> cell, int index) =>
        !cell["d"].Contains(".csv", StringComparison.Ordinal) || index % 25 == 0;
}
