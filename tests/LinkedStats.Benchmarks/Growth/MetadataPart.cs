using System.Diagnostics;
using System.Globalization;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.Publishing;
using LinkedStats.Storage;

namespace LinkedStats.Benchmarks.Growth;

/// <summary>Publishing a small release into a store that is full of metadata, and asking about that.</summary>
internal static class MetadataPart
{
    private const int TriplesPerThing = 5;
    private const int Repetitions = 5;
    private const string YearType = "http://www.w3.org/2001/XMLSchema#gYear";
    private const string Things = "http://things.example.org/";

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when queries over the metadata are answered rightly.</returns>
    public static Task<bool> RunAsync(BenchmarkRun run)
    {
        int thingCount = run.Options.ObservationCount;
        string release = Path.Combine(Repository.Root, "data", "accords-branche");
        string other = Path.Combine(Repository.Root, "data", "lab-indicators");
        string full = run.EmptyFolder("store-metadata");
        Report.Progress("metadata");
        TimeSpan loading = ServerProgram.Publish(full, [WriteThings(run, thingCount)]).Time;
        string[][] rows = [Row("empty", null), Row($"{thingCount * TriplesPerThing:N0} triples", full)];
        run.Report.Section("A small release beside much metadata", $"""
            Publishing the sample package `{Path.GetFileName(release)}`; median of {Repetitions}, each into a fresh copy
            of the store. The metadata ({thingCount:N0} things with {TriplesPerThing} triples each) took
            {Figures.Seconds(loading)} s to publish.
            """);
        run.Report.Table(["store", "command, ms", "second release of a process, ms"], rows);
        return Task.FromResult(MetadataQueries.Measure(run, full, thingCount));

        string[] Row(string name, string? store) =>
        [
            name, Measure(run, store, copy => ServerProgram.Publish(copy, [release]).Time),
            Measure(run, store, copy => PublishSecond(copy, other, release)),
        ];
    }

    private static string Measure(BenchmarkRun run, string? store, Func<string, TimeSpan> publish) =>
        Figures.Milliseconds(Figures.Median(Enumerable.Range(0, Repetitions).Select(_ =>
        {
            string copy = run.EmptyFolder("store-copy");
            if (store is not null)
            {
                Copy(store, copy);
            }

            return publish(copy);
        }).ToArray()));

    private static TimeSpan PublishSecond(string folder, string first, string second)
    {
        using Store store = Store.Open(new StoreOptions { Folder = folder });
        Server.Commands.VocabularyLoader.Load(store, CancellationToken.None);
        var publisher = new Publisher(store);
        ServerProgram.Require(publisher.Publish(first));
        long start = Stopwatch.GetTimestamp();
        ServerProgram.Require(publisher.Publish(second));
        return Stopwatch.GetElapsedTime(start);
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    // What is published has a cube; this one has a single observation.
    private const string Cube = $"""
        <{Things}cube> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/linked-data/cube#DataSet> .
        <{Things}cube> <http://purl.org/linked-data/cube#structure> <{Things}structure> .
        <{Things}structure> <http://purl.org/linked-data/cube#component> <{Things}structure/0> .
        <{Things}structure> <http://purl.org/linked-data/cube#component> <{Things}structure/1> .
        <{Things}structure/0> <http://purl.org/linked-data/cube#dimension> <{Things}about> .
        <{Things}structure/1> <http://purl.org/linked-data/cube#measure> <{Things}pages> .
        <{Things}cell> <http://purl.org/linked-data/cube#dataSet> <{Things}cube> .
        <{Things}cell> <{Things}about> <{Things}0> .
        <{Things}cell> <{Things}pages> "12"^^<http://www.w3.org/2001/XMLSchema#integer> .

        """;

    private static string WriteThings(BenchmarkRun run, int count)
    {
        string file = Path.Combine(run.EmptyFolder("metadata"), "things.nt");
        using StreamWriter writer = File.CreateText(file);
        writer.Write(Cube);
        for (int i = 0; i < count; i++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"""
                <{Things}{i}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://purl.org/dc/dcmitype/Text> .
                <{Things}{i}> <http://purl.org/dc/terms/title> "Report {i} of the series"@en .
                <{Things}{i}> <http://purl.org/dc/terms/identifier> "R-{i}" .
                <{Things}{i}> <http://purl.org/dc/terms/isPartOf> <{Things}series/{i % 1000}> .
                <{Things}{i}> <http://purl.org/dc/terms/issued> "{1900 + (i % 120)}"^^<{YearType}> .

                """));
        }

        return file;
    }
}
