using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;

namespace LinkedStats.Tests.Conformance;

/// <summary>The evaluation tests of the W3C suite of SPARQL 1.1 Query.</summary>
[Trait("Category", "Conformance")]
public sealed class SparqlEvaluationSuiteTests
{
    private static readonly Iri DefaultGraph = Iri.FromTrusted("urn:x-test:default");

    private static readonly KnownFailures KnownFailures = [];

    private static readonly Lazy<Dictionary<string, ManifestTest>> Tests = new(static () =>
        Manifest.Load(PathOf()).Where(static t => t.TypeName is "QueryEvaluationTest" or "CSVResultFormatTest")
            .ToDictionary(static test => test.Id));

    public static TheoryData<string> Ids() =>
        [.. Manifest.Ids("conformance", "w3c", "sparql11", "manifest-sparql11-query.ttl")
            .Select(static row => row.Data)
            .Where(static id => !File.Exists(Path.Combine(SharedMaterial.Root, "conformance", "w3c", "sparql11", "manifest-sparql11-query.ttl"))
                || Tests.Value.ContainsKey(id)).Distinct()];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Suite_Query_GivesTheResult(string id)
    {
        ManifestTest test = Find(id);
        KnownFailures.Run(id, () => Run(test));
    }

    /// <summary>Finds a test of the suite, for other evaluators that run it; skips where the suite is absent.</summary>
    internal static ManifestTest Find(string id)
    {
        _ = PathOf();
        return Tests.Value[id];
    }

    private static void Run(ManifestTest test)
    {
        Term file = test.OfAction(Manifest.Qt("query")).Single();
        using Store store = Store.Open(new StoreOptions());
        List<Iri> named = Load(store, test);
        QueryAlgebra query = QueryEngine.Parse(
            File.ReadAllText(ManifestTest.PathOf(file)), test.BaseOf(file), new QueryLimits());
        if (query.DefaultGraphs.IsEmpty && query.NamedGraphs.IsEmpty)
        {
            query = query with { DefaultGraphs = [DefaultGraph], NamedGraphs = [.. named] };
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        QueryResult actual = new QueryEngine().Run(
            query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken);

        Compare(ManifestTest.PathOf(test.Result!), actual, query);
    }

    private static void Compare(string path, QueryResult actual, QueryAlgebra query)
    {
        if (actual is GraphResult graph)
        {
            Quad[] found = [.. graph.Quads];
            IEnumerable<Quad> expected = RdfReader.ReadFile(path).Match(null, null, null);
            Assert.True(GraphIsomorphism.AreIsomorphic(expected, found), string.Join('\n', found));
            return;
        }

        AssertSameValues(ResultTable.ReadFile(path), ResultTable.From(actual), query);
    }

    /// <summary>Asserts that two answers to a query of the suite are the same.</summary>
    internal static void AssertSameValues(ResultTable expected, ResultTable actual, QueryAlgebra query) =>
        ResultTable.AssertSame(
            ByValue(expected), ByValue(actual), query.Root is OrderBy or Project { Input: OrderBy });

    // The suite compares computed numbers by their values; it does not say how they are written.
    private static ResultTable ByValue(ResultTable table) => table with
    {
        Rows = [.. table.Rows.Select(static row => Array.ConvertAll(row, static term => term is Literal literal
            && XsdDatatype.TypeOf(literal.Datatype) is var type
            && NumericValue.TryParse(literal.Lexical, type, out NumericValue value)
            ? new Literal(value.ToString(), literal.Datatype)
            : term))],
    };

    private static List<Iri> Load(Store store, ManifestTest test)
    {
        var named = new List<Iri>();
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        foreach (Term data in test.OfAction(Manifest.Qt("data")))
        {
            writer.AddGraph(DefaultGraph, GraphRole.Metadata, Read(test, data));
        }

        foreach (Term data in test.OfAction(Manifest.Qt("graphData")))
        {
            named.Add(test.BaseOf(data));
            writer.AddGraph(test.BaseOf(data), GraphRole.Metadata, Read(test, data));
        }

        writer.Commit();
        return named;
    }

    internal static List<Quad> Read(ManifestTest test, Term data)
    {
        string path = ManifestTest.PathOf(data);
        using FileStream stream = File.OpenRead(path);
        var sink = new QuadList();
        RdfReader.Read(stream, RdfFormat.ForFileName(path)!, test.BaseOf(data), sink);
        return sink.Quads;
    }

    private static string PathOf() => SharedMaterial.PathOf("conformance", "w3c", "sparql11", "manifest-sparql11-query.ttl");
}
