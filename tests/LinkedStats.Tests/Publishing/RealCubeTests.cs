using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Publishing;

/// <summary>Published cubes of other offices, against facts that a separate reader computed.</summary>
public sealed class RealCubeTests
{
    private const string Scotland = "healthy-life-expectancy";
    private const string Trade = "regional-trade";

    [Fact]
    public void Publish_ScottishLifeExpectancy_HasItsFacts()
    {
        using PublishedCube cube = PublishedCube.Of(Real("scotland-healthy-life-expectancy"));

        decimal[] values = cube.Values(Scotland, "/count");
        Assert.Equal((152, 10060.7m, 59.5m, 70.8m), (values.Length, values.Sum(), values.Min(), values.Max()));
        Assert.Equal(
            new Dictionary<string, int> { ["male"] = 76, ["female"] = 76 }, cube.Counts(Scotland, "dimension/gender"));
        Assert.Equal(
            new Dictionary<string, int> { ["all"] = 56, ["upper"] = 48, ["lower"] = 48 },
            cube.Counts(Scotland, "confidenceInterval"));
        Assert.Equal(28, cube.Counts(Scotland, "refPeriod").Count);
        Assert.Single(cube.Counts(Scotland, "refArea"));
        Assert.Equal(["count"], cube.Counts(Scotland, "measureType").Keys);
        Assert.Equal(1, cube.Cells(Scotland).AttributeCodes(0).Length);
    }

    [Fact]
    public void Publish_ScottishLifeExpectancy_KeepsEveryTriple()
    {
        using PublishedCube cube = PublishedCube.Of(Real("scotland-healthy-life-expectancy"));
        var given = new LinkedStats.Rdf.Graph();
        foreach (string file in Directory.GetFiles(Real("scotland-healthy-life-expectancy"), "*.nt"))
        {
            foreach (LinkedStats.Rdf.Quad quad in LinkedStats.Rdf.Syntax.RdfReader.ReadFile(file).Match(
                null, null, null))
            {
                given.Add(quad);
            }
        }

        Assert.Equal(1667, given.Count);
        Assert.All(given.Match(null, null, null), t =>
            Assert.True(cube.Snapshot.Default.Match(t.Subject, t.Predicate, t.Object).Any(), t.ToString()));
    }

    [Fact]
    public void Publish_ScottishLifeExpectancy_OrdersYears()
    {
        using PublishedCube cube = PublishedCube.Of(Real("scotland-healthy-life-expectancy"));
        CubeTable table = cube.Cells(Scotland);

        Assert.Equal(
            Enumerable.Range(1980, 3).Select(year => $"{year}"),
            Enumerable.Range(0, 3).Select(code => table.CodeName(1, code)));
    }

    [Fact]
    public void Publish_RegionalTrade_HasItsFacts()
    {
        using PublishedCube cube = PublishedCube.Of(Real("uk-regional-trade", "ttl"));

        decimal[] pounds = cube.Values(Trade, "gbp-total");
        decimal[] mass = cube.Values(Trade, "net-mass");
        Assert.Equal((22, 1043131m, 313m, 310545m), (pounds.Length, pounds.Sum(), pounds.Min(), pounds.Max()));
        Assert.Equal((22, 868034650m, 22587m, 279544723m), (mass.Length, mass.Sum(), mass.Min(), mass.Max()));
        Assert.Equal(44, cube.Cells(Trade).RowCount);
        string[] dimensions = ["measureType", "unitMeasure", "refArea", "refPeriod", "flow", "sitc-section"];
        Assert.Equal([2, 2, 1, 1, 2, 11], dimensions.Select(d => cube.Counts(Trade, d).Count));
    }

    [Fact]
    public void Publish_AbbreviatedExample_IsNormalised()
    {
        using PublishedCube cube = PublishedCube.Of(
            SharedMaterial.PathOf("conformance", "datacube", "example", "life-expectancy.ttl"));
        DatasetEntry dataset = Assert.Single(cube.Snapshot.Datasets);

        decimal[] values = cube.Values(dataset.Id, "lifeExpectancy");
        Assert.Equal((24, 1898.5m, 74.9m, 83.7m), (values.Length, values.Sum(), values.Min(), values.Max()));
        Assert.Equal(4, cube.Counts(dataset.Id, "refArea").Count);
        Assert.Equal([12, 12], cube.Counts(dataset.Id, "sex").Values);
        Assert.Equal(3, cube.Counts(dataset.Id, "refPeriod").Count);
        DataStructureDefinition? structure = CubeQuads.ReadStructure(dataset.Current.Graph, dataset.Iri);
        Assert.Equal(["refArea", "refPeriod", "sex"], structure?.Dimensions.Select(d => d.Id));
    }

    private static string Real(params string[] parts) =>
        SharedMaterial.PathOf(["conformance", "datacube", "real", .. parts]);
}
