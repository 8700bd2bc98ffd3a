using System.Buffers;
using System.Globalization;
using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>Asks the engine in this process.</summary>
internal sealed class EngineAnswerer : IAnswerer
{
    private readonly QueryEngine _engine = new();
    private readonly QueryLimits _limits = new();
    private readonly Store _store;
    private readonly SnapshotLease _lease;

    /// <summary>Opens a store.</summary>
    /// <param name="folder">The folder of the store.</param>
    public EngineAnswerer(string folder)
    {
        _store = Store.Open(new StoreOptions { Folder = folder, ReadOnly = true });
        _lease = _store.Acquire(Viewer.Public);
    }

    /// <inheritdoc/>
    public void Answer(BenchmarkQuery query, int run, ArrayBufferWriter<byte> output)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{query.Sparql}\n# run {run}\n");
        switch (_engine.Run(QueryEngine.Parse(text, null, _limits), _lease.Snapshot, _limits, CancellationToken.None))
        {
            case GraphResult graph:
                var lines = new NTriplesResultWriter(output);
                foreach (Batch triples in graph.Triples)
                {
                    lines.Write(triples, graph.Terms);
                }

                break;
            case SelectResult select:
                ResultWriter rows = ResultWriter.Create(ResultFormat.Json, output);
                rows.Begin(select.Variables);
                foreach (Batch batch in select.Batches)
                {
                    rows.Write(batch, select.Terms);
                }

                rows.End();
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lease.Dispose();
        _store.Dispose();
    }
}
