using System.Buffers;
using LinkedStats.Server.Negotiation;

namespace LinkedStats.Server.Resources;

/// <summary>Collects the bytes of an answer and sends them in large pieces.</summary>
/// <param name="response">The response.</param>
/// <param name="coding">How the body is compressed; null for not at all.</param>
/// <param name="cancellation">Ends the sending when the client has gone.</param>
/// <remarks>
/// Nothing is sent before the first piece is full or the answer complete: an error until then becomes a status, one
/// after it leaves the body unterminated. Writers fill it synchronously, bytes wait only in the flush.
/// </remarks>
internal sealed class ResponseBuffer(HttpResponse response, ContentCoding? coding, CancellationToken cancellation)
    : IBufferWriter<byte>, IDisposable
{
    private const int PieceBytes = 64 << 10;
    private const int FirstBytes = 8 << 10;
    private const int SpaceBytesMin = 256;

    private byte[] _pending = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _count;

    // Never disposed of before the answer is complete: that would end the data, and a part would look whole.
    private Stream? _compressed;

    /// <summary>True when enough is collected to be sent.</summary>
    public bool IsFull => _count >= PieceBytes;

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _pending.Length - _count);
        _count += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeSpace(sizeHint);
        return _pending.AsMemory(_count);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeSpace(sizeHint);
        return _pending.AsSpan(_count);
    }

    /// <summary>Sends what is collected when it is enough; call it between batches.</summary>
    /// <returns>When the client has taken it.</returns>
    public ValueTask FlushIfFullAsync() => IsFull ? FlushAsync() : ValueTask.CompletedTask;

    /// <summary>Sends the rest; a whole answer in one piece says its length.</summary>
    /// <returns>When the client has taken it.</returns>
    public async ValueTask CompleteAsync()
    {
        if (!response.HasStarted && coding is null)
        {
            response.ContentLength = _count;
        }

        await FlushAsync();
        if (_compressed is not null)
        {
            await _compressed.DisposeAsync();
        }
    }

    /// <summary>Gives the memory back; nothing may be written afterwards.</summary>
    public void Dispose()
    {
        if (_pending.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_pending);
            _pending = [];
        }
    }

    private void MakeSpace(int sizeHint)
    {
        int size = Math.Max(sizeHint, SpaceBytesMin);
        if (size > _pending.Length - _count)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(_count + size, 2 * _pending.Length));
            _pending.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_pending);
            _pending = larger;
        }
    }

    private async ValueTask FlushAsync()
    {
        Stream body = coding is null ? response.Body : _compressed ??= coding.Open(response.Body);
        await body.WriteAsync(_pending.AsMemory(0, _count), cancellation);
        _count = 0;
    }
}
