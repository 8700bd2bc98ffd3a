using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf;

public sealed class TermTests
{
    public static TheoryData<Term, string> Texts => new()
    {
        { Iri.Parse("http://a/é"), "<http://a/é>" },
        { Iri.FromTrusted("http://a/b> <c"), "<http://a/b\\u003E\\u0020\\u003Cc>" },
        { new BlankNode("b1"), "_:b1" },
        { new Literal("a \"b\"\n\\\t\u0001é𝒳"), "\"a \\\"b\\\"\\n\\\\\\t\\u0001é𝒳\"" },
        { new Literal("chat", "FR-be"), "\"chat\"@fr-be" },
        { new Literal("5.10", XsdVocabulary.Decimal), "\"5.10\"^^<http://www.w3.org/2001/XMLSchema#decimal>" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ToString_Term_IsItsNTriplesForm(Term term, string expected) => Assert.Equal(expected, term.ToString());

    [Fact]
    public void LiteralEquality_ComparesFormDatatypeAndLanguage()
    {
        Assert.Equal(new Literal("a", "EN"), new Literal("a", "en"));
        Assert.Equal(new Literal("a", "EN").GetHashCode(), new Literal("a", "en").GetHashCode());
        Assert.NotEqual(new Literal("a", "en"), new Literal("a"));
        Assert.NotEqual(new Literal("5.10", XsdVocabulary.Decimal), new Literal("5.1", XsdVocabulary.Decimal));
        Assert.NotEqual(new Literal("1", XsdVocabulary.Integer), new Literal("1", XsdVocabulary.Decimal));
    }

    [Fact]
    public void QuadToString_WithGraph_IsALineOfNQuads() =>
        Assert.Equal(
            "<urn:s> <urn:p> \"o\" <urn:g> .",
            new Quad(Iri.Parse("urn:s"), Iri.Parse("urn:p"), new Literal("o"), Iri.Parse("urn:g")).ToString());
}
