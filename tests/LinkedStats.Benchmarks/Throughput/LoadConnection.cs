using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LinkedStats.Benchmarks.Throughput;

/// <summary>A connection with one request at a time; an answer is counted and forgotten.</summary>
internal sealed class LoadConnection : IDisposable
{
    private const int ReadBytes = 256 << 10;
    private readonly byte[] _buffer = new byte[ReadBytes];
    private long _start;
    private int _kept;
    private long _remaining;
    private Framing _framing;

    /// <summary>Connects.</summary>
    /// <param name="port">The port at loopback.</param>
    public LoadConnection(int port) => Socket.Connect(IPAddress.Loopback, port);

    private enum Framing
    {
        Unknown,
        Length,
        Chunks,
    }

    /// <summary>The socket; <see cref="Receive"/> when it is readable.</summary>
    public Socket Socket { get; } = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>The bytes that were received in all.</summary>
    public long ByteCount { get; private set; }

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request.</param>
    public void Send(ReadOnlySpan<byte> request)
    {
        _framing = Framing.Unknown;
        _kept = 0;
        _start = Stopwatch.GetTimestamp();
        Socket.Send(request);
    }

    /// <summary>Receives what is there.</summary>
    /// <returns>The time since the request was sent, when this was the end of its answer.</returns>
    /// <exception cref="InvalidOperationException">The answer is not 200, or the server has gone.</exception>
    public TimeSpan? Receive()
    {
        int count = Socket.Receive(_buffer.AsSpan(_kept));
        if (count == 0)
        {
            throw new InvalidOperationException("The server closed a connection.");
        }

        ByteCount += count;
        _remaining -= count;
        Span<byte> read = _buffer.AsSpan(0, _kept + count);
        if (_framing == Framing.Unknown && !TryReadHead(read))
        {
            _kept = read.Length;
            return null;
        }

        bool isEnd = _framing == Framing.Length ? _remaining == 0 : read.EndsWith("\r\n0\r\n\r\n"u8);
        Keep(read);
        return isEnd ? Stopwatch.GetElapsedTime(_start) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => Socket.Dispose();

    // The end of the last chunk may come in two parts.
    private void Keep(Span<byte> read)
    {
        Span<byte> tail = read[^Math.Min(read.Length, "\r\n0\r\n\r\n".Length)..];
        tail.CopyTo(_buffer);
        _kept = _framing == Framing.Chunks ? tail.Length : 0;
    }

    private bool TryReadHead(ReadOnlySpan<byte> read)
    {
        int end = read.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        string head = Encoding.ASCII.GetString(read[..end]);
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(head);
        }

        string? length = head.Split("\r\n").FirstOrDefault(
            static line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        _framing = length is null ? Framing.Chunks : Framing.Length;
        if (length is not null)
        {
            long bodyBytes = long.Parse(length.Split(':')[1], CultureInfo.InvariantCulture);
            _remaining = end + "\r\n\r\n".Length + bodyBytes - read.Length;
        }

        return true;
    }
}
