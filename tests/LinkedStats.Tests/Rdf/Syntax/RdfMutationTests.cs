using System.Text;
using CsCheck;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Rdf.Syntax;

public sealed class RdfMutationTests
{
    private static readonly byte[][] Seeds =
    [
        .. new[]
        {
            "@prefix a: <urn:a:> .\n@base <http://x/> .\n"
                + "a:b a a:c\\~d ; a:e ( 1 2.5 -3e4 true ) , [ a:f \"g\"@en-GB ] .",
            "PREFIX : <urn:>\nGRAPH _:g { <s> :p%20 \"\"\"a\"b\\n\\u00e9\"\"\"^^:t . [] :q 'x' } :h {} [ :r () ] .",
            "<urn:s> <urn:p> \"é\\t\\U0001D4B3\"^^<urn:d> <urn:g> . # c\n_:a.b <urn:\\u00e9> \"x\"@fr _:g .\r\n",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] JsonSeeds =
    [
        .. new[]
        {
            "{\"@context\": {\"a\": {\"@id\": \"urn:a\", \"@container\": \"@list\"}, \"t\": \"@type\"},\r\n"
                + "\"@graph\": [{\"t\": \"urn:é\", \"a\": [1, -2.5e3, true, null, \"\\u00e9\\n\"]}]}",
            "[{\"@id\": \"x\", \"@type\": [\"urn:T\"], \"urn:p\": {\"@value\": \"v\", \"@language\": \"fr\"}},\n"
                + "{\"@reverse\": {\"urn:q\": {\"@id\": \"_:b\", \"@index\": \"i\"}}, \"urn:j\": {\"@list\": []}}]",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] XmlSeeds =
    [
        .. new[]
        {
            "<!DOCTYPE r [<!ENTITY e 'urn:e'>]><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
                + "xmlns='urn:'><a r:about='&e;' b='c'/><a><p r:ID='i'>é<!-- --></p></a></r:RDF>",
            "<a xmlns='urn:' xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<p r:parseType='Collection'><b/></p><p r:parseType='Literal'><c d='&lt;'/>&#9;</p><p r:nodeID='x'/></a>",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[] Bytes =
        [.. "<>\"'\\@^_:.;,[](){}#%+-e19au&/!?= \n\r\t"u8, 0, 0x7F, 0x80, 0xC3, 0xE2, 0xF0, 0xFF];

    [Theory]
    [InlineData("a.ttl")]
    [InlineData("a.trig")]
    [InlineData("a.nt")]
    [InlineData("a.nq")]
    [InlineData("a.rdf")]
    [InlineData("a.jsonld")]
    public void Read_MutatedDocument_SucceedsOrThrowsRdfSyntaxException(string file)
    {
        RdfFormat format = RdfFormat.ForFileName(file)!;
        Gen<(int, byte, int)[]> edits = Gen.Select(Gen.Int[0, 220], Gen.OneOf(Bytes), Gen.Int[0, 2]).Array[0, 4];
        Gen.Select(Gen.OneOf(file switch { "a.rdf" => XmlSeeds, "a.jsonld" => JsonSeeds, _ => Seeds }), edits, Gen.Int[1, 9]).Sample(
            (seed, changes, bytesPerRead) =>
            {
                byte[] document = [.. changes.Aggregate(seed.ToList(), Apply)];
                string whole = Outcome(new MemoryStream(document), format);

                Assert.Equal(whole, Outcome(new TrickleStream(document, bytesPerRead), format));
            },
            iter: 1500);
    }

    private static List<byte> Apply(List<byte> document, (int Place, byte Value, int Kind) edit)
    {
        int place = Math.Min(edit.Place, document.Count);
        if (edit.Kind == 0 || place == document.Count)
        {
            document.Insert(place, edit.Value);
        }
        else if (edit.Kind == 1)
        {
            document.RemoveAt(place);
        }
        else
        {
            document[place] = edit.Value;
        }

        return document;
    }

    private static string Outcome(Stream stream, RdfFormat format)
    {
        var sink = new QuadList();
        try
        {
            RdfReader.Read(stream, format, RdfText.Base, sink, new() { BlankNodeScope = "f" });
            return string.Join('\n', sink.Quads);
        }
        catch (RdfSyntaxException problem)
        {
            return string.Join('\n', sink.Quads) + problem.Message;
        }
    }
}
