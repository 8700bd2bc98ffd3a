using System.Buffers;
using System.Text;

namespace LinkedStats.Query.Results;

/// <summary>Gathers small pieces of UTF-8 and hands them to a buffer writer in large ones.</summary>
internal sealed class Utf8Output
{
    private const int Capacity = 16 * 1024;

    private readonly IBufferWriter<byte> _output;
    private readonly byte[] _buffer = new byte[Capacity];
    private int _length;
    private long _flushed;

    /// <summary>Creates an output.</summary>
    /// <param name="output">Where the bytes go.</param>
    public Utf8Output(IBufferWriter<byte> output) => _output = output;

    /// <summary>Writes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Capacity - _length)
        {
            Flush();
            if (bytes.Length > Capacity)
            {
                _output.Write(bytes);
                _flushed += bytes.Length;
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Writes one byte.</summary>
    /// <param name="value">The byte.</param>
    public void Write(byte value)
    {
        if (_length == Capacity)
        {
            Flush();
        }

        _buffer[_length++] = value;
    }

    /// <summary>Writes text; for names, not for values.</summary>
    /// <param name="text">The text.</param>
    public void Write(string text) => Write(Encoding.UTF8.GetBytes(text));

    /// <summary>The place that has been reached, for <see cref="TryGetSince"/>.</summary>
    public long Place => _flushed + _length;

    /// <summary>Gets what was written since some place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="written">The bytes; valid until more is written.</param>
    /// <returns>False when they were handed on already.</returns>
    public bool TryGetSince(long place, out ReadOnlySpan<byte> written)
    {
        bool isThere = place >= _flushed;
        written = isThere ? _buffer.AsSpan((int)(place - _flushed).._length) : default;
        return isThere;
    }

    /// <summary>Hands on what was gathered.</summary>
    public void Flush()
    {
        if (_length > 0)
        {
            _output.Write(_buffer.AsSpan(0, _length));
            _flushed += _length;
            _length = 0;
        }
    }
}
