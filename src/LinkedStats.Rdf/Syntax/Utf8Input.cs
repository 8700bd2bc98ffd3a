using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LinkedStats.Rdf.Syntax;

/// <summary>A window that a reader moves over a stream of UTF-8; it checks the encoding and the limits.</summary>
/// <remarks>
/// Offsets count bytes from the start of the window, which stays put until <see cref="Advance"/> or
/// <see cref="AdvanceOverLines"/>; so an offset stays good while more of the stream comes in. Only bytes that are known
/// to be valid UTF-8 are ever handed out.
/// </remarks>
internal sealed class Utf8Input
{
    private const int BufferBytes = 1 << 16;

    private readonly Stream _stream;
    private readonly RdfReadOptions _options;
    private byte[] _buffer = new byte[BufferBytes];
    private int _start;
    private int _end;
    private int _filled;
    private bool _isStreamRead;
    private bool _isEndInvalid;
    private long _bytesRead;
    private long _line = 1;
    private int _lineStart;
    private long _codePointsBefore;

    /// <summary>Opens a window at the start of a stream, after a byte order mark.</summary>
    public Utf8Input(Stream stream, RdfReadOptions options)
    {
        _stream = stream;
        _options = options;
        if (At(0) == 0xEF && At(1) == 0xBB && At(2) == 0xBF)
        {
            _start = 3;
            _lineStart = 3;
        }
    }

    /// <summary>The line of the window's start, from 1.</summary>
    public long Line => _line;

    /// <summary>Gives a byte.</summary>
    /// <returns>The byte at the offset; -1 behind the end of the stream.</returns>
    /// <exception cref="RdfSyntaxException">The encoding is wrong or a limit is passed.</exception>
    public int At(int offset)
    {
        int index = _start + offset;
        return index < _end ? _buffer[index] : Load(offset) ? _buffer[_start + offset] : -1;
    }

    /// <summary>The bytes of the window, all of which <see cref="At"/> has been asked for.</summary>
    public ReadOnlySpan<byte> Slice(int offset, int length) => _buffer.AsSpan(_start + offset, length);

    /// <summary>The bytes at hand from an offset on, reading on if there are none; empty only at the end.</summary>
    public ReadOnlySpan<byte> Loaded(int offset) =>
        At(offset) < 0 ? [] : _buffer.AsSpan(_start + offset, _end - _start - offset);

    /// <summary>Moves the window's start over bytes that hold no line break.</summary>
    public void Advance(int length) => _start += length;

    /// <summary>Moves the window's start over bytes that may hold line breaks.</summary>
    public void AdvanceOverLines(int length)
    {
        int offset = 0;
        while (offset < length)
        {
            int next = Slice(offset, length - offset).IndexOfAny((byte)'\n', (byte)'\r');
            if (next < 0)
            {
                break;
            }

            offset += next + 1;
            if (At(offset - 1) == '\n' || At(offset) != '\n')
            {
                _line++;
                _lineStart = _start + offset;
                _codePointsBefore = 0;
            }
        }

        _start += length;
    }

    /// <summary>Finds the line break at or after the window's start.</summary>
    /// <returns>The number of bytes before it, or before the end of the stream.</returns>
    public int FindLineBreak()
    {
        int searched = 0;
        while (true)
        {
            ReadOnlySpan<byte> rest = Loaded(searched);
            int index = rest.IndexOfAny((byte)'\n', (byte)'\r');
            if (index >= 0 || rest.Length == 0)
            {
                return searched + Math.Max(index, 0);
            }

            searched += rest.Length;
        }
    }

    /// <summary>Makes the exception for a place in the window.</summary>
    /// <param name="offset">The offset of the place.</param>
    /// <param name="message">What is wrong, where it is not that something else was expected.</param>
    /// <returns>The exception, to be thrown.</returns>
    public RdfSyntaxException Error(int offset, string message)
    {
        (long line, long column) = PlaceOf(offset);
        return new RdfSyntaxException(message, line, column);
    }

    /// <summary>Makes the exception for what does not belong where it stands.</summary>
    /// <param name="offset">The offset of the place.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <returns>The exception, to be thrown.</returns>
    public RdfSyntaxException Unexpected(int offset, string expected) =>
        Unexpected(offset, Describe(offset), expected);

    /// <summary>Makes the exception for what does not belong where it stands.</summary>
    /// <param name="offset">The offset of the place.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <returns>The exception, to be thrown.</returns>
    public RdfSyntaxException Unexpected(int offset, string found, string expected)
    {
        (long line, long column) = PlaceOf(offset);
        return RdfSyntaxException.Unexpected(found, expected, line, column);
    }

    /// <summary>Says what stands at an offset, for a message.</summary>
    /// <returns>A character in quotation marks, its code point if it is invisible, or the end of the file.</returns>
    public string Describe(int offset)
    {
        int first = At(offset);
        if (first < 0)
        {
            return "the end of the file";
        }

        int length = 1;
        while (length < 4 && (At(offset + length) & 0xC0) == 0x80)
        {
            length++;
        }

        _ = Rune.DecodeFromUtf8(Slice(offset, length), out Rune rune, out _);
        return first is '\n' or '\r' ? "the end of the line"
            : Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? first == ' ' ? "a space" : $"U+{rune.Value:X4}"
            : $"'{rune}'";
    }

    private (long Line, long Column) PlaceOf(int offset)
    {
        long line = _line;
        long before = _codePointsBefore;
        int lineStart = _lineStart;
        int place = Math.Min(_start + offset, _filled);
        for (int i = _start; i < place; i++)
        {
            if (_buffer[i] == '\n' || (_buffer[i] == '\r' && (i + 1 >= _filled || _buffer[i + 1] != '\n')))
            {
                line++;
                lineStart = i + 1;
                before = 0;
            }
        }

        return (line, before + CountCodePoints(lineStart, place) + 1);
    }

    /// <summary>Reads on until a byte is at hand.</summary>
    private bool Load(int offset)
    {
        while (_start + offset >= _end)
        {
            if (_isEndInvalid)
            {
                throw Error(_end - _start, $"the byte 0x{_buffer[_end]:X2} is not UTF-8 at this place");
            }

            if (_isStreamRead)
            {
                return false;
            }

            if (offset >= _options.TokenBytesMax)
            {
                throw Error(0, string.Create(
                    CultureInfo.InvariantCulture,
                    $"a token or line is longer than the limit of {_options.TokenBytesMax:N0} bytes"));
            }

            MakeRoom();
            Fill();
        }

        return true;
    }

    private void MakeRoom()
    {
        if (_filled < _buffer.Length)
        {
            return;
        }

        // The characters of this line that leave the buffer still count for columns.
        if (_lineStart < _start)
        {
            _codePointsBefore += CountCodePoints(_lineStart, _start);
            _lineStart = _start;
        }

        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _filled - _start);
            _lineStart -= _start;
            _end -= _start;
            _filled -= _start;
            _start = 0;
        }
        else
        {
            Array.Resize(ref _buffer, checked(_buffer.Length * 2));
        }
    }

    private void Fill()
    {
        _options.Cancellation.ThrowIfCancellationRequested();
        int count = _stream.Read(_buffer, _filled, _buffer.Length - _filled);
        _isStreamRead = count == 0;
        _bytesRead += count;
        _filled += count;
        if (_bytesRead > _options.BytesMax)
        {
            throw Error(_filled - _start, string.Create(
                CultureInfo.InvariantCulture, $"the input is longer than the limit of {_options.BytesMax:N0} bytes"));
        }

        // A character cut by the end of the buffer waits for its rest; at the end of the stream nothing follows.
        int whole = _isStreamRead ? _filled : _filled - IncompleteTail(_buffer.AsSpan(_end, _filled - _end));
        ReadOnlySpan<byte> fresh = _buffer.AsSpan(_end, whole - _end);
        if (!Utf8.IsValid(fresh))
        {
            int bad = 0;
            while (Rune.DecodeFromUtf8(fresh[bad..], out _, out int consumed) == OperationStatus.Done)
            {
                bad += consumed;
            }

            // What comes before is handed out first, so that errors show in the order of the file.
            _isEndInvalid = true;
            whole = _end + bad;
        }

        _end = whole;
    }

    private static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte lead = bytes[^back];
            if ((lead & 0xC0) != 0x80)
            {
                int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
                return needed > back ? back : 0;
            }
        }

        return 0;
    }

    private long CountCodePoints(int from, int to)
    {
        long count = 0;
        for (int i = Math.Max(from, 0); i < to; i++)
        {
            count += (_buffer[i] & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
