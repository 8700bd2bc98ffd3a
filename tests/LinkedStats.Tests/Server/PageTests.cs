using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace LinkedStats.Tests.Server;

/// <summary>Pages for people: what each must have, and that one can click from the first to a cell.</summary>
[Collection(ServerCollection.Name)]
public sealed class PageTests(ServerFixture server)
{
    private const int PagesMax = 1_500;

    [Theory]
    [InlineData("")]
    [InlineData("datasets")]
    [InlineData("datasets/pop")]
    [InlineData("datasets/pop/structure")]
    [InlineData("datasets/pop/versions")]
    [InlineData("datasets/pop/versions/1.0.0")]
    [InlineData("datasets/pop/observations?refArea=R84")]
    [InlineData("datasets/pop/observations/R84.2019.F")]
    [InlineData("datasets/life")]
    [InlineData("datasets/life/observations")]
    [InlineData("datasets/life/observations/S12000005.2004")]
    [InlineData("concepts")]
    [InlineData("concepts/area")]
    [InlineData("concepts/area/R84")]
    [InlineData("experiments")]
    [InlineData("models/home")]
    [InlineData("runs/run-1")]
    [InlineData("resource?iri=http%3A%2F%2Fstats.example.org%2Flife")]
    [InlineData("sparql")]
    [InlineData("sparql?query=SELECT%20*%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20LIMIT%203")]
    [InlineData("sparql?query=DESCRIBE%20%3Chttp%3A%2F%2Fstats.example.org%2Flife%3E")]
    [InlineData("sparql?query=ASK%7B%7D&explain=plan")]
    [InlineData("limits")]
    [InlineData("releases")]
    [InlineData("problems")]
    public async Task Page_InBothLanguages_HasWhatEveryPageMust(string path)
    {
        foreach (string language in (string[])["fr", "en"])
        {
            string separator = path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
            IHtmlDocument page = await ParseAsync($"{path}{separator}lang={language}");

            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.EndsWith("LinkedStats", page.Title, StringComparison.Ordinal);
            Assert.NotEmpty(Assert.Single(page.QuerySelectorAll("h1")).TextContent);
            Assert.Single(page.QuerySelectorAll("main#content"));
            Assert.Equal("#content", page.QuerySelector("a.skip")?.GetAttribute("href"));
            Assert.All(page.QuerySelectorAll("nav"), static nav => Assert.NotNull(nav.GetAttribute("aria-label")));
            Assert.All(page.QuerySelectorAll("table"), static table => Assert.NotEmpty(table.QuerySelector("caption")!.TextContent));
            Assert.All(page.QuerySelectorAll("th"), static head => Assert.NotNull(head.GetAttribute("scope")));
            Assert.All(page.QuerySelectorAll("svg"), static svg => Assert.NotEmpty(svg.QuerySelector("title")!.TextContent));
            Assert.All(
                page.QuerySelectorAll("input:not([type=hidden]), select, textarea"),
                control => Assert.NotNull(page.QuerySelector($"label[for='{control.Id}']")));
            Assert.Empty(page.QuerySelectorAll("script"));
            string[] ids = [.. page.QuerySelectorAll("[id]").Select(static element => element.Id!)];
            Assert.Equal(ids.Length, ids.Distinct().Count());
        }
    }

    [Fact]
    public async Task Pages_ClickedThroughFromHome_LeadToCellsAndNeverAstray()
    {
        HashSet<string> seen = [""];
        var open = new Queue<string>([""]);
        while (open.TryDequeue(out string? path) && seen.Count < PagesMax)
        {
            using HttpResponseMessage response = await server.SendAsync(path, "text/html,*/*;q=0.1");
            Assert.True((int)response.StatusCode is 200 or 301 or 302 or 307, $"{path}: {(int)response.StatusCode}");
            if (response.Content.Headers.ContentType?.MediaType != "text/html" || path.StartsWith("swagger", StringComparison.Ordinal))
            {
                continue;
            }

            IHtmlDocument page = Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            foreach (IElement link in page.QuerySelectorAll("a[href^='/']"))
            {
                string next = link.GetAttribute("href")![1..];
                if (!next.Contains("lang=", StringComparison.Ordinal) && seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        Assert.Contains("datasets/pop/observations/R84.2019.F", seen);
        Assert.Contains("datasets/life/observations/S12000005.2004", seen);
        Assert.Contains("concepts/area/R84", seen);
        Assert.Contains("runs/run-1", seen);
    }

    [Fact]
    public async Task Cell_OfAnOwnCube_ShowsValueCodesAndWhereItComesFrom()
    {
        IHtmlDocument page = await ParseAsync("datasets/pop/observations/R84.2019.F?lang=fr");
        string text = page.Body!.TextContent;

        Assert.Contains("30,90", text, StringComparison.Ordinal);
        Assert.Contains("Auvergne-Rhône-Alpes", text, StringComparison.Ordinal);
        Assert.Contains("Femmes", text, StringComparison.Ordinal);
        Assert.Contains("Première exécution", text, StringComparison.Ordinal);
        Assert.Contains("Home detection 1.0.0", text, StringComparison.Ordinal);
        Assert.Contains("Données synthétiques", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Label_InAnotherLanguage_SaysWhichInThePage()
    {
        IHtmlDocument page = await ParseAsync("concepts/area?lang=en");

        Assert.Contains(page.QuerySelectorAll("[lang=fr]"), static element => element.TextContent == "Île-de-France");
    }

    [Fact]
    public async Task Table_WithMorePages_LeadsToTheNext()
    {
        IHtmlDocument page = await ParseAsync("datasets/pop/observations.html?limit=10");
        string next = page.QuerySelector("a[rel=next]")!.GetAttribute("href")!;

        IHtmlDocument second = Parse(await server.GetTextAsync(next[1..]));

        Assert.Contains("observations 11 to 20 of 36", second.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(second.QuerySelector("a[rel=first]"));
    }

    [Fact]
    public async Task Text_FromTheStore_CannotBecomeMarkup()
    {
        string query = Uri.EscapeDataString("SELECT ?x { BIND(\"<script>alert(1)</script>\" AS ?x) }");

        string page = await server.GetTextAsync("sparql?format=html&query=" + query);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    private static IHtmlDocument Parse(string html) =>
        new HtmlParser(default, BrowsingContext.New(Configuration.Default)).ParseDocument(html);

    private async Task<IHtmlDocument> ParseAsync(string path) => Parse(await server.GetTextAsync(path, "text/html"));
}
