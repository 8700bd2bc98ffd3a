using LinkedStats.Publishing.Packages.Csvw;

namespace LinkedStats.Tests.Publishing.Csvw;

public sealed class UriTemplateTests
{
    [Theory]
    [InlineData("year.csv#{+a}", "year.csv#month/2015-01")]
    [InlineData("obs/{a},{b}@m", "obs/month%2F2015-01,caf\u00e9%20noir@m")]
    [InlineData("{a}{none}x", "month%2F2015-01x")]
    [InlineData("{#b}", "#caf\u00e9%20noir")]
    [InlineData("{+a,b}", "month/2015-01,caf\u00e9%20noir")]
    [InlineData("plain", "plain")]
    public void Expand_Template_EncodesWhatItsOperatorSays(string template, string expanded)
    {
        UriTemplate? parsed = UriTemplate.Parse(template, out string? problem);

        Assert.Null(problem);
        Assert.Equal(expanded, parsed!.Expand(static name => name switch
        {
            "a" => "month/2015-01",
            "b" => "caf\u00e9 noir",
            _ => null,
        }));
    }

    [Theory]
    [InlineData("a{b")]
    [InlineData("a}b")]
    [InlineData("{}")]
    [InlineData("{;a}")]
    [InlineData("{+}")]
    public void Parse_MalformedTemplate_SaysWhy(string template)
    {
        UriTemplate? parsed = UriTemplate.Parse(template, out string? problem);

        Assert.Null(parsed);
        Assert.NotNull(problem);
    }
}
