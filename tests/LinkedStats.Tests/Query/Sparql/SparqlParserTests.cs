using LinkedStats.Query.Algebra;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Query.Sparql;

public sealed class SparqlParserTests
{
    /// <summary>A term as a query writes it, and the term it means, as N-Triples write it.</summary>
    public static TheoryData<string, string> Terms => new()
    {
        { "<http://e/a>", "<http://e/a>" },
        { "<a>", "<http://base/dir/a>" },
        { "<../a#b>", "<http://base/a#b>" },
        { "<>", "<http://base/dir/doc>" },
        { ":a", "<http://e/a>" },
        { ":", "<http://e/>" },
        { ":a.b-c", "<http://e/a.b-c>" },
        { ":a:b:", "<http://e/a:b:>" },
        { ":1", "<http://e/1>" },
        { @":a\,b\.\%", "<http://e/a,b.%>" },
        { ":a%20b", "<http://e/a%20b>" },
        { ":é😀"[..2], "<http://e/é>" },
        { "p.q-1:x", "<http://pq/x>" },
        { @"<http://e/\u00e9>", "<http://e/é>" },
        { @":\u0061", "<http://e/a>" },
        { "'x'", "\"x\"" },
        { "\"it's\"", "\"it's\"" },
        { "''", "\"\"" },
        { "''''''", "\"\"" },
        { "'''a'b''c'''", "\"a'b''c\"" },
        { "\"\"\"a\nb\"\"\"", "\"a\\nb\"" },
        { @"'\t\n\r\b\f\\\'\""'", "\"\\t\\n\\r\\b\\f\\\\'\\\"\"" },
        { @"'\u00e9\U0001F600'", "\"é😀\"" },
        { @"'\\u0041'", "\"\\\\u0041\"" },
        { "'chat'@fr-BE", "\"chat\"@fr-be" },
        { "'1'^^:t", "\"1\"^^<http://e/t>" },
        { "-042", "\"-042\"^^<http://www.w3.org/2001/XMLSchema#integer>" },
        { "+1.50", "\"+1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>" },
        { ".5", "\".5\"^^<http://www.w3.org/2001/XMLSchema#decimal>" },
        { "1.e-3", "\"1.e-3\"^^<http://www.w3.org/2001/XMLSchema#double>" },
        { "1E6", "\"1E6\"^^<http://www.w3.org/2001/XMLSchema#double>" },
        { "false", "\"false\"^^<http://www.w3.org/2001/XMLSchema#boolean>" },
    };

    [Theory]
    [MemberData(nameof(Terms))]
    public void Parse_Term_MeansWhatTheSpecificationSays(string text, string expected)
    {
        Assert.Equal(expected, ObjectOf($"{text} }}").ToString());
        Assert.Equal(expected, ObjectOf($"{text}.}}").ToString());
        Assert.Equal(expected, ObjectOf($"{text},?x}}").ToString());
    }

    [Theory]
    [InlineData("select * where { ?s a ?o } limit 1")]
    [InlineData("SELECT*{?s?p?o}")]
    [InlineData("SELECT ?x1{?x1 ?_p $é}")]
    [InlineData("SELECT * {?s ?p 1.?s ?p 2 . }")]
    [InlineData("SELECT * { ?s ?p ?o ; ; ?q ?r ; . }")]
    [InlineData("SELECT * { ?s ?p ?o . FILTER(true) . { } . OPTIONAL { } . }")]
    [InlineData("SELECT # comment } \n * { ?s ?p <http://e/#not> }")]
    [InlineData("SELECT * { [ ?p ?o ] . [] ?p () . (1) . [ ?p ?o ] ?q ?r }")]
    [InlineData("SELECT * { ?s ?p ?o FILTER(?o<5) FILTER(?o<= 5&&?o>=-5) FILTER(!?o) }")]
    [InlineData("SELECT * { ?s <x:p>?/<x:q>*|^<x:r>+ ?o }")]
    [InlineData("SELECT * { ?s !<x:p>?o }")]
    [InlineData("SELECT * { _:a ?p _:a.b . FILTER(1=1) _:a ?q 1 }")]
    [InlineData("SELECT * { ?s ?p ?o } VALUES () { }")]
    [InlineData("SELECT * { FILTER NOT EXISTS { } }")]
    [InlineData("SELECT * { FILTER(?x NOT IN ( ) && ?y IN(1)) }")]
    [InlineData("ASK FROM <x:g> { }")]
    [InlineData("CONSTRUCT { _:a ?p 1 } WHERE { _:a ?p 1 }")]
    [InlineData("CONSTRUCT FROM <x:g> WHERE { ?s ?p ?o . }")]
    [InlineData("DESCRIBE <x:a> ?b")]
    [InlineData("BASE <http://a/> BASE <b/> PREFIX : <c#> PREFIX : <d#> ASK { :x :y <z> }")]
    public void Parse_Layout_DoesNotMatter(string query)
    {
        Exception? problem = Record.Exception(() => Parse(query));

        Assert.Null(problem);
    }

    [Theory]
    [InlineData("SELECT * { FILTER(", "(", ")", "1", ") }")]
    [InlineData("SELECT * { FILTER(", "STR(", ")", "1", ") }")]
    [InlineData("SELECT * { FILTER(", "!(", ")", "1", ") }")]
    [InlineData("SELECT * { FILTER(", "1 IN (", ")", "1", ") }")]
    [InlineData("SELECT * { FILTER(", "EXISTS { FILTER(", ") }", "1", ") }")]
    [InlineData("SELECT * ", "{", "}", "?s ?p ?o", "")]
    [InlineData("SELECT * ", "{ SELECT * ", "}", "{ }", "")]
    [InlineData("SELECT * ", "{ OPTIONAL ", "}", "{ }", "")]
    [InlineData("SELECT * ", "{ GRAPH ?g ", "}", "{ }", "")]
    [InlineData("SELECT * ", "{ { } UNION ", "}", "{ }", "")]
    [InlineData("SELECT * { ?s ", "(", ")", "<x:p>", " ?o }")]
    [InlineData("SELECT * { ?s ", "(", ")*", "<x:p>", " ?o }")]
    [InlineData("SELECT * { ?s ", "^(", ")", "<x:p>", " ?o }")]
    [InlineData("SELECT * { ?s ?p ", "(", ")", "1", " }")]
    [InlineData("SELECT * { ?s ?p ", "[ ?q ", "]", "1", " }")]
    [InlineData("SELECT (", "ABS(", ")", "1", " AS ?x) { }")]
    [InlineData("SELECT * { FILTER(1", " + 1", "", "", ") }")]
    [InlineData("SELECT * { FILTER(1", " * -1", "", "", ") }")]
    [InlineData("SELECT * { ", "OPTIONAL { } ", "", "", " }")]
    [InlineData("SELECT * { ", "MINUS { ?s ?p ?o } ", "", "", " }")]
    [InlineData("SELECT * { ?s ?p ?o ", "{ ?s ?p ?o } ", "", "", " }")]
    [InlineData("SELECT * { ?s ?p ?o . ", "?s <x:p>* ?o . ", "", "", " }")]
    [InlineData("SELECT * { ?s <x:p>", "/<x:p>*", "", "", " ?o }")]
    public void Parse_HostileDepth_IsRefusedAtOnce(
        string before, string open, string close, string middle, string after)
    {
        const int Depth = 100_000;
        string query = before + string.Concat(Enumerable.Repeat(open, Depth)) + middle
            + string.Concat(Enumerable.Repeat(close, Depth)) + after;

        SparqlSyntaxException problem = Assert.Throws<SparqlSyntaxException>(() => Parse(query));

        Assert.Contains("too ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT * { ", "?s ?p ?o . ", " }")]
    [InlineData("SELECT * { ?s ?p 1", ", 1", " }")]
    [InlineData("SELECT * { VALUES ?x { ", "1 ", " } }")]
    [InlineData("SELECT * { FILTER(?x IN (1", ", 1", ")) }")]
    [InlineData("SELECT * { FILTER(?x = 1", " || ?x = 1", ") }")]
    [InlineData("SELECT * { FILTER(?x = 1) ", " FILTER(?x = 1)", " }")]
    [InlineData("SELECT * { { }", " UNION { }", " }")]
    [InlineData("SELECT * { ?s ?p (", "1 ", ") }")]
    [InlineData("SELECT * { ?s <x:p>", "|<x:p>", " ?o }")]
    [InlineData("SELECT * { ?s !(<x:p>", "|<x:p>", ") ?o }")]
    [InlineData("SELECT * { ?s ?p '", "a\\n", "' }")]
    [InlineData("SELECT * { ?s ?p '", "\\u0041", "' }")]
    [InlineData("SELECT * { } # ", "a\n# ", "")]
    public void Parse_LongButFlat_IsReadInLinearTime(string before, string repeated, string after)
    {
        string query = before + string.Concat(Enumerable.Repeat(repeated, 50_000)) + after;
        var clock = System.Diagnostics.Stopwatch.StartNew();

        AlgebraTranslator.Translate(Parse(query));

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Parse_TooManyVariables_IsRefused()
    {
        IEnumerable<string> triples = Enumerable.Range(0, 5000).Select(static i => $"?s ?p ?o{i} . ");
        string query = $"SELECT * {{ {string.Concat(triples)} }}";

        SparqlSyntaxException problem = Assert.Throws<SparqlSyntaxException>(() => Parse(query));

        Assert.Contains("more than 4096 variables", problem.Message, StringComparison.Ordinal);
    }

    private static QuerySyntax Parse(string query) =>
        SparqlParser.Parse(query, Iri.Parse("http://base/dir/doc"), depthMax: 200);

    private static Term ObjectOf(string text)
    {
        QueryAlgebra algebra = AlgebraTranslator.Translate(
            Parse($"PREFIX : <http://e/> PREFIX p.q-1: <http://pq/> ASK {{ ?s ?p {text}"));
        return ((Constant)((BasicGraphPattern)algebra.Root).Triples[0].Object).Value;
    }
}
