using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;

namespace LinkedStats.Benchmarks.StartUp;

/// <summary>How soon a server answers.</summary>
internal static class StartUpPart
{
    private const int Repetitions = 5;

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        var rows = new List<string[]>();
        foreach (int size in run.Options.Sizes)
        {
            string store = run.Store(run.Cubes(size), $"store-{size}");
            TimeSpan[] times = [.. Enumerable.Range(0, Repetitions).Select(_ => Start(store)).Order()];
            rows.Add(
            [
                Figures.Count(size), Figures.Milliseconds(Figures.Median(times)), Figures.Milliseconds(times[^1]),
            ]);
        }

        run.Report.Section("Start-up", $"""
            From the start of the server's process to the first answer of its SPARQL endpoint; {Repetitions} starts.
            """);
        run.Report.Table(["observations", "median ms", "slowest ms"], rows);
        return Task.FromResult(true);
    }

    private static TimeSpan Start(string store)
    {
        using ServerProcess process = ServerProcess.Start(store);
        return process.StartUp;
    }
}
