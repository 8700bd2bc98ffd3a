using System.Globalization;
using System.Text;
using LinkedStats.Query;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>Twice the input costs twice the memory, not four times, however the input is made to hurt.</summary>
public sealed class GrowthTests
{
    private const int Size = 20_000;
    private const double RatioMax = 2.9;
    private const long NoiseBytes = 300_000;

    private const string RdfRoot =
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">";

    /// <summary>Turtle, N-Triples, RDF/XML and JSON-LD by the number of their repeated pieces.</summary>
    private static readonly Dictionary<string, Func<int, string>> Rdf = new()
    {
        ["ttl prefixes"] = static n => Many(n / 10, static i => $"@prefix p{i}: <http://e/{i}/> .\n") + "p1:a p2:b p3:c .",
        ["ttl same prefix"] = static n => Many(n / 10, static i => $"@prefix p: <http://e/{i}/> .\n") + "p:a p:b p:c .",
        ["ttl bases"] = static n => Many(n / 10, static _ => "@base <a/> .\n").Replace("a/", "/a/", StringComparison.Ordinal),
        ["ttl long IRI"] = static n => $"<http://e/{new string('a', n)}> <urn:p> 1 .",
        ["ttl dot segments"] = static n => $"<{Many(n, static _ => "../")}x> <{Many(n, static _ => "a/../")}> 1 .",
        ["ttl parentheses"] = static n => "<urn:s> <urn:p> " + new string('(', n),
        ["ttl brackets"] = static n => "<urn:s> <urn:p> " + Many(n, static _ => "[ <urn:p> "),
        ["ttl semicolons"] = static n => "<urn:s> <urn:p> 1 " + new string(';', n) + " .",
        ["ttl objects"] = static n => "<urn:s> <urn:p> " + Many(n / 4, static i => $"\"{i}\", ") + "1 .",
        ["ttl escapes"] = static n => "<urn:s> <urn:p> \"" + Many(n, static _ => "\\u00e9") + "\" .",
        ["ttl language tag"] = static n => $"<urn:s> <urn:p> \"a\"@{new string('a', n)}-{new string('1', n)} .",
        ["ttl collection"] = static n => "<urn:s> <urn:p> (" + Many(n / 4, static i => $" {i}") + " ) .",
        ["ttl labels"] = static n => Many(n / 10, static i => $"_:b{i} <urn:p> _:c{i} .\n"),
        ["ttl quotes"] = static n => "<urn:s> <urn:p> '''" + Many(n, static _ => "'' ") + "''' .",
        ["nt escapes"] = static n => "<urn:s> <urn:p> \"" + Many(n, static _ => "\\\"") + "\" .",
        ["nt lines"] = static n => Many(n / 10, static i => $"<urn:s> <urn:p> <urn:o{i}> .\n"),
        ["nq language tag"] = static n => $"<urn:s> <urn:p> \"a\"@a{Many(n, static _ => "-b")} <urn:g> .",
        ["trig graphs"] = static n => Many(n / 10, static i => $"<urn:g{i}> {{ <urn:s> <urn:p> {i} }}\n"),
        ["rdf attributes"] = static n => RdfRoot + $"<rdf:Description {Many(n / 40, static i => $"e:p{i}=\"x\" ")}/></rdf:RDF>",
        ["rdf namespaces"] = static n =>
            RdfRoot + $"<rdf:Description {Many(n / 40, static i => $"xmlns:p{i}=\"http://e/{i}\" ")}/></rdf:RDF>",
        ["rdf nested"] = static n => RdfRoot + Many(n / 10, static _ => "<rdf:Description><e:p>"),
        ["rdf names"] = static n => RdfRoot + Many(n / 20, static i => $"<rdf:Description rdf:ID=\"a{i}\"/>") + "</rdf:RDF>",
        ["rdf literal"] = static n => RdfRoot + "<rdf:Description><e:p rdf:parseType=\"Literal\">"
            + Many(n / 4, static _ => "<b/>") + "</e:p></rdf:Description></rdf:RDF>",
        ["rdf references"] = static n => RdfRoot + $"<rdf:Description e:p=\"{Many(n, static _ => "&#233;")}\"/></rdf:RDF>",
        ["rdf members"] = static n =>
            RdfRoot + $"<rdf:Bag>{Many(n / 10, static _ => "<rdf:li>a</rdf:li>")}</rdf:Bag></rdf:RDF>",
        ["jsonld keys"] = static n => $"{{ {Many(n / 10, static i => $"\"http://e/{i}\": {i}, ")} \"@id\": \"urn:s\" }}",
        ["jsonld terms"] = static n =>
            $"{{ \"@context\": {{ {Many(n / 20, static i => $"\"t{i}\": \"http://e/{i}\", ")} \"a\": \"http://e/a\" }}, \"a\": 1 }}",
        ["jsonld contexts"] = static n => $"{{ \"@context\": [ {Many(n / 20, static _ => "{}, ")} {{}} ], \"urn:a\": 1 }}",
        ["jsonld arrays"] = static n => "{ \"urn:p\": " + new string('[', n),
        ["jsonld objects"] = static n => Many(n / 10, static _ => "{ \"urn:p\": "),
        ["jsonld list"] = static n => $"{{ \"urn:p\": {{ \"@list\": [ {Many(n / 10, static i => $"{i}, ")} 1 ] }} }}",
        ["jsonld nodes"] = static n => $"[ {Many(n / 20, static i => $"{{ \"@id\": \"urn:{i}\", \"urn:p\": {i} }}, ")} {{}} ]",
        ["jsonld chain"] = static n => $"{{ \"@context\": {{ {Many(n / 100, static i =>
            $"\"t{i}\": \"t{i + 1}:\", ")} \"z\": \"urn:z\" }}, \"t0:x\": 1 }}",
    };

    private static readonly Dictionary<string, Func<int, string>> Sparql = new()
    {
        ["parentheses"] = static n => "SELECT * { FILTER " + new string('(', n),
        ["groups"] = static n => "SELECT * " + new string('{', n),
        ["prefixes"] = static n => Many(n / 20, static i => $"PREFIX p{i}: <http://e/{i}> ") + "ASK {}",
        ["triples"] = static n => "SELECT * { " + Many(n / 20, static i => $"?s{i} <urn:p> ?o{i} . ") + "}",
        ["unions"] = static n => "SELECT * { {}" + Many(n / 100, static i => $" UNION {{ ?s ?p {i} }}") + "}",
        ["conditions"] = static n => "SELECT * { FILTER(?x" + Many(n / 100, static i => $" && ?x{i}") + ") }",
        ["list"] = static n => "SELECT * { FILTER(?x IN (1" + Many(n / 10, static i => $", {i}") + ")) }",
        ["path"] = static n => "SELECT * { ?s <urn:p>" + Many(n / 100, static i => $"|<urn:{i}>") + " ?o }",
        ["values"] = static n => "SELECT * { VALUES ?x { " + Many(n / 10, static i => $"{i} ") + "} }",
        ["string"] = static n => "SELECT * { ?s ?p \"" + Many(n, static _ => "\\t") + "\" }",
        ["variables"] = static n => "SELECT" + Many(n / 20, static i => $" ?v{i}") + " {}",
        ["objects"] = static n => "SELECT * { ?s ?p 1" + Many(n / 20, static i => $", {i}") + " }",
        ["negations"] = static n => "SELECT * { FILTER(" + new string('!', n),
        ["unclosed"] = static n => "SELECT * { ?s ?p '''" + new string('\'', 2) + new string('a', n),
    };

    public static TheoryData<string> RdfInputs => [.. Rdf.Keys];

    public static TheoryData<string> SparqlInputs => [.. Sparql.Keys];

    [Theory]
    [MemberData(nameof(RdfInputs))]
    public void Read_TwiceTheInput_TakesTwiceTheMemory(string input)
    {
        RdfFormat format = RdfFormat.ForFileName("a." + input.Split(' ')[0])!;
        Check(Rdf[input], text =>
        {
            try
            {
                RdfReader.Read(
                    new MemoryStream(Encoding.UTF8.GetBytes(text)), format, RdfText.Base, new QuadList(),
                    new() { BlankNodeScope = "f" });
            }
            catch (RdfSyntaxException)
            {
                // Refused at a limit, which is cheaper still.
            }
        });
    }

    [Theory]
    [MemberData(nameof(SparqlInputs))]
    public void Parse_TwiceTheQuery_TakesTwiceTheMemory(string input) => Check(Sparql[input], static text =>
    {
        try
        {
            _ = QueryEngine.Parse(text, null, new QueryLimits());
        }
        catch (SparqlSyntaxException)
        {
            // Refused at a limit, which is cheaper still.
        }
    });

    private static void Check(Func<int, string> make, Action<string> read)
    {
        (string once, string twice) = (make(Size), make(2 * Size));
        read(once);
        long small = MemoryBound.Measure(() => read(once));
        long large = MemoryBound.Measure(() => read(twice));

        Assert.True(large < (RatioMax * small) + NoiseBytes, $"{small} bytes grow to {large}");
    }

    private static string Many(int count, Func<int, string> piece)
    {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{piece(i)}");
        }

        return text.ToString();
    }
}
