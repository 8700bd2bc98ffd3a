namespace LinkedStats.Tests.Query.Expressions;

/// <summary>The function library as tables: an expression, and the term that it gives.</summary>
public sealed class FunctionTests
{
    public static TheoryData<string, string> StringCalls { get; } = new()
    {
        { "STRLEN(\"chat\")", "\"4\"^^xsd:integer" },
        { "STRLEN(\"😀é\"@fr)", "\"2\"^^xsd:integer" },
        { "STRLEN(12)", "error" },
        { "STRLEN(<http://a>)", "error" },
        { "SUBSTR(\"foobar\", 4)", "\"bar\"" },
        { "SUBSTR(\"foobar\"@en, 4, 1)", "\"b\"@en" },
        { "SUBSTR(\"foobar\", 0)", "\"foobar\"" },
        { "SUBSTR(\"foobar\", 0, 2)", "\"f\"" },
        { "SUBSTR(\"foobar\", -3, 5)", "\"f\"" },
        { "SUBSTR(\"12345\", 1.5, 2.6)", "\"234\"" },
        { "SUBSTR(\"12345\", 0e0/0e0)", "\"\"" },
        { "SUBSTR(\"12345\", 1, 0e0/0e0)", "\"\"" },
        { "SUBSTR(\"12345\", -42, 1e0/0e0)", "\"12345\"" },
        { "SUBSTR(\"a😀b\", 2, 1)", "\"😀\"" },
        { "SUBSTR(\"a😀b\", 3)", "\"b\"" },
        { "SUBSTR(\"abc\", 9)", "\"\"" },
        { "SUBSTR(\"abc\", 99999999999999999999)", "\"\"" },
        { "SUBSTR(\"abc\", \"1\")", "error" },
        { "SUBSTR(\"12345\", -1e0/0e0, 1e0/0e0)", "\"\"" },
        { "SUBSTR(\"12345\", 2, -1)", "\"\"" },
        { "SUBSTR(\"12345\", 2.5, 1)", "\"3\"" },
        { "SUBSTR(\"😀😀\"@fr, 2, 1)", "\"😀\"@fr" },
        { "UCASE(\"straße\"@de)", "\"STRASSE\"@de" },
        { "UCASE(\"é\")", "\"É\"" },
        { "LCASE(\"ÎLE-DE-FRANCE\")", "\"île-de-france\"" },
        { "LCASE(12)", "error" },
        { "STRSTARTS(\"foobar\", \"foo\")", "\"true\"^^xsd:boolean" },
        { "STRSTARTS(\"foobar\"@en, \"foo\"@en)", "\"true\"^^xsd:boolean" },
        { "STRSTARTS(\"foobar\"@en, \"foo\"@fr)", "error" },
        { "STRSTARTS(\"foobar\", \"foo\"@en)", "error" },
        { "STRENDS(\"foobar\"@en, \"bar\")", "\"true\"^^xsd:boolean" },
        { "STRENDS(\"foobar\", \"foo\")", "\"false\"^^xsd:boolean" },
        { "CONTAINS(\"foobar\", \"oba\")", "\"true\"^^xsd:boolean" },
        { "CONTAINS(\"foobar\", \"\")", "\"true\"^^xsd:boolean" },
        { "CONTAINS(\"foobar\", 1)", "error" },
        { "CONTAINS(\"foobar\"@en, \"oba\"@EN)", "\"true\"^^xsd:boolean" },
        { "STRSTARTS(\"\", \"\")", "\"true\"^^xsd:boolean" },
        { "STRENDS(\"a\", \"ba\")", "\"false\"^^xsd:boolean" },
        { "STRBEFORE(\"abc\", \"b\")", "\"a\"" },
        { "STRBEFORE(\"abc\"@en, \"bc\")", "\"a\"@en" },
        { "STRBEFORE(\"abc\"@en, \"b\"@cy)", "error" },
        { "STRBEFORE(\"abc\"@en, \"\")", "\"\"@en" },
        { "STRBEFORE(\"abc\"@en, \"z\")", "\"\"" },
        { "STRAFTER(\"abc\"@en, \"ab\")", "\"c\"@en" },
        { "STRAFTER(\"abc\"@en, \"\")", "\"abc\"@en" },
        { "STRAFTER(\"abc\"@en, \"z\"@en)", "\"\"" },
        { "STRAFTER(\"a😀b\", \"😀\")", "\"b\"" },
        { "STRAFTER(\"aba\", \"a\")", "\"ba\"" },
        { "STRBEFORE(\"abc\", \"b\"@en)", "error" },
        { "STRBEFORE(\"abc\", 1)", "error" },
        { "ENCODE_FOR_URI(\"Los Angeles\")", "\"Los%20Angeles\"" },
        { "ENCODE_FOR_URI(\"~é%/\"@fr)", "\"~%C3%A9%25%2F\"" },
        { "ENCODE_FOR_URI(\"-._~!*'()😀\")", "\"-._~%21%2A%27%28%29%F0%9F%98%80\"" },
        { "ENCODE_FOR_URI(1)", "error" },
        { "CONCAT()", "\"\"" },
        { "CONCAT(\"foo\"@en, \"bar\"@en)", "\"foobar\"@en" },
        { "CONCAT(\"foo\"@en, \"bar\")", "\"foobar\"" },
        { "CONCAT(\"foo\", \"bar\"@en, \"x\"@en)", "\"foobarx\"" },
        { "CONCAT(\"a\", \"b\", \"c\", \"d\", \"e\", \"f\")", "\"abcdef\"" },
        { "CONCAT(\"a\", 1)", "error" },
        { "LANGMATCHES(\"fr-CA\", \"FR\")", "\"true\"^^xsd:boolean" },
        { "LANGMATCHES(\"frr\", \"fr\")", "\"false\"^^xsd:boolean" },
        { "LANGMATCHES(\"fr\", \"fr-CA\")", "\"false\"^^xsd:boolean" },
        { "LANGMATCHES(\"fr\", \"*\")", "\"true\"^^xsd:boolean" },
        { "LANGMATCHES(\"\", \"*\")", "\"false\"^^xsd:boolean" },
        { "LANGMATCHES(\"fr\", \"\")", "\"false\"^^xsd:boolean" },
        { "LANGMATCHES(\"\", \"\")", "\"true\"^^xsd:boolean" },
        { "LANGMATCHES(\"fr\"@en, \"fr\")", "error" },
    };

    public static TheoryData<string, string> TermCalls { get; } = new()
    {
        { "isIRI(<http://a>)", "\"true\"^^xsd:boolean" },
        { "isURI(\"http://a\")", "\"false\"^^xsd:boolean" },
        { "isBLANK(BNODE())", "\"true\"^^xsd:boolean" },
        { "isLITERAL(\"a\"@fr)", "\"true\"^^xsd:boolean" },
        { "isLITERAL(<http://a>)", "\"false\"^^xsd:boolean" },
        { "isNUMERIC(1)", "\"true\"^^xsd:boolean" },
        { "isNUMERIC(\"1\"^^xsd:byte)", "\"true\"^^xsd:boolean" },
        { "isNUMERIC(\"1200\"^^xsd:byte)", "\"false\"^^xsd:boolean" },
        { "isNUMERIC(\"1\")", "\"false\"^^xsd:boolean" },
        { "STR(<http://a>)", "\"http://a\"" },
        { "STR(5.10)", "\"5.10\"" },
        { "STR(1.0 + 1.0)", "\"2\"" },
        { "STR(\"x\"@fr)", "\"x\"" },
        { "STR(BNODE())", "error" },
        { "LANG(\"x\"@fr-CA)", "\"fr-ca\"" },
        { "LANG(\"x\")", "\"\"" },
        { "LANG(1)", "\"\"" },
        { "LANG(<http://a>)", "error" },
        { "DATATYPE(\"x\")", "<http://www.w3.org/2001/XMLSchema#string>" },
        { "DATATYPE(\"x\"@fr)", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>" },
        { "DATATYPE(1 + 1.0)", "<http://www.w3.org/2001/XMLSchema#decimal>" },
        { "DATATYPE(\"1\"^^xsd:int)", "<http://www.w3.org/2001/XMLSchema#int>" },
        { "DATATYPE(\"1\"^^:own)", "<http://example.org/own>" },
        { "DATATYPE(<http://a>)", "error" },
        { "IRI(\"other\")", "<http://base.example/dir/other>" },
        { "IRI(\"../up\")", "<http://base.example/up>" },
        { "IRI(\"\")", "<http://base.example/dir/file>" },
        { "IRI(\"?q\")", "<http://base.example/dir/file?q>" },
        { "IRI(\"#f\")", "<http://base.example/dir/file#f>" },
        { "IRI(\"//other.example/p\")", "<http://other.example/p>" },
        { "IRI(\"urn:a:../b\")", "<urn:a:../b>" },
        { "URI(\"http://x/y\")", "<http://x/y>" },
        { "IRI(<http://x/y>)", "<http://x/y>" },
        { "IRI(\"a b\")", "error" },
        { "IRI(\"10:00:00\")", "error" },
        { "IRI(1)", "error" },
        { "IRI(\"x\"@fr)", "error" },
        { "STRDT(\"123\", xsd:integer)", "\"123\"^^xsd:integer" },
        { "STRDT(\"2020-02-30\", xsd:date)", "\"2020-02-30\"^^xsd:date" },
        { "STRDT(\"01.50\", xsd:decimal)", "\"01.50\"^^xsd:decimal" },
        { "STRDT(\"x\"@fr, xsd:string)", "error" },
        { "STRDT(\"x\", \"y\")", "error" },
        { "STRDT(1, xsd:integer)", "error" },
        { "STRDT(\"x\", <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>)", "error" },
        { "STRLANG(\"chat\", \"FR\")", "\"chat\"@fr" },
        { "STRLANG(\"chat\", \"\")", "error" },
        { "STRLANG(\"chat\", \"a b\")", "error" },
        { "STRLANG(\"chat\"@en, \"fr\")", "error" },
        { "STRLEN(STRUUID())", "\"36\"^^xsd:integer" },
        { "STRSTARTS(STR(UUID()), \"urn:uuid:\")", "\"true\"^^xsd:boolean" },
        { "SUBSTR(STRUUID(), 15, 1)", "\"4\"" },
        { "LCASE(STRUUID()) = STRUUID()", "\"false\"^^xsd:boolean" },
        { "BNODE(\"x\") = BNODE(\"x\")", "\"true\"^^xsd:boolean" },
        { "BNODE(\"x\") = BNODE(\"y\")", "\"false\"^^xsd:boolean" },
        { "BNODE() = BNODE()", "\"false\"^^xsd:boolean" },
        { "BNODE(1)", "error" },
        { "UUID() = UUID()", "\"false\"^^xsd:boolean" },
        { "<http://unknown/function>(1)", "error" },
        { "<http://www.w3.org/2001/XMLSchema#hexBinary>(\"00\")", "error" },
    };

    public static TheoryData<string, string> NumericAndHashCalls { get; } = new()
    {
        { "ABS(-1)", "\"1\"^^xsd:integer" },
        { "ABS(-1.50)", "\"1.5\"^^xsd:decimal" },
        { "ABS(-1e0)", "\"1.0E0\"^^xsd:double" },
        { "ABS(\"1\")", "error" },
        { "ABS(\"-05\"^^xsd:byte)", "\"5\"^^xsd:integer" },
        { "ABS(-9223372036854775808)", "\"9223372036854775808\"^^xsd:integer" },
        { "ROUND(2.5)", "\"3\"^^xsd:decimal" },
        { "ROUND(-2.5)", "\"-2\"^^xsd:decimal" },
        { "ROUND(2.4999e0)", "\"2.0E0\"^^xsd:double" },
        { "ROUND(-2.5e0)", "\"-2.0E0\"^^xsd:double" },
        { "ROUND(0.49999999999999994e0)", "\"0.0E0\"^^xsd:double" },
        { "ROUND(7)", "\"7\"^^xsd:integer" },
        { "ROUND(-0.4e0)", "\"-0.0E0\"^^xsd:double" },
        { "ROUND(1e0/0)", "\"INF\"^^xsd:double" },
        { "ROUND(99999999999999999999.5)", "\"100000000000000000000\"^^xsd:decimal" },
        { "ROUND(\"x\"^^xsd:integer)", "error" },
        { "CEIL(-0.5e0)", "\"-0.0E0\"^^xsd:double" },
        { "CEIL(10.5)", "\"11\"^^xsd:decimal" },
        { "CEIL(-10.5)", "\"-10\"^^xsd:decimal" },
        { "FLOOR(10.5)", "\"10\"^^xsd:decimal" },
        { "FLOOR(-10.5)", "\"-11\"^^xsd:decimal" },
        { "FLOOR(\"-0.5\"^^xsd:float)", "\"-1.0E0\"^^xsd:float" },
        { "RAND() >= 0 && RAND() < 1", "\"true\"^^xsd:boolean" },
        { "MD5(\"abc\")", "\"900150983cd24fb0d6963f7d28e17f72\"" },
        { "SHA1(\"abc\")", "\"a9993e364706816aba3e25717850c26c9cd0d89d\"" },
        { "SHA256(\"abc\")", "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"" },
        { "STRLEN(SHA384(\"食べ物\"))", "\"96\"^^xsd:integer" },
        { "STRLEN(SHA512(\"\"))", "\"128\"^^xsd:integer" },
        { "MD5(1)", "error" },
        { "MD5(\"a\"@fr)", "error" },
    };

    public static TheoryData<string, string> DateTimeCalls { get; } = new()
    {
        { "YEAR(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"2011\"^^xsd:integer" },
        { "MONTH(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"1\"^^xsd:integer" },
        { "DAY(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"10\"^^xsd:integer" },
        { "HOURS(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"14\"^^xsd:integer" },
        { "MINUTES(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"45\"^^xsd:integer" },
        { "SECONDS(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"13.815\"^^xsd:decimal" },
        { "TIMEZONE(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"-PT5H\"^^xsd:dayTimeDuration" },
        { "TIMEZONE(\"2011-01-10T14:45:13Z\"^^xsd:dateTime)", "\"PT0S\"^^xsd:dayTimeDuration" },
        { "TIMEZONE(\"2011-01-10T14:45:13\"^^xsd:dateTime)", "error" },
        { "TZ(\"2011-01-10T14:45:13.815-05:00\"^^xsd:dateTime)", "\"-05:00\"" },
        { "TZ(\"2011-01-10T14:45:13.815Z\"^^xsd:dateTime)", "\"Z\"" },
        { "TZ(\"2011-01-10T14:45:13.815+00:00\"^^xsd:dateTime)", "\"+00:00\"" },
        { "TZ(\"2011-01-10T14:45:13\"^^xsd:dateTime)", "\"\"" },
        { "TZ(\"x\")", "error" },
        { "YEAR(\"-0044-03-15\"^^xsd:date)", "\"-44\"^^xsd:integer" },
        { "YEAR(\"2024\"^^xsd:gYear)", "\"2024\"^^xsd:integer" },
        { "MONTH(\"2024-11\"^^xsd:gYearMonth)", "\"11\"^^xsd:integer" },
        { "MONTH(\"2024\"^^xsd:gYear)", "error" },
        { "DAY(\"2024-02-29\"^^xsd:date)", "\"29\"^^xsd:integer" },
        { "DAY(\"2023-02-29\"^^xsd:date)", "error" },
        { "HOURS(\"2024-02-29\"^^xsd:date)", "error" },
        { "SECONDS(\"10:20:30\"^^xsd:time)", "\"30\"^^xsd:decimal" },
        { "HOURS(\"2023-12-31T24:00:00\"^^xsd:dateTime)", "\"0\"^^xsd:integer" },
        { "YEAR(\"2023-12-31T24:00:00\"^^xsd:dateTime)", "\"2024\"^^xsd:integer" },
        { "SECONDS(\"2023-12-31T10:00:07.50Z\"^^xsd:dateTime)", "\"7.5\"^^xsd:decimal" },
        { "TIMEZONE(\"2024-02-29+05:30\"^^xsd:date)", "\"PT5H30M\"^^xsd:dayTimeDuration" },
        { "TZ(\"2024-02-29T10:00:00-00:00\"^^xsd:dateTime)", "\"-00:00\"" },
        { "YEAR(\"2024-01-01\")", "error" },
        { "NOW() = NOW()", "\"true\"^^xsd:boolean" },
        { "DATATYPE(NOW())", "<http://www.w3.org/2001/XMLSchema#dateTime>" },
    };

    [Theory]
    [MemberData(nameof(StringCalls))]
    [MemberData(nameof(TermCalls))]
    [MemberData(nameof(NumericAndHashCalls))]
    [MemberData(nameof(DateTimeCalls))]
    public void Function_Called_GivesTheSpecifiedTerm(string expression, string expected) =>
        Assert.Equal(expected, ExpressionBench.Print(expression));

    [Fact]
    public void Bnode_LabelInTwoRows_GivesTwoNodes()
    {
        ExpressionBench bench = new();

        Assert.NotEqual(bench.EvaluateRow("BNODE(\"x\")"), bench.EvaluateRow("BNODE(\"x\")"));
    }

    [Fact]
    public void Extend_TwoBindings_ShareTheBlankNodesOfARow()
    {
        ExpressionBench bench = new(null, null, "a", "b");
        var node = bench.Compile("BNODE(\"x\")");
        var batch = bench.Rows([null, null], [null, null]);

        bench.Run.Extend([(node, 0, false), (node, 1, false)], batch);

        Assert.Equal(batch.Column(0)[0], batch.Column(1)[0]);
        Assert.Equal(batch.Column(0)[1], batch.Column(1)[1]);
        Assert.NotEqual(batch.Column(0)[0], batch.Column(0)[1]);
    }
}
