using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Queries;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Throughput;

/// <summary>How much a server answers while many clients ask.</summary>
internal static class ThroughputPart
{
    private const int ConnectionCount = 16;
    private const int CellCount = 5000;
    private const int SmallCubes = 100_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(8);

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        int observationCount = run.Options.ObservationCount;
        GeneratedCubes cubes = run.Cubes(observationCount);
        string[] keys = RandomKeys(cubes);
        BenchmarkQuery[] queries = GeneratedQueries.Read(run.Options.Shared);
        var rows = new List<string[]>();
        using (ServerProcess server = ServerProcess.Start(run.Store(cubes, "store-throughput")))
        {
            rows.Add(Measure(server, "a cell as JSON", ConnectionCount, Cells(keys, ".json")));
            rows.Add(Measure(server, "a cell as Turtle", ConnectionCount, Cells(keys, ".ttl")));
            LoadRequest[] export = [LoadRequest.Get("/datasets/pop/observations.nt")];
            rows.Add(Measure(server, "export of pop as N-Triples", 1, export));
            rows.Add(Measure(server, "export of pop as N-Triples", ConnectionCount, export));
            rows.Add(Measure(server, "the same by CONSTRUCT", 1, [Query(queries, "o_export")]));
        }

        using (ServerProcess server = ServerProcess.Start(run.Store(run.Cubes(SmallCubes), "store-small")))
        {
            string name = $"slice of {SmallCubes:N0} observations, SPARQL JSON";
            rows.Add(Measure(server, name, ConnectionCount, [Query(queries, "c_slice")]));
        }

        run.Report.Section("Throughput over HTTP", $"""
            Requests from one thread of this program over kept connections, each with one request at a time, for
            {Time.TotalSeconds:N0} s after {WarmUp.TotalSeconds:N0} s of warm-up; server and client share the machine.
            Cells are {CellCount:N0} random ones of {observationCount:N0} observations; a query is another text each
            time.
            """);
        run.Report.Table(["", "connections", "requests/s", "p50 ms", "p99 ms", "MB/s"], rows);
        return Task.FromResult(true);
    }

    private static string[] Measure(ServerProcess server, string name, int connectionCount, LoadRequest[] requests)
    {
        Report.Progress($"{name}, {connectionCount} connections");
        LoadResult result = LoadDriver.Run(server.Port, connectionCount, requests, WarmUp, Time);
        return
        [
            name, Figures.Count(connectionCount), Figures.Short(result.PerSecond),
            Figures.Milliseconds(result.Percentile(0.5)), Figures.Milliseconds(result.Percentile(0.99)),
            Figures.Short(result.MegabytesPerSecond),
        ];
    }

    private static LoadRequest Query(BenchmarkQuery[] queries, string name) =>
        LoadRequest.Query(queries.Single(query => query.Name == name));

    private static LoadRequest[] Cells(string[] keys, string suffix) =>
        [.. keys.Select(key => LoadRequest.Get($"/datasets/vac/observations/{key}{suffix}"))];

    // A row of the CSV begins with the codes, in the structure's order.
    private static string[] RandomKeys(GeneratedCubes cubes)
    {
        string[] rows = [.. File.ReadLines(Path.Combine(cubes.Folder, "vac.csv")).Skip(1)];
        var random = new Random(1);
        return [.. Enumerable.Range(0, CellCount).Select(_ => Key(rows[random.Next(rows.Length)]))];

        static string Key(string row) => string.Join('.', row.Split(',').Take(4));
    }
}
