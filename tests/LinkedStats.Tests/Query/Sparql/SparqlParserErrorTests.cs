using LinkedStats.Query.Sparql;

namespace LinkedStats.Tests.Query.Sparql;

public sealed class SparqlParserErrorTests
{
    /// <summary>A query, the line and column of the mistake, and a part of the message.</summary>
    public static TheoryData<string, int, int, string> Mistakes => new()
    {
        // What stands where something else belongs.
        { "", 1, 1, "The query ends too early; expected DESCRIBE, CONSTRUCT, ASK, SELECT, PREFIX or BASE." },
        { "# only a comment", 1, 17, "ends too early" },
        { "SELCT * { }", 1, 1, "Did you mean SELECT?" },
        { "SELECT * WHER { }", 1, 10, "Did you mean WHERE?" },
        { "SELECT * {\n  ?s ?p ?o\n  FLITER(?o > 1)\n}", 3, 3, "Did you mean FILTER?" },
        { "SELECT * { ?s ?p ?o OPTIONNAL { ?s ?q ?r } }", 1, 21, "Did you mean OPTIONAL?" },
        { "SELECT * { FILTER(STRLN(?x) > 1) }", 1, 19, "Did you mean STRLEN?" },
        { "SELECT * { ?x A ?y }", 1, 15, "The keyword a is written in lower case." },
        { "SELECT * { FILTER(?x == 1) }", 1, 23, "Equality is written with one =." },
        { "SELECT * { FILTER(?a<?b&&?c>?d) }", 1, 21, "put a space behind it" },
        { "SELECT * { ?s ?p ?o", 1, 20, "opened with { in line 1, column 10 is not closed" },
        { "SELECT * { ?s ?p ?o ?s ?p ?o }", 1, 21, "'.'" },
        { "SELECT * { ?s ?p }", 1, 18, "Found '}'" },
        { "SELECT * { ?s ?p ?o } }", 1, 23, "the end of the query" },
        { "SELECT * { ?s :p{2} ?o }", 1, 15, "prefix ':' is not declared" },
        { "SELECT ?x + 1 { }", 1, 11, "Found '+'" },
        { "SELECT (?x + 1) { }", 1, 15, "expected AS" },
        { "SELECT COUNT(*) { }", 1, 8, "Found 'COUNT'" },
        { "SELECT * { } LIMIT ten", 1, 20, "an integer" },
        { "SELECT * { } LIMIT -1", 1, 20, "an integer" },
        { "SELECT * { } LIMIT 1 LIMIT 2", 1, 22, "Modifiers stand in this order, each once" },
        { "SELECT * { } LIMIT 1 ORDER BY ?x", 1, 22, "Modifiers stand in this order, each once" },
        { "SELECT ?s, ?p { ?s ?p ?o }", 1, 10, "Variables in SELECT stand without commas." },
        { "SELECT * { FILTER(?x AND ?y) }", 1, 22, "expected ')' or an operator. Conditions are combined with && and ||." },
        { "SELECT * { FILTER(f(?x)) }", 1, 19, "expected an expression. There is no function f." },
        { "SELECT * { ?s http://e/p ?o }", 1, 15, "IRIs stand between < and >" },
        { "SELECT * { ?s ?p ?o UNION { } }", 1, 21, "expected '}', a triple pattern, '.', ';', ',' or a keyword" },
        { "SELECT * { } ORDER BY", 1, 22, "ends too early" },
        { "SELECT * { } GROUP BY <http://e/x>", 1, 35, "'('" },
        { "SELECT * { FILTER ?x }", 1, 19, "a condition in brackets or a function call" },
        { "CONSTRUCT { ?s <x:p>* ?o } { }", 1, 21, "Found '*'" },
        { "CONSTRUCT WHERE { ?s ?p ?o FILTER(?o) }", 1, 28, "Found 'FILTER'" },
        { "SELECT * { VALUES ?x { _:b } }", 1, 24, "Found '_:b'" },

        // Habits of Turtle and SQL.
        { "@prefix e: <http://e/> . ASK { }", 1, 1, "without @ and without a dot" },
        { "PREFIX e: <http://e/> . ASK { }", 1, 23, "no dot follows PREFIX" },
        { "SELECT * { ?s ?p ?o FILTER lang(?o) = 'fr' }", 1, 37, "stands between ( and )" },
        { "SELECT * { ?s ?p ?o LIMIT 1 }", 1, 21, "behind the } that closes WHERE" },
        { "SELECT * { ?s ?p ?o UNION ?s ?q ?o }", 1, 21, "UNION stands between groups" },
        { "SELECT ?s COUNT(?o) { ?s ?p ?o }", 1, 11, "as in (COUNT(?x) AS ?n)" },
        { "SELECT COUNT(?o) { ?s ?p ?o }", 1, 8, "as in (COUNT(?x) AS ?n)" },
        { "PREFIX e: <http://e/> ASK { ?s ?p e:a/b }", 1, 38, "a slash is written \\/" },
        { "ASK { ?s ?p <http://e/a b> }", 1, 13, "must end with > and hold no space" },
        { "ASK { ?s <http://e/a ?o }", 1, 10, "must end with > and hold no space" },
        { "\uFEFFASK { ?s ?p }", 1, 13, "Found '}'" },

        // Names.
        { "SELECT * { ?s foaf:name ?o }", 1, 15, "add PREFIX foaf: <http://xmlns.com/foaf/0.1/> before the query" },
        { "PREFIX skos: <http://s/> SELECT * { ?s sks:x ?o }", 1, 40, "did you mean 'skos:'?" },
        { "PREFIX ex <http://e/> ASK { }", 1, 8, "a prefix that ends in a colon" },
        { "ASK { <a> ?p ?o }", 1, 7, "<a> is relative, and the query has no BASE." },
        { "ASK { <http://e/a b> ?p ?o }", 1, 7, "Found '<'" },

        // Characters and strings.
        { "ASK { ?s ?p “x” }", 1, 13, "strings stand between" },
        { "ASK { ?s ?p → }", 1, 13, "'→' (U+2192) cannot stand here" },
        { "ASK { ?s\u00A0?p ?o }", 1, 9, "looks like a space but is none" },
        { "ASK { ?s ?p 'x }", 1, 13, "does not end." },
        { "ASK { ?s ?p 'x\n' }", 1, 13, "does not end on its line" },
        { "ASK { ?s ?p \"\"\"x\n\"\" }", 1, 13, "does not end." },
        { "ASK { ?s ?p 'x\\q' }", 1, 15, "a backslash is followed by" },
        { "ASK { ?s ?p 'é😀\\q' }", 1, 16, "a backslash is followed by" },
        { "ASK { ?s ?p 'x'@ }", 1, 16, "language tag" },
        { "ASK { ?s ?p _: }", 1, 13, "blank node label" },
        { "ASK { ?s ?p '\\uD83D' }", 1, 14, "does not name a Unicode character" },
        { "ASK { ?s ?p '\\U00110000' }", 1, 14, "does not name a Unicode character" },
        { "ASK { ?s ?p '\uD83D' }", 1, 14, "half of a surrogate pair" },
        { "ASK { ?s ?p '\\u00e9' ? }", 1, 22, "Found '?'" },
        { "ASK {\r\n ?s ?p\r\r\n ? }", 4, 2, "Found '?'" },

        // Variables and scopes (notes of section 19.8).
        { "SELECT * { ?x ?p ?o BIND(1 AS ?x) }", 1, 31, "BIND cannot give a value to ?x" },
        { "SELECT * { { ?x ?p ?o } BIND(1 AS ?x) }", 1, 35, "BIND cannot give a value to ?x" },
        { "SELECT (1 AS ?x) { ?x ?p ?o }", 1, 14, "SELECT cannot give a value to ?x" },
        { "SELECT (COUNT(?x) AS ?x) { ?x ?p ?o }", 1, 22, "SELECT cannot give a value to ?x" },
        { "SELECT (1 AS ?x) { } VALUES ?x { 1 }", 1, 14, "SELECT cannot give a value to ?x" },
        { "SELECT (1 AS ?x) (2 AS ?x) { }", 1, 24, "SELECT gives ?x twice" },
        { "SELECT ?x (2 AS ?x) { }", 1, 17, "SELECT gives ?x twice" },
        { "SELECT ?y { ?x ?p ?y } GROUP BY ?x", 1, 8, "add it to GROUP BY, or write SAMPLE(?y)" },
        { "SELECT ?x (?y + 1 AS ?z) { ?x ?p ?y } GROUP BY ?x", 1, 12, "?y is neither in GROUP BY" },
        { "SELECT ?x (COUNT(*) AS ?n) { ?x ?p ?y }", 1, 8, "?x is neither in GROUP BY" },
        { "SELECT ?k { ?x ?p ?y } GROUP BY (?x AS ?y)", 1, 40, "GROUP BY cannot give a value to ?y" },
        { "SELECT * { ?x ?p ?y } GROUP BY ?x", 1, 8, "SELECT * cannot be combined with GROUP BY" },
        { "SELECT (SUM(COUNT(?x)) AS ?n) { }", 1, 13, "COUNT cannot stand inside another aggregate" },
        { "SELECT * { FILTER(COUNT(?x) > 1) }", 1, 19, "COUNT is an aggregate" },
        { "SELECT * { BIND(SUM(?x) AS ?y) }", 1, 17, "SUM is an aggregate" },
        { "SELECT ?x { } GROUP BY (COUNT(?x) AS ?y)", 1, 25, "COUNT is an aggregate" },
        { "SELECT (EXISTS { FILTER(MAX(?x) > 1) } AS ?y) { }", 1, 25, "MAX is an aggregate" },
        { "SELECT * { VALUES (?x ?y) { (1) } }", 1, 29, "The row has 1 values, but VALUES names 2 variables." },
        { "SELECT * { VALUES (?x ?x) { } }", 1, 23, "VALUES names ?x twice" },
        { "SELECT * { _:b ?p 1 OPTIONAL { _:b ?q 2 } }", 1, 32, "_:b stands in two groups of triples" },
        { "SELECT * { _:b ?p 1 BIND(1 AS ?x) _:b ?q 2 }", 1, 35, "_:b stands in two groups of triples" },
        { "SELECT * { FILTER(SUBSTR(?x) = 1) }", 1, 19, "SUBSTR takes 2 to 3 arguments, not 1." },
        { "SELECT * { FILTER(STR() = 1) }", 1, 19, "STR takes 1 argument, not 0." },
        { "SELECT * { FILTER(BOUND(1)) }", 1, 25, "a variable" },

        // Updates are not queries.
        { "PREFIX : <x:> INSERT DATA { :a :b :c }", 1, 15, "This is an update request" },
        { "delete where { ?s ?p ?o }", 1, 1, "This is an update request" },
        { "WITH <x:g> DELETE { } WHERE { }", 1, 1, "This is an update request" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Parse_Mistake_SaysWhereAndWhat(string query, int line, int column, string message)
    {
        SparqlSyntaxException problem = Assert.Throws<SparqlSyntaxException>(() => Parse(query));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void Parse_UnexpectedToken_GivesTokenAndAllThatWasExpected()
    {
        SparqlSyntaxException problem = Assert.Throws<SparqlSyntaxException>(() => Parse("SELECT * { ?s ?p ?o } BY 1"));

        Assert.Equal("BY", problem.Token);
        Assert.Equal(
            ["GROUP", "HAVING", "LIMIT", "OFFSET", "ORDER", "VALUES", "the end of the query"],
            problem.Expected.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Parse_AfterCodepointEscape_CountsColumnsAsWritten()
    {
        const string Query = "ASK { ?s ?p '\\u00e9\\U0001F600' . \n ?x ?p '\\u0041' ? }";

        SparqlSyntaxException problem = Assert.Throws<SparqlSyntaxException>(() => Parse(Query));

        Assert.Equal((2, 17), (problem.Line, problem.Column));
    }

    [Theory]
    [InlineData("ASK { ?s ?p 'LONG' 1 1 }")]
    [InlineData("ASK { ?s ?p <LONG> }")]
    [InlineData("ASK { ?s ?p LONG:x }")]
    [InlineData("ASK { BIND(1 AS ?LONG) BIND(1 AS ?LONG) }")]
    [InlineData("LONG")]
    public void Parse_MistakeInALongToken_GivesAShortMessage(string query)
    {
        string text = query.Replace("LONG", string.Concat(Enumerable.Repeat("x😀", 50_000)), StringComparison.Ordinal);

        SparqlSyntaxException problem = Assert.Throws<SparqlSyntaxException>(() => Parse(text));

        Assert.InRange(problem.Message.Length, 1, 600);
        Assert.InRange(problem.Token.Length, 0, 110);
    }

    private static void Parse(string query) => SparqlParser.Parse(query, baseIri: null, depthMax: 200);
}
