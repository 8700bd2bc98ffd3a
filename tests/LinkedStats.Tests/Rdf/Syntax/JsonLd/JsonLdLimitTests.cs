using System.Globalization;
using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Conformance;

namespace LinkedStats.Tests.Rdf.Syntax.JsonLd;

/// <summary>What is held in memory, what is loaded, and where both end.</summary>
public sealed class JsonLdLimitTests
{
    private const int ItemCount = 60_000;

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"@context\": {}, \"@graph\": [", "]}")]
    [InlineData("{\"@graph\": [", "], \"comment\": \"means nothing\"}")]
    [InlineData("{\"@context\": {\"graph\": \"@graph\"}, \"graph\": [", "]}")]
    public void Read_LongFlatDocument_IsReadAnItemAtATime(string start, string end)
    {
        // Some 6 MiB, of which a held document could have 1 only.
        var sink = new CountingSink();
        var options = new RdfReadOptions { JsonLd = new() { HeldBytesMax = 5 << 20 } };
        Stream stream = new ItemStream(start, ItemCount, end);

        RdfReader.Read(stream, RdfFormat.JsonLd, null, sink, options);

        Assert.Equal(2 * ItemCount, sink.Count);
    }

    [Fact]
    public void Read_LongFlatDocument_PushesBeforeItsEnd()
    {
        var sink = new CountingSink();

        Assert.Throws<RdfSyntaxException>(
            () => RdfReader.Read(new ItemStream("[", ItemCount, "!"), RdfFormat.JsonLd, null, sink));

        Assert.Equal(2 * ItemCount, sink.Count);
    }

    [Fact]
    public void Read_LongDocumentOfOneNode_MeetsTheLimit()
    {
        var options = new RdfReadOptions { JsonLd = new() { HeldBytesMax = 1 << 20 } };
        Stream stream = new ItemStream("{\"@id\": \"urn:s\", \"urn:p\": [", ItemCount, "]}");

        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(
            () => RdfReader.Read(stream, RdfFormat.JsonLd, null, new QuadList(), options));

        Assert.Contains("1,048,576 bytes would have to be held", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"@id\": \"urn:g\"")]
    [InlineData("\"@context\": {}")]
    [InlineData("\"urn:p\": 1")]
    public void Read_NamedGraph_HasItsNameBeforeALongOne(string entry)
    {
        List<Quad> held = RdfText.Read($$"""{"@graph": [{"@id": "urn:s", "urn:p": 1}], {{entry}}}""", RdfFormat.JsonLd);
        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(() => RdfReader.Read(
            new ItemStream("{\"@graph\": [", ItemCount, $"], {entry}}}"), RdfFormat.JsonLd, null, new CountingSink()));

        Assert.NotEmpty(held);
        Assert.Contains("has to stand before a @graph", problem.Message, StringComparison.Ordinal);
        Assert.Equal(ItemCount + 1, problem.Line);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"urn:p\":", "}")]
    [InlineData("{\"@context\":", "}")]
    public void Read_DeepDocument_MeetsTheLimit(string open, string close)
    {
        string text = string.Concat(Enumerable.Repeat(open, 100_000)) + "[]"
            + string.Concat(Enumerable.Repeat(close, 100_000));

        Assert.Contains("nest deeper than the limit of 256", Fails(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongChainOfTerms_MeetsALimit()
    {
        var text = new StringBuilder("{\"@context\": {");
        for (int i = 0; i < 200_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"t{i}\": \"t{i + 1}:x\", ");
        }

        Assert.Equal("context overflow", Fails(text.Append("\"z\": \"urn:z\"}}").ToString()).ErrorCode);
    }

    [Fact]
    public void Read_ManyDefinitions_MeetTheLimit()
    {
        string item = """{"@context": {"a": "urn:a", "b": "urn:b"}, "a": 1},""";
        string text = $"[{string.Concat(Enumerable.Repeat(item, 100))} {{}}]";

        RdfSyntaxException problem = Fails(text, new() { TermDefinitionsMax = 150 });

        Assert.Equal("context overflow", problem.ErrorCode);
        Assert.Contains("the limit of 150", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyContextsOverALargeOne_MeetTheLimit()
    {
        // Each of the small contexts takes over all terms of the large one.
        string terms = string.Join(',', Enumerable.Range(0, 3200).Select(static i => $"\"t{i}\": \"urn:t{i}\""));
        string nodes = string.Join(',', Enumerable.Repeat("""{"@context": {"a": "urn:a"}, "a": 1}""", 100));
        string text = $"{{\"@context\": {{{terms}}}, \"t0\": [{nodes}]}}";

        Assert.Equal(200, RdfText.Read(text, RdfFormat.JsonLd).Count);
        Assert.Equal("context overflow", Fails(text, new() { TermDefinitionsMax = 10_000 }).ErrorCode);
    }

    [Theory]
    [InlineData("""{"@context": "self"}""", "context overflow")]
    [InlineData("""{"@context": ["other", {"a": {"@id": "urn:a", "@context": "self"}}]}""", null)]
    [InlineData("""[1, 2]""", "invalid remote context")]
    [InlineData("""{"a": 1}""", "invalid remote context")]
    [InlineData("""{"@context": """, "loading remote context failed")]
    [InlineData("""{"@context": {"a": "urn:a"}, "b": "0123456789012345678901234567890123456789012345678901234567890123456789"}""",
        "loading remote context failed")]
    public void Read_LoadedContext_IsAnErrorAtItsReference(string context, string? code)
    {
        var options = new JsonLdReadOptions
        {
            ContextBytesMax = 100,
            ContextLoader = address => new(
                new MemoryStream(Encoding.UTF8.GetBytes(address.Text.EndsWith("self", StringComparison.Ordinal)
                    ? context : "{\"@context\": {}}")),
                address),
        };
        const string Document = "{\n  \"@context\": \"self\"}";

        if (code is null)
        {
            Assert.Empty(RdfText.Read(Document, RdfFormat.JsonLd, new() { JsonLd = options }));
            return;
        }

        RdfSyntaxException problem = Fails(Document, options);
        Assert.Equal((code, 2, 15), (problem.ErrorCode!, problem.Line, problem.Column));
    }

    [Fact]
    public void Read_MoreContextsThanTheLimit_ThrowsRdfSyntaxException()
    {
        var options = new JsonLdReadOptions
        {
            ContextsMax = 3,
            ContextLoader = address => new(new MemoryStream("{\"@context\": {}}"u8.ToArray()), address),
        };

        Assert.Empty(
            RdfText.Read("""{"@context": ["a", "b", "c", "a"]}""", RdfFormat.JsonLd, new() { JsonLd = options }));
        Assert.Equal("context overflow", Fails("""{"@context": ["a", "b", "c", "d"]}""", options).ErrorCode);
    }

    [Fact]
    public void Read_LoaderThatFails_IsAnErrorOfTheDocument() => Assert.Contains(
        "out of order",
        Fails("""{"@context": "a"}""", new() { ContextLoader = static _ => throw new IOException("out of order") })
            .Message,
        StringComparison.Ordinal);

    [Fact]
    public void Read_OwnContext_IsThatOfTheStore()
    {
        var context = new LinkedStatsContext(Iri.Parse("http://stats.example/"));
        const string Document = """
            {
              "@context": "http://stats.example/def/context.jsonld",
              "id": "#cube", "type": "DataSet",
              "prefLabel": {"fr": "Taux", "en": "Rate"},
              "sponsor": "http://example.org/insee",
              "observations": {"id": "#o", "obsValue": {"@value": "1.50", "@type": "xsd:decimal"}}
            }
            """;
        const string Turtle = """
            @prefix qb: <http://purl.org/linked-data/cube#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix measure: <http://purl.org/linked-data/sdmx/2009/measure#> .
            <#cube> a qb:DataSet ; skos:prefLabel "Taux"@fr, "Rate"@en ;
                <http://stats.example/def/linkedstats#sponsor> <http://example.org/insee> .
            <#o> qb:dataSet <#cube> ; measure:obsValue 1.50 .
            """;

        List<Quad> found = RdfText.Read(
            Document, RdfFormat.JsonLd, new() { JsonLd = new() { ContextLoader = context.Load } });

        Assert.True(GraphIsomorphism.AreIsomorphic(RdfText.Read(Turtle, RdfFormat.Turtle), found));
        Assert.Null(context.Load(Iri.Parse("http://other.example/def/context.jsonld")));
    }

    [Fact]
    public void Read_MoreStatementsThanTheLimit_ThrowsRdfSyntaxException() => Assert.Contains(
        "the limit of 2",
        Assert.Throws<RdfSyntaxException>(() => RdfText.Read(
            """{"urn:p": [1, 2, 3]}""", RdfFormat.JsonLd, new() { StatementsMax = 2 })).Message,
        StringComparison.Ordinal);

    private static RdfSyntaxException Fails(string text, JsonLdReadOptions? options = null) =>
        Assert.Throws<RdfSyntaxException>(() => RdfText.Read(
            text, RdfFormat.JsonLd, new() { JsonLd = options ?? JsonLdReadOptions.Default }));

    private sealed class CountingSink : IQuadSink
    {
        public int Count { get; private set; }

        public void Add(in Quad quad) => Count++;
    }

    /// <summary>A document of many items, made while it is read.</summary>
    private sealed class ItemStream(string start, int count, string end) : MemoryStream
    {
        private int _item = -1;
        private byte[] _bytes = [];
        private int _used;

        public override int Read(byte[] buffer, int offset, int length)
        {
            if (_used == _bytes.Length)
            {
                _used = 0;
                _bytes = Encoding.UTF8.GetBytes(
                    _item < 0 ? start
                    : _item < count ? $"{(_item > 0 ? "," : "")}\n{{\"@id\": \"urn:s{_item}\", \"urn:p\": \"{_item}\", "
                        + $"\"@type\": \"urn:a-class-whose-name-is-long-for-the-sake-of-its-bytes\"}}"
                    : _item == count ? end : "");
                _item++;
            }

            int size = Math.Min(length, _bytes.Length - _used);
            _bytes.AsSpan(_used, size).CopyTo(buffer.AsSpan(offset));
            _used += size;
            return size;
        }
    }
}
