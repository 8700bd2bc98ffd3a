using LinkedStats.Query.Algebra;

namespace LinkedStats.Tests.Query.Algebra;

public sealed class AlgebraVariablesTests
{
    /// <summary>A pattern, the variables that every solution binds, and those that only some bind.</summary>
    [Theory]
    [InlineData("?a :p ?b . _:x :q 1", "_:x a b", "")]
    [InlineData("?a :p* ?b", "a b", "")]
    [InlineData("?a :p ?b OPTIONAL { ?a :q ?c FILTER(?d) }", "a b", "c")]
    [InlineData("{ ?a :p ?b } UNION { ?b :q ?c }", "b", "a c")]
    [InlineData("?a :p ?b MINUS { ?a :q ?c }", "a b", "")]
    [InlineData("?a :p ?b BIND(?b + 1 AS ?c) BIND(1 AS ?d) BIND(?a AS ?e)", "a b d e", "c")]
    [InlineData("GRAPH ?g { ?a :p ?b }", "a b g", "")]
    [InlineData("SERVICE SILENT ?s { ?a :p ?b }", "", "a b s")]
    [InlineData("SERVICE :s { ?a :p ?b }", "a b", "")]
    [InlineData("VALUES (?a ?b) { (1 UNDEF) (2 3) }", "a", "b")]
    [InlineData("{ SELECT ?a ?d { ?a :p ?b OPTIONAL { ?b :q ?d } } }", "a", "d")]
    [InlineData("{ SELECT ?a (COUNT(*) AS ?n) (SUM(?b) AS ?s) { ?a :p ?b } GROUP BY ?a }", "a n", "s")]
    [InlineData("?a :p ?b FILTER EXISTS { ?a :q ?c }", "a b", "")]
    public void Of_Pattern_TellsCertainFromPossible(string pattern, string certain, string further)
    {
        AlgebraNode node = AlgebraTranslatorTests.Translate($"ASK {{ {pattern} }}").Root;

        AlgebraVariables variables = AlgebraVariables.Of(node);

        Assert.Equal(certain, Names(variables.Certain));
        Assert.Equal(further, Names(variables.Possible.Except(variables.Certain)));
    }

    [Theory]
    [InlineData("?a + STR(?b) > :f(?c)", "a b c")]
    [InlineData("EXISTS { ?a :p ?b MINUS { ?c :q ?d FILTER(?e) } }", "a b c d e")]
    [InlineData("1 = 2", "")]
    public void MentionedIn_Expression_FindsAllVariables(string expression, string expected)
    {
        var filter = (Filter)AlgebraTranslatorTests.Translate($"ASK {{ FILTER({expression}) }}").Root;

        Assert.Equal(expected, Names(AlgebraVariables.MentionedIn(filter.Condition)));
    }

    private static string Names(IEnumerable<Variable> variables) =>
        string.Join(' ', variables.Select(static variable => variable.Name).Order(StringComparer.Ordinal));
}
