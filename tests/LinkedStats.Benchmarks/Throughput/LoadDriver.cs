using System.Diagnostics;
using System.Net.Sockets;

namespace LinkedStats.Benchmarks.Throughput;

/// <summary>Keeps connections busy from one thread: the machine's other cores belong to the server.</summary>
internal static class LoadDriver
{
    private static readonly TimeSpan PollTime = TimeSpan.FromSeconds(10);

    /// <summary>Sends requests, each connection the next as soon as it has an answer.</summary>
    /// <param name="port">The server's port at loopback.</param>
    /// <param name="connectionCount">The connections.</param>
    /// <param name="requests">The requests, sent in turn.</param>
    /// <param name="warmUp">How long answers are not counted.</param>
    /// <param name="time">How long they are.</param>
    /// <returns>What was measured.</returns>
    public static LoadResult Run(
        int port, int connectionCount, IReadOnlyList<LoadRequest> requests, TimeSpan warmUp, TimeSpan time)
    {
        LoadConnection[] connections = [.. Enumerable.Range(0, connectionCount).Select(_ => new LoadConnection(port))];
        var bySocket = connections.ToDictionary(static connection => connection.Socket);
        int sent = 0;
        Array.ForEach(connections, SendNext);
        Pump(connections, bySocket, SendNext, warmUp);
        long before = connections.Sum(static connection => connection.ByteCount);
        long start = Stopwatch.GetTimestamp();
        List<TimeSpan> latencies = Pump(connections, bySocket, SendNext, time);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        long byteCount = connections.Sum(static connection => connection.ByteCount) - before;
        Array.ForEach(connections, static connection => connection.Dispose());
        latencies.Sort();
        return new LoadResult(elapsed, latencies, byteCount);

        void SendNext(LoadConnection connection)
        {
            connection.Send(requests[sent % requests.Count].Bytes(sent));
            sent++;
        }
    }

    private static List<TimeSpan> Pump(
        LoadConnection[] connections,
        Dictionary<Socket, LoadConnection> bySocket,
        Action<LoadConnection> sendNext,
        TimeSpan time)
    {
        var latencies = new List<TimeSpan>();
        var readable = new List<Socket>(connections.Length);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            readable.Clear();
            readable.AddRange(connections.Select(static connection => connection.Socket));
            Socket.Select(readable, null, null, PollTime);
            foreach (Socket socket in readable)
            {
                LoadConnection connection = bySocket[socket];
                if (connection.Receive() is { } latency)
                {
                    latencies.Add(latency);
                    sendNext(connection);
                }
            }
        }

        return latencies;
    }
}

/// <summary>What a load was answered with.</summary>
/// <param name="Time">How long it lasted.</param>
/// <param name="Latencies">The time of each answer, ascending.</param>
/// <param name="ByteCount">The bytes received.</param>
internal sealed record LoadResult(TimeSpan Time, IReadOnlyList<TimeSpan> Latencies, long ByteCount)
{
    /// <summary>Answers a second.</summary>
    public double PerSecond => Latencies.Count / Time.TotalSeconds;

    /// <summary>Megabytes a second.</summary>
    public double MegabytesPerSecond => ByteCount / 1e6 / Time.TotalSeconds;

    /// <summary>A percentile of the times.</summary>
    /// <param name="share">As 0.99.</param>
    /// <returns>The time that this share of the answers did not exceed.</returns>
    public TimeSpan Percentile(double share) =>
        Latencies[Math.Min(Latencies.Count - 1, (int)(share * Latencies.Count))];
}
