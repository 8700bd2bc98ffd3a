using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf;

public sealed class IriResolverTests
{
    /// <summary>The examples of RFC 3986, sections 5.4.1 and 5.4.2 (strict).</summary>
    public static TheoryData<string, string> Examples => new()
    {
        { "g:h", "g:h" },
        { "g", "http://a/b/c/g" },
        { "./g", "http://a/b/c/g" },
        { "g/", "http://a/b/c/g/" },
        { "/g", "http://a/g" },
        { "//g", "http://g" },
        { "?y", "http://a/b/c/d;p?y" },
        { "g?y", "http://a/b/c/g?y" },
        { "#s", "http://a/b/c/d;p?q#s" },
        { "g#s", "http://a/b/c/g#s" },
        { "g?y#s", "http://a/b/c/g?y#s" },
        { ";x", "http://a/b/c/;x" },
        { "g;x", "http://a/b/c/g;x" },
        { "g;x?y#s", "http://a/b/c/g;x?y#s" },
        { "", "http://a/b/c/d;p?q" },
        { ".", "http://a/b/c/" },
        { "./", "http://a/b/c/" },
        { "..", "http://a/b/" },
        { "../", "http://a/b/" },
        { "../g", "http://a/b/g" },
        { "../..", "http://a/" },
        { "../../", "http://a/" },
        { "../../g", "http://a/g" },
        { "../../../g", "http://a/g" },
        { "../../../../g", "http://a/g" },
        { "/./g", "http://a/g" },
        { "/../g", "http://a/g" },
        { "g.", "http://a/b/c/g." },
        { ".g", "http://a/b/c/.g" },
        { "g..", "http://a/b/c/g.." },
        { "..g", "http://a/b/c/..g" },
        { "./../g", "http://a/b/g" },
        { "./g/.", "http://a/b/c/g/" },
        { "g/./h", "http://a/b/c/g/h" },
        { "g/../h", "http://a/b/c/h" },
        { "g;x=1/./y", "http://a/b/c/g;x=1/y" },
        { "g;x=1/../y", "http://a/b/c/y" },
        { "g?y/./x", "http://a/b/c/g?y/./x" },
        { "g?y/../x", "http://a/b/c/g?y/../x" },
        { "g#s/./x", "http://a/b/c/g#s/./x" },
        { "g#s/../x", "http://a/b/c/g#s/../x" },
        { "http:g", "http:g" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Resolve_ExampleOfTheRfc_GivesItsResult(string reference, string expected)
    {
        var resolver = new IriResolver(Iri.Parse("http://a/b/c/d;p?q"));

        Assert.Equal(expected, resolver.Resolve(reference).Text);
    }

    [Theory]
    [InlineData("http://a", "g", "http://a/g")]
    [InlineData("http://a?q", "g", "http://a/g")]
    [InlineData("http://a/b#f", "", "http://a/b")]
    [InlineData("file:///a/b", "c", "file:///a/c")]
    [InlineData("urn:x:y", "#z", "urn:x:y#z")]
    [InlineData("urn:x:y", "z", "urn:z")]
    [InlineData("http://a/é/b", "ü", "http://a/é/ü")]
    [InlineData("http://a/b/", "x:1/2", "x:1/2")]
    [InlineData("http://a/b/", "./x:1", "http://a/b/x:1")]
    [InlineData("http://a/b/", "http://c/d/../e", "http://c/d/../e")]
    public void Resolve_OtherBases_FollowsTheAlgorithm(string baseIri, string reference, string expected) =>
        Assert.Equal(expected, new IriResolver(Iri.Parse(baseIri)).Resolve(reference).Text);

    // RFC 3986, section 4.2: "./1:b" says what "1:b" cannot.
    [Theory]
    [InlineData("1:b")]
    [InlineData(":a")]
    [InlineData("2024-02-29T10:00:00")]
    [InlineData("é:a")]
    public void Resolve_ColonInTheFirstSegmentThatEndsNoScheme_ThrowsRdfSyntaxException(string reference) =>
        Assert.Throws<RdfSyntaxException>(() => new IriResolver(Iri.Parse("http://a/")).Resolve(reference));

    [Theory]
    [InlineData("b/1:c", "http://a/b/1:c")]
    [InlineData("?1:b", "http://a/?1:b")]
    [InlineData("#1:b", "http://a/#1:b")]
    [InlineData("/1:b", "http://a/1:b")]
    [InlineData("//1:2/", "http://1:2/")]
    public void Resolve_ColonFurtherOn_IsKept(string reference, string expected) =>
        Assert.Equal(expected, new IriResolver(Iri.Parse("http://a/")).Resolve(reference).Text);

    [Theory]
    [InlineData("a b")]
    [InlineData("a<b")]
    [InlineData("a\u0001")]
    public void Resolve_ForbiddenCharacter_ThrowsRdfSyntaxException(string reference) =>
        Assert.Throws<RdfSyntaxException>(() => new IriResolver(Iri.Parse("http://a/")).Resolve(reference));
}
