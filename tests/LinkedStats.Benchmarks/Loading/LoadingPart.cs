using System.Diagnostics;
using System.Globalization;
using LinkedStats.Benchmarks.Duck;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Loading;

/// <summary>Publishing by the command line, and what a store weighs on disk.</summary>
internal static class LoadingPart
{
    private const int Repetitions = 3;
    private const int RowsOfSmallStore = 1;

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when cubes weigh the same whichever way they came in.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        int observationCount = run.Options.ObservationCount;
        GeneratedCubes cubes = run.Cubes(observationCount, hasTriples: true);
        Dictionary<string, string> packages = BenchmarkRun.Packages(cubes);
        Dictionary<string, GeneratedSize> sizes = GeneratedSize.Read(cubes);
        run.Report.Section($"Loading {observationCount:N0} observations", $"""
            The command `publish` of the program as it is installed, compiled beforehand for this system, from the start
            of its process to its end, into a new store; median of {Repetitions}.
            Each package of CSV has the code lists of all cubes ({sizes["meta"].Triples:N0} triples). *Peak* is the most
            that was resident. DuckDB reads the same CSV into tables in memory, without checks.
            """);
        (string[] all, string tables) = Publish(run, "three packages of CSV", [.. packages.Values], sizes["total"]);
        string[][] single =
            [.. packages.Select(one => Publish(run, $"{one.Key} alone", [one.Value], sizes[one.Key]).Row)];
        (string[] rdf, string triples) = Publish(run, "folder of N-Triples", [cubes.Folder], sizes["total"]);
        run.Report.Table(
            ["", "seconds", "observations/s", "triples/s", "peak MB"],
            [all, .. single, rdf, Duck(cubes, observationCount)]);
        return Task.FromResult(WriteSizes(run, cubes, tables, triples));
    }

    private static (string[] Row, string Store) Publish(
        BenchmarkRun run, string name, string[] packages, GeneratedSize size)
    {
        string store = "";
        var times = new List<TimeSpan>();
        long peak = 0;
        for (int i = 0; i < Repetitions; i++)
        {
            Report.Progress(name);
            store = run.EmptyFolder("store-" + name.Replace(' ', '-'));
            (TimeSpan time, long peakBytes) = ServerProgram.Publish(store, packages);
            times.Add(time);
            peak = Math.Max(peak, peakBytes);
        }

        TimeSpan median = Figures.Median(times);
        string[] row =
        [
            name, Figures.Seconds(median), Figures.Count(size.Observations / median.TotalSeconds),
            Figures.Count(size.Triples / median.TotalSeconds), Figures.Megabytes(peak),
        ];
        return (row, store);
    }

    private static string[] Duck(GeneratedCubes cubes, int observationCount)
    {
        TimeSpan median = Figures.Median(Enumerable.Range(0, Repetitions).Select(_ =>
        {
            long start = Stopwatch.GetTimestamp();
            DuckCubes.Load(cubes).Dispose();
            return Stopwatch.GetElapsedTime(start);
        }));
        return
        [
            "DuckDB, CSV", Figures.Seconds(median), Figures.Count(observationCount / median.TotalSeconds), "", "",
        ];
    }

    private static bool WriteSizes(BenchmarkRun run, GeneratedCubes cubes, string tables, string triples)
    {
        int observationCount = run.Options.ObservationCount;
        StoreSize small = StoreSize.Measure(run.Store(cubes, "store-one-row", RowsOfSmallStore));
        StoreSize fromTables = StoreSize.Measure(tables);
        StoreSize fromTriples = StoreSize.Measure(triples);
        bool isSame = fromTables.CubeBytes == fromTriples.CubeBytes;
        double perObservation = (fromTables.AllBytes - small.AllBytes) / (double)observationCount;
        run.Report.Table(
            ["store on disk", "MB", "cubes MB", "bytes of cubes per observation"],
            [Row("from CSV", fromTables), Row("from N-Triples", fromTriples), Row("one observation a cube", small)]);
        run.Report.Paragraph(string.Create(CultureInfo.InvariantCulture, $"""
            An observation takes **{perObservation:F1} bytes** beyond the same store with one observation a cube. Cubes
            from CSV and from N-Triples {(isSame ? "have the same bytes" : "**differ in size**")}.
            """));
        return isSame;

        string[] Row(string name, StoreSize size) =>
        [
            name, Figures.Megabytes(size.AllBytes), Figures.Megabytes(size.CubeBytes),
            size == small ? "" : Figures.Short(size.CubeBytes / (double)observationCount),
        ];
    }
}
