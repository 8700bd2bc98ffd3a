using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Cubes;

public sealed class CodeNamesTests
{
    private const string Area = "http://example.org/area/";

    [Fact]
    public void Choose_UniqueNotations_AreTheNames() =>
        Assert.Equal(["FR", "DE"], Names((Area + "1", "FR"), (Area + "2", "DE")));

    [Fact]
    public void Choose_RepeatedNotation_FallsBackToTheEndOfTheIri() =>
        Assert.Equal(["1", "2", "C"], Names((Area + "1", "X"), (Area + "2", "X"), (Area + "3", "C")));

    [Fact]
    public void Choose_RepeatedLastSegment_TakesMoreSegments() =>
        Assert.Equal(["2004/P3Y", "2005/P3Y"], Names((Area + "2004/P3Y", null), (Area + "2005/P3Y", null)));

    [Fact]
    public void Choose_LiteralsWithOneLexicalForm_StayApart() =>
        Assert.Equal(2, CodeNames.Choose(
            [(new Literal("2018", XsdVocabulary.GYear), null), (new Literal("2018"), null)]).Distinct().Count());

    [Theory]
    [InlineData("FR1", "FR1")]
    [InlineData("A.1/é", "A~2e1~2f~c3~a9")]
    [InlineData("~", "~7e")]
    public void Escape_Name_KeepsPlainBytesAndReadsBack(string name, string escaped)
    {
        Assert.Equal(escaped, ObservationKey.Escape(name));
        Assert.Equal(name, ObservationKey.Unescape(escaped));
    }

    [Theory]
    [InlineData("a~2")]
    [InlineData("a~zz")]
    [InlineData("~41")]
    [InlineData("a.b")]
    public void Unescape_NotAnEscapedName_IsNull(string text) => Assert.Null(ObservationKey.Unescape(text));

    [Theory]
    [InlineData("1.2.0", true)]
    [InlineData("10.0.3", true)]
    [InlineData("1.2", false)]
    [InlineData("1.02.0", false)]
    [InlineData("1.2.-1", false)]
    [InlineData("1.2.9999999", false)]
    public void VersionNumber_Text_IsReadOrRefused(string text, bool isVersion)
    {
        Assert.Equal(isVersion, VersionNumber.TryParse(text, out VersionNumber version));
        Assert.Equal(isVersion ? text : "0.0.0", version.ToString());
    }

    [Fact]
    public void AsTree_CycleOfParents_KeepsEveryCodeOnce()
    {
        Iri a = Iri.FromTrusted(Area + "a");
        Iri b = Iri.FromTrusted(Area + "b");
        Code[] codes = [new(a, "a") { Parent = b }, new(b, "b") { Parent = a }, new(Iri.FromTrusted(Area + "c"), "c")];

        Assert.Equal(["c", "a", "b"], CodeOrder.AsTree(codes).Select(code => code.Name));
    }

    private static string[] Names(params (string Iri, string? Notation)[] codes) =>
        CodeNames.Choose([.. codes.Select(code => ((Term)Iri.FromTrusted(code.Iri), code.Notation))]);
}
