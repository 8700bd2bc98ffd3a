using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;

namespace LinkedStats.Tests.Server.Negotiation;

/// <summary>Addresses as clients write them.</summary>
public sealed class RequestAddressTests
{
    [Theory]
    [InlineData("/", "/", null, "")]
    [InlineData("/datasets/pop.ttl?lang=fr", "/datasets/pop", "ttl", "lang=fr")]
    [InlineData("/datasets/pop.png", "/datasets/pop.png", null, "")]
    [InlineData("/concepts/naf/A%2FB", "/concepts/naf/A%2FB", null, "")]
    [InlineData("/versions/1.2.0.json", "/versions/1.2.0", "json", "")]
    [InlineData("/.ttl", "/.ttl", null, "")]
    [InlineData("/openapi/v1.json", "/openapi/v1.json", null, "")]
    [InlineData("http://example.org/datasets?x=1", "/datasets", null, "x=1")]
    [InlineData("http://example.org", "/", null, "")]
    [InlineData("/stats/datasets", "/datasets", null, "")]
    [InlineData("/stats", "/", null, "")]
    [InlineData("/statistics", "/statistics", null, "")]
    public void Parse_Target_SplitsIntoParts(string target, string path, string? suffix, string query)
    {
        var address = RequestAddress.Parse(target, "/stats");

        Assert.Equal((path, suffix, query), (address.Path, address.Suffix, address.RawQuery));
    }

    [Theory]
    [InlineData("/%")]
    [InlineData("/%z1")]
    [InlineData("/%C0%AF")]
    [InlineData("/%FF")]
    [InlineData("/%00")]
    [InlineData("/a%0Ab")]
    [InlineData("/a//b")]
    [InlineData("/a/../b")]
    [InlineData("/a/%2e%2E/b")]
    [InlineData("/a/.")]
    [InlineData("/a\\b")]
    [InlineData("/a?x=%ED%A0%80")]
    [InlineData("/a?%")]
    public void Parse_MalformedTarget_IsAProblem(string target)
    {
        var error = Assert.Throws<RequestProblemException>(() => RequestAddress.Parse(target, ""));

        Assert.Equal(ProblemKind.MalformedAddress, error.Report.Kind);
    }

    [Theory]
    [InlineData("refAera", "refArea")]
    [InlineData("REFAREA", "refArea")]
    [InlineData("sx", "sex")]
    public void Find_MistypedName_GivesTheNearestFirst(string written, string expected) =>
        Assert.Equal(expected, NearestNames.Find(written, ["obsValue", "refArea", "sex", "refPeriod"])[0]);
}
