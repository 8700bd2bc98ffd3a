using System.Globalization;
using LinkedStats.Query;

namespace LinkedStats.Server.Federation;

/// <summary>A call under way: its time, what it holds, and how its failures are told.</summary>
internal sealed class ServiceCall : IDisposable
{
    private readonly ServiceRequest _request;
    private readonly Action _ended;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenSource _stop;
    private HttpResponseMessage? _response;
    private bool _isOver;

    /// <summary>Starts the clock of a call.</summary>
    /// <param name="request">The call.</param>
    /// <param name="ended">Is told the end of the call, once.</param>
    /// <param name="cancellation">Ends the call.</param>
    public ServiceCall(ServiceRequest request, Action ended, CancellationToken cancellation)
    {
        (_request, _ended, _cancellation) = (request, ended, cancellation);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _stop.CancelAfter(request.Timeout);
    }

    /// <summary>Says that the time is over, or that nobody waits any more.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Keeps the response until the end of the call.</summary>
    /// <param name="response">The response.</param>
    public void Own(HttpResponseMessage response) => _response = response;

    /// <summary>Makes the failure of a call.</summary>
    /// <param name="why">What the endpoint does, to be part of a sentence.</param>
    /// <returns>The exception, to be thrown.</returns>
    public QueryException Failed(string why) =>
        new(QueryFailure.ServiceFailed, $"SERVICE asks {_request.Endpoint}, but {why}.");

    /// <summary>Does a part of the call; what goes wrong in the network becomes a failure of the query.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="work">The part.</param>
    /// <returns>What it gave.</returns>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (OperationCanceledException) when (!_cancellation.IsCancellationRequested)
        {
            throw new QueryException(QueryFailure.ServiceTimeout, string.Create(
                CultureInfo.InvariantCulture,
                $"SERVICE asks {_request.Endpoint}, but it did not answer within "
                + $"{_request.Timeout.TotalSeconds:0.###} seconds."));
        }
        catch (HttpRequestException error)
        {
            throw error.InnerException as QueryException
                ?? Failed($"it cannot be reached: {error.Message.TrimEnd('.')}");
        }
        catch (IOException error)
        {
            throw Failed($"its answer breaks off: {error.Message.TrimEnd('.')}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isOver)
        {
            return;
        }

        _isOver = true;
        _response?.Dispose();
        _stop.Dispose();
        _ended();
    }
}

/// <summary>The body of an answer; reading waits for bytes until the call's time is over.</summary>
/// <param name="inner">The body.</param>
/// <param name="call">The call, which ends with the stream.</param>
internal sealed class ServiceBody(Stream inner, ServiceCall call) : Stream
{
    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => call.Guard(
        () => inner.ReadAsync(buffer.AsMemory(offset, count), call.Stopped).AsTask().GetAwaiter().GetResult());

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            call.Dispose();
        }

        base.Dispose(disposing);
    }
}
