using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;

namespace LinkedStats.Tests.Conformance;

/// <summary>The W3C suites of the CSV, TSV and JSON results: each answer is written, read back and compared.</summary>
[Trait("Category", "Conformance")]
public sealed class SparqlResultFormatSuiteTests
{
    private const string ManifestName = "manifest-sparql11-results.ttl";

    private static readonly Iri DefaultGraph = Iri.FromTrusted("urn:x-test:default");

    private static readonly KnownFailures KnownFailures = new()
    {
        ["csv-tsv-res/tsv03"] = "The file has 1.0e6 where the data have 1.0E6; terms are kept as they are written.",
    };

    private static readonly Lazy<Dictionary<string, ManifestTest>> Tests = new(static () =>
        Manifest.Load(SharedMaterial.PathOf("conformance", "w3c", "sparql11", ManifestName))
            .ToDictionary(static test => test.Id));

    public static TheoryData<string> Ids() => Manifest.Ids("conformance", "w3c", "sparql11", ManifestName);

    [Fact]
    public void Suite_IsComplete() => Assert.Equal(10, Tests.Value.Count);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Suite_Answer_ReadsBackAsTheExpectedResult(string id) =>
        KnownFailures.Run(id, () => Run(Tests.Value[id]));

    private static void Run(ManifestTest test)
    {
        string expected = ManifestTest.PathOf(test.Result!);
        ResultFormat format = ResultFormat.FindByName(Path.GetExtension(expected))!;
        Term file = test.OfAction(Manifest.Qt("query")).Single();
        using Store store = Store.Open(new StoreOptions());
        Load(store, test);
        QueryAlgebra query = QueryEngine.Parse(
            File.ReadAllText(ManifestTest.PathOf(file)), test.BaseOf(file), new QueryLimits());
        using SnapshotLease lease = store.Acquire(Viewer.Public);

        QueryResult result = new QueryEngine().Run(
            query with { DefaultGraphs = [DefaultGraph] },
            lease.Snapshot,
            new QueryLimits(),
            TestContext.Current.CancellationToken);

        string text = ResultTable.Write(result, format);
        ResultTable.AssertSame(ResultTable.ReadFile(expected), ResultTable.Read(text, format));
    }

    private static void Load(Store store, ManifestTest test)
    {
        using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
        foreach (Term data in test.OfAction(Manifest.Qt("data")))
        {
            Graph graph = RdfReader.ReadFile(ManifestTest.PathOf(data), test.BaseOf(data));
            writer.AddGraph(DefaultGraph, GraphRole.Metadata, graph.Match(null, null, null));
        }

        writer.Commit();
    }
}
