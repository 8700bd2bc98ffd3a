using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>A graph in a store of its own, asked with SPARQL; nothing in it is a cube, all is triples.</summary>
internal sealed class GraphQueries : IDisposable
{
    private static readonly QueryLimits Limits = new() { Deadline = TimeSpan.FromMinutes(5) };

    private readonly Store _store = Store.Open(new StoreOptions());
    private readonly SnapshotLease _lease;

    public GraphQueries(IEnumerable<Quad> triples)
    {
        using (StoreWriter writer = _store.BeginWrite(CancellationToken.None))
        {
            writer.AddGraph(Iri.Parse("http://example.org/graph"), GraphRole.Metadata, triples);
            writer.Commit();
        }

        _lease = _store.Acquire(Viewer.Public);
    }

    public bool Ask(string query) => ((AskResult)Run(query)).Value;

    public Quad[] Construct(string query) => [.. ((GraphResult)Run(query)).Quads];

    /// <summary>The first column of a SELECT.</summary>
    public Term[] Select(string query)
    {
        var result = (SelectResult)Run(query);
        return [.. result.Batches.SelectMany(batch => Enumerable.Range(0, batch.RowCount)
            .Select(row => batch.Column(0)[row]).ToArray()).Select(result.Terms.Get)];
    }

    public void Dispose()
    {
        _lease.Dispose();
        _store.Dispose();
    }

    private QueryResult Run(string query) => new QueryEngine().Run(
        QueryEngine.Parse(query, null, Limits), _lease.Snapshot, Limits, CancellationToken.None);
}
