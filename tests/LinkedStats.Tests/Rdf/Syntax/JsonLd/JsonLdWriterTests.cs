using System.Text.Json;
using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Conformance;

namespace LinkedStats.Tests.Rdf.Syntax.JsonLd;

public sealed class JsonLdWriterTests
{
    private static readonly LinkedStatsContext Context = new(Iri.Parse("http://stats.example/"));

    private static readonly PrefixMap Prefixes = new()
    {
        { "ns", "http://example.org/ns#" },
        { "ex", "http://example.org/other/" },
        { "x-y.z", "urn:x:" },

        // The context has a term of this name.
        { "order", "http://example.org/base/" },
    };

    /// <summary>What stands for the properties and classes of the generator, so that terms come into play.</summary>
    private static readonly Dictionary<string, Iri> Known = new()
    {
        ["http://example.org/ns#p"] = SkosVocabulary.PrefLabel,
        ["http://example.org/ns#q.r"] = CubeVocabulary.Component,
        ["http://example.org/other/p"] = CubeVocabulary.Order,
        ["http://example.org/ns#é"] = SkosVocabulary.Broader,
        ["http://example.org/ns#type"] = CubeVocabulary.DataSet,
    };

    [Theory]
    [InlineData(JsonLdForm.Compacted)]
    [InlineData(JsonLdForm.Expanded)]
    [InlineData(JsonLdForm.Flattened)]
    public void Write_AnyStatements_ReadsBackTheSame(JsonLdForm form) =>
        QuadGenerators.Quads(QuadGenerators.Text, withGraphs: true).Sample(
            generated =>
            {
                Quad[] quads = [.. generated.Select(WithTerms)];
                string written = Write(quads, form);

                List<Quad> found = RdfText.Read(written, RdfFormat.JsonLd);

                Assert.True(GraphIsomorphism.AreIsomorphic(quads, found), written);
                Assert.Equal(written, Write(quads, form));
            },
            iter: 1000);

    [Theory]
    [InlineData(JsonLdForm.Compacted)]
    [InlineData(JsonLdForm.Expanded)]
    [InlineData(JsonLdForm.Flattened)]
    public void Write_LongDocument_ReadsBackTheSame(JsonLdForm form)
    {
        // Longer than what a writer holds back, so that it streams; the labels of blank nodes go through unchanged.
        Quad[] quads = [.. Enumerable.Range(0, 9000).Select(i => new Quad(
            i % 7 == 0 ? new BlankNode($"b{i / 5}") : Iri.Parse($"http://example.org/s{i / 5}"),
            (i % 4) switch
            {
                0 => RdfVocabulary.Type,
                1 => CubeVocabulary.Order,
                2 => SkosVocabulary.PrefLabel,
                _ => SkosVocabulary.Broader,
            },
            (i % 4) switch
            {
                0 => CubeVocabulary.DataSet,
                1 => new Literal($"{i}", XsdVocabulary.Integer),
                2 => new Literal($"{i}", i % 3 == 0 ? "fr" : "en"),
                _ => RdfVocabulary.Nil,
            },
            i % 1000 > 500 ? Iri.Parse($"http://example.org/g{i / 1000}") : null))];

        string written = Write(quads, form);
        List<Quad> found = RdfText.Read(written, RdfFormat.JsonLd, new() { BlankNodeScope = "f" });

        Assert.Equal(form == JsonLdForm.Compacted, written.Contains("sponsor", StringComparison.Ordinal));
        Assert.Equal(Lines(quads), Lines(found));
        static IEnumerable<string> Lines(IEnumerable<Quad> all) => all.Distinct().Select(
            static q => q.ToString().Replace("_:f_", "_:", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void WriteCompacted_SmallGraph_IsWhatAPersonWouldWrite()
    {
        const string Document = """
            {
              "@context": {
                "id": "@id",
                "type": "@type",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
                "skos": "http://www.w3.org/2004/02/skos/core#",
                "DataStructureDefinition": "http://purl.org/linked-data/cube#DataStructureDefinition",
                "component": { "@id": "http://purl.org/linked-data/cube#component", "@type": "@id", "@container": "@set" },
                "dimension": { "@id": "http://purl.org/linked-data/cube#dimension", "@type": "@id" },
                "measure": { "@id": "http://purl.org/linked-data/cube#measure", "@type": "@id" },
                "order": { "@id": "http://purl.org/linked-data/cube#order", "@type": "http://www.w3.org/2001/XMLSchema#integer" },
                "prefLabel": { "@id": "http://www.w3.org/2004/02/skos/core#prefLabel", "@container": "@language" }
              },
              "@graph": [
                { "id": "http://example.org/dsd",
                  "type": "DataStructureDefinition",
                  "component": [
                    { "dimension": "http://example.org/d",
                      "order": 1 }, { "measure": "http://example.org/m" }],
                  "prefLabel": { "fr": "Taux", "en": ["Rate", "Rates"] },
                  "skos:prefLabel": "τ",
                  "skos:memberList": { "@list": [{ "id": "http://example.org/a" }, { "@value": "1.50", "type": "xsd:decimal" }, { "@list": [] }] } },
                { "id": "http://example.org/g",
                  "skos:note": true,
                  "@graph": [
                    { "id": "http://example.org/s",
                      "skos:related": { "id": "http://example.org/t" } }
                  ] }
              ]
            }

            """;

        List<Quad> quads = RdfText.Read(Document, RdfFormat.JsonLd);

        Assert.Equal(Document, RdfText.Write(quads, RdfFormat.JsonLd, jsonLd: new() { Context = Context }));
    }

    [Theory]
    [InlineData(JsonLdForm.Expanded, """
        [
          { "@id": "urn:s",
            "@type": ["urn:T"],
            "urn:p": [{ "urn:q": [{ "@value": "1", "@type": "http://www.w3.org/2001/XMLSchema#integer" }] }, { "@list": [{ "@value": "a", "@language": "fr" }] }] }
        ]

        """)]
    [InlineData(JsonLdForm.Flattened, """
        [
          { "@id": "urn:s",
            "@type": ["urn:T"],
            "urn:p": [{ "@id": "_:f-1" }, { "@list": [{ "@value": "a", "@language": "fr" }] }] },
          { "@id": "_:f-1",
            "urn:q": [{ "@value": "1", "@type": "http://www.w3.org/2001/XMLSchema#integer" }] }
        ]

        """)]
    public void Write_OtherForms_AreArraysOfNodes(JsonLdForm form, string expected)
    {
        List<Quad> quads = RdfText.Read(
            "<urn:s> a <urn:T> ; <urn:p> [ <urn:q> 1 ], ( \"a\"@fr ) .", RdfFormat.Turtle, new() { BlankNodeScope = "f" });

        Assert.Equal(expected, Write(quads, form));
    }

    [Theory]
    [InlineData("5", "integer", "5")]
    [InlineData("-9007199254740991", "integer", "-9007199254740991")]
    [InlineData("9007199254740992", "integer", null)]
    [InlineData("05", "integer", null)]
    [InlineData("+5", "integer", null)]
    [InlineData("-0", "integer", null)]
    [InlineData("5", "int", null)]
    [InlineData("1.5", "decimal", null)]
    [InlineData("1.0E0", "double", null)]
    [InlineData("true", "boolean", "true")]
    [InlineData("1", "boolean", null)]
    public void WriteCompacted_Literal_IsNativeOnlyWhereNothingIsLost(string lexical, string datatype, string? native)
    {
        var literal = new Literal(lexical, Iri.Parse(XsdVocabulary.Namespace + datatype));
        string written = Write([new Quad(Iri.Parse("urn:s"), Iri.Parse("urn:p"), literal)], JsonLdForm.Compacted);

        using JsonDocument document = JsonDocument.Parse(written);
        JsonElement value = document.RootElement.GetProperty("@graph")[0].GetProperty("urn:p");

        Assert.Equal(native ?? lexical, native is null ? value.GetProperty("@value").GetString() : value.GetRawText());
    }

    [Theory]
    [InlineData("{\"a\":[1,null]}", true)]
    [InlineData("{ \"a\": 1 }", false)]
    [InlineData("1.0", false)]
    [InlineData("no JSON", false)]
    public void Write_JsonLiteral_IsJsonOnlyWhereItComesBackTheSame(string lexical, bool isJson)
    {
        Quad[] quads = [new(Iri.Parse("urn:s"), Iri.Parse("urn:p"), new Literal(lexical, RdfVocabulary.Json))];

        Assert.All(Enum.GetValues<JsonLdForm>(), form =>
        {
            string written = Write(quads, form);
            Assert.Equal(isJson, written.Contains("\"@json\"", StringComparison.Ordinal));
            Assert.Equal(quads, RdfText.Read(written, RdfFormat.JsonLd));
        });
    }

    private static string Write(IEnumerable<Quad> quads, JsonLdForm form) =>
        RdfText.Write(quads, RdfFormat.JsonLd, Prefixes, new() { Form = form, Context = Context });

    private static Quad WithTerms(Quad quad) => quad with
    {
        Predicate = Known.GetValueOrDefault(quad.Predicate.Text, quad.Predicate),
        Object = quad.Object is Literal literal
            ? literal.Language is null ? new Literal(literal.Lexical, Other(literal.Datatype)) : literal
            : quad.Object is Iri iri ? Other(iri) : quad.Object,
    };

    private static Iri Other(Iri iri) => Known.GetValueOrDefault(iri.Text, iri);
}
