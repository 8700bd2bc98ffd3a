using System.Buffers;
using System.Text;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Batches;
using LinkedStats.Tests.Conformance.ResultSets;

namespace LinkedStats.Tests.Query.Results;

public sealed class ResultWriterTests
{
    private static readonly Term Iri = LinkedStats.Rdf.Iri.Parse("http://example.org/é?a=1&b=2");

    /// <summary>A term, then the cell as JSON, XML, CSV and TSV write it.</summary>
    public static TheoryData<Term, string, string, string, string> Cells => new()
    {
        {
            Iri,
            """{"type":"uri","value":"http://example.org/é?a=1&b=2"}""",
            "<uri>http://example.org/é?a=1&amp;b=2</uri>",
            "http://example.org/é?a=1&b=2",
            "<http://example.org/é?a=1&b=2>"
        },
        {
            new BlankNode("b1"), """{"type":"bnode","value":"b1"}""", "<bnode>b1</bnode>", "_:b1", "_:b1"
        },
        {
            new Literal("word"), """{"type":"literal","value":"word"}""", "<literal>word</literal>", "word", "\"word\""
        },
        {
            new Literal("chat", "FR"),
            """{"type":"literal","value":"chat","xml:lang":"fr"}""",
            "<literal xml:lang=\"fr\">chat</literal>",
            "chat",
            "\"chat\"@fr"
        },
        {
            new Literal("a\"b\\c,d\te\nf\rg<h>&"),
            """{"type":"literal","value":"a\"b\\c,d\te\nf\rg<h>&"}""",
            "<literal>a\"b\\c,d\te\nf&#13;g&lt;h&gt;&amp;</literal>",
            "\"a\"\"b\\c,d\te\nf\rg<h>&\"",
            """
            "a\"b\\c,d\te\nf\rg<h>&"
            """
        },
        {
            new Literal("\u0001\u001F\uFFFE\uFFFDé😀"),
            "{\"type\":\"literal\",\"value\":\"\\u0001\\u001f\uFFFE\uFFFDé😀\"}",
            "<literal>\uFFFD\uFFFD\uFFFD\uFFFDé😀</literal>",
            "\u0001\u001F\uFFFE\uFFFDé😀",
            "\"\u0001\u001F\uFFFE\uFFFDé😀\""
        },
        {
            new Literal(string.Empty), """{"type":"literal","value":""}""", "<literal></literal>", "", "\"\""
        },
        {
            new Literal("v", LinkedStats.Rdf.Iri.FromTrusted("http://example.org/a\"b")),
            """{"type":"literal","value":"v","datatype":"http://example.org/a\"b"}""",
            "<literal datatype=\"http://example.org/a&quot;b\">v</literal>",
            "v",
            "\"v\"^^<http://example.org/a\\u0022b>"
        },
    };

    /// <summary>A lexical form, its datatype, and whether TSV writes it bare.</summary>
    public static TheoryData<string, string, bool> Numbers => new()
    {
        { "42", "integer", true },
        { "-042", "integer", true },
        { "+1", "integer", true },
        { "", "integer", false },
        { "4 2", "integer", false },
        { "1.0", "integer", false },
        { "5.10", "decimal", true },
        { "-.5", "decimal", true },
        { "5.", "decimal", false },
        { "5", "decimal", false },
        { "1e6", "double", true },
        { "1.0E-6", "double", true },
        { ".5e+1", "double", true },
        { "5.e1", "double", true },
        { "e1", "double", false },
        { "1e", "double", false },
        { "65.9", "double", false },
        { "INF", "double", false },
        { "true", "boolean", false },
        { "42", "int", false },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Write_Term_GivesTheBytesOfEachFormat(Term term, string json, string xml, string csv, string tsv)
    {
        Assert.Equal(
            $$$"""{"head":{"vars":["x"]},"results":{"bindings":[{{{"\n"}}}{"x":{{{json}}}}{{{"\n"}}}]}}{{{"\n"}}}""",
            WriteOne(ResultFormat.Json, term));
        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n"
            + "<head><variable name=\"x\"/></head>\n<results>\n"
            + $"<result><binding name=\"x\">{xml}</binding></result>\n</results>\n</sparql>\n",
            WriteOne(ResultFormat.Xml, term));
        Assert.Equal($"x\r\n{csv}\r\n", WriteOne(ResultFormat.Csv, term));
        Assert.Equal($"?x\n{tsv}\n", WriteOne(ResultFormat.Tsv, term));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void WriteTsv_Number_IsBareWhereTurtleReadsItBack(string lexical, string type, bool isBare)
    {
        string quoted = $"\"{lexical}\"^^<{XsdVocabulary.Namespace}{type}>";

        var datatype = LinkedStats.Rdf.Iri.Parse(XsdVocabulary.Namespace + type);

        string text = WriteOne(ResultFormat.Tsv, new Literal(lexical, datatype));

        Assert.Equal($"?x\n{(isBare ? lexical : quoted)}\n", text);
    }

    [Theory]
    [InlineData("json", "{\"head\":{\"vars\":[\"a\",\"b\"]},\"results\":{\"bindings\":[\n"
        + "{\"b\":{\"type\":\"literal\",\"value\":\"1\"}},\n{}\n]}}\n")]
    [InlineData("csv", "a,b\r\n,1\r\n,\r\n")]
    [InlineData("tsv", "?a\t?b\n\t\"1\"\n\t\n")]
    public void Write_UnboundCells_KeepTheirPlaces(string format, string expected) =>
        Assert.Equal(expected, Write(format, ["a", "b"], [null, new Literal("1")], [null, null]));

    [Theory]
    [InlineData("json", "{\"head\":{\"vars\":[]},\"results\":{\"bindings\":[\n{}\n]}}\n")]
    [InlineData("csv", "\r\n\r\n")]
    [InlineData("tsv", "\n\n")]
    public void Write_RowWithoutColumns_IsStillARow(string format, string expected) =>
        Assert.Equal(expected, Write(format, variables: [], rows: [[]]));

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    [InlineData("csv")]
    [InlineData("tsv")]
    public void Write_ManyBatches_ReadsBackRowByRow(string format)
    {
        var terms = new TermList();
        Term?[][] rows = [.. Enumerable.Range(0, 5000).Select(static i =>
            (Term?[])[i % 7 == 0 ? null : new Literal(new string('x', i % 300) + i), Iri])];
        Batch[] batches = [.. rows.Chunk(512).Select(chunk => terms.Batch(2, chunk))];
        ResultFormat asked = ResultFormat.FindByName(format)!;

        string text = ResultTable.Write(new SelectResult(["a", "b"], batches, terms), asked);

        ResultTable read = ResultTable.Read(text, asked);
        Assert.Equal(["a", "b"], read.Variables);
        Assert.Equal(
            rows.Select(static row => (row[0] as Literal)?.Lexical),
            read.Rows.Select(static row => (row[0] as Literal)?.Lexical));
    }

    [Theory]
    [InlineData("json", "{\"head\":{},\"boolean\":true}\n")]
    [InlineData("xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\">\n<head></head>\n"
        + "<boolean>true</boolean>\n</sparql>\n")]
    [InlineData("csv", "true\r\n")]
    [InlineData("tsv", "true\n")]
    public void WriteBoolean_True_GivesTheBytesOfEachFormat(string format, string expected) =>
        Assert.Equal(expected, ResultTable.Write(new AskResult(true), ResultFormat.FindByName(format)!));

    [Fact]
    public void Write_WithoutEnd_LeavesBytesOfAllRowsAndNoEnd()
    {
        var bytes = new ArrayBufferWriter<byte>();
        var terms = new TermList();
        ResultWriter writer = ResultWriter.Create(ResultFormat.Json, bytes);

        writer.Begin(["x"]);
        writer.Write(terms.Batch(1, [new Literal("1")]), terms);

        Assert.EndsWith("\"value\":\"1\"}}", Encoding.UTF8.GetString(bytes.WrittenSpan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/sparql-results+json", "json")]
    [InlineData("APPLICATION/JSON", "json")]
    [InlineData("text/xml", "xml")]
    [InlineData("text/csv", "csv")]
    [InlineData("text/tab-separated-values", "tsv")]
    [InlineData("text/html", null)]
    public void FindByMediaType_KnownOrNot_GivesFormatOrNull(string mediaType, string? name) =>
        Assert.Equal(name, ResultFormat.FindByMediaType(mediaType)?.Name);

    private static string WriteOne(ResultFormat format, Term term) => Write(format.Name, ["x"], [term]);

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    [InlineData("csv")]
    [InlineData("tsv")]
    public void Write_TermsThatComeAgain_LookTheSameEachTime(string format)
    {
        // Rows by themselves remember nothing; together they do, and forget what is too much.
        var terms = new TermList();
        Term?[] once =
        [
            .. Cells.Select(static row => row.Data.Item1), null, new Literal(new string('y', 20_000)),
            .. Enumerable.Range(0, 3000).Select(static i => new Literal(new string('x', i % 300) + i, "en")),
        ];
        Term?[][] rows = [.. once.Concat(once.Reverse()).Concat(once).Select(static term => (Term?[])[term, Iri])];
        ResultFormat asked = ResultFormat.FindByName(format)!;

        Batch[] single = [.. rows.Select(row => terms.Batch(2, row))];
        Batch[] together = [terms.Batch(2, rows)];

        Assert.Equal(
            ResultTable.Write(new SelectResult(["a", "b"], single, terms), asked),
            ResultTable.Write(new SelectResult(["a", "b"], together, terms), asked));
    }

    private static string Write(string format, string[] variables, params Term?[][] rows)
    {
        var terms = new TermList();
        Batch batch = terms.Batch(variables.Length, rows);
        return ResultTable.Write(new SelectResult(variables, [batch], terms), ResultFormat.FindByName(format)!);
    }
}
