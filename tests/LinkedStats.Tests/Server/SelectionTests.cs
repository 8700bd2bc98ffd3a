using System.Net;
using System.Text.Json;

namespace LinkedStats.Tests.Server;

/// <summary>Selections of observations: codes, ranges, hierarchies, comparisons, order, columns, pages.</summary>
[Collection(ServerCollection.Name)]
public sealed class SelectionTests(ServerFixture server)
{
    [Theory]
    [InlineData("", 36)]
    [InlineData("refArea=FR", 6)]
    [InlineData("refArea=FR,D69", 12)]
    [InlineData("refArea=FR&refArea=D69", 12)]
    [InlineData("refArea=2A%2FB.c", 6)]
    [InlineData("refArea=", 36)]
    [InlineData("refArea=R99", 0)]
    [InlineData("d.refArea=FR", 6)]
    [InlineData("refArea=FR&sex=F&refPeriod=2019", 1)]
    [InlineData("refArea=R84:children", 12)]
    [InlineData("refArea=FR:descendants", 30)]
    [InlineData("refArea=FR:self-and-descendants", 36)]
    [InlineData("refArea=D01:descendants", 0)]
    [InlineData("refArea=R84:children,R11", 18)]
    [InlineData("refPeriod=ge:2019", 24)]
    [InlineData("refPeriod=ge:2019,le:2019", 12)]
    [InlineData("refPeriod=gt:2018,lt:2020", 12)]
    [InlineData("refPeriod=ge:2019-01", 24)]
    [InlineData("refPeriod=ne:2019", 24)]
    [InlineData("obsValue=gt:50", 11)]
    [InlineData("obsValue=ge:10.9,lt:20.81", 5)]
    [InlineData("obsValue=18.1", 0)]
    [InlineData("obsValue=10.81", 1)]
    [InlineData("obsStatus=M", 1)]
    [InlineData("obsStatus=ne:M", 35)]
    public async Task Observations_Selected_GiveThatManyCells(string query, int expected)
    {
        string csv = await server.GetTextAsync("datasets/pop/observations.csv?" + query);
        using JsonDocument json = JsonDocument.Parse(await server.GetTextAsync("datasets/pop/observations.json?" + query));

        Assert.Equal(expected, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
        Assert.Equal(expected, json.RootElement.GetProperty("observations").GetArrayLength());
        Assert.Equal(expected, json.RootElement.GetProperty("page").GetProperty("total").GetInt64());
    }

    [Theory]
    [InlineData("refAera=FR", "unknown-parameter", "refArea")]
    [InlineData("d.refAera=FR", "unknown-component", "refArea")]
    [InlineData("select=refArea,obsVale", "unknown-component", "obsValue")]
    [InlineData("sort=-obsVale", "unknown-component", "obsValue")]
    [InlineData("refArea=R85", "unknown-code", "R84")]
    [InlineData("refArea=R84:descendents", "unknown-operator", "descendants")]
    [InlineData("refPeriod=gte:2019", "unknown-operator", "ge")]
    [InlineData("refArea=ge:R84", "unknown-operator", null)]
    [InlineData("obsValue=gt:many", "malformed-value", null)]
    [InlineData("obsValue=1,2", "unknown-operator", null)]
    [InlineData("limit=0", "malformed-value", null)]
    [InlineData("limit=-1", "malformed-value", null)]
    [InlineData("limit=100001", "malformed-value", null)]
    [InlineData("labels=full", "malformed-value", "both")]
    [InlineData("lang=de&labels=name", "malformed-value", "fr")]
    [InlineData("cursor=zzz", "malformed-value", null)]
    [InlineData("cursor=%00", "malformed-value", null)]
    [InlineData("groupBy=sex", "unknown-parameter", null)]
    [InlineData("limit=1&limit=2", "malformed-value", null)]
    public async Task Observations_UnknownSelection_IsAProblemThatNamesTheNearest(string query, string kind, string? nearest)
    {
        using HttpResponseMessage response = await server.SendAsync("datasets/pop/observations.csv?" + query);
        string body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using JsonDocument problem = JsonDocument.Parse(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(server.Base + "problems/" + kind, problem.RootElement.GetProperty("type").GetString());
        if (nearest is not null)
        {
            Assert.Contains(nearest, problem.RootElement.GetProperty("nearest").EnumerateArray().Select(static n => n.GetString()));
        }
    }

    [Fact]
    public async Task Observations_SelectedColumnsAndOrder_AreAsAsked()
    {
        string csv = await server.GetTextAsync(
            "datasets/pop/observations.csv?select=obsValue,refArea&sort=-obsValue&limit=2");

        Assert.Equal("obsValue,refArea\r\n60.91,2A/B.c\r\n60.90,2A/B.c\r\n", csv);
    }

    [Fact]
    public async Task Observations_LabelsInFrench_QuoteWhatCsvMustQuote()
    {
        string both = await server.GetTextAsync(
            "datasets/pop/observations.csv?refArea=D69&refPeriod=2019&labels=both&lang=fr&select=refArea,sex,obsValue");
        string names = await server.GetTextAsync(
            "datasets/pop/observations.csv?refArea=D69&refPeriod=2019&labels=name&lang=en&select=refArea,sex,obsValue");

        Assert.Equal(
            "refArea,refArea_label,sex,sex_label,obsValue\r\nD69,\"Rhône, avec \"\"Lyon\"\"\",F,Femmes,50.90\r\n"
            + "D69,\"Rhône, avec \"\"Lyon\"\"\",M,Hommes,\r\n",
            both);
        Assert.Equal(
            "refArea,sex,obsValue\r\n\"Rhône, avec \"\"Lyon\"\"\",Women,50.90\r\n\"Rhône, avec \"\"Lyon\"\"\",Men,\r\n", names);
    }

    [Theory]
    [InlineData("datasets/pop/observations.csv?limit=7")]
    [InlineData("datasets/pop/observations.csv?limit=5&refArea=FR:descendants&sort=-obsValue,sex")]
    [InlineData("datasets/life/observations.csv?limit=1")]
    public async Task Observations_PagedToTheEnd_AreTheWholeSetOnce(string first)
    {
        string[] whole = (await server.GetTextAsync(first[..first.IndexOf("limit", StringComparison.Ordinal)]
            + first[(first.IndexOf("limit=", StringComparison.Ordinal) + 7)..].TrimStart('&'))).Split("\r\n")[1..^1];
        List<string> paged = [];
        for (string? next = first; next is not null;)
        {
            using HttpResponseMessage response = await server.SendAsync(next);
            string csv = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            paged.AddRange(csv.Split("\r\n")[1..^1]);
            next = response.Headers.GetValues("Link").SelectMany(static links => links.Split(", "))
                .Where(static link => link.Contains("rel=\"next\"", StringComparison.Ordinal))
                .Select(link => link[(server.Base.Length + 1)..link.IndexOf('>', StringComparison.Ordinal)])
                .FirstOrDefault();
        }

        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task Cursor_OfAnotherSelection_IsRefused()
    {
        using JsonDocument first = JsonDocument.Parse(await server.GetTextAsync("datasets/pop/observations?limit=1"));
        string next = first.RootElement.GetProperty("page").GetProperty("next").GetString()!;

        using HttpResponseMessage response = await server.SendAsync(next[server.Base.Length..] + "&sex=F");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Cursor_OfAnOlderVersion_StaysInIt()
    {
        using JsonDocument first = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/versions/1.0.0/observations?limit=17"));
        string cursor = first.RootElement.GetProperty("page").GetProperty("next").GetString()!.Split("cursor=")[1];

        using JsonDocument second = JsonDocument.Parse(
            await server.GetTextAsync("datasets/pop/observations?limit=17&cursor=" + cursor));

        Assert.Equal("1.0.0", second.RootElement.GetProperty("version").GetString());
        Assert.Equal(1, second.RootElement.GetProperty("observations").GetArrayLength());
    }
}
