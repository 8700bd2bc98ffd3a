using System.Text;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf.Syntax;

/// <summary>What the W3C suite of RDF/XML leaves open: places of errors, XML literals, entities, limits.</summary>
public sealed class RdfXmlReaderTests
{
    private const string Open =
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://example.org/ns#'>\n";

    private const string Close = "</rdf:RDF>";

    /// <summary>Each row: what stands in the document, the line and column of its error, and the message.</summary>
    public static TheoryData<string, int, int, string> Errors => new()
    {
        { "text", 1, 99, "found text, expected a node element" },
        { "<rdf:Description rdf:about='a b'/>", 2, 2, "found 'a b', expected an IRI; a space is not allowed" },
        { "<rdf:Description rdf:about='a' rdf:ID='b'/>", 2, 2, "more than one of rdf:ID, rdf:nodeID and rdf:about" },
        { "<rdf:Description about='a' rdf:about='b'/>", 2, 28, "found a second rdf:about" },
        { "<rdf:Description rdf:resource='a'/>", 2, 2, "found rdf:resource on a node element, expected rdf:about" },
        { "<rdf:Description rdf:datatype='a'/>", 2, 2, "found rdf:datatype on a node element" },
        { "<rdf:Description rdf:parseType='Resource'/>", 2, 2, "found rdf:parseType on a node element" },
        { "<rdf:Description rdf:ID='1'/>", 2, 2, "found the rdf:ID '1', expected an XML name" },
        { "<rdf:Description rdf:nodeID='a:b'/>", 2, 2, "found the rdf:nodeID 'a:b', expected an XML name" },
        { "<e:A rdf:ID='a'/>\n <e:B rdf:ID='a'/>", 3, 3, "found the rdf:ID 'a' for a second time" },
        { "<rdf:li/>", 2, 2, "found rdf:li, expected a node element" },
        { "<A/>", 2, 2, "found 'A' as the name of an element, expected an absolute IRI" },
        { "<e:A a='b'/>", 2, 6, "found the attribute a without a prefix" },
        { "<e:A rdf:bagID='b'/>", 2, 6, "found rdf:bagID, which was withdrawn" },
        { "<e:A rdf:li='b'/>", 2, 6, "found rdf:li as an attribute, expected a property attribute" },
        { "<e:A xml:lang='fr_FR'/>", 2, 6, "found 'fr_FR', expected a language tag" },
        { "<e:A><rdf:Description/></e:A>", 2, 7, "found rdf:Description, expected a property element" },
        { "<e:A>\n <e:p rdf:about='a'/></e:A>", 3, 3, "found rdf:about on a property element, expected rdf:resource" },
        { "<e:A><e:p rdf:resource='a' rdf:nodeID='b'/></e:A>", 2, 7, "found both rdf:resource and rdf:nodeID" },
        { "<e:A><e:p rdf:resource='a'>b</e:p></e:A>", 2, 28, "expected no content" },
        { "<e:A><e:p e:q='a'><e:B/></e:p></e:A>", 2, 20, "expected no content" },
        { "<e:A><e:p rdf:datatype='a' e:q='a'/></e:A>", 2, 7, "found rdf:datatype beside attributes" },
        { "<e:A><e:p rdf:datatype='a'><e:B/></e:p></e:A>", 2, 29, "expected text of the given rdf:datatype" },
        { "<e:A><e:p rdf:parseType='Literal' e:q='a'/></e:A>", 2, 7, "found another attribute beside rdf:parseType" },
        { "<e:A><e:p>a<e:B/></e:p></e:A>", 2, 13, "found an element, expected no text before it" },
        { "<e:A><e:p><!-- --> <e:B/>a</e:p></e:A>", 2, 26, "found text behind an element" },
        { "<e:A><e:p><e:B/>\n<e:B/></e:p></e:A>", 3, 2, "it has one object" },
        { "<e:A><e:p>\n\n</e:A>", 4, 3, "this is not well-formed XML" },
        { "<f:A/>", 2, 2, "this is not well-formed XML: 'f' is an undeclared prefix" },
        { "<e:A><e:p>&owl;</e:p></e:A>", 2, 12, "this is not well-formed XML" },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void Read_MalformedDocument_TellsPlaceAndExpectation(string content, int line, int column, string message)
    {
        RdfSyntaxException problem = Fails(Open + content + Close);

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
        if (!message.Contains("not well-formed XML", StringComparison.Ordinal))
        {
            Assert.Equal($"found {problem.Found}, expected {problem.Expected}", problem.Problem);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!-- -->")]
    [InlineData("<a")]
    [InlineData("@prefix a: <urn:a:> .")]
    [InlineData("<?xml version='1.0' encoding='klingon'?><a/>")]
    public void Read_NoXml_ThrowsRdfSyntaxException(string text) => Assert.True(Fails(text).Line > 0);

    [Fact]
    public void Read_RelativeIriWithoutBase_TellsThePlace()
    {
        byte[] document = Encoding.UTF8.GetBytes(Open + "<e:A rdf:about='a'/>" + Close);

        RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(
            () => RdfReader.Read(new MemoryStream(document), RdfFormat.RdfXml, baseIri: null, new QuadList()));

        Assert.Contains("line 2, column 2: found the relative IRI 'a', expected an absolute one", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a<b/>", "a<b></b>")]
    [InlineData("<!-- c --><?p  d?><?q?><![CDATA[<&>]]>\"'", "<!-- c --><?p d?><?q?>&lt;&amp;&gt;\"'")]
    [InlineData("a\r\nb&#13;&#9;", "a\nb&#xD;\t")]
    [InlineData("<b c='&#9;&#10;&#13;\"&lt;>&amp;'/>", "<b c=\"&#x9;&#xA;&#xD;&quot;&lt;>&amp;\"></b>")]
    [InlineData("<b xmlns:z='urn:a' xmlns:a='urn:z' a:a='1' z:z='2' c='3' xml:lang='fr'/>",
        "<b xmlns:a=\"urn:z\" xmlns:z=\"urn:a\" c=\"3\" xml:lang=\"fr\" z:z=\"2\" a:a=\"1\"></b>")]
    [InlineData("<b xmlns='urn:a'><c/><d xmlns=''/></b><b/>",
        "<b xmlns=\"urn:a\"><c></c><d xmlns=\"\"></d></b><b></b>")]
    [InlineData("<e:b unused:c='1' xmlns:unused='urn:u' xmlns:never='urn:n'><e:b/></e:b><e:b/>",
        "<e:b xmlns:e=\"http://example.org/ns#\" xmlns:unused=\"urn:u\" unused:c=\"1\"><e:b></e:b></e:b>"
            + "<e:b xmlns:e=\"http://example.org/ns#\"></e:b>")]
    [InlineData("<b xmlns:e='urn:other'><e:c/><f xmlns:e='urn:third' e:d=''/><e:g/></b>",
        "<b><e:c xmlns:e=\"urn:other\"></e:c><f xmlns:e=\"urn:third\" e:d=\"\"></f>"
            + "<e:g xmlns:e=\"urn:other\"></e:g></b>")]
    public void Read_XmlLiteral_IsExclusiveCanonicalXml(string content, string expected)
    {
        string text = Open + $"<e:A rdf:about=''><e:p rdf:parseType='Literal'>{content}</e:p></e:A>" + Close;

        Quad quad = RdfText.Read(text, RdfFormat.RdfXml)[1];

        Assert.Equal(expected, ((Literal)quad.Object).Lexical);
    }

    [Fact]
    public void Read_TextInPieces_IsOneLiteral()
    {
        string text = Open + "<e:A><e:p> a<!-- x -->b<?p?><![CDATA[<c>]]>&amp;&#100;</e:p></e:A>" + Close;

        Assert.Equal(" ab<c>&d", ((Literal)RdfText.Read(text, RdfFormat.RdfXml)[1].Object).Lexical);
    }

    [Fact]
    public void Read_EntitiesOfTheInternalSubset_AreExpanded()
    {
        string text = "<!DOCTYPE rdf:RDF [ <!ENTITY ex 'http://example.org/'> <!ENTITY all '&ex;all'> ]>" + Open
            + "<e:A rdf:about='&ex;a'><e:p rdf:resource='&all;'/><e:p>(&ex;)</e:p></e:A>" + Close;

        Assert.Equal(
            [
                "<http://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example.org/ns#A> .",
                "<http://example.org/a> <http://example.org/ns#p> <http://example.org/all> .",
                "<http://example.org/a> <http://example.org/ns#p> \"(http://example.org/)\" .",
            ],
            RdfText.Read(text, RdfFormat.RdfXml).Select(static quad => quad.ToString()));
    }

    [Theory]
    [InlineData("&e9;", "")]
    [InlineData("", "&e9;")]
    public void Read_EntitiesOfEntities_StopAtTheLimit(string attribute, string content)
    {
        string entities = string.Concat(Enumerable.Range(1, 9).Select(
            static i => $"<!ENTITY e{i} '{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}'>"));
        string text = $"<!DOCTYPE rdf:RDF [ <!ENTITY e0 'aaaaaaaaaa'> {entities} ]>" + Open
            + $"<e:A e:q='{attribute}'><e:p>{content}</e:p></e:A>" + Close;

        Assert.Contains("more characters than the limit of 16,777,216", Fails(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LongEntityUsedOften_StopsAtTheLimit()
    {
        string text = $"<!DOCTYPE rdf:RDF [ <!ENTITY e '{new string('a', 100_000)}'> ]>" + Open + "<e:A>"
            + string.Concat(Enumerable.Repeat("<e:p>&e;</e:p>", 1000)) + "</e:A>" + Close;

        Assert.Contains("more characters than the limit of 16,777,216", Fails(text).Message, StringComparison.Ordinal);
        Assert.Equal(1001, RdfText.Read(text, RdfFormat.RdfXml, new() { EntityCharactersMax = 200_000_000 }).Count);
    }

    [Fact]
    public void Read_ParameterEntitiesOfEntities_StopAtTheLimit()
    {
        string entities = string.Concat(Enumerable.Range(1, 12).Select(static i =>
            $"<!ENTITY % e{i} '{string.Concat(Enumerable.Repeat($"&#37;e{i - 1};", 10))}'>"));
        string text = $"<!DOCTYPE rdf:RDF [ <!ENTITY % e0 '<!-- -->'> {entities} %e12; ]>" + Open + Close;

        Assert.Contains("more characters than the limit of 16,777,216", Fails(text).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EntityOfItself_ThrowsRdfSyntaxException() =>
        Fails("<!DOCTYPE rdf:RDF [ <!ENTITY a '&b;'> <!ENTITY b '&a;'> ]>" + Open + "<e:A e:p='&a;'/>" + Close);

    [Theory]
    [InlineData("<!DOCTYPE rdf:RDF SYSTEM 'FILE'>", "<e:A/>")]
    [InlineData("<!DOCTYPE rdf:RDF PUBLIC '-//x//y' 'http://example.invalid/x.dtd' [ <!ENTITY a 'b'> ]>", "<e:A/>")]
    [InlineData("<!DOCTYPE rdf:RDF [ <!ENTITY % a SYSTEM 'FILE'> %a; ]>", "<e:A/>")]
    public void Read_ExternalSubset_IsLeftUnread(string declaration, string content)
    {
        Assert.Single(RdfText.Read(WithSecretFile(declaration) + Open + content + Close, RdfFormat.RdfXml));
    }

    [Fact]
    public void Read_ExternalEntity_IsRefused()
    {
        string text = WithSecretFile("<!DOCTYPE rdf:RDF [ <!ENTITY a SYSTEM 'FILE'> ]>") + Open
            + "<e:A><e:p>&a;</e:p></e:A>" + Close;

        RdfSyntaxException problem = Fails(text);

        Assert.Contains("nothing outside is fetched", problem.Message, StringComparison.Ordinal);
        Assert.Equal(2, problem.Line);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    [InlineData("us-ascii")]
    public void Read_OtherEncoding_IsDecodedAsDeclared(string encoding)
    {
        string text = $"<?xml version='1.0' encoding='{encoding}'?>" + Open + "<e:A e:p='&#233;t&#xE9;'/>"
            + (encoding == "us-ascii" ? "<e:A e:p='&#233;'/>" : "<e:A e:p='é'/>") + Close;
        var encoder = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. encoder.GetPreamble(), .. encoder.GetBytes(text)];

        IEnumerable<string> texts =
            RdfText.ReadBytes(bytes, RdfFormat.RdfXml).Select(static q => q.Object).OfType<Literal>().Select(l => l.Lexical);

        Assert.Equal(["été", "é"], texts);
    }

    [Fact]
    public void Read_InvalidUtf8_TellsThePlace()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Open + "<e:A e:p='"), 0xC3, 0x28, .. Encoding.UTF8.GetBytes("'/>" + Close)];

        RdfSyntaxException problem =
            Assert.Throws<RdfSyntaxException>(() => RdfText.ReadBytes(bytes, RdfFormat.RdfXml));

        Assert.True(problem.Line > 0 && problem.Column > 0);
    }

    [Fact]
    public void Read_NestedBases_ResolveAgainstTheNearest()
    {
        string text = Open + "<e:A xml:base='http://a/b/#f' rdf:about=''><e:p rdf:resource='#g'/>"
            + "<e:p xml:base='c/d' rdf:resource='e'/><e:p rdf:ID='i' xml:base='http://z' >v</e:p></e:A>" + Close;

        List<Quad> quads = RdfText.Read(text, RdfFormat.RdfXml);

        Assert.Equal("<http://a/b/>", quads[0].Subject.ToString());
        Assert.Equal(["<http://a/b/#g>", "<http://a/b/c/e>"], quads[1..3].Select(q => q.Object.ToString()));
        Assert.Equal("<http://z#i>", quads[4].Subject.ToString());
    }

    [Fact]
    public void Read_Languages_AreInheritedAndEnded()
    {
        string text = Open + "<e:A xml:lang='FR' e:a='1'><e:p>2</e:p><e:p xml:lang=''>3</e:p>"
            + "<e:p xml:lang='en'><e:B e:a='4'/></e:p><e:p rdf:datatype='urn:d'>5</e:p></e:A><e:C e:a='6'/>" + Close;

        Assert.Equal(
            ["\"1\"@fr", "\"2\"@fr", "\"3\"", "\"4\"@en", "\"5\"^^<urn:d>", "\"6\""],
            RdfText.Read(text, RdfFormat.RdfXml).Select(static q => q.Object).OfType<Literal>().Select(l => $"{l}"));
    }

    [Fact]
    public void Read_Prefixes_AreReportedOnce()
    {
        var sink = new QuadList();
        string text = Open + "<e:A xmlns='urn:x' xmlns:e='urn:other'/><e:B xmlns:r='relative'/>" + Close;

        RdfReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), RdfFormat.RdfXml, RdfText.Base, sink);

        Assert.Equal(["rdf", "e", ""], sink.Prefixes.Select(static pair => pair.Key));
        Assert.Contains(KeyValuePair.Create("e", "http://example.org/ns#"), sink.Prefixes);
    }

    [Theory]
    [InlineData("<e:A rdf:nodeID='x'/>", "_:f_x")]
    [InlineData("<e:A/>", "_:f-1")]
    public void Read_BlankNodes_CarryTheScope(string content, string expected) => Assert.Equal(
        expected,
        RdfText.Read(Open + content + Close, RdfFormat.RdfXml, new() { BlankNodeScope = "f" })[0].Subject.ToString());

    [Fact]
    public void Read_OneNodeWithoutTheRoot_IsADocument()
    {
        string text = "<A xmlns='urn:' xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' rdf:about='urn:a'/>";

        Assert.Equal("<urn:A>", Assert.Single(RdfText.Read(text, RdfFormat.RdfXml)).Object.ToString());
    }

    private static string WithSecretFile(string declaration) => declaration.Replace(
        "FILE", new Uri(typeof(RdfXmlReaderTests).Assembly.Location).AbsoluteUri, StringComparison.Ordinal);

    private static RdfSyntaxException Fails(string text) =>
        Assert.Throws<RdfSyntaxException>(() => RdfText.Read(text, RdfFormat.RdfXml));
}
