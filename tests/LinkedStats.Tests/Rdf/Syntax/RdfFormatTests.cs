using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf.Syntax;

public sealed class RdfFormatTests
{
    [Theory]
    [InlineData("text/turtle", "Turtle")]
    [InlineData("Text/Turtle; charset=utf-8", "Turtle")]
    [InlineData("application/trig", "TriG")]
    [InlineData("application/n-triples", "N-Triples")]
    [InlineData("application/n-quads", "N-Quads")]
    [InlineData("application/ld+json;profile=x", "JSON-LD")]
    [InlineData("application/rdf+xml", "RDF/XML")]
    [InlineData("application/json", "JSON-LD")]
    [InlineData("text/html", null)]
    public void ForMediaType_AnyCaseAndParameters_FindsTheFormat(string mediaType, string? expected) =>
        Assert.Equal(expected, RdfFormat.ForMediaType(mediaType)?.Name);

    [Fact]
    public void ForMediaType_OnlyRegistered_LeavesAmbiguousNamesOut() =>
        Assert.Null(RdfFormat.ForMediaType("application/json", onlyRegistered: true));

    [Theory]
    [InlineData("a/b.ttl", "Turtle")]
    [InlineData("b.x.TRIG", "TriG")]
    [InlineData("c.nt", "N-Triples")]
    [InlineData("c.nq", "N-Quads")]
    [InlineData("c.rdf", "RDF/XML")]
    [InlineData("c.jsonld", "JSON-LD")]
    [InlineData("c.csv", null)]
    [InlineData("ttl", null)]
    public void ForFileName_Suffix_FindsTheFormat(string fileName, string? expected) =>
        Assert.Equal(expected, RdfFormat.ForFileName(fileName)?.Name);

    [Theory]
    [InlineData("a.xml")]
    [InlineData("a.json")]
    public void ForFileName_OnlyOwn_LeavesAmbiguousSuffixesOut(string fileName)
    {
        Assert.NotNull(RdfFormat.ForFileName(fileName));
        Assert.Null(RdfFormat.ForFileName(fileName, onlyOwn: true));
    }

    [Theory]
    [InlineData("a.rdf")]
    [InlineData("a.OWL")]
    [InlineData("a.turtle")]
    public void ForFileName_OnlyOwn_KeepsTheOtherNamesOfSyntaxes(string fileName) =>
        Assert.NotNull(RdfFormat.ForFileName(fileName, onlyOwn: true));
}
