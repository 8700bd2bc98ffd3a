using System.Globalization;
using System.Text;

namespace LinkedStats.Query.Sparql;

/// <summary>
/// The text of a query with its codepoint escapes replaced, and the way back to lines and columns as written.
/// </summary>
/// <remarks>Source: SPARQL 1.1 Query, section 19.2: escapes are replaced once, before the grammar is applied.</remarks>
internal sealed class QueryText
{
    private const int MessageLengthMax = 500;
    private const int TokenLengthMax = 100;

    private readonly string _written;

    /// <summary>Where each escape ended: in <see cref="Text"/>, and in what was written; ascending.</summary>
    private readonly List<(int Decoded, int Written)> _shifts;

    private QueryText(string written, string text, List<(int Decoded, int Written)> shifts)
    {
        _written = written;
        Text = text;
        _shifts = shifts;
    }

    /// <summary>The text that the grammar applies to.</summary>
    public string Text { get; }

    /// <summary>Replaces the codepoint escapes of a query.</summary>
    /// <param name="written">The query as it was sent.</param>
    /// <returns>The text to parse.</returns>
    /// <exception cref="SparqlSyntaxException">An escape, or a character, is half of a surrogate pair.</exception>
    public static QueryText Decode(string written)
    {
        // Some editors write a byte order mark before UTF-8: a signature, no part of the text (RFC 3629, section 6).
        written = written is ['\uFEFF', .. string rest] ? rest : written;
        var plain = new QueryText(written, written, []);
        plain.RefuseLoneSurrogates();
        return written.Contains("\\u", StringComparison.OrdinalIgnoreCase) ? plain.ReplaceEscapes() : plain;
    }

    /// <summary>Says where an index of <see cref="Text"/> stands in the query as written.</summary>
    /// <param name="index">The index.</param>
    /// <returns>The line and the column in code points, both from 1.</returns>
    public (int Line, int Column) PositionOf(int index)
    {
        int target = WrittenIndex(index);
        int line = 1;
        int column = 1;
        for (int i = 0; i < target; i++)
        {
            char c = _written[i];
            if (c == '\n' || (c == '\r' && (i + 1 >= _written.Length || _written[i + 1] != '\n')))
            {
                line++;
                column = 1;
            }
            else if (!char.IsLowSurrogate(c) && c != '\r')
            {
                column++;
            }
        }

        return (line, column);
    }

    /// <summary>Gives a part of the query as it was written.</summary>
    /// <param name="start">The index in <see cref="Text"/> where it starts; no escape stands just before it.</param>
    /// <param name="end">The index where it ends.</param>
    /// <returns>The part, with its escapes.</returns>
    public string Written(int start, int end) => _written[WrittenIndex(start)..WrittenIndex(end)];

    /// <summary>Makes the exception for a mistake at an index.</summary>
    /// <param name="index">Where the mistake is.</param>
    /// <param name="message">What is wrong, in a sentence.</param>
    /// <param name="token">What was found.</param>
    /// <param name="expected">What would have been accepted.</param>
    /// <returns>The exception to throw.</returns>
    public SparqlSyntaxException ErrorAt(
        int index, string message, string token = "", IReadOnlyList<string>? expected = null)
    {
        (int line, int column) = PositionOf(index);
        return new SparqlSyntaxException(
            SyntaxMessages.Shorten(message, MessageLengthMax),
            line,
            column,
            SyntaxMessages.Shorten(token, TokenLengthMax),
            expected);
    }

    private int WrittenIndex(int index)
    {
        int shift = _shifts.BinarySearch((index, int.MaxValue));
        shift = (shift < 0 ? ~shift : shift) - 1;
        return shift < 0 ? index : _shifts[shift].Written + (index - _shifts[shift].Decoded);
    }

    private void RefuseLoneSurrogates()
    {
        for (int i = 0; i < _written.Length; i++)
        {
            if (!char.IsSurrogate(_written[i]))
            {
                continue;
            }

            if (!char.IsSurrogatePair(_written, i))
            {
                throw ErrorAt(i, "The query is not valid Unicode: half of a surrogate pair stands alone.");
            }

            i++;
        }
    }

    private QueryText ReplaceEscapes()
    {
        var text = new StringBuilder(_written.Length);
        var shifts = new List<(int Decoded, int Written)>();
        for (int i = 0; i < _written.Length; i++)
        {
            char c = _written[i];
            text.Append(c);
            if (c != '\\' || i + 1 == _written.Length)
            {
                continue;
            }

            int digits = _written[i + 1] switch { 'u' => 4, 'U' => 8, _ => 0 };
            if (digits == 0 || !TryReadHex(i + 2, digits, out uint codepoint))
            {
                // A backslash takes the next character with it, so that \\u0041 stays an escaped backslash and letters.
                text.Append(_written[++i]);
                continue;
            }

            if (!Rune.IsValid(codepoint))
            {
                string escape = _written.Substring(i, digits + 2);
                throw ErrorAt(i, $"{escape} does not name a Unicode character.", escape);
            }

            text.Length--;
            text.Append(new Rune(codepoint).ToString());
            i += digits + 1;
            shifts.Add((text.Length, i + 1));
        }

        return new QueryText(_written, text.ToString(), shifts);
    }

    private bool TryReadHex(int start, int count, out uint value)
    {
        value = 0;
        return start + count <= _written.Length && uint.TryParse(
            _written.AsSpan(start, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
