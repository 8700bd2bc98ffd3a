using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Queries;
using LinkedStats.Benchmarks.Reporting;

namespace LinkedStats.Benchmarks.Growth;

/// <summary>How queries and memory grow with the cubes.</summary>
internal static class GrowthPart
{
    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        BenchmarkQuery[] queries = GeneratedQueries.Read(run.Options.Shared);
        IReadOnlyList<int> sizes = run.Options.Sizes;
        Dictionary<string, string>[] columns = [.. sizes.Select(size => Measure(run, size, queries))];
        run.Report.Section("Growth", $"""
            Milliseconds over HTTP, median of {run.Options.RunCount} warm runs, and the server's resident memory after
            all queries and full collections, by the observations of the three cubes together.
            """);
        run.Report.Table(
            ["", .. sizes.Select(static size => Figures.Count(size))],
            columns[0].Keys.Select(name => (string[])[name, .. columns.Select(column => column[name])]));
        return Task.FromResult(true);
    }

    private static Dictionary<string, string> Measure(BenchmarkRun run, int size, BenchmarkQuery[] queries)
    {
        using ServerProcess process = ServerProcess.Start(run.Store(run.Cubes(size), "store-growth"));
        using var server = new ServerAnswerer(process.Address);
        var timer = new QueryTimer();
        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (BenchmarkQuery query in queries)
        {
            Report.Progress($"{query.Name}, {size:N0}");
            QueryTime time = timer.Measure(query, [server], run.Options.RunCount)[0].Time;
            figures[query.Name] = Figures.Milliseconds(time.Median);
        }

        GarbageCollection.Collect(process.Id);
        figures["resident MB"] = Figures.Megabytes(process.Memory.ResidentBytes);
        return figures;
    }
}
