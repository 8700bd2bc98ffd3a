using System.Collections.Concurrent;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;

namespace LinkedStats.Publishing.Packages;

/// <summary>Reads RDF on a thread of its own, so that parsing and keeping share the cores.</summary>
internal sealed class QuadPipe : IQuadSink, IDisposable
{
    private const int BatchStatements = 1024;
    private const int BatchesMax = 8;

    private readonly ReadPosition _position = new();
    private readonly BlockingCollection<Batch> _full = new(BatchesMax);
    private readonly ConcurrentBag<Batch> _empty = [];
    private readonly Stream _stream;
    private readonly CancellationToken _cancellation;
    private Batch _batch = new();

    private QuadPipe(Stream stream, CancellationToken cancellation)
    {
        (_stream, _cancellation) = (stream, cancellation);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="format">The syntax.</param>
    /// <param name="baseIri">The base of relative IRIs.</param>
    /// <param name="options">Limits and hooks.</param>
    /// <param name="take">Receives the statements, in order, on the calling thread.</param>
    /// <param name="progress">Receives the number of bytes read so far.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="RdfSyntaxException">As <see cref="RdfReader"/> has it; what came before it has been
    /// taken.</exception>
    internal static void Read(
        Stream stream,
        RdfFormat format,
        Iri baseIri,
        RdfReadOptions options,
        LinedQuad take,
        Action<long> progress,
        CancellationToken cancellation)
    {
        // The reader stops as well when the other side does.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var pipe = new QuadPipe(stream, stop.Token);
        Task reading = Task.Factory.StartNew(
            () => pipe.Fill(format, baseIri, options),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            pipe.Drain(take, progress);
        }
        catch
        {
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            throw;
        }

        // The last batch may be taken before the reader has ended, and it may end with an error.
        reading.GetAwaiter().GetResult();
    }

    /// <inheritdoc/>
    void IQuadSink.Add(in Quad quad)
    {
        _batch.Quads[_batch.Count] = quad;
        _batch.Lines[_batch.Count++] = _position.Line;
        if (_batch.Count == BatchStatements)
        {
            Send();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _full.Dispose();

    private void Fill(RdfFormat format, Iri baseIri, RdfReadOptions options)
    {
        try
        {
            RdfReader.Read(
                _stream, format, baseIri, this, options with { Position = _position, Cancellation = _cancellation });
        }
        finally
        {
            if (!_cancellation.IsCancellationRequested)
            {
                Send();
            }

            _full.CompleteAdding();
        }
    }

    private void Drain(LinedQuad take, Action<long> progress)
    {
        foreach (Batch batch in _full.GetConsumingEnumerable(_cancellation))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                take(batch.Quads[i], batch.Lines[i]);
            }

            progress(batch.BytesRead);
            batch.Count = 0;
            _empty.Add(batch);
        }
    }

    private void Send()
    {
        _batch.BytesRead = _stream.CanSeek ? _stream.Position : 0;
        _full.Add(_batch, _cancellation);
        _batch = _empty.TryTake(out Batch? used) ? used : new Batch();
    }

    /// <summary>Statements on their way from one thread to the other.</summary>
    private sealed class Batch
    {
        internal Quad[] Quads { get; } = new Quad[BatchStatements];

        internal long[] Lines { get; } = new long[BatchStatements];

        internal int Count { get; set; }

        internal long BytesRead { get; set; }
    }
}

/// <summary>Receives a statement and the line that it was read from.</summary>
internal delegate void LinedQuad(in Quad quad, long line);
