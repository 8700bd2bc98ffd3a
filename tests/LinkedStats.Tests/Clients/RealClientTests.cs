using System.Diagnostics;
using LinkedStats.Tests.Server;

namespace LinkedStats.Tests.Clients;

/// <summary>Programs that others wrote, asking the running server as they ask everybody.</summary>
[Collection(ServerCollection.Name)]
public sealed class RealClientTests(ServerFixture server)
{
    private const string Count =
        "PREFIX qb: <http://purl.org/linked-data/cube#> SELECT (COUNT(*) AS ?n) WHERE { ?o a qb:Observation }";

    private const string SumBySex =
        "PREFIX d: <http://purl.org/linked-data/sdmx/2009/dimension#> PREFIX m: <http://purl.org/linked-data/sdmx/2009/measure#> "
        + "SELECT ?sex (SUM(?v) AS ?sum) WHERE { ?o d:sex ?sex ; m:obsValue ?v } GROUP BY ?sex ORDER BY ?sex";

    [Fact]
    public async Task Curl_OnAResourceAndAQuery_IsAnswered()
    {
        string resource = await RunAsync("curl", "-sSf", server.Base + "datasets/pop/observations?limit=1");
        string turtle = await RunAsync("curl", "-sSf", "-H", "Accept: text/turtle", server.Base + "datasets/pop");
        string posted = await RunAsync("curl", "-sSf", "-H", "Accept: text/csv", "--data-urlencode", "query=" + Count, server.Base + "sparql");

        Assert.Contains("\"@context\"", resource, StringComparison.Ordinal);
        Assert.Contains("qb:DataSet", turtle, StringComparison.Ordinal);
        Assert.Equal("n\r\n40\r\n", posted);
    }

    [Fact]
    public async Task SparqlWrapper_SelectAskAndConstruct_AreAnswered()
    {
        const string Program =
            """
            import sys
            from SPARQLWrapper import SPARQLWrapper, JSON, XML, CSV, TURTLE, POST
            w = SPARQLWrapper(sys.argv[1])
            w.setQuery(sys.argv[2])
            w.setReturnFormat(JSON)
            print(w.query().convert()['results']['bindings'][0]['n']['value'])
            w.setMethod(POST)
            print(w.query().convert()['results']['bindings'][0]['n']['value'])
            w.setReturnFormat(XML)
            print(w.query().convert().getElementsByTagName('literal')[0].firstChild.data)
            w.setReturnFormat(CSV)
            print(w.query().convert().decode().split()[1])
            w.setQuery('ASK { ?s ?p ?o }')
            w.setReturnFormat(JSON)
            print(w.query().convert()['boolean'])
            w.setQuery('CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3')
            w.setReturnFormat(TURTLE)
            print(len(w.query().convert()) > 0)
            """;
        await RequireAsync("/usr/bin/python3", "python3-sparqlwrapper", "-c", "import SPARQLWrapper");

        string output = await RunAsync("/usr/bin/python3", "-c", Program, server.Base + "sparql", Count);

        Assert.Equal("40\n40\n40\n40\nTrue\nTrue\n", output);
    }

    [Fact]
    public async Task Roqet_GroupedQuery_ReadsTheXmlResults()
    {
        await RequireAsync("roqet", "rasqal-utils", "--version");

        string output = await RunAsync("roqet", "-q", "-r", "csv", "-p", server.Base + "sparql", "-e", SumBySex);

        Assert.Contains(server.Base + "concepts/sex/F", output, StringComparison.Ordinal);
        Assert.Contains(server.Base + "concepts/sex/M", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("datasets/pop", "guess")]
    [InlineData("datasets/pop/observations.rdf", "rdfxml")]
    [InlineData("datasets/pop/observations.ttl", "turtle")]
    [InlineData("datasets/life/observations.nt", "ntriples")]
    [InlineData("datasets/pop/observations.trig", "trig")]
    [InlineData("datasets/pop/observations.nq", "nquads")]
    [InlineData("concepts/area", "guess")]
    public async Task Rapper_Dereferencing_CountsTriples(string path, string syntax)
    {
        await RequireAsync("rapper", "raptor2-utils", "--version");

        string output = await RunAsync("rapper", "-q", "-i", syntax, "-o", "ntriples", server.Base + path);

        Assert.NotEmpty(output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(output.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.EndsWith(" .", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rapper_OnEachSyntax_FindsTheSameTriples()
    {
        await RequireAsync("rapper", "raptor2-utils", "--version");
        List<string[]> read = [];
        foreach ((string suffix, string syntax) in ((string, string)[])
            [("rdf", "rdfxml"), ("ttl", "turtle"), ("nt", "ntriples")])
        {
            string triples = await RunAsync(
                "rapper", "-q", "-i", syntax, "-o", "ntriples", $"{server.Base}datasets/pop/observations.{suffix}");
            read.Add([.. triples.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)]);
        }

        Assert.Equal(read[2], read[0]);
        Assert.Equal(read[2], read[1]);
    }

    [Fact]
    public async Task FetchSparqlEndpoint_BindingsAndTriples_AreRead()
    {
        const string Program =
            """
            import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint';
            const fetcher = new SparqlEndpointFetcher();
            const read = stream => new Promise((done, fail) => {
              const all = []; stream.on('data', x => all.push(x)); stream.on('end', () => done(all)); stream.on('error', fail);
            });
            const rows = await read(await fetcher.fetchBindings(process.argv[2], process.argv[3]));
            console.log(rows[0].n.value);
            console.log(await fetcher.fetchAsk(process.argv[2], 'ASK { ?s ?p ?o }'));
            const triples = await read(await fetcher.fetchTriples(process.argv[2], 'CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3'));
            console.log(triples.length);
            """;
        string folder = await InstallAsync("""{ "private": true, "type": "module", "dependencies": { "fetch-sparql-endpoint": "7.2.0" } }""");
        await File.WriteAllTextAsync(Path.Combine(folder, "ask.mjs"), Program, TestContext.Current.CancellationToken);

        string output = await RunAsync("node", Path.Combine(folder, "ask.mjs"), server.Base + "sparql", Count);

        Assert.Equal("40\ntrue\n3\n", output);
    }

    [Fact]
    public async Task JsonLdLibrary_OnObservations_FindsTheTriplesOfTheNTriples()
    {
        const string Program =
            """
            import jsonld from 'jsonld';
            const document = await (await fetch(process.argv[2], { headers: { accept: 'application/ld+json' } })).json();
            process.stdout.write(await jsonld.toRDF(document, { format: 'application/n-quads' }));
            """;
        string folder = await InstallAsync("""{ "private": true, "type": "module", "dependencies": { "jsonld": "9.0.0" } }""");
        await File.WriteAllTextAsync(Path.Combine(folder, "read.mjs"), Program, TestContext.Current.CancellationToken);
        string[] triples = (await server.GetTextAsync("datasets/pop/observations.nt")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        string output = await RunAsync("node", Path.Combine(folder, "read.mjs"), server.Base + "datasets/pop/observations");
        string[] read = [.. output.Split('\n').Where(line => line.Contains("/observations/", StringComparison.Ordinal))];

        // The flat document says everything but the type of its observations.
        string[] expected = [.. triples.Where(static line => !line.Contains("22-rdf-syntax-ns#type", StringComparison.Ordinal))];
        Assert.Equal(expected.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    private static async Task<string> InstallAsync(string package)
    {
        await RequireAsync("npm", "node and npm", "--version");
        string folder = Path.Combine(
            Path.GetTempPath(), "linkedstats-clients-" + Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(package)).AsSpan(0, 6)));
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), package, TestContext.Current.CancellationToken);
            (int code, _, string errors) = await TryRunAsync(
                "npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", folder);
            SharedMaterial.Require(code == 0, $"npm could not install the client: {errors}");
        }

        return folder;
    }

    private static async Task RequireAsync(string program, string package, params string[] arguments)
    {
        (int code, _, _) = await TryRunAsync(program, arguments);
        SharedMaterial.Require(code == 0, $"{program} is absent; install {package}.");
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        (int code, string output, string errors) = await TryRunAsync(program, arguments);
        SharedMaterial.Require(code != -1, $"{program} is absent.");
        Assert.True(code == 0, $"{program} ended with {code}: {errors}{output}");
        return output;
    }

    private static async Task<(int Code, string Output, string Errors)> TryRunAsync(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            return (-1, "", error.Message);
        }

        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }
}
