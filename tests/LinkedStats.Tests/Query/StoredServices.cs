using System.Text;
using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Conformance.ResultSets;

namespace LinkedStats.Tests.Query;

/// <summary>Endpoints that are stores: each parses the query that it is sent, and may ask the others.</summary>
/// <param name="graph">The graph that is the default graph of each.</param>
internal sealed class StoredServices(Iri graph) : IServiceClient, IDisposable
{
    private readonly Dictionary<Iri, Store> _stores = [];

    /// <summary>The calls, in their order.</summary>
    public List<ServiceRequest> Requests { get; } = [];

    /// <summary>Answers instead of the stores; null for a call that they answer.</summary>
    public Func<ServiceRequest, ServiceAnswer?> Instead { get; set; } = static _ => null;

    /// <summary>Adds an endpoint, which then owns its store.</summary>
    public void Add(Iri endpoint, Store store) => _stores.Add(endpoint, store);

    /// <summary>Makes an answer of a text.</summary>
    public static ServiceAnswer Answer(string text, string mediaType = "application/sparql-results+json") =>
        new(mediaType, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public ServiceAnswer Ask(ServiceRequest request, CancellationToken cancellation)
    {
        Requests.Add(request);
        if (Instead(request) is { } answer)
        {
            return answer;
        }

        if (!_stores.TryGetValue(request.Endpoint, out Store? store))
        {
            throw new QueryException(QueryFailure.ServiceFailed, $"{request.Endpoint} cannot be reached.");
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        QueryResult result = new QueryEngine(this).Run(
            QueryEngine.Parse(request.Query, null, new QueryLimits()) with { DefaultGraphs = [graph] },
            lease.Snapshot, new QueryLimits(), cancellation);
        return Answer(ResultTable.Write(result, ResultFormat.Xml), ResultFormat.Xml.MediaType);
    }

    public void Dispose()
    {
        foreach (Store store in _stores.Values)
        {
            store.Dispose();
        }
    }
}
