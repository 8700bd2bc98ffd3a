using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Conformance;

namespace LinkedStats.Tests.Rdf.Syntax;

public sealed class RdfWriterTests
{
    private static readonly PrefixMap Prefixes = new()
    {
        { "ns", "http://example.org/ns#" },
        { "", "http://example.org/" },
        { "ex", "http://example.org/other/" },
        { "x-y.z", "urn:x:" },
        { "rdf", RdfVocabulary.Namespace },
    };

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.trig")]
    [InlineData("a.nt")]
    [InlineData("a.nq")]
    [InlineData("a.jsonld")]
    [InlineData("a.rdf")]
    public void Write_AnyStatements_ReadsBackTheSame(string file)
    {
        RdfFormat format = RdfFormat.ForFileName(file)!;
        Gen<string> text = format == RdfFormat.RdfXml ? QuadGenerators.XmlText : QuadGenerators.Text;
        QuadGenerators.Quads(text, format.SupportsGraphs).Sample(
            quads =>
            {
                string written = RdfText.Write(quads, format, Prefixes);

                Assert.True(GraphIsomorphism.AreIsomorphic(quads, ReadBack(written, format)), written);
            },
            iter: 600);
    }

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.trig")]
    [InlineData("a.jsonld")]
    [InlineData("a.rdf")]
    public void Write_LongDocument_ReadsBackTheSame(string file)
    {
        // Longer than what a writer holds back, so that it streams; the labels of blank nodes go through unchanged.
        RdfFormat format = RdfFormat.ForFileName(file)!;
        Quad[] quads = [.. Enumerable.Range(0, 9000).Select(i => new Quad(
            i % 7 == 0 ? new BlankNode($"b{i / 5}") : Iri.Parse($"http://example.org/s{i / 5}"),
            i % 3 == 0 ? RdfVocabulary.Type : Iri.Parse($"http://example.org/ns#p{i % 4}"),
            i % 3 == 0 ? Iri.Parse("http://example.org/ns#T") : new Literal($"{i}", XsdVocabulary.Integer),
            format.SupportsGraphs && i % 1000 > 500 ? Iri.Parse($"http://example.org/g{i / 1000}") : null))];

        List<Quad> found = ReadBack(RdfText.Write(quads, format, Prefixes), format);

        Assert.Equal(Lines(quads), Lines(found));
        static IEnumerable<string> Lines(IEnumerable<Quad> all) =>
            all.Select(static q => q.ToString().Replace("_:f_", "_:", StringComparison.Ordinal)).Order();
    }

    [Fact]
    public void WriteTurtle_SmallGraph_IsWhatAPersonWouldWrite()
    {
        const string Document = """
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix qb: <http://purl.org/linked-data/cube#> .

            <http://example.org/dsd> a qb:DataStructureDefinition ;
                qb:component [
                    qb:dimension <http://example.org/d> ;
                    qb:order 1
                ], [
                    qb:measure <http://example.org/m> ;
                    qb:componentRequired true
                ] ;
                skos:prefLabel "Taux"@fr, "Rate \"x\""@en ;
                skos:memberList ( <http://example.org/a> 1.50 [] ( "x" ) ) ;
                skos:note "2018"^^xsd:gYear, 1.0E3, "01"^^xsd:boolean, () .

            [] skos:related _:f_both ;
                skos:broader _:f_both .

            _:f_both skos:notation "1" .

            ( 1 [
                skos:notation "in a list"
            ] ) skos:note "about a list" .

            """;

        List<Quad> quads = RdfText.Read(Document, RdfFormat.Turtle, new() { BlankNodeScope = "f" });
        string written = RdfText.Write(quads, RdfFormat.Turtle).Replace("_:f_f_", "_:f_", StringComparison.Ordinal);

        Assert.Equal(Document, written);
    }

    [Fact]
    public void WriteTriG_GraphsInTurn_GathersEach()
    {
        const string Document = """
            @prefix : <http://example.org/> .

            :s :p :o .

            :g {
                :s :p [
                        :q 1
                    ] .

                :t :p _:f_shared .
            }

            <http://other.example/g> {
                _:f_shared :p :o .
            }

            """;

        List<Quad> quads = RdfText.Read(Document, RdfFormat.TriG, new() { BlankNodeScope = "f" });
        string written = RdfText.Write(quads, RdfFormat.TriG, Prefixes);

        Assert.Equal(Document, written.Replace("_:f_f_", "_:f_", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void WriteTurtle_DocumentsInTurn_EachDeclaresThePrefixesOfItsOwn(int prefixCount)
    {
        PrefixMap prefixes = [];
        for (int i = 0; i < prefixCount; i++)
        {
            prefixes.Add($"p{i}", $"http://example.org/{i}/");
        }

        // More documents than a map remembers parts of itself.
        for (int i = 0; i < 2 * prefixCount; i++)
        {
            int used = i % prefixCount;
            var name = Iri.Parse($"http://example.org/{used}/a");
            string written = RdfText.Write([new Quad(name, name, name)], RdfFormat.Turtle, prefixes);

            Assert.Equal($"""
                @prefix p{used}: <http://example.org/{used}/> .

                p{used}:a p{used}:a p{used}:a .

                """.ReplaceLineEndings("\n"), written);
        }
    }

    [Fact]
    public void WriteRdfXml_SmallGraph_IsWhatAPersonWouldWrite()
    {
        const string Document = """
            <?xml version="1.0" encoding="UTF-8"?>
            <rdf:RDF
                xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
                xmlns:skos="http://www.w3.org/2004/02/skos/core#"
                xmlns:qb="http://purl.org/linked-data/cube#"
                xmlns:ns1="http://example.org/">
              <qb:DataStructureDefinition rdf:about="http://example.org/dsd">
                <rdf:type rdf:resource="http://example.org/Other"/>
                <qb:component>
                  <qb:ComponentSpecification>
                    <qb:dimension rdf:resource="http://example.org/d"/>
                    <qb:order rdf:datatype="http://www.w3.org/2001/XMLSchema#integer">1</qb:order>
                  </qb:ComponentSpecification>
                </qb:component>
                <qb:component rdf:parseType="Resource">
                  <qb:measure rdf:resource="http://example.org/m"/>
                </qb:component>
                <qb:component rdf:parseType="Resource"/>
                <skos:prefLabel xml:lang="fr">Taux &lt;&amp;&gt;</skos:prefLabel>
                <skos:memberList rdf:parseType="Collection">
                  <rdf:Description rdf:about="http://example.org/a"/>
                  <skos:Concept/>
                  <rdf:Description rdf:nodeID="f_both"/>
                </skos:memberList>
                <skos:member rdf:parseType="Collection"/>
              </qb:DataStructureDefinition>
              <rdf:Description>
                <ns1:p rdf:parseType="Resource">
                  <rdf:first>1</rdf:first>
                  <rdf:rest rdf:parseType="Collection">
                    <rdf:Description rdf:nodeID="f_both"/>
                  </rdf:rest>
                </ns1:p>
              </rdf:Description>
            </rdf:RDF>

            """;

        List<Quad> quads = RdfText.Read(Document, RdfFormat.RdfXml, new() { BlankNodeScope = "f" });
        string written = RdfText.Write(quads, RdfFormat.RdfXml).Replace("\"f_f_", "\"f_", StringComparison.Ordinal);

        Assert.Equal(Document, written);
    }

    [Fact]
    public void WriteRdfXml_NamespacesWithoutPrefixes_AreDeclaredOnce()
    {
        Quad[] quads = [.. new[] { "urn:a:p1", "urn:a:p2", "urn:b#p", "http://example.org/ns#-x", "http://a/b" }.Select(
            static p => new Quad(new BlankNode("s"), Iri.Parse(p), new BlankNode("o")))];

        string written = RdfText.Write(quads, RdfFormat.RdfXml, new() { { "ns2", "urn:n:" }, { "long", "http://a/b" } });

        Assert.Equal(
            ["rdf", "ns1", "ns3", "ns4"],
            written.Split("xmlns:")[1..5].Select(static part => part[..part.IndexOf('=', StringComparison.Ordinal)]));
        Assert.True(GraphIsomorphism.AreIsomorphic(quads, RdfText.Read(written, RdfFormat.RdfXml)), written);
    }

    [Fact]
    public void WriteRdfXml_LongDocument_DeclaresTheNamespacesOfItsBeginning()
    {
        Quad[] quads = [.. Enumerable.Range(0, 6000).Select(static i => new Quad(
            Iri.Parse($"urn:s{i}"), i < 5000 ? Iri.Parse("urn:a#p") : Iri.Parse("urn:b#p"), new Literal("o")))];

        string[] lines = RdfText.Write(quads, RdfFormat.RdfXml, []).Split('\n');

        Assert.Contains("    <ns1:p>o</ns1:p>", lines);
        Assert.Contains("    <ns:p xmlns:ns=\"urn:b#\">o</ns:p>", lines);
    }

    [Theory]
    [InlineData("a.ttl", 200)]
    [InlineData("a.ttl", 100_000)]
    [InlineData("a.rdf", 200)]
    [InlineData("a.rdf", 100_000)]
    public void Write_DeepChainOfNodes_DoesNotNestWithoutBound(string file, int depth)
    {
        Quad[] quads = [.. Enumerable.Range(0, depth).Select(i => new Quad(
            new BlankNode($"n{i}"), RdfVocabulary.Value, new BlankNode($"n{i + 1}")))];

        string written = RdfText.Write(quads, RdfFormat.ForFileName(file)!);

        Assert.Equal(depth, RdfText.Read(written, RdfFormat.ForFileName(file)!).Count);
    }

    [Fact]
    public void WriteTurtle_LongList_StaysAList()
    {
        string list = "<urn:s> <urn:p> ( " + string.Join(' ', Enumerable.Range(0, 1500)) + " ) .";

        Assert.Equal(list, RdfText.Write(RdfText.Read(list, RdfFormat.Turtle), RdfFormat.Turtle).Trim());
    }

    [Theory]
    [InlineData("http://example.org/a/")]
    [InlineData("http://example.org/1")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#li")]
    [InlineData("http://www.w3.org/1999/02/22-rdf-syntax-ns#about")]
    public void WriteRdfXml_PropertyWithoutAnElementName_ThrowsRdfSyntaxException(string predicate) =>
        Assert.Throws<RdfSyntaxException>(() => RdfText.Write(
            [new Quad(Iri.Parse("urn:s"), Iri.Parse(predicate), new Literal("o"))], RdfFormat.RdfXml));

    [Theory]
    [InlineData("\u0001")]
    [InlineData("a\uFFFFb")]
    public void WriteRdfXml_TextThatXmlCannotHold_ThrowsRdfSyntaxException(string text) =>
        Assert.Throws<RdfSyntaxException>(() => RdfText.Write(
            [new Quad(Iri.Parse("urn:s"), Iri.Parse("urn:p"), new Literal(text))], RdfFormat.RdfXml));

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.nt")]
    [InlineData("a.jsonld")]
    [InlineData("a.rdf")]
    public void Write_TermsThatNoReaderTakes_ThrowsRdfSyntaxException(string file)
    {
        RdfFormat format = RdfFormat.ForFileName(file)!;
        Iri p = Iri.Parse("urn:p");

        Assert.Throws<RdfSyntaxException>(() => RdfText.Write([new Quad(p, p, Iri.FromTrusted("urn:a> <b"))], format));
        Assert.Throws<RdfSyntaxException>(() => RdfText.Write([new Quad(p, p, new Literal("a", "en us"))], format));
    }

    [Fact]
    public void Dispose_WithoutComplete_LeavesTheDocumentOpen()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (QuadWriter writer = RdfWriter.Create(RdfFormat.JsonLd, buffer, Prefixes))
        {
            writer.Add(new Quad(Iri.Parse("urn:s"), Iri.Parse("urn:p"), new Literal("o")));
        }

        Assert.DoesNotContain("]", System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan), StringComparison.Ordinal);
    }

    private static List<Quad> ReadBack(string text, RdfFormat format) =>
        RdfText.Read(text, format, new() { BlankNodeScope = "f" });
}
