using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>Loads and runs the tests of the JSON-LD 1.1 API that turn JSON-LD into RDF.</summary>
internal static partial class JsonLdTests
{
    /// <summary>The address that the suite's folder has for the documents in it.</summary>
    private const string Base = "https://w3c.github.io/json-ld-api/tests/";

    private const string SkolemBase = "https://w3c.github.io/json-ld-api/.well-known/genid/";

    /// <summary>
    /// What the manifest of toRdf takes from the folder of another suite, which is not part of the test material.
    /// </summary>
    private static readonly Dictionary<string, string> InputsElsewhere = new(StringComparer.Ordinal)
    {
        ["expand/er56-in.jsonld"] = """{"@context": {"@context": {"p": "http://example.org/p"}}, "p": "value"}""",
    };

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The file <c>toRdf-manifest.jsonld</c> or <c>fromRdf-manifest.jsonld</c>.</param>
    /// <returns>The tests for processors of JSON-LD 1.1, in their order.</returns>
    public static IReadOnlyList<JsonLdTest> Load(string path)
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(path));
        string folder = Path.GetDirectoryName(path)!;
        string suite = Path.GetFileName(path).Split('-')[0];
        return
        [
            .. manifest.RootElement.GetProperty("sequence").EnumerateArray()
                .Select(entry => JsonLdTest.Read(entry.Clone(), folder, suite))
                .Where(static test => test.Option("specVersion") != "json-ld-1.0"),
        ];
    }

    /// <summary>Runs a test of toRdf.</summary>
    /// <param name="test">The test.</param>
    public static void RunToRdf(JsonLdTest test)
    {
        if (test.ErrorCode is not null)
        {
            RdfSyntaxException problem = Assert.Throws<RdfSyntaxException>(() => Read(test));
            Assert.Equal(test.ErrorCode, problem.ErrorCode);
            Assert.True(problem.Line > 0 && problem.Column > 0, problem.Message);
            return;
        }

        List<Quad> found = Read(test);
        if (test.Expect is not null)
        {
            List<Quad> expected = Expected(test);
            Assert.True(
                GraphIsomorphism.AreIsomorphic(Rows(expected), Rows(found)),
                $"expected:\n{string.Join('\n', expected)}\nfound:\n{string.Join('\n', found)}");
        }
    }

    private static List<Quad> Read(JsonLdTest test)
    {
        var sink = new QuadList();
        using Stream stream = InputsElsewhere.TryGetValue(test.Input, out string? text)
            ? new MemoryStream(Encoding.UTF8.GetBytes(text))
            : File.OpenRead(test.PathOf(test.Input));
        var options = new JsonLdReadOptions
        {
            ContextLoader = address => LoadContext(test, address),
            ExpandContext = test.Option("expandContext") is { } context ? Iri.Parse(Base + context) : null,
            IsVersion10 = test.Option("processingMode") == "json-ld-1.0",
            Direction = test.Option("rdfDirection") switch
            {
                "i18n-datatype" => RdfDirection.I18nDatatype,
                "compound-literal" => RdfDirection.CompoundLiteral,
                _ => RdfDirection.None,
            },
            BlankPredicate = IsGeneralized(test) ? static node => Skolem(node.Label) : null,
        };
        Iri baseIri = Iri.Parse(test.Option("base") ?? Base + test.Input);
        var limits = new RdfReadOptions { JsonLd = options, BlankNodeScope = "f" };
        RdfReader.Read(stream, RdfFormat.JsonLd, baseIri, sink, limits);
        return sink.Quads;
    }

    private static JsonLdContextDocument? LoadContext(JsonLdTest test, Iri address)
    {
        if (!address.Text.StartsWith(Base, StringComparison.Ordinal))
        {
            return null;
        }

        string path = test.PathOf(address.Text[Base.Length..]);
        return File.Exists(path) ? new(File.OpenRead(path), address) : null;
    }

    /// <summary>Reads the expected statements; blank nodes as properties, which N-Quads lacks, become IRIs.</summary>
    private static List<Quad> Expected(JsonLdTest test)
    {
        string text = File.ReadAllText(test.PathOf(test.Expect!));
        if (IsGeneralized(test))
        {
            text = BlankPredicate().Replace(text, $"${{subject}} <{SkolemBase}f_${{label}}> ");
        }

        var sink = new QuadList();
        RdfReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), RdfFormat.NQuads, null, sink, new()
        {
            BlankNodeScope = "f",
        });
        return sink.Quads;
    }

    /// <summary>Gives rows to compare, in which properties that stand for blank nodes are blank nodes again.</summary>
    private static Term?[][] Rows(List<Quad> quads) =>
    [
        .. quads.Distinct().Select(static quad => new[]
        {
            quad.Subject,
            quad.Predicate.Text.StartsWith(SkolemBase, StringComparison.Ordinal)
                ? new BlankNode(quad.Predicate.Text[SkolemBase.Length..])
                : quad.Predicate,
            quad.Object,
            quad.Graph,
        }),
    ];

    private static bool IsGeneralized(JsonLdTest test) => test.Option("produceGeneralizedRdf") == "True";

    private static Iri Skolem(string label) => Iri.Parse(SkolemBase + label);

    [GeneratedRegex(@"^(?<subject>\S+) _:(?<label>\S+) ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankPredicate();
}

/// <summary>One test of a JSON-LD manifest.</summary>
/// <param name="Id">The suite and the test's own name, such as <c>toRdf/t0001</c>.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Folder">The folder of the manifest.</param>
/// <param name="Input">The input's path below the folder.</param>
/// <param name="Expect">The expected result's path; null where there is none.</param>
/// <param name="ErrorCode">The code of the expected error; null where none is expected.</param>
/// <param name="Options">The options of the processor; undefined for none.</param>
internal sealed record JsonLdTest(
    string Id, string Name, string Folder, string Input, string? Expect, string? ErrorCode, JsonElement Options)
{
    /// <summary>Gives an option as text.</summary>
    /// <returns>The text; null where the test does not set it.</returns>
    public string? Option(string name) =>
        Options.ValueKind == JsonValueKind.Object && Options.TryGetProperty(name, out JsonElement value)
            ? value.ToString()
            : null;

    /// <summary>Gives the local path of a file of the suite.</summary>
    public string PathOf(string file) => Path.Combine(Folder, file);

    /// <inheritdoc/>
    public override string ToString() => Id;

    internal static JsonLdTest Read(JsonElement entry, string folder, string suite)
    {
        string? Text(string name) => entry.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        return new JsonLdTest(
            $"{suite}/{Text("@id")![1..]}",
            Text("name")!,
            folder,
            Text("input")!,
            Text("expect"),
            Text("expectErrorCode"),
            entry.TryGetProperty("option", out JsonElement options) ? options : default);
    }
}
