using System.Buffers;

namespace LinkedStats.Server.Commands;

/// <summary>Collects bytes and writes them to a stream in large pieces.</summary>
/// <param name="stream">The stream.</param>
internal sealed class StreamBuffer(Stream stream) : IBufferWriter<byte>
{
    private const int PieceBytes = 256 << 10;

    private readonly ArrayBufferWriter<byte> _pending = new(64 << 10);

    /// <inheritdoc/>
    public void Advance(int count) => _pending.Advance(count);

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0) => _pending.GetMemory(sizeHint);

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => _pending.GetSpan(sizeHint);

    /// <summary>Writes what is collected when it is enough.</summary>
    public void FlushIfFull()
    {
        if (_pending.WrittenCount >= PieceBytes)
        {
            Flush();
        }
    }

    /// <summary>Writes what is collected.</summary>
    public void Flush()
    {
        stream.Write(_pending.WrittenSpan);
        _pending.ResetWrittenCount();
    }
}
