using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;
using LinkedStats.Tests.Query;

namespace LinkedStats.Tests.Conformance;

/// <summary>Runs the evaluation tests of SPARQL 1.1 Federated Query, whose endpoints are stores of their own.</summary>
internal static class ServiceEvaluation
{
    private static readonly Iri DefaultGraph = Iri.FromTrusted("urn:x-test:default");

    /// <summary>Runs a test of the manifest's kind <c>mf:QueryEvaluationTest</c> with <c>qt:serviceData</c>.</summary>
    /// <param name="test">The test.</param>
    public static void Run(ManifestTest test)
    {
        using var services = new StoredServices(DefaultGraph);
        foreach (Term data in test.OfAction(Manifest.Qt("serviceData")))
        {
            services.Add(
                (Iri)test.Graph.FirstObject(data, Manifest.Qt("endpoint"))!,
                Open(test.Graph.Objects(data, Manifest.Qt("data"))));
        }

        Term file = test.OfAction(Manifest.Qt("query")).Single();
        using Store store = Open(test.OfAction(Manifest.Qt("data")));
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        QueryAlgebra query = QueryEngine.Parse(
            File.ReadAllText(ManifestTest.PathOf(file)), test.BaseOf(file), new QueryLimits());

        QueryResult actual = new QueryEngine(services).Run(
            query with { DefaultGraphs = [DefaultGraph] }, lease.Snapshot, new QueryLimits(), CancellationToken.None);

        ResultTable.AssertSame(
            ResultTable.ReadFile(ManifestTest.PathOf(test.Result!)), ResultTable.From(actual));
    }

    /// <summary>Makes a store of files.</summary>
    /// <param name="files">The files.</param>
    /// <returns>The store; its default graph is that of all files.</returns>
    private static Store Open(IEnumerable<Term> files)
    {
        Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(CancellationToken.None);
        foreach (Term data in files)
        {
            writer.AddGraph(DefaultGraph, GraphRole.Metadata, [.. RdfReader.ReadFile(ManifestTest.PathOf(data)).Match(null, null, null)]);
        }

        writer.Commit();
        return store;
    }
}
