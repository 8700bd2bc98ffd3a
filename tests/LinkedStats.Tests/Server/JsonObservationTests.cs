using System.Text.Json;

namespace LinkedStats.Tests.Server;

/// <summary>The flat JSON of observations, which is JSON-LD too.</summary>
[Collection(ServerCollection.Name)]
public sealed class JsonObservationTests(ServerFixture server)
{
    [Fact]
    public async Task Json_ForDashboards_HasNumbersNullsAndShortCodes()
    {
        using JsonDocument document = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/observations?refArea=D69&refPeriod=2019", "application/json"));
        JsonElement[] cells = [.. document.RootElement.GetProperty("observations").EnumerateArray()];

        Assert.Equal(server.Base + "datasets/pop", document.RootElement.GetProperty("@id").GetString());
        Assert.Equal("1.1.0", document.RootElement.GetProperty("version").GetString());
        Assert.Equal(server.Base + "datasets/pop/observations/D69.2019.F", cells[0].GetProperty("@id").GetString());
        Assert.Equal("D69", cells[0].GetProperty("refArea").GetString());
        Assert.Equal("2019", cells[0].GetProperty("refPeriod").GetString());
        Assert.Equal(50.90, cells[0].GetProperty("obsValue").GetDouble());
        Assert.Equal("A", cells[0].GetProperty("obsStatus").GetString());
        Assert.Equal(JsonValueKind.Null, cells[1].GetProperty("obsValue").ValueKind);
        Assert.Equal("M", cells[1].GetProperty("obsStatus").GetString());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/ld+json")]
    public async Task Json_OfOneCell_DoesNotCallTheCellAPage(string type)
    {
        using JsonDocument document = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/observations/D69.2019.F", type));

        Assert.Equal(1, document.RootElement.GetProperty("observations").GetArrayLength());
        Assert.False(document.RootElement.TryGetProperty("page", out _));
    }

    [Fact]
    public async Task Context_OfJson_TypesNumbersAsDoublesAndCodesAsIris()
    {
        using JsonDocument document = JsonDocument.Parse(await server.GetTextAsync("datasets/pop/observations.json"));
        JsonElement context = document.RootElement.GetProperty("@context");

        Assert.Equal("http://www.w3.org/2001/XMLSchema#double", context.GetProperty("obsValue").GetProperty("@type").GetString());
        Assert.Equal("http://www.w3.org/2001/XMLSchema#gYear", context.GetProperty("refPeriod").GetProperty("@type").GetString());
        Assert.Equal(
            server.Base + "concepts/area/",
            context.GetProperty("refArea").GetProperty("@context").GetProperty("@base").GetString());
        Assert.Equal(
            "http://purl.org/linked-data/sdmx/2009/code#obsStatus-",
            context.GetProperty("obsStatus").GetProperty("@context").GetProperty("@vocab").GetString());
    }

    [Fact]
    public async Task JsonLd_ForExactClients_WritesDecimalsAsStrings()
    {
        using JsonDocument document = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/observations.jsonld?refArea=D69&refPeriod=2019&sex=F"));

        Assert.Equal("50.90", document.RootElement.GetProperty("observations")[0].GetProperty("obsValue").GetString());
        Assert.Equal(
            "http://www.w3.org/2001/XMLSchema#decimal",
            document.RootElement.GetProperty("@context").GetProperty("obsValue").GetProperty("@type").GetString());
    }

    [Fact]
    public async Task Code_ThatCannotStandAsAName_IsAWholeIri()
    {
        using JsonDocument document = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/observations.json?refArea=2A%2FB.c&limit=1"));

        Assert.Equal(
            server.Base + "concepts/area/2A%2FB.c",
            document.RootElement.GetProperty("observations")[0].GetProperty("refArea").GetString());
    }

    [Fact]
    public async Task Cube_WithItsOwnIris_KeepsThem()
    {
        using JsonDocument document = JsonDocument.Parse(
            await server.GetTextAsync("datasets/life/observations.json?area=S12000006&period=2005"));
        JsonElement cell = document.RootElement.GetProperty("observations")[0];

        Assert.Equal("http://stats.example.org/life", document.RootElement.GetProperty("@id").GetString());
        Assert.Equal("http://stats.example.org/data/life/S12000006/2005", cell.GetProperty("@id").GetString());
        Assert.Equal("S12000006", cell.GetProperty("area").GetString());
        Assert.Equal(65.3, cell.GetProperty("years").GetDouble());
        Assert.Equal(
            "http://stats.example.org/id/area/",
            document.RootElement.GetProperty("@context").GetProperty("area").GetProperty("@context").GetProperty("@base").GetString());
    }

    [Fact]
    public async Task Labels_InPlaceOfCodes_MeanNothingInRdf()
    {
        using JsonDocument names = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/observations.json?refArea=D69&labels=name&lang=fr&limit=1"));
        using JsonDocument both = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/observations.json?refArea=D69&labels=both&lang=fr&limit=1"));

        Assert.Equal(JsonValueKind.Null, names.RootElement.GetProperty("@context").GetProperty("refArea").ValueKind);
        Assert.Equal("Rhône, avec \"Lyon\"", names.RootElement.GetProperty("observations")[0].GetProperty("refArea").GetString());
        Assert.Equal("D69", both.RootElement.GetProperty("observations")[0].GetProperty("refArea").GetString());
        Assert.Equal(
            "Rhône, avec \"Lyon\"", both.RootElement.GetProperty("observations")[0].GetProperty("refArea_label").GetString());
    }
}
