using LinkedStats.Query.Algebra;

namespace LinkedStats.Tests.Query.Algebra;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData(
        "SELECT ?a { ?a :p ?b . ?b :q [] }",
        "PREFIX q: <x:> select ?a\nwhere { ?a q:p ?other . ?other q:q _:x } # layout")]
    [InlineData(
        "SELECT (COUNT(?x) AS ?n) { ?x :p/:q ?y FILTER EXISTS { ?y :r ?z } }",
        "SELECT (COUNT(?u) AS ?n) { ?u :p/:q ?v FILTER(EXISTS { ?v :r ?w }) }")]
    public void PrintCanonical_QueriesThatMeanTheSame_GivesOneText(string one, string other) =>
        Assert.Equal(Canonical(one), Canonical(other));

    [Theory]
    [InlineData("SELECT ?a { ?a :p ?b }", "SELECT ?b { ?b :p ?a }")]
    [InlineData("SELECT ?a { ?a :p ?b . ?b :p ?c }", "SELECT ?a { ?a :p ?b . ?c :p ?b }")]
    [InlineData("SELECT ?a { ?a :p 1 }", "SELECT ?a { ?a :p 01 }")]
    [InlineData("SELECT ?a { ?a :p \"1\" }", "SELECT ?a { ?a :p 1 }")]
    [InlineData("SELECT ?a { ?a :p \"x\" }", "SELECT ?a { ?a :p \"x\"@en }")]
    [InlineData("SELECT ?a { ?a :p ?b }", "SELECT ?a FROM :g { ?a :p ?b }")]
    [InlineData("SELECT ?a { ?a :p ?b }", "SELECT ?a FROM NAMED :g { ?a :p ?b }")]
    [InlineData("SELECT ?a { ?a :p ?b }", "SELECT ?a { ?a :p ?b } LIMIT 1")]
    [InlineData("CONSTRUCT { ?a :p 1 } { ?a :p ?b }", "CONSTRUCT { ?a :p 2 } { ?a :p ?b }")]
    [InlineData("CONSTRUCT { ?c :p 1 } { ?a :p ?b }", "CONSTRUCT { _:c :p 1 } { ?a :p ?b }")]
    [InlineData("CONSTRUCT WHERE { ?a :p ?b }", "PREFIX q: <x:> CONSTRUCT WHERE { ?a :p ?b }")]
    [InlineData("DESCRIBE :a", "DESCRIBE :b")]
    [InlineData("BASE <x:1> SELECT (IRI(\"\") AS ?x) { }", "BASE <x:2> SELECT (IRI(\"\") AS ?x) { }")]
    public void PrintCanonical_QueriesThatDiffer_GivesTwoTexts(string one, string other) =>
        Assert.NotEqual(Canonical(one), Canonical(other));

    private static string Canonical(string query) =>
        AlgebraPrinter.PrintCanonical(AlgebraTranslatorTests.Translate(query));
}
