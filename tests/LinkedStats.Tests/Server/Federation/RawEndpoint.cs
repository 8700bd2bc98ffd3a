using System.Net;
using System.Net.Sockets;
using System.Text;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Server.Federation;

/// <summary>An endpoint that sends whatever a test has it send, byte for byte.</summary>
internal sealed class RawEndpoint : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly Task _serving;
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts to listen.</summary>
    /// <param name="answer">Writes the answer to a request; the connection is closed after it.</param>
    public RawEndpoint(Func<Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>Starts to listen; each request gets the same answer.</summary>
    /// <param name="answer">The answer, its header included.</param>
    public RawEndpoint(string answer)
        : this(async (stream, cancellation) => await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellation))
    {
    }

    /// <summary>The requests, header and body.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Ends when a client has gone before its answer ended.</summary>
    public Task ClientLeft => _left.Task;

    /// <summary>The address.</summary>
    public Iri Iri => Iri.Parse($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/sparql");

    /// <summary>Makes an answer with the type of JSON results that ends with the connection.</summary>
    public static string Json(string body) =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\nConnection: close\r\n\r\n" + body;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await ServeAsync(client.GetStream());
            }
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(NetworkStream stream)
    {
        try
        {
            Requests.Add(await ReadRequestAsync(stream));
            await _answer(stream, _stop.Token);
        }
        catch (IOException)
        {
            _left.TrySetResult();
        }
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (true)
        {
            int count = await stream.ReadAsync(buffer, _stop.Token);
            request.Append(Encoding.UTF8.GetString(buffer, 0, count));
            string text = request.ToString();
            int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (count == 0 || (end >= 0 && text.Length >= end + 4 + Length(text)))
            {
                return text;
            }
        }
    }

    private static int Length(string request)
    {
        const string Header = "Content-Length: ";
        int start = request.IndexOf(Header, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? 0 : int.Parse(
            request.AsSpan(start + Header.Length, request.IndexOf('\r', start) - start - Header.Length), null);
    }
}
