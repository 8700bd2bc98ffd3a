using System.Buffers;
using System.Text;

namespace LinkedStats.Rdf.Syntax.Turtle;

/// <summary>Cuts Turtle and TriG into tokens; those of the current one stay at hand.</summary>
/// <remarks>Source: RDF 1.1 Turtle, section 6.5, terminals; each terminal takes the longest text that fits.</remarks>
internal sealed partial class TurtleLexer(Utf8Input input)
{
    private static readonly SearchValues<byte> IriStops =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(static code => (byte)code), .. "<>\"{}|^`\\"u8]);

    private bool _mayHoldLines;

    /// <summary>The kind of the current token.</summary>
    public TurtleToken Kind { get; private set; }

    /// <summary>The length of the current token in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>How many quotation marks open and close the current string: 1 or 3.</summary>
    public int QuoteLength { get; private set; }

    /// <summary>The offset of the colon in the current prefixed name.</summary>
    public int ColonOffset { get; private set; }

    /// <summary>The line on which the current token starts.</summary>
    public long Line => input.Line;

    /// <summary>The bytes of the current token.</summary>
    public ReadOnlySpan<byte> Bytes => input.Slice(0, Length);

    /// <summary>Tells whether the current token is a punctuation mark.</summary>
    public bool Is(char mark) => Kind == TurtleToken.Punctuation && input.At(0) == mark;

    /// <summary>Tells whether the current token is a word, in any case of its letters.</summary>
    public bool IsWord(ReadOnlySpan<byte> word) =>
        Kind == TurtleToken.Word && Ascii.EqualsIgnoreCase(Bytes, word);

    /// <summary>Moves to the next token.</summary>
    public void Next()
    {
        if (_mayHoldLines)
        {
            input.AdvanceOverLines(Length);
            _mayHoldLines = false;
        }
        else
        {
            input.Advance(Length);
        }

        SkipSpace();
        ReadToken();
    }

    /// <summary>Makes the exception for a place in the current token.</summary>
    public RdfSyntaxException Error(string message, int offset = 0) => input.Error(offset, message);

    /// <summary>Makes the exception for something else than what belongs into the current token.</summary>
    /// <param name="found">What it is.</param>
    /// <param name="expected">What would have been accepted.</param>
    public RdfSyntaxException Unexpected(string found, string expected) => input.Unexpected(0, found, expected);

    /// <summary>Makes the exception for an escape in the current token.</summary>
    /// <param name="problem">What is wrong with it.</param>
    /// <param name="start">Where the text that holds it begins in the token.</param>
    public RdfSyntaxException Unexpected(EscapeProblem problem, int start) =>
        input.Unexpected(start + problem.Offset, problem.Found, problem.Expected);

    /// <summary>Makes the exception for a token that does not belong where it stands.</summary>
    /// <param name="expected">What would have been accepted.</param>
    public RdfSyntaxException Unexpected(string expected) => input.Unexpected(0, Describe(), expected);

    private string Describe() => Kind switch
    {
        TurtleToken.End => "the end of the file",
        TurtleToken.String => "a string",
        _ => $"'{IriSyntax.Shorten(Encoding.UTF8.GetString(Bytes))}'",
    };

    private void SkipSpace()
    {
        while (true)
        {
            int next = input.At(0);
            if (next is ' ' or '\t')
            {
                input.Advance(1);
            }
            else if (next is '\n' or '\r')
            {
                input.AdvanceOverLines(1);
            }
            else if (next == '#')
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Skips a comment piece by piece, so that its length has no limit.</summary>
    private void SkipComment()
    {
        while (input.Loaded(0) is { Length: > 0 } rest)
        {
            int end = rest.IndexOfAny((byte)'\n', (byte)'\r');
            input.Advance(end < 0 ? rest.Length : end);
            if (end >= 0)
            {
                return;
            }
        }
    }

    private void ReadToken()
    {
        int first = input.At(0);
        switch (first)
        {
            case -1:
                Set(TurtleToken.End, 0);
                break;
            case '<':
                ReadIriRef();
                break;
            case '"' or '\'':
                ReadString((byte)first);
                break;
            case '@':
                ReadAtWord();
                break;
            case '_':
                ReadBlankLabel();
                break;
            case '^':
                Expect(1, '^', "'^^' and a datatype");
                Set(TurtleToken.Carets, 2);
                break;
            case ';' or ',' or '[' or ']' or '(' or ')' or '{' or '}':
                Set(TurtleToken.Punctuation, 1);
                break;
            case '.' when !IsDigit(input.At(1)):
                Set(TurtleToken.Punctuation, 1);
                break;
            case '.' or '+' or '-' or (>= '0' and <= '9'):
                ReadNumber();
                break;
            default:
                ReadName();
                break;
        }
    }

    private void ReadIriRef()
    {
        int offset = 1;
        while (true)
        {
            ReadOnlySpan<byte> rest = input.Loaded(offset);
            int stop = rest.IndexOfAny(IriStops);
            offset += stop < 0 ? rest.Length : stop;
            if (stop < 0 && rest.Length > 0)
            {
                continue;
            }

            switch (input.At(offset))
            {
                case '>':
                    Set(TurtleToken.IriRef, offset + 1);
                    return;
                case '\\':
                    offset += 2;
                    break;
                default:
                    throw input.Unexpected(offset, $"{input.Describe(offset)} in an IRI", "'>' to end it");
            }
        }
    }

    private void ReadString(byte quote)
    {
        // A third quotation mark tells the long form from an empty string.
        QuoteLength = input.At(1) == quote && input.At(2) == quote ? 3 : 1;
        _mayHoldLines = QuoteLength == 3;
        int offset = QuoteLength;
        while (true)
        {
            ReadOnlySpan<byte> rest = input.Loaded(offset);
            int stop = QuoteLength == 3 ? rest.IndexOfAny(quote, (byte)'\\')
                : rest.IndexOfAny([quote, (byte)'\\', (byte)'\n', (byte)'\r']);
            if (rest.Length == 0)
            {
                throw input.Unexpected(
                    0,
                    "a string that is not closed before the end of the file",
                    Quotes(quote));
            }

            offset += stop < 0 ? rest.Length : stop;
            if (stop < 0)
            {
                continue;
            }

            int found = input.At(offset);
            if (found == '\\')
            {
                offset += 2;
            }
            else if (found != quote)
            {
                throw input.Unexpected(offset, "the end of the line in a string", Quotes(quote));
            }
            else if (QuoteLength == 1 || (input.At(offset + 1) == quote && input.At(offset + 2) == quote))
            {
                Set(TurtleToken.String, offset + QuoteLength);
                return;
            }
            else
            {
                offset++;
            }
        }
    }

    private void Expect(int offset, char character, string expected)
    {
        if (input.At(offset) != character)
        {
            throw input.Unexpected(offset, expected);
        }
    }

    private void Set(TurtleToken kind, int length) => (Kind, Length) = (kind, length);

    private static bool IsDigit(int code) => code is >= '0' and <= '9';

    private string Quotes(byte quote) => new((char)quote, QuoteLength);
}
