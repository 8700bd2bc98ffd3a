using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>Whatever an endpoint answers, it is rows of well-formed terms, or malformed; it does no harm.</summary>
public sealed class ResultFuzzTests
{
    private static readonly string[] Columns = ["s", "p", "o", "x", "y", "v", "a", "b", "name", "mbox"];

    private static readonly string[] JsonWords =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "1", "\"head\":", "\"vars\":", "\"results\":{", "\"bindings\":[", "\"boolean\":",
        "\"type\":\"uri\"", "\"type\":\"bnode\"", "\"type\":\"literal\"", "\"type\":\"triple\"", "\"value\":\"\"", "\"value\":5",
        "\"xml:lang\":\"en--x\"", "\"xml:lang\":\"\"", "\"datatype\":\"urn:x\"", "\"x\":{", "\"\\ud800\"", "[[", "{\"a\":",
    ];

    private static readonly string[] XmlWords =
    [
        "<sparql>", "</sparql>", "<head>", "<variable name=\"x\"/>", "<results>", "<result>", "</result>", "<binding name=\"x\">",
        "</binding>", "<uri>", "</uri>", "<bnode>b</bnode>", "<literal xml:lang=\"e n\">", "</literal>", "<boolean>true</boolean>",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "<![CDATA[", "]]>", "<!--", "-->", "<?x?>", "<", ">", "\"", "datatype=\"x\"",
    ];

    [Theory]
    [InlineData("json")]
    [InlineData("xml")]
    public void Read_DamagedAnswer_GivesTermsOrInvalidDataException(string format)
    {
        bool isJson = format == "json";
        var target = new FuzzTarget(
            "results-" + format,
            FuzzSeeds.Of(isJson ? ".srj" : ".srx", "w3c", "sparql11"),
            isJson ? JsonWords : XmlWords,
            document => Check(document, ResultFormat.FindByName(format)!));
        target.RunFindings();
        target.RunTruncated();
        target.Run();
    }

    private static void Check(byte[] document, ResultFormat format)
    {
        var subject = Iri.Parse("urn:s");
        List<Quad> quads = [];
        MemoryBound.Check(
            () =>
            {
                try
                {
                    using ResultReader reader = ResultReader.Create(format, new MemoryStream(document), Columns);
                    while (reader.Read())
                    {
                        quads.AddRange(reader.Row.Where(static term => term is Iri or Literal)
                            .Select(term => new Quad(subject, subject, term!)));
                    }
                }
                catch (InvalidDataException problem)
                {
                    Assert.InRange(problem.Message.Length, 1, 1000);
                }
            },
            document.Length,
            bytesPerByte: 1000);
        Assert.Equal(quads, RdfText.Read(RdfText.Write(quads, RdfFormat.NTriples), RdfFormat.NTriples));
    }
}
