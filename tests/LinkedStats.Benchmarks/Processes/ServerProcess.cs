using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LinkedStats.Benchmarks.Processes;

/// <summary>A running server on a port of its own at loopback; ends when disposed of.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartUpMax = TimeSpan.FromMinutes(2);
    private readonly Process _process;

    private ServerProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The address of the server.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/"));

    /// <summary>From the start of the process to the first answer of the SPARQL endpoint.</summary>
    public TimeSpan StartUp { get; private set; }

    /// <summary>The memory of the process.</summary>
    public ProcessMemory Memory =>
        ProcessMemory.Read(_process.Id) ?? throw new InvalidOperationException("The server has ended.");

    /// <summary>The process.</summary>
    public int Id => _process.Id;

    /// <summary>The number of the store's files that the process has mapped.</summary>
    public int MappedSegments => File.ReadLines($"/proc/{Id}/maps")
        .Where(static line => line.EndsWith(".arrows", StringComparison.Ordinal))
        .Select(static line => line[line.IndexOf('/', StringComparison.Ordinal)..])
        .Distinct(StringComparer.Ordinal).Count();

    /// <summary>Starts a server and waits until it answers.</summary>
    /// <param name="store">The folder of its store.</param>
    /// <param name="arguments">More arguments.</param>
    /// <returns>The server.</returns>
    /// <exception cref="InvalidOperationException">It does not answer.</exception>
    public static ServerProcess Start(string store, params string[] arguments)
    {
        int port = FreePort();
        string url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        long start = Stopwatch.GetTimestamp();
        var server = new ServerProcess(ServerProgram.Start(["--store", store, "--urls", url, .. arguments]), port);
        using var client = new HttpClient { BaseAddress = server.Address };
        while (!Answers(client))
        {
            if (server._process.HasExited || Stopwatch.GetElapsedTime(start) > StartUpMax)
            {
                server.Dispose();
                throw new InvalidOperationException("The server does not answer.");
            }

            Thread.Sleep(2);
        }

        server.StartUp = Stopwatch.GetElapsedTime(start);
        return server;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static bool Answers(HttpClient client)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "sparql?query=ASK%7B%7D");
            using HttpResponseMessage response = client.Send(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
