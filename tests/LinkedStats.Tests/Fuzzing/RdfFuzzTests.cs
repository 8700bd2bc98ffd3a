using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>Whatever an RDF reader is given, it gives statements that can be written and read again, or says where the
/// input is wrong; its memory keeps to a multiple of the input.</summary>
public sealed class RdfFuzzTests
{
    private const int RoundTripQuadsMax = 300;
    private const int RoundTripNodesMax = 30;

    private static readonly string[] TurtleWords =
    [
        "[", "]", "(", ")", "{", "}", "<", ">", "\"", "'", "\"\"\"", "'''", "@prefix", "@base", "PREFIX", "BASE", "a",
        "true", "false", "_:b", "_:", ":", "::", ".", "..", ",", ";", ";;", "^^", "@en", "@en-GB-", "1", "1.", ".5",
        "1e", "-1e+9", "#", "\\u", "\\U0001F600", "\\u00", "%41", "%4", "GRAPH", "[]", "()", "<a>", "<../../x?y#z>",
        "<http://a/>", "[ <p> ", "( ( ", "<//", "p:q", "\\~", "\u00E9", "\U0001F600", "<s> <p> <o> .",
    ];

    private static readonly string[] LineWords =
    [
        "<urn:a>", "<", ">", "\"", "\\\"", "@en", "@", "^^", "^^<urn:d>", "_:b", "_:b.", ".", "#", "\\u0041", "\\U", "\n",
        "\r", " ", "\t", "<urn:s> <urn:p> <urn:o> .", "\"x\"", "_", ":",
    ];

    private static readonly string[] XmlWords =
    [
        "<rdf:Description>", "</rdf:Description>", "<rdf:li>", "</rdf:li>", "rdf:about=\"x\"", "rdf:ID=\"x\"",
        "rdf:nodeID=\"n\"", "rdf:resource=\"#\"", "rdf:parseType=\"Collection\"", "rdf:parseType=\"Literal\"",
        "rdf:parseType=\"Resource\"", "rdf:datatype=\"urn:d\"", "xml:lang=\"en\"", "xml:base=\"//\"", "xmlns=\"\"",
        "xmlns:a=\"urn:a\"", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#0;", "&#x10FFFF;", "&a;", "<?p", "?>",
        "<!DOCTYPE x [ <!ENTITY a \"&b;\"> ]>", "<!ENTITY a SYSTEM \"file:///etc/passwd\">", "<", ">", "/>", "\"", "'", "=",
        "<a:b>", "rdf:bagID=\"b\"", "rdf:aboutEach=\"x\"", "<rdf:RDF>", "</rdf:RDF>", "<a>", "<?xml version=\"1.0\"?>",
    ];

    private static readonly string[] JsonWords =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1", "1e999", "-0", "\"@context\":", "\"@id\":", "\"@type\":",
        "\"@value\":", "\"@graph\":", "\"@list\":", "\"@set\":", "\"@reverse\":", "\"@index\":", "\"@container\":",
        "\"@language\":", "\"@vocab\":", "\"@base\":", "\"@nest\":", "\"@included\":", "\"@json\"", "\"@none\"", "\"@version\":",
        "\"@import\":", "\"@protected\":", "\"@propagate\":", "\"@direction\":", "\"@prefix\":", "\"a:b\"", "\"_:b\"", "\"\\ud800\"",
        "{\"@graph\":[", "[[", "{\"a\":", "{\"@context\":{\"a\":", "{\"@list\":[", "{\"@id\":\"x\"}", "\"@context\":[{},",
    ];

    public static TheoryData<string> Formats => [.. RdfFormat.All.Select(static format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_DamagedDocument_IsReadOrRefusedAtItsPlace(string format) => Target(format).Run();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_DocumentCutAtEveryByte_IsReadOrRefusedAtItsPlace(string format) => Target(format).RunTruncated();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Read_FormerFinding_IsReadOrRefusedAtItsPlace(string format) => Target(format).RunFindings();

    private static FuzzTarget Target(string name)
    {
        RdfFormat format = RdfFormat.All.Single(f => f.Name == name);
        (string suite, string[] words) = format.Suffix switch
        {
            ".ttl" => ("rdf-turtle", TurtleWords),
            ".trig" => ("rdf-trig", TurtleWords),
            ".nt" => ("rdf-n-triples", LineWords),
            ".nq" => ("rdf-n-quads", LineWords),
            ".rdf" => ("rdf-xml", XmlWords),
            _ => ("jsonld", JsonWords),
        };
        IReadOnlyList<byte[]> seeds = format.Suffix == ".jsonld"
            ? FuzzSeeds.Of(".jsonld", "jsonld", "toRdf")
            : FuzzSeeds.Of(format.Suffix, "w3c", "rdf11", suite);
        return new FuzzTarget("rdf" + format.Suffix, seeds, words, document => Check(document, format));
    }

    private static void Check(byte[] document, RdfFormat format)
    {
        var sink = new QuadList();
        bool isRead = true;
        MemoryBound.Check(
            () =>
            {
                try
                {
                    RdfReader.Read(
                        new MemoryStream(document), format, RdfText.Base, sink, new() { BlankNodeScope = "f" });
                }
                catch (RdfSyntaxException problem) when (problem is { Line: > 0, Column: > 0 })
                {
                    isRead = false;
                    Assert.InRange(problem.Message.Length, 1, 1500);
                }
            },
            document.Length,
            bytesPerByte: 1000);
        int nodes = sink.Quads.SelectMany(static quad => new[] { quad.Subject, quad.Object }).OfType<BlankNode>()
            .Distinct().Count();
        if (isRead && sink.Quads.Count <= RoundTripQuadsMax && nodes <= RoundTripNodesMax)
        {
            RoundTrip(sink.Quads, RdfFormat.NQuads);
            RoundTrip(sink.Quads, format);
        }
    }

    private static void RoundTrip(List<Quad> quads, RdfFormat format)
    {
        string text;
        try
        {
            text = RdfText.Write(quads, format);
        }
        catch (RdfSyntaxException) when (format == RdfFormat.RdfXml || format == RdfFormat.JsonLd)
        {
            // What these two cannot hold is refused by the writer, and tested there.
            return;
        }

        List<Quad> again;
        try
        {
            again = RdfText.Read(text, format, new() { BlankNodeScope = "g" });
        }
        catch (RdfSyntaxException problem)
        {
            throw new InvalidOperationException($"What was written as {format} is refused:\n{text}", problem);
        }

        if (!GraphIsomorphism.AreIsomorphic(quads, again))
        {
            throw new InvalidOperationException($"What was written as {format} reads differently:\n{text}");
        }
    }
}
