using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf.Syntax.JsonLd;

public sealed class JsonLdReaderTests
{
    /// <summary>Each row: a document, the line and column of its error, its code, and what the message says.</summary>
    public static TheoryData<string, int, int, string?, string> Errors => new()
    {
        { "", 1, 1, null, "found the end of the file, expected '[' or '{'" },
        { "\"text\"", 1, 1, null, "found '\"', expected '[' or '{'" },
        { "{\n  \"a\": 1,\n}", 3, 1, null, "found '}', expected a name in quotation marks" },
        { "[1 2]", 1, 4, null, "found '2', expected ',' or ']'" },
        { "[1,\r\n\r\n 01]", 3, 3, null, "found '1', expected ',' or ']'" },
        { "[-]", 1, 3, null, "found ']', expected a digit" },
        { "[1.e2]", 1, 4, null, "found 'e', expected a digit" },
        { "[nul]", 1, 2, null, "found 'n', expected a JSON value" },
        { "[\"é𝒳\\x\"]", 1, 5, null, "found an unknown escape" },
        { "[\"\\u12g4\"]", 1, 3, null, "expected 4 hexadecimal digits" },
        { "[\"a\\ud800b\"]", 1, 4, null, "half of a surrogate pair" },
        { "[\"a\\udc00\\ud800\"]", 1, 4, null, "half of a surrogate pair" },
        { "[\"a\\ud800\\u0041\"]", 1, 4, null, "half of a surrogate pair" },
        { "[\"a\tb\"]", 1, 4, null, "control characters may not stand in strings" },
        { "[\"a\nb\"]", 1, 4, null, "found the end of the line, expected an escape" },
        { "[\"a", 1, 2, null, "a string that is not closed" },
        { "[\"a\\", 1, 2, null, "a string that is not closed" },
        { "{\"a\" 1}", 1, 6, null, "found '1', expected ':'" },
        { "{\"é\": 1, \"b\": 2,\n \"é\": 3}", 2, 2, null, "the name 'é' comes twice" },
        { "[] []", 1, 4, null, "found '[', expected the end of the file" },
        { "{} x", 1, 4, null, "found 'x', expected the end of the file" },
        { "{\n  \"@id\": 5\n}", 2, 10, "invalid @id value", "found a number, expected a string" },
        { "[{\"é\": 1}, {\"@type\": {}}]", 1, 22, "invalid type value", "found an object" },
        { "{\"@context\": {\n \"a\": {\"@id\": true}}}", 2, 15, "invalid IRI mapping", "found true" },
        { "{\"@context\": {\"é\": \"a:b\",\n \"b\": 7}}", 2, 7, "invalid term definition", "found a number" },
        { "{\"@context\": {\"a\": {\"@x\": 1, \"@id\": \"x:y\"}}}", 1, 21, "invalid term definition", "found '@x', expected a keyword that belongs in a definition" },
        { "{\"@context\": \"http://a.example/\"}", 1, 14, "loading remote context failed", "write its content into" },
        { "{\"@context\": {\"a\": \"b:c\", \"b\": \"a:d\"}}", 1, 20, "cyclic IRI mapping", "depends on itself" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Read_WrongDocument_TellsPlaceCodeAndExpectation(
        string text, int line, int column, string? code, string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(() => Read(text));
        RdfSyntaxException trickled = Assert.Throws<RdfSyntaxException>(
            () => RdfReader.Read(new TrickleStream(bytes, 1), RdfFormat.JsonLd, RdfText.Base, new QuadList()));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column, code), (problem.Line, problem.Column, problem.ErrorCode));
        Assert.Equal(problem.Message, trickled.Message);
    }

    [Fact]
    public void Read_InvalidUtf8_TellsThePlace()
    {
        byte[] bytes = [.. "[\n{\"é\": \"a"u8, 0xC3, 0x28, .. "\"}]"u8];

        RdfSyntaxException problem =
            Assert.Throws<RdfSyntaxException>(() => RdfText.ReadBytes(bytes, RdfFormat.JsonLd));

        Assert.Equal((2, 9), (problem.Line, problem.Column));
        Assert.Contains("0xC3 is not UTF-8", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "\"1\"^^xsd:integer")]
    [InlineData("1.0", "\"1\"^^xsd:integer")]
    [InlineData("-0", "\"0\"^^xsd:integer")]
    [InlineData("12345678901234567891", "\"12345678901234567891\"^^xsd:integer")]
    [InlineData("1e20", "\"100000000000000000000\"^^xsd:integer")]
    [InlineData("1000000000000000000000", "\"1.0E21\"^^xsd:double")]
    [InlineData("0.1", "\"1.0E-1\"^^xsd:double")]
    [InlineData("0.30000000000000004", "\"3.0E-1\"^^xsd:double")]
    [InlineData("1e999", "\"INF\"^^xsd:double")]
    [InlineData("true", "\"true\"^^xsd:boolean")]
    public void Read_NativeValue_GivesTheCanonicalForm(string json, string expected)
    {
        string literal = expected.Replace("xsd:", "<http://www.w3.org/2001/XMLSchema#", StringComparison.Ordinal) + ">";

        Assert.Equal(literal, Read($$"""{"@id": "urn:s", "urn:p": {{json}}}""").Single().Object.ToString());
    }

    [Theory]
    [InlineData("[0, -0.0, 1e21, 123456789012345680000, 1e-7, 0.000001]",
        "[0,0,1e+21,123456789012345680000,1e-7,0.000001]")]
    [InlineData("[5e-324, 1.7976931348623157e308, 9007199254740993, -1.5e-9, 4.50]",
        "[5e-324,1.7976931348623157e+308,9007199254740992,-1.5e-9,4.5]")]
    [InlineData("{\"\\ufb33\": 1, \"\\ud83d\\ude00\": 2, \"\\r\": 3, \"1\": 4}",
        "{\"\\r\":3,\"1\":4,\"\ud83d\ude00\":2,\"\ufb33\":1}")]
    public void Read_JsonLiteral_IsCanonical(string json, string expected)
    {
        Quad quad = Read($$"""{"urn:p": {"@type": "@json", "@value": {{json}} } }""").Single();

        Assert.Equal(new Literal(expected, RdfVocabulary.Json), quad.Object);
    }

    [Theory]
    [InlineData("""{"@context": {"p": {"@id": "urn:p", "@container": null}}, "p": ["a", "b"]}""", 2)]
    [InlineData("""{"@context": {"p": {"@id": "urn:p", "@container": "@list"}}, "p": ["a", ["b", []]]}""", 9)]
    [InlineData("""{"urn:p": {"@list": ["a", ["b", []]]}}""", 5)]
    [InlineData("""{"urn:p": {"@set": [null, {"@value": null}]}}""", 0)]
    [InlineData("""{"urn:p": {"@language": "fr"}, "relative": 1, "urn:q": {"@id": "@reserved"}}""", 0)]
    [InlineData("""{"_:p": {"urn:q": 1}, "urn:r s": {"urn:q": 2}}""", 2)]
    [InlineData("""{"@id": "urn:a b", "urn:p": {"@id": "urn:s", "urn:q": 1}}""", 1)]
    public void Read_Values_GiveAsManyStatements(string json, int count) => Assert.Equal(count, Read(json).Count);

    [Fact]
    public void Read_ContextWithPrefixes_ReportsThemInOrder()
    {
        var sink = new QuadList();

        RdfReader.Read(
            new MemoryStream("""{"@context": {"z": "urn:z:", "a": "urn:a#", "t": "urn:t"}, "z:p": 1}"""u8.ToArray()),
            RdfFormat.JsonLd, null, sink);

        Assert.Equal([new("a", "urn:a#"), new("z", "urn:z:")], sink.Prefixes);
    }

    [Fact]
    public void Read_WithPosition_TellsTheLineOfEachObject()
    {
        var position = new ReadPosition();
        var sink = new LineList(position);

        RdfReader.Read(
            new MemoryStream("[\n{\"@id\": \"urn:s\",\n\"urn:p\": [1,\n\"a\"],\n\"urn:q\":\n{\"urn:r\": 2}}]"u8.ToArray()),
            RdfFormat.JsonLd, null, sink, new RdfReadOptions { Position = position });

        Assert.Equal([3, 4, 6, 6], sink.Lines);
    }

    private static List<Quad> Read(string text) => RdfText.Read(text, RdfFormat.JsonLd);

    private sealed class LineList(ReadPosition position) : IQuadSink
    {
        public List<long> Lines { get; } = [];

        public void Add(in Quad quad) => Lines.Add(position.Line);
    }
}
