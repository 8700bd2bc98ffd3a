using System.Buffers;
using System.Diagnostics;
using LinkedStats.Benchmarks.Reporting;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>Asks several answerers the same in turn, so that whatever else the machine does hits all of them.</summary>
internal sealed class QueryTimer
{
    // What is compiled in tiers needs time in the background to become fast, more than a number of calls.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private const int WarmUpRunsMin = 4;

    private int _run;

    /// <summary>Asks until everything is warm, then measures.</summary>
    /// <param name="query">The query.</param>
    /// <param name="answerers">Who is asked.</param>
    /// <param name="runCount">How often each is measured.</param>
    /// <returns>For each answerer its times, and its last answer.</returns>
    public (QueryTime Time, ReadOnlyMemory<byte> Answer)[] Measure(
        BenchmarkQuery query, IReadOnlyList<IAnswerer> answerers, int runCount)
    {
        ArrayBufferWriter<byte>[] outputs = [.. answerers.Select(static _ => new ArrayBufferWriter<byte>(1 << 20))];
        long start = Stopwatch.GetTimestamp();
        for (int run = 0; run < WarmUpRunsMin || Stopwatch.GetElapsedTime(start) < WarmUp; run++)
        {
            Ask(query, answerers, outputs);
        }

        TimeSpan[][] times = [.. Enumerable.Range(0, runCount).Select(_ => Ask(query, answerers, outputs))];
        return
        [
            .. answerers.Select((_, i) =>
                (QueryTime.Of(times.Select(round => round[i])), outputs[i].WrittenMemory)),
        ];
    }

    private TimeSpan[] Ask(
        BenchmarkQuery query, IReadOnlyList<IAnswerer> answerers, ArrayBufferWriter<byte>[] outputs)
    {
        var times = new TimeSpan[answerers.Count];
        for (int i = 0; i < times.Length; i++)
        {
            outputs[i].ResetWrittenCount();
            long start = Stopwatch.GetTimestamp();
            answerers[i].Answer(query, ++_run, outputs[i]);
            times[i] = Stopwatch.GetElapsedTime(start);
        }

        return times;
    }
}

/// <summary>What an answer took.</summary>
/// <param name="Median">The median of the runs.</param>
/// <param name="Shortest">The shortest of them.</param>
internal sealed record QueryTime(TimeSpan Median, TimeSpan Shortest)
{
    /// <summary>Sums up some runs.</summary>
    /// <param name="times">The time of each, at least one.</param>
    /// <returns>The times.</returns>
    public static QueryTime Of(IEnumerable<TimeSpan> times)
    {
        TimeSpan[] all = [.. times];
        return new QueryTime(Figures.Median(all), all.Min());
    }
}
