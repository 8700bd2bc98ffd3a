using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;
using LinkedStats.Tests.Query;

namespace LinkedStats.Tests.Conformance;

/// <summary>Runs tests of SPARQL.</summary>
internal static class QueryRun
{
    /// <summary>The graph that holds <c>qt:data</c>.</summary>
    public static readonly Iri DefaultGraph = Iri.FromTrusted("urn:x-test:default");

    private static readonly Iri EntailmentRegime =
        Iri.FromTrusted("http://www.w3.org/ns/sparql-service-description#entailmentRegime");

    private static readonly Iri SimpleEntailment = Iri.FromTrusted("http://www.w3.org/ns/entailment/Simple");

    /// <summary>The query gives the expected solutions or graph.</summary>
    public static void Evaluate(ManifestTest test)
    {
        if (test.OfAction(EntailmentRegime).FirstOrDefault(static regime => !regime.Equals(SimpleEntailment)) is { } other)
        {
            throw new UntestedException($"Only simple entailment is claimed, not {other}.");
        }

        QueryAlgebra query = WithDataset(Parse(test), test);
        using StoredServices services = Services(test);
        using Store store = Open(test, query);
        using SnapshotLease lease = store.Acquire(Viewer.Public);

        QueryResult actual = new QueryEngine(services).Run(
            query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken);

        Compare(test, actual, query);
    }

    /// <summary>The query can be read, translated and printed.</summary>
    public static void Accept(ManifestTest test) => Parse(test);

    /// <summary>The query is refused, with the place of the error.</summary>
    public static void Refuse(ManifestTest test)
    {
        SparqlSyntaxException problem = Assert.Throws<SparqlSyntaxException>(() => Parse(test));

        Assert.True(problem.Line > 0 && problem.Column > 0);
    }

    /// <summary>Reads the query of a test.</summary>
    public static QueryAlgebra Parse(ManifestTest test)
    {
        Term file = test.OfAction(Manifest.Qt("query")).SingleOrDefault() ?? test.Action;
        string text = File.ReadAllText(ManifestTest.PathOf(file));
        QueryAlgebra query = QueryEngine.Parse(text, test.BaseOf(file), new QueryLimits());
        Assert.NotEmpty(AlgebraPrinter.Print(query));
        return query;
    }

    /// <summary>Gives a query without a dataset clause the dataset of its test.</summary>
    public static QueryAlgebra WithDataset(QueryAlgebra query, ManifestTest test) =>
        !query.DefaultGraphs.IsEmpty || !query.NamedGraphs.IsEmpty ? query : query with
        {
            DefaultGraphs = [DefaultGraph],
            NamedGraphs = [.. test.OfAction(Manifest.Qt("graphData")).Select(test.BaseOf)],
        };

    /// <summary>Asserts that two answers to a query of a suite are the same.</summary>
    /// <remarks>
    /// Numbers compare by value: suites do not say how computed ones are written, and the two files that
    /// csv-tsv-res expects for one answer write the same double as 1.0E6 (csv03) and 1.0e6 (tsv03).
    /// </remarks>
    public static void AssertSameValues(ResultTable expected, ResultTable actual, QueryAlgebra query) =>
        ResultTable.AssertSame(
            ByValue(expected), ByValue(actual), query.Root is OrderBy or Project { Input: OrderBy });

    private static void Compare(ManifestTest test, QueryResult actual, QueryAlgebra query)
    {
        if (actual is GraphResult graph)
        {
            Quad[] found = [.. graph.Quads];
            Assert.True(
                GraphIsomorphism.AreIsomorphic(SyntaxRun.Read(test, test.Result!), found), string.Join('\n', found));
            return;
        }

        // Where the expected file is what servers send, the answer takes the way through that format.
        string path = ManifestTest.PathOf(test.Result!);
        ResultTable expected = ResultTable.ReadFile(path);
        ResultTable table = ResultFormat.FindByName(Path.GetExtension(path)) is { } format
            ? ResultTable.Read(ResultTable.Write(actual, format), format)
            : ResultTable.From(actual);
        if (test.Graph.Has(test.Entry, Manifest.Mf("resultCardinality"), Manifest.Mf("LaxCardinality")))
        {
            // REDUCED may leave repetitions out; no more than those expected may stay.
            Assert.True(table.Rows.Count <= expected.Rows.Count);
            (expected, table) = (expected.Distinct(), table.Distinct());
        }

        AssertSameValues(expected, table, query);
    }

    private static ResultTable ByValue(ResultTable table) => table with
    {
        Rows = [.. table.Rows.Select(static row => Array.ConvertAll(row, static term => term is Literal literal
            && XsdDatatype.TypeOf(literal.Datatype) is var type
            && NumericValue.TryParse(literal.Lexical, type, out NumericValue value)
            ? new Literal(value.ToString(), literal.Datatype)
            : term))],
    };

    private static StoredServices Services(ManifestTest test)
    {
        var services = new StoredServices(DefaultGraph);
        foreach (Term service in test.OfAction(Manifest.Qt("serviceData")))
        {
            Store store = Store.Open(new StoreOptions());
            using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
            foreach (Term data in test.Graph.Objects(service, Manifest.Qt("data")))
            {
                writer.AddGraph(DefaultGraph, GraphRole.Metadata, SyntaxRun.Read(test, data));
            }

            writer.Commit();
            services.Add((Iri)test.Graph.FirstObject(service, Manifest.Qt("endpoint"))!, store);
        }

        return services;
    }

    private static Store Open(ManifestTest test, QueryAlgebra query)
    {
        Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        foreach (Term data in test.OfAction(Manifest.Qt("data")))
        {
            writer.AddGraph(DefaultGraph, GraphRole.Metadata, SyntaxRun.Read(test, data));
        }

        var named = test.OfAction(Manifest.Qt("graphData")).ToDictionary(test.BaseOf);
        foreach ((Iri name, Term data) in named)
        {
            writer.AddGraph(name, GraphRole.Metadata, SyntaxRun.Read(test, data));
        }

        // The graphs of FROM and FROM NAMED are files that the manifest need not name.
        foreach (Iri file in query.DefaultGraphs.Concat(query.NamedGraphs).Distinct()
            .Where(iri => !named.ContainsKey(iri) && IsFile(iri)))
        {
            writer.AddGraph(file, GraphRole.Metadata, SyntaxRun.Read(test, file));
        }

        writer.Commit();
        return store;
    }

    private static bool IsFile(Iri iri) =>
        iri.Text.StartsWith("file:", StringComparison.Ordinal) && File.Exists(ManifestTest.PathOf(iri));
}
