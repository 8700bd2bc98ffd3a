using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Conformance;

/// <summary>Runs tests of the JSON-LD 1.1 API, as far as it is about RDF.</summary>
/// <remarks>Source: https://w3c.github.io/json-ld-api/tests/vocab#.</remarks>
internal static partial class JsonLdRun
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

    /// <summary>Makes a term of the vocabulary of tests of JSON-LD.</summary>
    public static Iri Jld(string name) => Iri.FromTrusted(Base + "vocab#" + name);

    /// <summary>Tells whether a test is for processors of JSON-LD 1.1.</summary>
    public static bool IsFor11(ManifestTest test) => new JsonLdTest(test).Option("specVersion") != "json-ld-1.0";

    /// <summary>The input gives the expected statements, or the expected error with its place.</summary>
    public static void ToRdf(ManifestTest manifestTest)
    {
        var test = new JsonLdTest(manifestTest);
        RequireFor11(manifestTest);
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

    /// <summary>The statements give the expected document, but for the order of what has none, or the error.</summary>
    public static void FromRdf(ManifestTest manifestTest)
    {
        var test = new JsonLdTest(manifestTest);
        RequireFor11(manifestTest);
        List<Quad> statements = ReadQuads(File.ReadAllText(test.PathOf(test.Input)));
        var options = new JsonLdWriteOptions
        {
            Form = JsonLdForm.Flattened,
            IsExact = false,
            UsesNativeTypes = test.Option("useNativeTypes") == "true",
            UsesRdfType = test.Option("useRdfType") == "true",
            Direction = DirectionOf(test),
        };
        string Write() => RdfText.Write(statements, RdfFormat.JsonLd, [], options);
        if (test.ErrorCode is not null)
        {
            Assert.Equal(test.ErrorCode, Assert.Throws<RdfSyntaxException>(Write).ErrorCode);
            return;
        }

        string found = Write().Replace("_:f_", "_:", StringComparison.Ordinal);
        string expected = File.ReadAllText(test.PathOf(test.Expect!));
        Assert.True(Canonical(expected) == Canonical(found), $"expected:\n{expected}\nfound:\n{found}");
    }

    private static void RequireFor11(ManifestTest test)
    {
        if (!IsFor11(test))
        {
            throw new UntestedException("This test is for processors of JSON-LD 1.0.");
        }
    }

    private static string Canonical(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Canonical(document.RootElement, isList: false);
    }

    /// <summary>Gives JSON a form that equal documents share; only the order of lists counts.</summary>
    private static string Canonical(JsonElement element, bool isList) => element.ValueKind switch
    {
        JsonValueKind.Array when isList => string.Join(
            ',', element.EnumerateArray().Select(static item => Canonical(item, isList: false))),
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray()
            .Select(static item => Canonical(item, isList: false)).Order(StringComparer.Ordinal)) + "]",
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject()
            .OrderBy(static entry => entry.Name, StringComparer.Ordinal)
            .Select(static entry => entry.Name + ":" + Canonical(entry.Value, entry.Name == "@list"))) + "}",
        JsonValueKind.Number => element.GetDouble().ToString("R", CultureInfo.InvariantCulture),
        _ => element.GetRawText(),
    };

    private static RdfDirection DirectionOf(JsonLdTest test) => test.Option("rdfDirection") switch
    {
        "i18n-datatype" => RdfDirection.I18nDatatype,
        "compound-literal" => RdfDirection.CompoundLiteral,
        _ => RdfDirection.None,
    };

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
            Direction = DirectionOf(test),
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

        return ReadQuads(text);
    }

    private static List<Quad> ReadQuads(string text) =>
        RdfText.Read(text, RdfFormat.NQuads, new() { BlankNodeScope = "f" });

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

    private static bool IsGeneralized(JsonLdTest test) => test.Option("produceGeneralizedRdf") == "true";

    private static Iri Skolem(string label) => Iri.Parse(SkolemBase + label);

    [GeneratedRegex(@"^(?<subject>\S+) _:(?<label>\S+) ", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BlankPredicate();
}

/// <summary>A test of a manifest of JSON-LD.</summary>
/// <param name="Test">The test.</param>
internal sealed record JsonLdTest(ManifestTest Test)
{
    /// <summary>The input's path below the folder of the manifest.</summary>
    public string Input => Test.RelativePath(ManifestTest.PathOf(Test.Action));

    /// <summary>The expected result's path; null where there is none.</summary>
    public string? Expect => Test.Result is Iri file ? Test.RelativePath(ManifestTest.PathOf(file)) : null;

    /// <summary>The code of the expected error; null where none is expected.</summary>
    public string? ErrorCode => (Test.Result as Literal)?.Lexical;

    /// <summary>Gives an option as text.</summary>
    /// <returns>The text, a path below the folder for a file; null where the test does not set it.</returns>
    public string? Option(string name) =>
        Test.Graph.FirstObject(Test.Entry, JsonLdRun.Jld("option")) is not { } options ? null
        : Test.Graph.FirstObject(options, JsonLdRun.Jld(name)) switch
        {
            Literal text => text.Lexical,
            Iri iri when iri.Text.StartsWith("file:", StringComparison.Ordinal) =>
                Test.RelativePath(ManifestTest.PathOf(iri)),
            Iri iri => iri.Text,
            _ => null,
        };

    /// <summary>Gives the local path of a file of the suite.</summary>
    public string PathOf(string file) => Path.Combine(Path.GetDirectoryName(Test.ManifestPath)!, file);
}
