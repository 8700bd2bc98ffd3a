using System.Buffers;

namespace LinkedStats.Server.Resources;

/// <summary>Collects the bytes of an answer and sends them in large pieces.</summary>
/// <param name="response">The response.</param>
/// <param name="cancellation">Ends the sending when the client has gone.</param>
/// <remarks>
/// Nothing is sent before the first piece is full or the answer complete: an error until then becomes a status, one
/// after it leaves the body unterminated. Writers fill it synchronously, bytes wait only in the flush.
/// </remarks>
internal sealed class ResponseBuffer(HttpResponse response, CancellationToken cancellation) : IBufferWriter<byte>
{
    private const int PieceBytes = 64 << 10;

    private readonly ArrayBufferWriter<byte> _pending = new(16 << 10);

    /// <summary>True when enough is collected to be sent.</summary>
    public bool IsFull => _pending.WrittenCount >= PieceBytes;

    /// <inheritdoc/>
    public void Advance(int count) => _pending.Advance(count);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _pending.GetMemory(sizeHint);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _pending.GetSpan(sizeHint);

    /// <summary>Sends what is collected when it is enough; call it between batches.</summary>
    /// <returns>When the client has taken it.</returns>
    public ValueTask FlushIfFullAsync() => IsFull ? FlushAsync() : ValueTask.CompletedTask;

    /// <summary>Sends the rest; a whole answer in one piece says its length.</summary>
    /// <returns>When the client has taken it.</returns>
    public ValueTask CompleteAsync()
    {
        if (!response.HasStarted)
        {
            response.ContentLength = _pending.WrittenCount;
        }

        return FlushAsync();
    }

    private async ValueTask FlushAsync()
    {
        await response.Body.WriteAsync(_pending.WrittenMemory, cancellation);
        _pending.ResetWrittenCount();
    }
}
