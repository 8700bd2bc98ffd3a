using System.Globalization;

namespace LinkedStats.Query.Results;

/// <summary>A stream that refuses to give more than a number of bytes.</summary>
/// <param name="inner">The stream.</param>
/// <param name="bytesMax">The most bytes.</param>
internal sealed class LimitedStream(Stream inner, long bytesMax) : Stream
{
    private long _bytesRead;

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
        get => _bytesRead;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int count = inner.Read(buffer);
        _bytesRead += count;
        return _bytesRead <= bytesMax ? count : throw new InvalidDataException(
            string.Create(CultureInfo.InvariantCulture, $"it has more than {bytesMax} bytes"));
    }

    /// <inheritdoc/>
    public override void Flush() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
