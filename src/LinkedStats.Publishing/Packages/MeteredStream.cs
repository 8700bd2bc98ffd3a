namespace LinkedStats.Publishing.Packages;

/// <summary>A file of which only so many bytes may be read, where a reader would take what the file says.</summary>
/// <param name="file">The file; it is not closed.</param>
internal sealed class MeteredStream(Stream file) : Stream
{
    /// <summary>The bytes that may still be read.</summary>
    internal long BytesLeft { get; set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">No more may be read.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = file.Read(buffer);
        BytesLeft -= read;
        return BytesLeft >= 0 ? read : throw new InvalidDataException("its directory is too long.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void Flush() => file.Flush();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
