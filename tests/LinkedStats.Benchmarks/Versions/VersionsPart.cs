using System.Diagnostics;
using LinkedStats.Benchmarks.Loading;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;

namespace LinkedStats.Benchmarks.Versions;

/// <summary>What old versions cost: time at the opening, memory while they are asked for and afterwards.</summary>
internal static class VersionsPart
{
    private const int Starts = 5;
    private const int TouchedAtOnce = 100;
    private const int RoundsMax = 5;

    // A store looks once a second for what it may let go.
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1.2);

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True when old versions were let go.</returns>
    public static async Task<bool> RunAsync(BenchmarkRun run)
    {
        VersionStores stores = VersionStores.Make(run);
        string[] one = Open("1", stores.One, stores.Rounds[0]);
        string[] many = Open($"{VersionStores.VersionCount}", stores.Many, stores.Rounds[^1]);
        run.Report.Section(
            $"{VersionStores.DatasetCount} datasets of 1 and of {VersionStores.VersionCount} versions",
            $"""
            Each version has {SmallRelease.CellCount} cells and is a release of its own, published by one process;
            *ms a release* is the mean of the last {VersionStores.DatasetCount} of them. *Start* is from the start of the
            server's process to the first answer of its SPARQL endpoint, *list* the first answer of `/datasets`,
            *descriptions* the first one about the descriptions of all versions, *again* the second one to another text;
            medians of {Starts} starts.
            """);
        run.Report.Table(
            ["versions", "ms a release", "store MB", "start ms", "list ms", "descriptions ms", "again ms"],
            [one, many]);
        (List<string[]> rows, bool isLetGo) = await TouchAsync(stores);
        run.Report.Paragraph(
            $"Files that the server maps and memory, after full collections: as it is asked first, after a cell of "
            + $"each old version was asked for, and when these were let go.");
        run.Report.Table(["versions", "", "files", "resident MB", "private MB"], rows, "l");
        return isLetGo;
    }

    private static string[] Open(string name, string store, TimeSpan round)
    {
        var times = new List<TimeSpan[]>();
        for (int i = 0; i < Starts; i++)
        {
            Report.Progress($"start with {name} versions");
            using ServerProcess server = ServerProcess.Start(store);
            using var client = new HttpClient { BaseAddress = server.Address };
            times.Add([server.StartUp, Ask(client, "datasets"), AskDescriptions(client, 0), AskDescriptions(client, 1)]);
        }

        return
        [
            name, Figures.Short(round.TotalMilliseconds / VersionStores.DatasetCount),
            Figures.Megabytes(StoreSize.Measure(store).AllBytes),
            .. Enumerable.Range(0, times[0].Length)
                .Select(column => Figures.Milliseconds(Figures.Median(times.Select(row => row[column])))),
        ];
    }

    private static async Task<(List<string[]> Rows, bool IsLetGo)> TouchAsync(VersionStores stores)
    {
        List<string[]> rows = [];
        using (ServerProcess small = ServerProcess.Start(stores.One))
        {
            using var asking = new HttpClient { BaseAddress = small.Address };
            AskFirst(asking);
            rows.Add(Row(small, "1", "asked first"));
        }

        using ServerProcess server = ServerProcess.Start(stores.Many);
        using var client = new HttpClient { BaseAddress = server.Address };
        string name = $"{VersionStores.VersionCount}";
        AskFirst(client);
        int before = server.MappedSegments;
        rows.Add(Row(server, name, "asked first"));
        Report.Progress("old versions");
        foreach (int i in Enumerable.Range(0, VersionStores.DatasetCount * (VersionStores.VersionCount - 1)))
        {
            Touch(client, i);
        }

        rows.Add(Row(server, name, "old versions asked for"));
        int round = 0;
        for (; round < RoundsMax && server.MappedSegments > before; round++)
        {
            for (int i = 0; i < TouchedAtOnce; i++)
            {
                Touch(client, (round * TouchedAtOnce) + i);
            }

            await Task.Delay(LookInterval);
            AskFirst(client);
        }

        rows.Add(Row(server, name, "old versions let go"));
        return (rows, round < RoundsMax);
    }

    private static string[] Row(ServerProcess server, string name, string when)
    {
        int files = server.MappedSegments;
        Report.Progress($"memory of {name} versions, {when}");
        GarbageCollection.Collect(server.Id);
        ProcessMemory memory = server.Memory;
        return
        [
            name, when, Figures.Count(files), Figures.Megabytes(memory.ResidentBytes),
            Figures.Megabytes(memory.PrivateBytes),
        ];
    }

    private static void Touch(HttpClient client, int i)
    {
        string id = SmallRelease.IdOf(i % VersionStores.DatasetCount);
        string number = SmallRelease.NumberOf(i / VersionStores.DatasetCount);
        Ask(client, $"datasets/{id}/versions/{number}/observations/{SmallRelease.Cell}.json");
    }

    private static void AskFirst(HttpClient client)
    {
        Ask(client, "datasets");
        AskDescriptions(client, 0);
        for (int dataset = 0; dataset < VersionStores.DatasetCount; dataset++)
        {
            Ask(client, $"datasets/{SmallRelease.IdOf(dataset)}/observations/{SmallRelease.Cell}.json");
        }
    }

    private static TimeSpan AskDescriptions(HttpClient client, int number) =>
        Ask(client, "sparql?query=" + Uri.EscapeDataString(
            $"SELECT (COUNT(*) AS ?n{number}) {{ ?version <http://www.w3.org/ns/dcat#version> ?number }}"));

    private static TimeSpan Ask(HttpClient client, string address)
    {
        long start = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using HttpResponseMessage response = client.Send(request);
        response.EnsureSuccessStatusCode();
        response.Content.ReadAsStream().CopyTo(Stream.Null);
        return Stopwatch.GetElapsedTime(start);
    }
}
