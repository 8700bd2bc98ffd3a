using LinkedStats.Query.Algebra;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Query.Algebra;

public sealed class AlgebraTranslatorTests
{
    private const string Prologue = "PREFIX : <x:> ";

    [Theory]
    [InlineData("Patterns.txt")]
    [InlineData("Paths.txt")]
    [InlineData("Groups.txt")]
    [InlineData("Modifiers.txt")]
    [InlineData("Expressions.txt")]
    [InlineData("Forms.txt")]
    public void Translate_EachConstruct_GivesTheAlgebraOfTheSpecification(string file) =>
        new GoldenFile("Query", "Algebra", "Golden", file)
            .Check(static query => AlgebraPrinter.Print(Translate(query)));

    [Fact]
    public void Translate_Query_CarriesItsClauses()
    {
        QueryAlgebra algebra = Translate(
            "BASE <http://e/> PREFIX p: <n#> CONSTRUCT { ?s p:a _:b } "
            + "FROM <d> FROM NAMED <n1> FROM NAMED <n2> WHERE { ?s ?p ?o }");

        Assert.Equal(QueryForm.Construct, algebra.Form);
        Assert.Equal("http://e/", algebra.Base!.Text);
        Assert.Equal(["http://e/d"], algebra.DefaultGraphs.Select(static iri => iri.Text));
        Assert.Equal(["http://e/n1", "http://e/n2"], algebra.NamedGraphs.Select(static iri => iri.Text));
        Assert.Equal([(string.Empty, "x:"), ("p", "http://e/n#")], algebra.Prefixes);
        Assert.Equal(
            new TriplePattern(new Variable("s"), new Constant(Iri.Parse("http://e/n#a")), new Variable("_:b")),
            Assert.Single(algebra.Template));
    }

    [Theory]
    [InlineData("SELECT * { ?b :p ?a . _:x :q ?c OPTIONAL { ?d :p ?a } MINUS { ?e :p ?a } FILTER(?f) }", "b a c d")]
    [InlineData("SELECT * { ?a :p/:q ?b GRAPH ?g { ?x :p* ?y } }", "a b g x y")]
    [InlineData("SELECT * { { SELECT ?x (1 AS ?y) { ?x :p ?hidden } } VALUES ?z { 1 } }", "x y z")]
    [InlineData("SELECT * { ?x :p ?y BIND(1 AS ?z) } VALUES (?x ?w) { (1 2) }", "x y z w")]
    [InlineData("SELECT ?a ?b ?a { }", "a b")]
    [InlineData("DESCRIBE ?x :y { ?x :p ?z }", "x")]
    [InlineData("ASK { ?x :p ?z }", "")]
    public void Translate_Query_ProjectsTheVariablesInScope(string query, string variables) =>
        Assert.Equal(variables, string.Join(' ', Translate(query).Variables.Select(static variable => variable.Name)));

    [Fact]
    public void Translate_LongChainsOfAssociativeOperators_GivesLowTrees()
    {
        string filter = string.Join(" || ", Enumerable.Range(0, 20_000).Select(static i => $"?x = {i}"));
        string unions = string.Join(" UNION ", Enumerable.Repeat("{ ?x :p ?y }", 20_000));

        QueryAlgebra algebra = Translate($"SELECT * {{ {unions} FILTER({filter}) }}");

        var root = (Filter)((Project)algebra.Root).Input;
        Assert.InRange(HeightOf(root.Input), 1, 20);
        Assert.InRange(HeightOf(root.Condition), 1, 20);
    }

    internal static QueryAlgebra Translate(string query) =>
        AlgebraTranslator.Translate(SparqlParser.Parse(Prologue + query, baseIri: null, depthMax: 200));

    private static int HeightOf(AlgebraNode node) =>
        node is Union union ? 1 + Math.Max(HeightOf(union.Left), HeightOf(union.Right)) : 1;

    private static int HeightOf(Expression expression) =>
        expression is Call call ? 1 + call.Arguments.Max(HeightOf) : 1;
}
