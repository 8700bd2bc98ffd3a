using System.Buffers;
using System.Text.Unicode;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Collects UTF-8 for a buffer writer, so that small pieces cost no call to it.</summary>
/// <param name="output">Receives the pieces.</param>
/// <param name="size">How many bytes are collected, at least 4.</param>
/// <remarks>The memory for them is borrowed from the first byte to the flush: a document of a few bytes makes no
/// garbage of it.</remarks>
internal sealed class Utf8Output(IBufferWriter<byte> output, int size = 1 << 13)
{
    private byte[] _buffer = [];
    private int _count;

    /// <summary>Writes bytes.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _count)
        {
            StartPiece();
            if (bytes.Length > _buffer.Length)
            {
                output.Write(bytes);
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>Writes one byte.</summary>
    public void Write(byte value)
    {
        if (_count == _buffer.Length)
        {
            StartPiece();
        }

        _buffer[_count++] = value;
    }

    /// <summary>Writes text as it is; half of a surrogate pair becomes U+FFFD.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        while (text.Length > 0)
        {
            if (_count > _buffer.Length - 4)
            {
                StartPiece();
            }

            Encode(text, out int used, out int written);
            _count += written;
            text = text[used..];
        }
    }

    /// <summary>Writes line ends and spaces.</summary>
    /// <param name="depth">How many times four spaces.</param>
    public void WriteLine(int depth = 0)
    {
        Write((byte)'\n');
        for (int i = 0; i < depth; i++)
        {
            Write("    "u8);
        }
    }

    /// <summary>Hands over what was collected, and gives the memory back.</summary>
    public void Flush()
    {
        if (_buffer.Length > 0)
        {
            output.Write(_buffer.AsSpan(0, _count));
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _count) = ([], 0);
        }
    }

    private void StartPiece()
    {
        Flush();
        _buffer = ArrayPool<byte>.Shared.Rent(size);
    }

    private void Encode(ReadOnlySpan<char> text, out int used, out int written) =>
        Utf8.FromUtf16(
            text, _buffer.AsSpan(_count), out used, out written, replaceInvalidSequences: true, isFinalBlock: true);
}
