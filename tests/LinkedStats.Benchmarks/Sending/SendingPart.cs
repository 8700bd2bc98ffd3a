using System.Diagnostics;
using System.Net.Http.Headers;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks.Sending;

/// <summary>Large releases over HTTP, with readers beside them, and their purge.</summary>
internal static class SendingPart
{
    private const int Repetitions = 3;
    private const string Page = $"datasets/{SentPackage.Dataset}/observations?limit=1000&format=json";

    /// <summary>Measures and writes the section.</summary>
    /// <param name="run">The run.</param>
    /// <returns>True.</returns>
    public static async Task<bool> RunAsync(BenchmarkRun run)
    {
        int rowCount = run.Options.ObservationCount / 1000 * 1000;
        string packages = run.EmptyFolder("packages-sent");
        string first = SentPackage.Write(Path.Combine(packages, "first.zip"), rowCount, 0);
        string second = SentPackage.Write(Path.Combine(packages, "second.zip"), rowCount, 1);
        string store = "";
        List<Sent> firsts = [];
        List<Sent> seconds = [];
        for (int i = 0; i < Repetitions; i++)
        {
            Report.Progress($"PUT of {rowCount:N0} rows");
            store = run.EmptyFolder($"store-sent-{i}");
            string key = ServerProgram.Read(
                ["key", "create", "--name", "Benchmark", "--role", "publisher", "--store", store]).Trim();
            using ServerProcess server = ServerProcess.Start(store, "--data", run.EmptyFolder("no-packages"));
            await WaitUntilReadyAsync(server);
            firsts.Add(await PutAsync(server, key, "1.0.0", first));
            seconds.Add(await PutBesideReaderAsync(server, key, "1.1.0", second));
        }

        run.Report.Section($"Releases of {rowCount:N0} observations over HTTP, and their purge", $"""
            A zip sent by `PUT` over loopback, from its first byte to the answer; median of {Repetitions}, each into a new
            store. The second version has a period more and another figure in every tenth row, and one client reads pages
            of 1,000 observations meanwhile, without a pause. *Peak* is the most that the server's process had resident
            up to then; the purges are commands of their own, from start to end, of which the second removes what the
            first has left.
            """);
        run.Report.Table(
            ["", "seconds", "observations/s", "peak MB", "pages read", "slowest page ms"],
            [
                Row("first version", rowCount, firsts),
                Row("second version, beside a reader", rowCount, seconds),
                Purge(store, "purge of a cell in both versions", "--cells", SentPackage.Cell, "--all-versions"),
                Purge(store, "purge of the first version", "--version", "1.0.0"),
            ]);
        return true;
    }

    private static string[] Row(string name, int rowCount, List<Sent> sent)
    {
        TimeSpan median = Figures.Median(sent.Select(static one => one.Time));
        int pages = sent.Sum(static one => one.Pages);
        return
        [
            name, Figures.Seconds(median), Figures.Count(rowCount / median.TotalSeconds),
            Figures.Megabytes(sent.Max(static one => one.PeakBytes)),
            pages == 0 ? "" : Figures.Count((double)pages / sent.Count),
            pages == 0 ? "" : Figures.Milliseconds(sent.Max(static one => one.SlowestPage)),
        ];
    }

    private static string[] Purge(string store, string name, params string[] what)
    {
        Report.Progress(name);
        (TimeSpan time, long peak) = ServerProgram.Run(
            ["purge", SentPackage.Dataset, "--store", store, "--reason", "A benchmark.", .. what]);
        return [name, Figures.Seconds(time), "", Figures.Megabytes(peak), "", ""];
    }

    private static async Task WaitUntilReadyAsync(ServerProcess server)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        while (true)
        {
            using HttpResponseMessage response = await client.GetAsync("health/ready");
            if (response.IsSuccessStatusCode)
            {
                return;
            }

            await Task.Delay(10);
        }
    }

    private static async Task<Sent> PutBesideReaderAsync(
        ServerProcess server, string key, string version, string package)
    {
        using var end = new CancellationTokenSource();
        Task<(int Pages, TimeSpan Slowest)> reading = Task.Run(() => Read(server, end.Token));
        Sent sent = await PutAsync(server, key, version, package);
        await end.CancelAsync();
        (int pages, TimeSpan slowest) = await reading;
        return sent with { Pages = pages, SlowestPage = slowest };
    }

    private static async Task<Sent> PutAsync(ServerProcess server, string key, string version, string package)
    {
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        await using FileStream file = File.OpenRead(package);
        using var request = new HttpRequestMessage(
            HttpMethod.Put, $"datasets/{SentPackage.Dataset}/versions/{version}")
        {
            Content = new StreamContent(file),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        long start = Stopwatch.GetTimestamp();
        using HttpResponseMessage response = await client.SendAsync(request);
        string answer = await response.Content.ReadAsStringAsync();
        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return response.IsSuccessStatusCode
            ? new Sent(time, server.Memory.PeakBytes)
            : throw new InvalidOperationException(answer);
    }

    private static (int Pages, TimeSpan Slowest) Read(ServerProcess server, CancellationToken end)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        (int pages, TimeSpan slowest) = (0, TimeSpan.Zero);
        for (; !end.IsCancellationRequested; pages++)
        {
            long start = Stopwatch.GetTimestamp();
            using var request = new HttpRequestMessage(HttpMethod.Get, Page);
            using HttpResponseMessage response = client.Send(request, CancellationToken.None);
            response.EnsureSuccessStatusCode();
            response.Content.ReadAsStream(CancellationToken.None).CopyTo(Stream.Null);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            slowest = time > slowest ? time : slowest;
        }

        return (pages, slowest);
    }

    /// <param name="Time">From the first byte to the answer.</param>
    /// <param name="PeakBytes">The most that the server had resident up to then.</param>
    private sealed record Sent(TimeSpan Time, long PeakBytes)
    {
        /// <summary>The pages that a client read meanwhile.</summary>
        public int Pages { get; init; }

        /// <summary>The longest time that one of them took.</summary>
        public TimeSpan SlowestPage { get; init; }
    }
}
