using System.Buffers;
using System.Text;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <content>Strings and their escapes.</content>
internal sealed partial class JsonText
{
    /// <summary>Names are remembered, since objects of a kind repeat them; more are seldom repeated.</summary>
    private const int NamesMax = 4096;

    private const int NameBytesMax = 256;

    private static readonly SearchValues<byte> StringStops =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static code => (byte)code), .. "\"\\"u8]);

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads a string, at whose quotation mark the input stands.</summary>
    private string ReadString(bool isName)
    {
        int end = 1;
        bool isEscaped = false;
        while (true)
        {
            ReadOnlySpan<byte> rest = _input.Loaded(end);
            int stop = rest.IndexOfAny(StringStops);
            if (rest.Length == 0)
            {
                throw _input.Unexpected(0, "a string that is not closed before the end of the file", "'\"'");
            }

            end += stop < 0 ? rest.Length : stop;
            if (stop < 0)
            {
                continue;
            }

            int found = _input.At(end);
            if (found == '"')
            {
                break;
            }

            if (found != '\\')
            {
                throw Unexpected("an escape, since control characters may not stand in strings", end);
            }

            isEscaped = true;
            end += _input.At(end + 1) < 0 ? 1 : 2;
        }

        ReadOnlySpan<byte> bytes = _input.Slice(1, end - 1);
        string text = isEscaped ? Unescape(bytes) : isName ? Name(bytes) : Encoding.UTF8.GetString(bytes);
        int continuations = CountContinuations(bytes);
        _input.Advance(end + 1);
        _column += end + 1 - continuations;
        Count(end + 1);
        return text;
    }

    /// <summary>Counts the bytes that are no column of their own.</summary>
    private static int CountContinuations(ReadOnlySpan<byte> bytes)
    {
        int count = 0;
        if (!Ascii.IsValid(bytes))
        {
            foreach (byte unit in bytes)
            {
                count += (unit & 0xC0) == 0x80 ? 1 : 0;
            }
        }

        return count;
    }

    private string Name(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > NameBytesMax)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        Span<char> characters = stackalloc char[NameBytesMax];
        characters = characters[..Encoding.UTF8.GetChars(bytes, characters)];
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> names =
            _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (names.TryGetValue(characters, out string? known))
        {
            return known;
        }

        string name = characters.ToString();
        if (_names.Count < NamesMax)
        {
            _names.Add(name);
        }

        return name;
    }

    private string Unescape(ReadOnlySpan<byte> bytes)
    {
        // RFC 8259, section 7. Every escape is longer than what it stands for, in UTF-16 too.
        char[] rented = ArrayPool<char>.Shared.Rent(bytes.Length);
        try
        {
            int length = 0;
            int offset = 0;
            while (offset < bytes.Length)
            {
                int escape = bytes[offset..].IndexOf((byte)'\\');
                int end = escape < 0 ? bytes.Length : offset + escape;
                length += Encoding.UTF8.GetChars(bytes[offset..end], rented.AsSpan(length));
                offset = end;
                if (offset < bytes.Length)
                {
                    length += UnescapeOne(bytes, ref offset, rented.AsSpan(length));
                }
            }

            return new string(rented, 0, length);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Resolves the escape at an offset, or two that are a surrogate pair.</summary>
    /// <returns>The number of characters written.</returns>
    private int UnescapeOne(ReadOnlySpan<byte> bytes, ref int offset, Span<char> output)
    {
        int start = offset;
        if (bytes[offset + 1] != 'u')
        {
            int index = "\"\\/bfnrt".IndexOf((char)bytes[offset + 1], StringComparison.Ordinal);
            if (index < 0)
            {
                throw Escape(
                    start, "an unknown escape", "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX");
            }

            output[0] = "\"\\/\b\f\n\r\t"[index];
            offset += 2;
            return 1;
        }

        output[0] = CodeUnit(bytes, ref offset);
        if (!char.IsSurrogate(output[0]))
        {
            return 1;
        }

        if (char.IsHighSurrogate(output[0]) && bytes[offset..].StartsWith("\\u"u8))
        {
            output[1] = CodeUnit(bytes, ref offset);
            if (char.IsLowSurrogate(output[1]))
            {
                return 2;
            }
        }

        throw Escape(start, "half of a surrogate pair", "both halves, the high one first");
    }

    private char CodeUnit(ReadOnlySpan<byte> bytes, ref int offset)
    {
        int code = 0;
        for (int i = offset + 2; i < offset + 6; i++)
        {
            if (i >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[i]))
            {
                throw Escape(offset, "an escape that is cut short", "4 hexadecimal digits after \\u");
            }

            // A letter has bit 6 set, and its low four bits count from 1 for 'A' and 'a'.
            code = (code << 4) | ((bytes[i] & 0xF) + ((bytes[i] >> 6) * 9));
        }

        offset += 6;
        return (char)code;
    }

    /// <summary>Makes the exception for an escape of the string at which the input stands.</summary>
    private RdfSyntaxException Escape(int offset, string found, string expected) =>
        _input.Unexpected(1 + offset, found, expected);
}
