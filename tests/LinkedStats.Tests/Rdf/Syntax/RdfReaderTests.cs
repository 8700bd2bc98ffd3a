using System.Globalization;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf.Syntax;

public sealed class RdfReaderTests
{
    /// <summary>Each row: a syntax, a document, the line and column of its error, and what the message says.</summary>
    public static TheoryData<string, string, int, int, string> Errors => new()
    {
        { "a.ttl", "<urn:s> <urn:p>\n  ]", 2, 3, "found ']', expected an object" },
        { "a.ttl", "<urn:s> <urn:p> 1", 1, 18, "found the end of the file, expected '.', ';' or ','" },
        { "a.ttl", "é:s <urn:p> 1 .", 1, 1, "the prefix 'é:', which is not declared" },
        { "a.ttl", "<urn:é> <urn:𝒳> x:y .", 1, 17, "the prefix 'x:', which is not declared" },
        { "a.ttl", "<urn:s> <urn:p> \"\"\"é\n\n𝒳\\q\"\"\" .", 3, 2, "found an unknown escape" },
        { "a.ttl", "<urn:s> <urn:p> \"a\nb\" .", 1, 19, "found the end of the line in a string, expected \"" },
        { "a.ttl", "<urn:s> <urn:p> \"\"\"a\nb\" .", 1, 17, "a string that is not closed" },
        { "a.ttl", "<urn:s>\r\n<urn:p>\r\n<urn:o x> .", 3, 7, "found a space in an IRI, expected '>'" },
        { "a.ttl", "<urn:s>\r<urn:p>\r<urn:\\u0020> .", 3, 1, "a space is not allowed in IRIs" },
        { "a.ttl", "# é\n@prefix a: <urn:a:> ;", 2, 21, "found ';', expected '.' after the directive" },
        { "a.ttl", "@prefix a <urn:a:> .", 1, 9, "found 'a', expected a prefix and a colon" },
        { "a.ttl", "@forbid a: <urn:a:> .", 1, 1, "found '@forbid', expected a statement, @prefix or @base" },
        { "a.ttl", "<urn:s> <urn:p> \"a\"@1 .", 1, 21, "found '1', expected a language tag" },
        { "a.ttl", "<urn:s> <urn:p> \"a\"^^1 .", 1, 22, "found '1', expected a datatype" },
        { "a.ttl", "<urn:s> \"p\" 1 .", 1, 9, "found a string, expected a predicate" },
        { "a.ttl", "<urn:s> <urn:p> 1 .\n}", 2, 1, "found '}', expected a subject" },
        { "a.ttl", "@prefix a: <urn:a:> . a:b\\z a:c 1 .", 1, 26, "found an escape of 'z', expected one of" },
        { "a.ttl", "@prefix a: <urn:a:> . a:b%2 a:c 1 .", 1, 26, "expected two hexadecimal digits" },
        { "a.ttl", "<urn:s> <urn:p> \"\\uD800\" .", 1, 18, "found U+D800, expected a character" },
        { "a.ttl", "<urn:s> <urn:p> _: .", 1, 19, "expected a blank node label" },
        { "a.trig", "<urn:g> {\n <urn:s> <urn:p> 1", 2, 19, "found the end of the file, expected '.'" },
        { "a.trig", "<urn:g> { <urn:g> { } }", 1, 19, "found '{', expected a predicate" },
        { "a.trig", "GRAPH 1 { }", 1, 7, "found '1', expected a graph name" },
        { "a.nt", "<urn:s> <urn:p> \"a\" .\n<urn:s> <urn:p> 1 .", 2, 17, "found '1', expected an object" },
        { "a.nt", "<urn:s> <urn:p> \"a\" <urn:g> .", 1, 21, "found '<', expected '.'" },
        { "a.nt", "<urn:s> <urn:p> \"é𝒳\" ", 1, 22, "found the end of the file, expected '.'" },
        { "a.nt", "<urn:s> <urn:p> \"a .\n", 1, 21, "found the end of the line in a string" },
        { "a.nt", "<s> <urn:p> \"a\" .", 1, 2, "found 's', expected an absolute IRI; it has no scheme" },
        { "a.nt", "<urn:s> <urn:p> <urn:o> . x", 1, 27, "found 'x', expected the end of the line" },
        { "a.nt", "<urn:s> <urn:p> \"a\"^<urn:d> .", 1, 20, "expected '^^' and a datatype" },
        { "a.nt", "<urn:s> <urn:p> \"a\"@fr- .", 1, 24, "expected the next part of the language tag" },
        { "a.nt", "\n\r\n\r<urn:s> <urn:p> \"\\x\" .", 4, 18, "found an unknown escape" },
        { "a.nt", "_x <urn:p> <urn:o> .", 1, 2, "found 'x', expected ':' and a blank node label" },
        { "a.nq", "<urn:s> <urn:p> <urn:o> \"g\" .", 1, 25, "found '\"', expected a graph name or '.'" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Read_MalformedDocument_TellsPlaceAndExpectation(
        string file, string text, int line, int column, string message)
    {
        RdfFormat format = RdfFormat.ForFileName(file)!;
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(() => RdfText.ReadBytes(bytes, format));
        RdfSyntaxException trickled = Assert.Throws<RdfSyntaxException>(
            () => RdfReader.Read(new TrickleStream(bytes, 1), format, RdfText.Base, new QuadList()));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
        Assert.Equal(problem.Message, trickled.Message);
    }

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    public void Read_InvalidUtf8_TellsThePlace(string file)
    {
        byte[] bytes = [.. "<urn:s> <urn:p> \"a\" .\n<urn:s> <urn:é> \"a"u8, 0xC3, 0x28, .. "\" ."u8];

        RdfSyntaxException problem =
            Assert.Throws<RdfSyntaxException>(() => RdfText.ReadBytes(bytes, RdfFormat.ForFileName(file)!));

        Assert.Equal((2, 19), (problem.Line, problem.Column));
        Assert.Contains("0xC3 is not UTF-8", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CharacterCutByTheEnd_IsAnError() => Assert.Throws<RdfSyntaxException>(
        () => RdfText.ReadBytes([.. "<urn:s> <urn:p> \"a\" . # "u8, 0xE2, 0x82], RdfFormat.Turtle));

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    public void Read_ByteOrderMark_IsSkipped(string file) =>
        Assert.Single(RdfText.Read("\uFEFF<urn:s> <urn:p> \"a\" .", RdfFormat.ForFileName(file)!));

    [Fact]
    public void Read_LongDocument_KeepsLinesAndColumns()
    {
        // Many buffers long, with lines of different lengths and long tokens across their borders.
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<urn:s> <urn:p> \"{new string('é', i % 97)}\" .\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"<urn:s> <urn:p> \"\"\"{new string('é', 100_000)}\n𝒳\"\"\", ] .");
        RdfSyntaxException problem =
            Assert.Throws<RdfSyntaxException>(() => RdfText.Read(text.ToString(), RdfFormat.Turtle));

        Assert.Equal((20_002, 7), (problem.Line, problem.Column));
    }

    [Fact]
    public void Read_LongLine_KeepsColumns()
    {
        string text = string.Concat(Enumerable.Repeat("<urn:s> <urn:é> \"a\" . ", 20_000)) + "]";

        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(() => RdfText.Read(text, RdfFormat.Turtle));

        Assert.Equal((1, (22 * 20_000) + 1), (problem.Line, problem.Column));
    }

    [Fact]
    public void Read_WithPosition_TellsTheLineOfEachObject()
    {
        var sink = new LineList();

        RdfReader.Read(
            new MemoryStream("<urn:s>\n<urn:p>\n1,\n\"\"\"a\n\"\"\" ;\n\n<urn:q> [ <urn:r>\n2 ] ."u8.ToArray()),
            RdfFormat.Turtle, null, sink, new RdfReadOptions { Position = sink.Position });

        Assert.Equal(["1@3", "a\n@4", "2@8", "@7"], sink.Lines);
    }

    [Fact]
    public void Read_RdfXmlWithPosition_TellsTheLineOfEachObject()
    {
        var sink = new LineList();

        RdfReader.Read(
            new MemoryStream(
                """
                <s xmlns="urn:" xmlns:u="urn:" xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                    u:q="1">
                  <p>2
                  </p>
                  <p>
                    <o><p>3</p></o>
                  </p>
                </s>
                """u8.ToArray()),
            RdfFormat.RdfXml, null, sink, new RdfReadOptions { Position = sink.Position });

        Assert.Equal(["@1", "1@2", "2\n  @3", "@6", "@6", "3@6"], sink.Lines);
    }

    [Theory]
    [InlineData("_:a <urn:p> _:b .", "_:f_a <urn:p> _:f_b .")]
    [InlineData("[] <urn:p> _:f-1 .", "_:f-1 <urn:p> _:f_f-1 .")]
    public void Read_BlankNodes_CarryTheScope(string text, string expected) =>
        Assert.Equal(expected, RdfText.Read(text, RdfFormat.Turtle, new() { BlankNodeScope = "f" })[0].ToString());

    [Fact]
    public void Read_TwoFiles_ShareNoBlankNode()
    {
        Quad first = RdfText.Read("_:a <urn:p> 1 .", RdfFormat.Turtle)[0];
        Quad second = RdfText.Read("_:a <urn:p> 1 .", RdfFormat.Turtle)[0];

        Assert.NotEqual(first.Subject, second.Subject);
    }

    [Fact]
    public void Read_Prefixes_AreReported()
    {
        var sink = new QuadList();

        RdfReader.Read(
            new MemoryStream("@prefix a: <urn:a:> . PREFIX : <x#>"u8.ToArray()), RdfFormat.Turtle, RdfText.Base, sink);

        Assert.Equal(
            [KeyValuePair.Create("a", "urn:a:"), KeyValuePair.Create("", "http://example.org/base/x#")], sink.Prefixes);
    }

    [Fact]
    public void Read_PrefixDeclaredAnew_ChangesWhatNamesMean()
    {
        List<Quad> quads = RdfText.Read(
            "@prefix a: <urn:a:> . a:b a:b a:b . @prefix a: <urn:c:> . a:b a:b a:b . @base <http://x/> . <a> a:b <a> ."
            + "@base <http://y/> . <a> a:b <a> .", RdfFormat.Turtle);

        Assert.Equal(
            ["<urn:a:b>", "<urn:c:b>", "<http://x/a>", "<http://y/a>"], quads.Select(q => q.Subject.ToString()));
    }

    private sealed class LineList : IQuadSink
    {
        public ReadPosition Position { get; } = new();

        public List<string> Lines { get; } = [];

        public void Add(in Quad quad) => Lines.Add($"{(quad.Object as Literal)?.Lexical}@{Position.Line}");
    }
}
