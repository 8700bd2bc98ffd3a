using System.Buffers;
using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using LinkedStats.Publishing;
using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Benchmarks;

/// <summary>The queries over the generated cubes, from the text of the query to the bytes of the answer.</summary>
/// <remarks>
/// The generator and the queries are test material, found through <c>LINKEDSTATS_SHARED</c>; <c>LINKEDSTATS_OBSERVATIONS</c>
/// is the size of the cubes, 100,000 observations by default. Units: time of one answer, warm.
/// </remarks>
[MemoryDiagnoser]
public class CubeQueryBenchmarks
{
    private static readonly string Bench =
        Path.Combine(Environment.GetEnvironmentVariable("LINKEDSTATS_SHARED") ?? "../shared", "bench");

    private readonly QueryEngine _engine = new();
    private readonly QueryLimits _limits = new();
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private string _folder = "";
    private string _text = "";
    private Store? _store;
    private SnapshotLease? _lease;

    /// <summary>The queries' names.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Path.Combine(Bench, "queries"), "*.rq").Order().Select(static p => Path.GetFileNameWithoutExtension(p));

    /// <summary>The query that is measured.</summary>
    [ParamsSource(nameof(Names))]
    public string Query { get; set; } = "";

    /// <summary>Generates and publishes the cubes.</summary>
    [GlobalSetup]
    public void Publish()
    {
        _folder = Directory.CreateTempSubdirectory("linkedstats-benchmark-").FullName;
        string package = Path.Combine(_folder, "cubes");
        string observations = Environment.GetEnvironmentVariable("LINKEDSTATS_OBSERVATIONS") ?? "100000";
        using Process generator = Process.Start(
            "python3", [Path.Combine(Bench, "gen_cube.py"), "--obs", observations, "--out", package]);
        generator.WaitForExit();
        _store = Store.Open(new StoreOptions { Folder = Path.Combine(_folder, "store") });
        PublishOutcome outcome = new Publisher(_store).Publish(package);
        _lease = outcome.Report.IsAccepted
            ? _store.Acquire(Viewer.Public)
            : throw new InvalidOperationException(string.Join('\n', outcome.Report.Problems));
        _text = File.ReadAllText(Path.Combine(Bench, "queries", Query + ".rq"));
    }

    /// <summary>Deletes the cubes.</summary>
    [GlobalCleanup]
    public void Delete()
    {
        _lease?.Dispose();
        _store?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Answers the query as JSON, or as N-Triples where it constructs a graph.</summary>
    /// <returns>The bytes of the answer.</returns>
    [Benchmark]
    public long Answer()
    {
        _output.ResetWrittenCount();
        QueryResult result = _engine.Run(
            QueryEngine.Parse(_text, null, _limits), _lease!.Snapshot, _limits, CancellationToken.None);
        if (result is GraphResult graph)
        {
            QuadWriter writer = RdfWriter.Create(RdfFormat.NTriples, _output, []);
            foreach (Quad quad in graph.Quads)
            {
                writer.Add(quad);
            }

            writer.Complete();
        }
        else if (result is SelectResult select)
        {
            ResultWriter writer = ResultWriter.Create(ResultFormat.Json, _output);
            writer.Begin(select.Variables);
            foreach (Batch batch in select.Batches)
            {
                writer.Write(batch, select.Terms);
            }

            writer.End();
        }

        return _output.WrittenCount;
    }
}
