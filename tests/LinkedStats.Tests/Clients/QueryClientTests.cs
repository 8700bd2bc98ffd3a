using LinkedStats.Tests.Server;
using static LinkedStats.Tests.Clients.ClientProgram;

namespace LinkedStats.Tests.Clients;

/// <summary>Clients of SPARQL that others wrote, asking the running server as they ask everybody.</summary>
[Collection(ServerCollection.Name)]
public sealed class QueryClientTests(ServerFixture server)
{
    private const string Count =
        "PREFIX qb: <http://purl.org/linked-data/cube#> SELECT (COUNT(*) AS ?n) WHERE { ?o a qb:Observation }";

    private const string SumBySex =
        "PREFIX d: <http://purl.org/linked-data/sdmx/2009/dimension#> PREFIX m: <http://purl.org/linked-data/sdmx/2009/measure#> "
        + "SELECT ?sex (SUM(?v) AS ?sum) WHERE { ?o d:sex ?sex ; m:obsValue ?v } GROUP BY ?sex ORDER BY ?sex";

    /// <summary>A row with one term of each kind, and what is hard to write in some format.</summary>
    private const string Terms =
        "SELECT ?iri ?lang ?none ?number ?plain WHERE { VALUES (?iri ?lang ?none ?number ?plain) { "
        + "(<http://example.org/é> \"été\"@fr UNDEF 1.50 \"a \\\"b\\\", c\\n\\td \\\\\") } }";

    private const string TermsInN3 =
        "<http://example.org/é> \"été\"@fr None \"1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal> \"\"\"a \"b\", c\n\td \\\\\"\"\"\n";

    /// <summary>Prints terms as <see cref="ShownTerms"/> has them.</summary>
    private const string ShowInJavaScript =
        """
        const show = t => t ? [t.termType, t.value, t.language ?? '', t.datatype?.value ?? ''].join('|') : '-';
        const names = ['iri', 'lang', 'none', 'number', 'plain'];
        """;

    private const string ShownTerms =
        "NamedNode|http://example.org/é|| Literal|été|fr|http://www.w3.org/1999/02/22-rdf-syntax-ns#langString - "
        + "Literal|1.50||http://www.w3.org/2001/XMLSchema#decimal Literal|a \"b\", c\n\td \\||http://www.w3.org/2001/XMLSchema#string\n";

    private string Endpoint => server.Base + "sparql";

    [Fact]
    public async Task Curl_OnAResourceAndAQuery_IsAnswered()
    {
        string resource = await RunAsync("curl", "-sSf", server.Base + "datasets/pop/observations?limit=1");
        string turtle = await RunAsync("curl", "-sSf", "-H", "Accept: text/turtle", server.Base + "datasets/pop");
        string posted = await RunAsync("curl", "-sSf", "-H", "Accept: text/csv", "--data-urlencode", "query=" + Count, Endpoint);

        Assert.Contains("\"@context\"", resource, StringComparison.Ordinal);
        Assert.Contains("qb:DataSet", turtle, StringComparison.Ordinal);
        Assert.Equal("n\r\n40\r\n", posted);
    }

    [Fact]
    public async Task SparqlWrapper_EveryFormAndFormat_IsAnswered()
    {
        const string Program =
            """
            import sys
            from SPARQLWrapper import SPARQLWrapper, JSON, XML, CSV, TSV, TURTLE, N3, RDFXML, POST, POSTDIRECTLY
            w = SPARQLWrapper(sys.argv[1])
            w.setQuery(sys.argv[2])
            w.setReturnFormat(JSON)
            print(w.query().convert()['results']['bindings'][0]['n']['value'])
            w.setMethod(POST)
            print(w.query().convert()['results']['bindings'][0]['n']['value'])
            w.setRequestMethod(POSTDIRECTLY)
            print(w.query().convert()['results']['bindings'][0]['n']['value'])
            w.setReturnFormat(XML)
            print(w.query().convert().getElementsByTagName('literal')[0].firstChild.data)
            for format in [CSV, TSV]:
                w.setReturnFormat(format)
                print(w.query().convert().decode().split()[1])
            w.setQuery('ASK { ?s ?p ?o }')
            w.setReturnFormat(JSON)
            print(w.query().convert()['boolean'])
            w.setQuery('CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3')
            for format in [TURTLE, N3]:
                w.setReturnFormat(format)
                print(w.query().convert().decode().count(' a ') > 0)
            w.setReturnFormat(RDFXML)
            print(len(w.query().convert()))
            """;

        string output = await RunPythonAsync("SPARQLWrapper", "python3-sparqlwrapper and python3-rdflib", Program, Endpoint, Count);

        Assert.Equal("40\n40\n40\n40\n40\n40\nTrue\nTrue\nTrue\n3\n", output);
    }

    [Fact]
    public async Task Rdflib_EveryMethodAndFormat_FindsTheTerms()
    {
        const string Program =
            """
            import sys
            from rdflib.plugins.stores.sparqlstore import SPARQLStore
            for format in ['xml', 'json', 'csv', 'tsv']:
                for method in ['GET', 'POST', 'POST_FORM']:
                    store = SPARQLStore(sys.argv[1], returnFormat=format, method=method)
                    for row in store.query(sys.argv[2]):
                        print(format, *[term.n3() if term is not None else None for term in row])
            for method in ['GET', 'POST', 'POST_FORM']:
                store = SPARQLStore(sys.argv[1], returnFormat='xml', method=method)
                print(store.query('ASK { ?s ?p ?o }').askAnswer)
                print(len(list(store.query('CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3'))))
            """;

        // CSV says no types (SPARQL 1.1 Query Results CSV and TSV, section 3).
        string inCsv = TermsInN3.Replace("@fr", "", StringComparison.Ordinal)
            .Replace("^^<http://www.w3.org/2001/XMLSchema#decimal>", "", StringComparison.Ordinal);
        string rows = string.Concat(((string[])["xml", "json", "csv", "tsv"]).SelectMany(
            format => Enumerable.Repeat($"{format} {(format == "csv" ? inCsv : TermsInN3)}", 3)));

        string output = await RunPythonAsync("rdflib", "python3-rdflib", Program, Endpoint, Terms);

        Assert.Equal(rows + string.Concat(Enumerable.Repeat("True\n3\n", 3)), output);
    }

    [Fact]
    public async Task Roqet_Queries_ReadTheXmlResults()
    {
        await RequireAsync("roqet", "rasqal-utils", "--version");

        string sums = await RunAsync("roqet", "-q", "-r", "csv", "-p", Endpoint, "-e", SumBySex);
        string terms = await RunAsync("roqet", "-q", "-r", "tsv", "-p", Endpoint, "-e", Terms);

        Assert.Contains(server.Base + "concepts/sex/F", sums, StringComparison.Ordinal);
        Assert.Contains(server.Base + "concepts/sex/M", sums, StringComparison.Ordinal);
        Assert.Equal(
            "<http://example.org/\\u00E9>\t\"\\u00E9t\\u00E9\"@fr\t\t1.50\t\"a \\\"b\\\", c\\n\\td \\\\\"", terms.Split('\n')[1]);
    }

    [Fact]
    public async Task Comunica_EndpointThatItFindsOrIsTold_AnswersEveryForm()
    {
        const string Program = ShowInJavaScript +
            """

            import { QueryEngine } from '@comunica/query-sparql';
            const [endpoint, terms, count] = process.argv.slice(2);
            const engine = new QueryEngine();
            for (const source of [endpoint, { type: 'sparql', value: endpoint }]) {
              const context = { sources: [source] };
              for (const row of await (await engine.queryBindings(terms, context)).toArray())
                console.log(names.map(name => show(row.get(name))).join(' '));
              console.log((await (await engine.queryBindings(count, context)).toArray())[0].get('n').value);
              console.log(await engine.queryBoolean('ASK { ?s ?p ?o }', context));
              const construct = 'CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3';
              console.log((await (await engine.queryQuads(construct, context)).toArray()).length);
            }
            """;

        string output = await RunNodeAsync("comunica", Program, Endpoint, Terms, Count);

        Assert.Equal(string.Concat(Enumerable.Repeat(ShownTerms + "40\ntrue\n3\n", 2)), output);
    }

    [Fact]
    public async Task SparqlHttpClient_EveryOperationAndTheGraphStore_IsAnswered()
    {
        const string Program = ShowInJavaScript +
            """

            import { ParsingClient, StreamClient } from 'sparql-http-client';
            const [endpointUrl, terms, storeUrl, graph] = process.argv.slice(2);
            const client = new ParsingClient({ endpointUrl });
            for (const operation of ['get', 'postUrlencoded', 'postDirect']) {
              for (const row of await client.query.select(terms, { operation }))
                console.log(names.map(name => show(row[name])).join(' '));
              console.log(await client.query.ask('ASK { ?s ?p ?o }', { operation }));
              const construct = 'CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3';
              console.log((await client.query.construct(construct, { operation })).size);
            }
            const { store, factory } = new StreamClient({ endpointUrl, storeUrl });
            for (const name of [factory.namedNode(graph), factory.defaultGraph()]) {
              let observations = 0;
              for await (const quad of store.get(name))
                observations += quad.predicate.value.endsWith('#type')
                  && quad.object.value === 'http://purl.org/linked-data/cube#Observation' ? 1 : 0;
              console.log(observations);
            }
            """;

        string output = await RunNodeAsync(
            "sparql-http-client", Program, Endpoint, Terms, server.Base + "graphs", server.Base + "datasets/pop/versions/1.0.0");

        Assert.Equal(string.Concat(Enumerable.Repeat(ShownTerms + "true\n3\n", 3)) + "18\n40\n", output);
    }

    [Fact]
    public async Task FetchSparqlEndpoint_EveryFormAndMethod_IsAnswered()
    {
        const string Program = ShowInJavaScript +
            """

            import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint';
            const [endpoint, terms] = process.argv.slice(2);
            const read = async stream => { const all = []; for await (const x of stream) all.push(x); return all; };
            for (const method of ['GET', 'POST']) {
              const fetcher = new SparqlEndpointFetcher({ method });
              for (const row of await read(await fetcher.fetchBindings(endpoint, terms)))
                console.log(names.map(name => show(row[name])).join(' '));
              console.log(await fetcher.fetchAsk(endpoint, 'ASK { ?s ?p ?o }'));
              const construct = 'CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3';
              console.log((await read(await fetcher.fetchTriples(endpoint, construct))).length);
            }
            """;

        string output = await RunNodeAsync("fetch-sparql-endpoint", Program, Endpoint, Terms);

        Assert.Equal(string.Concat(Enumerable.Repeat(ShownTerms + "true\n3\n", 2)), output);
    }
}
