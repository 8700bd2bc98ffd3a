using System.Diagnostics;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Tests.Conformance;

namespace LinkedStats.Tests.Rdf.Syntax;

/// <summary>What rapper, xmllint and rdflib (raptor2-utils, libxml2-utils, python3-rdflib) make of ours.</summary>
public sealed class ForeignToolTests
{
    private static readonly Quad[] Statements =
    [
        .. RdfText.Read(
            """
            @prefix : <http://example.org/ns#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            :s a :T, <urn:x:y> ; skos:prefLabel "Île <&> \"de\" France\r\n\t]]>"@fr, "𝒳"@en-GB, "" ;
                :p 1, -2.50, 1e3, true, "01"^^:t, [ :q ( 1 "a" [] ) ], <http://example.org/?a=b&c='d'#e> ;
                <http://example.org/other/p> _:label, :a.b, :é ; <urn:x:p1> "x" .
            _:label :p _:label .
            """,
            RdfFormat.Turtle),
        .. Enumerable.Range(0, 5000).Select(static i => new Quad(
            Iri.Parse($"http://example.org/o{i / 4}"),
            Iri.Parse($"http://example.org/ns#p{i % 4}"),
            new Literal($"{i}.10", XsdVocabulary.Decimal))),
    ];

    [Theory]
    [InlineData("a.ttl", "turtle", 20)]
    [InlineData("a.trig", "trig", 20)]
    [InlineData("a.nt", "ntriples", 20)]
    [InlineData("a.nq", "nquads", 20)]
    [InlineData("a.rdf", "rdfxml", 20)]
    [InlineData("a.ttl", "turtle", int.MaxValue)]
    [InlineData("a.rdf", "rdfxml", int.MaxValue)]
    public void Rapper_OurDocument_ReadsTheSameStatements(string file, string parser, int count)
    {
        Quad[] statements = [.. Statements.Take(count)];
        string written = RdfText.Write(statements, RdfFormat.ForFileName(file)!);

        string read = Run("rapper", written, "-q", "-i", parser, "-o", "ntriples", "-", "http://example.org/");

        Assert.True(
            GraphIsomorphism.AreIsomorphic(statements, RdfText.Read(read, RdfFormat.NTriples)),
            $"{written}\n---\n{read}");
    }

    [Fact]
    public void Rapper_RealRdfXml_ReadsTheSameStatementsAsWe()
    {
        string path = SharedMaterial.PathOf(
            "conformance", "datacube", "real", "uk-regional-trade", "vocabularies", "2016.rdf");
        Quad[] found = [.. RdfReader.ReadFile(path, RdfText.Base).Match(null, null, null)];

        string read = Run("rapper", File.ReadAllText(path), "-q", "-i", "rdfxml", "-o", "ntriples", "-", RdfText.Base.Text);

        Assert.True(GraphIsomorphism.AreIsomorphic(RdfText.Read(read, RdfFormat.NTriples), found));
    }

    [Theory]
    [InlineData(JsonLdForm.Compacted, 20)]
    [InlineData(JsonLdForm.Expanded, 20)]
    [InlineData(JsonLdForm.Flattened, 20)]
    [InlineData(JsonLdForm.Compacted, int.MaxValue)]
    [InlineData(JsonLdForm.Flattened, int.MaxValue)]
    public void Rdflib_OurJsonLd_ReadsTheSameStatements(JsonLdForm form, int count)
    {
        const string Program = "import sys, rdflib; rdflib.NORMALIZE_LITERALS = False; g = rdflib.ConjunctiveGraph(); "
            + "g.parse(data=sys.stdin.buffer.read(), format='json-ld'); sys.stdout.buffer.write("
            + "g.serialize(format='nquads', encoding='utf-8'))";
        Quad[] statements = [.. Statements.Take(count)];
        string written = RdfText.Write(statements, RdfFormat.JsonLd, jsonLd: new()
        {
            Form = form,
            Context = new LinkedStatsContext(Iri.Parse("http://stats.example/")),
        });

        SharedMaterial.Require(
            Run("/usr/bin/python3", "", "-c", "import importlib.util as u; print(u.find_spec('rdflib') is not None)")
                .Trim() == "True",
            "rdflib is not installed (python3-rdflib).");
        string read = Run("/usr/bin/python3", written, "-c", Program);

        Assert.True(
            GraphIsomorphism.AreIsomorphic(statements, Triples(RdfText.Read(read, RdfFormat.NQuads))),
            $"{written}\n---\n{read}");

        // What rdflib calls its default graph has a name of its own.
        static IEnumerable<Quad> Triples(IEnumerable<Quad> quads) => quads.Select(static q => q with { Graph = null });
    }

    [Fact]
    public void Xmllint_OurRdfXml_IsWellFormed() =>
        Assert.Empty(Run("xmllint", RdfText.Write(Statements, RdfFormat.RdfXml), "--noout", "-"));

    private static string Run(string program, string input, params string[] arguments)
    {
        string? path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
        SharedMaterial.Require(path is not null, $"{program} is not installed (raptor2-utils, libxml2-utils, python3).");
        using var process = Process.Start(new ProcessStartInfo(path!, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardInput.BaseStream.Write(System.Text.Encoding.UTF8.GetBytes(input));
        process.StandardInput.Close();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, $"{program}: {errors.GetAwaiter().GetResult()}\n{input}");
        return output.GetAwaiter().GetResult();
    }
}
