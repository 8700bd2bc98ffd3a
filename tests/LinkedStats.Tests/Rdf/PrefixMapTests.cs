using LinkedStats.Rdf;

namespace LinkedStats.Tests.Rdf;

public sealed class PrefixMapTests
{
    [Fact]
    public void TryShorten_NestedNamespaces_TakesTheLongest()
    {
        PrefixMap prefixes = new() { { "a", "http://a/" }, { "b", "http://a/b#" } };

        Assert.True(prefixes.TryShorten(Iri.Parse("http://a/b#c"), out string? prefix, out int length));
        Assert.Equal(("b", 11), (prefix, length));
        Assert.False(prefixes.TryShorten(Iri.Parse("http://c/"), out _, out _));
    }

    [Theory]
    [InlineData("qb:DataSet", "http://purl.org/linked-data/cube#DataSet")]
    [InlineData("skos:", "http://www.w3.org/2004/02/skos/core#")]
    public void TryExpand_DeclaredPrefix_GivesTheIri(string name, string expected)
    {
        Assert.True(PrefixMap.CreateWellKnown().TryExpand(name, out Iri? iri));
        Assert.Equal(expected, iri.Text);
    }

    [Theory]
    [InlineData("nobody:x")]
    [InlineData("x")]
    [InlineData("qb:a b")]
    public void TryExpand_NoPrefixedName_Fails(string name) =>
        Assert.False(PrefixMap.CreateWellKnown().TryExpand(name, out _));

    [Fact]
    public void Add_PrefixAgain_ReplacesItsNamespace()
    {
        PrefixMap prefixes = new() { { "a", "urn:a:" }, { "b", "urn:b:" }, { "a", "urn:c:" } };

        Assert.Equal([KeyValuePair.Create("a", "urn:c:"), KeyValuePair.Create("b", "urn:b:")], prefixes);
    }
}
