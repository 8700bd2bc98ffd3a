using System.Buffers;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Queries;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Memory;

/// <summary>What observations cost in the memory of a server that has answered every query.</summary>
internal static class MemoryPart
{
    private const int Rounds = 40;

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        int observationCount = run.Options.ObservationCount;
        GeneratedCubes cubes = run.Cubes(observationCount);
        BenchmarkQuery[] queries = GeneratedQueries.Read(run.Options.Shared);
        ProcessMemory empty = Measure(run.Store(cubes, "store-one-row", rowsMax: 1), queries);
        ProcessMemory full = Measure(run.Store(cubes, "store-memory"), queries);
        run.Report.Section($"Memory at {observationCount:N0} observations", $"""
            Resident memory of the server's process after {Rounds} rounds of all queries over HTTP and a minute of full
            collections, pages that are mapped from files included; beside it the same store with one observation a cube, after the
            same queries.
            """);
        run.Report.Table(
            ["", "one a cube, MB", "all, MB", "bytes per observation"],
            [
                Row("resident", empty.ResidentBytes, full.ResidentBytes),
                Row("of it private", empty.PrivateBytes, full.PrivateBytes),
                Row("of it mapped from files", empty.FileBytes, full.FileBytes),
            ]);
        return Task.FromResult(true);

        string[] Row(string name, long before, long after) =>
        [
            name, Figures.Megabytes(before), Figures.Megabytes(after),
            Figures.Short((after - before) / (double)observationCount),
        ];
    }

    private static ProcessMemory Measure(string store, BenchmarkQuery[] queries)
    {
        using ServerProcess process = ServerProcess.Start(store);
        using var server = new ServerAnswerer(process.Address);
        var output = new ArrayBufferWriter<byte>();
        for (int round = 0; round < Rounds; round++)
        {
            foreach (BenchmarkQuery query in queries)
            {
                output.ResetWrittenCount();
                server.Answer(query, round, output);
            }
        }

        GarbageCollection.Collect(process.Id);
        return process.Memory;
    }
}
