using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Negotiation;
using LinkedStats.Tests.Conformance;
using LinkedStats.Tests.Rdf.Syntax;
using LinkedStats.Tests.Server;
using static LinkedStats.Tests.Clients.ClientProgram;

namespace LinkedStats.Tests.Clients;

/// <summary>Readers of RDF that others wrote find the same triples in every format that the server writes.</summary>
[Collection(ServerCollection.Name)]
public sealed class RdfClientTests(ServerFixture server)
{
    /// <summary>Addresses of every kind of answer that is RDF, but for observations, whose plain JSON is for
    /// dashboards.</summary>
    private static readonly string[] Paths =
    [
        "", "datasets", "datasets/pop", "datasets/pop/structure", "datasets/pop/versions/1.0.0", "datasets/life",
        "concepts", "concepts/area", "def/linkedstats", "sparql", "graphs", "graphs?default",
        "graphs?graph=datasets/pop/versions/1.0.0",
        "sparql?query=CONSTRUCT%20WHERE%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", "sparql?query=DESCRIBE%20%3Chttp%3A%2F%2Fstats.example.org%2Flife%3E",
    ];

    [Fact]
    public async Task Rdflib_OnEveryFormat_CountsTheSameTriples()
    {
        const string Program =
            """
            import sys, urllib.request
            from rdflib import ConjunctiveGraph
            formats = {'application/n-triples': 'nt', 'text/turtle': 'turtle', 'application/rdf+xml': 'xml', 'application/trig': 'trig',
                       'application/n-quads': 'nquads', 'application/ld+json': 'json-ld', 'application/json': 'json-ld'}
            for path in sys.argv[2:]:
                print(path, end='')
                for type, format in formats.items():
                    answer = urllib.request.urlopen(urllib.request.Request(sys.argv[1] + path, headers={'Accept': type}))
                    graph = ConjunctiveGraph()
                    graph.parse(data=answer.read(), format=format, publicID=answer.url)
                    print('', len(graph), end='')
                print()
            """;

        string output = await RunPythonAsync("rdflib", "python3-rdflib", Program, [server.Base, .. Paths]);

        AssertSameCounts(output, formats: 7);
    }

    [Fact]
    public async Task N3AndJsonLd_OnTheirFormats_CountTheSameTriples()
    {
        const string Program =
            """
            import { Parser } from 'n3';
            import jsonld from 'jsonld';
            const [base, ...paths] = process.argv.slice(2);
            for (const path of paths) {
              const counts = [];
              const ask = type => fetch(base + path, { headers: { accept: type } });
              for (const type of ['application/n-triples', 'text/turtle', 'application/trig', 'application/n-quads']) {
                const answer = await ask(type);
                counts.push(new Parser({ format: type, baseIRI: answer.url }).parse(await answer.text()).length);
              }
              for (const type of ['application/ld+json', 'application/json']) {
                const answer = await ask(type);
                counts.push((await jsonld.toRDF(await answer.json(), { base: answer.url, safe: true })).length);
              }
              console.log([path, ...counts].join(' '));
            }
            """;

        string output = await RunNodeAsync("read-rdf", Program, [server.Base, .. Paths]);

        AssertSameCounts(output, formats: 6);
    }

    [Fact]
    public async Task Rapper_OnEachSyntax_FindsTheSameTriples()
    {
        await RequireAsync("rapper", "raptor2-utils", "--version");
        foreach (string path in (string[])["datasets/pop/observations", "datasets/life/observations", "def/linkedstats"])
        {
            List<string[]> read = [];
            foreach ((string suffix, string syntax) in ((string, string)[])
                [("nt", "ntriples"), ("rdf", "rdfxml"), ("ttl", "turtle"), ("trig", "trig"), ("nq", "nquads")])
            {
                string triples = await RunAsync(
                    "rapper", "-q", "-i", syntax, "-o", "ntriples", $"{server.Base}{path}.{suffix}");

                // Each format has its own address of the page.
                read.Add([.. triples.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Where(static line => !line.Contains("/hydra/core#", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)]);
            }

            Assert.NotEmpty(read[0]);
            Assert.All(read, triples => Assert.Equal(read[0], triples));
        }
    }

    [Theory]
    [InlineData("datasets/pop")]
    [InlineData("concepts/area")]
    [InlineData("graphs?default")]
    public async Task Rapper_ThatGuesses_ReadsWhatItGets(string path)
    {
        await RequireAsync("rapper", "raptor2-utils", "--version");

        string output = await RunAsync("rapper", "-q", "-i", "guess", "-o", "ntriples", server.Base + path);

        Assert.NotEmpty(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("datasets/pop/observations")]
    [InlineData("datasets/pop/observations?limit=5")]
    [InlineData("datasets/pop/observations/D69.2019.F")]
    public async Task JsonLdLibrary_OnObservations_FindsTheTriplesOfTheNTriples(string path)
    {
        const string Program =
            """
            import jsonld from 'jsonld';
            const document = await (await fetch(process.argv[2], { headers: { accept: 'application/ld+json' } })).json();
            process.stdout.write(await jsonld.toRDF(document, { format: 'application/n-quads', safe: true }));
            """;
        string triples = await server.GetTextAsync(path, "application/n-triples");

        string output = await RunNodeAsync("read-observations", Program, server.Base + path);

        Assert.Equal(Lines(triples), Lines(output));

        static string[] Lines(string text) =>
            [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [InlineData("datasets/pop/structure", JsonLdForm.Compacted)]
    [InlineData("datasets/pop/structure", JsonLdForm.Expanded)]
    [InlineData("datasets/pop/structure", JsonLdForm.Flattened)]
    [InlineData("concepts/area", JsonLdForm.Compacted)]
    public async Task JsonLdLibrary_OnEachForm_FindsTheTriplesOfTheNTriples(string path, JsonLdForm form)
    {
        const string Program =
            """
            import jsonld from 'jsonld';
            const answer = await fetch(process.argv[2], { headers: { accept: process.argv[3] } });
            process.stdout.write(await jsonld.toRDF(await answer.json(), { format: 'application/n-quads', safe: true }));
            """;
        string accept = $"application/ld+json;profile=\"{Variant.ProfileOf(form)}\"";

        string output = await RunNodeAsync("read-form", Program, server.Base + path, accept);

        Assert.True(
            GraphIsomorphism.AreIsomorphic(
                RdfText.Read(await server.GetTextAsync(path + ".nt"), RdfFormat.NTriples),
                RdfText.Read(output, RdfFormat.NQuads)),
            output);
    }

    /// <summary>Each line has an address and the counts of its formats.</summary>
    private static void AssertSameCounts(string output, int formats)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(Paths.Length, lines.Length);
        Assert.All(lines, line =>
        {
            string[] counts = line.Split(' ')[1..];
            Assert.Equal(formats, counts.Length);
            Assert.True(counts[0] != "0" && counts.Distinct().Count() == 1, line);
        });
    }
}
