using LinkedStats.Benchmarks.Duck;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>The queries over the generated cubes, by LinkedStats and by DuckDB, and whether both agree.</summary>
internal static class QueryPart
{
    // An export is bound by its bytes, and two counts by almost nothing: the mean is about the others.
    private static readonly string[] OutsideMean = ["o_export", "h_count", "n_ic11"];

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when LinkedStats and DuckDB agree.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        GeneratedCubes cubes = run.Cubes(run.Options.ObservationCount);
        string store = run.Store(cubes, "store-queries");
        using ServerProcess process = ServerProcess.Start(store);
        using var server = new ServerAnswerer(process.Address);
        using var engine = new EngineAnswerer(store);
        using var duck = new DuckAnswerer(DuckCubes.Load(cubes));
        var timer = new QueryTimer();
        QueryRow[] rows =
        [
            .. GeneratedQueries.Read(run.Options.Shared).Select(
                query => QueryRow.Measure(timer, query, server, duck, engine, run.Options.RunCount)),
        ];
        run.Report.Section($"Queries over {run.Options.ObservationCount:N0} observations", $"""
            Median of {run.Options.RunCount} warm runs. *HTTP* is from the request to the last byte of SPARQL JSON
            (N-Triples for CONSTRUCT) on a kept connection to a server in a process of its own; every text is another,
            so that nothing could come from a cache. *Engine* is the same in this process, from text to bytes. *DuckDB*
            executes the SQL in this process, in memory, and writes the same terms with `Utf8JsonWriter` from its data
            reader. The three take turns. *Ratio* is HTTP to DuckDB.
            """);
        return Task.FromResult(QueryTable.Write(run.Report, rows, OutsideMean));
    }
}
