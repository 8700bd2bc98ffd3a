using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Templates of cell IRIs: as text, and found in real patterns.</summary>
public sealed class IriTemplateTests
{
    private static readonly string[] Areas = ["D000", "D001", "FR", "S92000003"];
    private static readonly string[] Periods = ["2015-01", "2015-02", "2016-01"];
    private static readonly string[] Sexes = ["T", "F", "M"];

    [Theory]
    [InlineData("http://example.org/data/{0}/{1}")]
    [InlineData("http://example.org/data.csv#obs/{1:tail},{0:key}@count")]
    [InlineData("http://example.org/data/{1}{0=a~20b}")]
    public void Parse_Template_WritesItselfBack(string text) => Assert.Equal(text, IriTemplate.Parse(text).ToString());

    [Theory]
    [InlineData("http://example.org/{0")]
    [InlineData("http://example.org/{area}")]
    [InlineData("http://example.org/{0}/{0}")]
    [InlineData("http://example.org/{0}/{2}")]
    [InlineData("http://example.org/{0:lower}")]
    [InlineData("http://example.org/{0= }")]
    public void Parse_BadSlot_IsRefused(string text) => Assert.Throws<FormatException>(() => IriTemplate.Parse(text));

    [Theory]
    [InlineData("http://stats.example.org/data/vac/{0}/{1}/{2}")]
    [InlineData("http://example.org/data.csv#obs/{0},{1},{2}@bin-inventory")]
    [InlineData("http://example.org/T/data/{2}/{1}-{0}")]
    public void Discover_NamesInAnyOrder_FindsTheTemplate(string template) => Assert.Equal(template, Discover(
        (area, period, sex) => template.Replace("{0}", area, StringComparison.Ordinal)
            .Replace("{1}", period, StringComparison.Ordinal).Replace("{2}", sex, StringComparison.Ordinal))?.Text);

    [Fact]
    public void Discover_TailsOfCodeIris_FindsTheTemplate() => Assert.Equal(
        "http://example.org/data/{0:tail}/{1}/{2}",
        Discover(
            static (area, period, sex) => $"http://example.org/data/{Tail(area)}/{period}/{sex}",
            static area => Ex($"code/{Tail(area)}"))?.Text);

    [Fact]
    public void Discover_OneDimensionOfOneCodeMissing_HoldsForThatCode() => Assert.Equal(
        "http://example.org/data/{0}/{1}{2=T}",
        Discover(static (area, period, _) => $"http://example.org/data/{area}/{period}", null, "T")?.Text);

    [Fact]
    public void Discover_NumbersWithoutRule_FindsNothing()
    {
        int number = 0;
        Assert.Null(Discover((_, _, _) => $"http://example.org/data/{number++ * 7919 % 1013}"));
    }

    private static string Tail(string area) => $"zone{Array.IndexOf(Areas, area)}";

    private static IriTemplate? Discover(
        Func<string, string, string, string> iri, Func<string, Iri>? area = null, params string[] sexes) =>
        IriTemplateDiscovery.Discover([.. from a in Areas from p in Periods from s in sexes.Length == 0 ? Sexes : sexes
            select new IriSample(
                iri(a, p, s), [area?.Invoke(a) ?? Ex("area/" + a), Ex("period/" + p), Ex("sex/" + s)], [a, p, s])]);
}
