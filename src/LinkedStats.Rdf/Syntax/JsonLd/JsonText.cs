using System.Globalization;
using System.Text;

namespace LinkedStats.Rdf.Syntax.JsonLd;

/// <summary>Reads JSON from a stream, a value at a time, so that a long array need not be held whole.</summary>
/// <remarks>
/// Source: RFC 8259. Names that come twice in an object, half surrogate pairs and text behind the end are errors, as in
/// I-JSON (RFC 7493), since what JSON readers make of them differs.
/// </remarks>
internal sealed partial class JsonText
{
    private readonly Utf8Input _input;
    private readonly int _depthMax;
    private readonly long _heldBytesMax;
    private readonly JsonPlace? _fixedPlace;
    private long _consumed;
    private long _heldFrom;
    private int _column = 1;

    /// <summary>Opens a text.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="options">The limits.</param>
    /// <param name="heldBytesMax">The most bytes between two calls of <see cref="Hold"/>.</param>
    /// <param name="fixedPlace">The place that all values get, since they stand in another text; null for
    /// their own.</param>
    public JsonText(Stream stream, RdfReadOptions options, long heldBytesMax, JsonPlace? fixedPlace = null)
    {
        _input = new Utf8Input(stream, options);
        _depthMax = options.DepthMax;
        _heldBytesMax = heldBytesMax;
        _fixedPlace = fixedPlace;
    }

    /// <summary>The number of bytes that were read into values.</summary>
    public long Consumed => _consumed;

    /// <summary>The place of the next byte.</summary>
    private JsonPlace Place => _fixedPlace ?? new(checked((int)_input.Line), _column);

    /// <summary>Forgets what was held: only bytes from here on count for the limit.</summary>
    public void Hold() => _heldFrom = _consumed;

    /// <summary>Looks at the first byte of the next token.</summary>
    /// <returns>The byte; -1 at the end of the text.</returns>
    public int Peek()
    {
        int next = _input.At(0);
        if (next is ' ' or '\t' or '\r' or '\n')
        {
            SkipSpace();
            next = _input.At(0);
        }

        return next;
    }

    /// <summary>Reads a byte of punctuation if it comes next.</summary>
    /// <param name="punctuation">One of the six structural characters.</param>
    /// <param name="place">The place of the byte.</param>
    /// <returns>False, and nothing is read, where something else comes.</returns>
    public bool TryRead(char punctuation, out JsonPlace place)
    {
        bool isNext = Peek() == punctuation;
        place = Place;
        if (isNext)
        {
            Advance(1);
        }

        return isNext;
    }

    /// <summary>Reads what separates the items of an array or the entries of an object, or ends it.</summary>
    /// <param name="end">The character that ends it.</param>
    /// <param name="isFirst">Whether nothing was read of it yet.</param>
    /// <returns>True where another item follows.</returns>
    public bool HasNext(char end, ref bool isFirst)
    {
        if (TryRead(end, out _))
        {
            return false;
        }

        if (!isFirst && !TryRead(',', out _))
        {
            throw Unexpected($"',' or '{end}'");
        }

        isFirst = false;
        return true;
    }

    /// <summary>Reads a name and its colon.</summary>
    /// <returns>The name and its place.</returns>
    public (string Name, JsonPlace Place) ReadName()
    {
        if (Peek() != '"')
        {
            throw Unexpected("a name in quotation marks");
        }

        JsonPlace place = Place;
        string name = ReadString(isName: true);
        if (!TryRead(':', out _))
        {
            throw Unexpected("':'");
        }

        return (name, place);
    }

    /// <summary>Reads a value.</summary>
    /// <param name="depth">How many arrays and objects are open around it.</param>
    /// <returns>The value.</returns>
    /// <exception cref="RdfSyntaxException">It is not JSON, or exceeds a limit.</exception>
    public JsonValue ReadValue(int depth)
    {
        int first = Peek();
        JsonPlace place = Place;
        switch (first)
        {
            case '"':
                return new JsonString(place, ReadString(isName: false));
            case '{':
                return ReadObject(place, depth);
            case '[':
                return ReadArray(place, depth);
            case 't' when TryReadWord("true"u8):
                return new JsonBoolean(place, true);
            case 'f' when TryReadWord("false"u8):
                return new JsonBoolean(place, false);
            case 'n' when TryReadWord("null"u8):
                return new JsonNull(place);
            case '-' or (>= '0' and <= '9'):
                return new JsonNumber(place, ReadNumber());
            default:
                throw Unexpected("a JSON value");
        }
    }

    /// <summary>Makes the exception for a name that an object has already.</summary>
    public static RdfSyntaxException Twice(string name, JsonPlace place) =>
        new($"the name '{IriSyntax.Shorten(name)}' comes twice in this object", place.Line, place.Column);

    /// <summary>Demands that nothing follows.</summary>
    public void ReadEnd()
    {
        if (Peek() >= 0)
        {
            throw Unexpected("the end of the file");
        }
    }

    /// <summary>Makes the exception for something that does not belong at the place of the next byte.</summary>
    public RdfSyntaxException Unexpected(string expected, int offset = 0) =>
        _input.Unexpected(offset, expected);

    private JsonObject ReadObject(JsonPlace place, int depth)
    {
        Enter(depth);
        var result = new JsonObject(place);
        bool isFirst = true;
        while (HasNext('}', ref isFirst))
        {
            (string name, JsonPlace namePlace) = ReadName();
            if (!result.TryAdd(new(namePlace, name, ReadValue(depth + 1))))
            {
                throw Twice(name, namePlace);
            }
        }

        return result;
    }

    private JsonArray ReadArray(JsonPlace place, int depth)
    {
        Enter(depth);
        List<JsonValue> items = [];
        bool isFirst = true;
        while (HasNext(']', ref isFirst))
        {
            items.Add(ReadValue(depth + 1));
        }

        return new JsonArray(place, items);
    }

    private void Enter(int depth)
    {
        if (depth >= _depthMax)
        {
            throw _input.Error(0, string.Create(
                CultureInfo.InvariantCulture, $"arrays and objects nest deeper than the limit of {_depthMax}"));
        }

        Advance(1);
    }

    private bool TryReadWord(ReadOnlySpan<byte> word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (_input.At(i) != word[i])
            {
                return false;
            }
        }

        Advance(word.Length);
        return true;
    }

    private string ReadNumber()
    {
        // RFC 8259, section 6: number = [ minus ] int [ frac ] [ exp ]
        int length = _input.At(0) == '-' ? 1 : 0;
        length = _input.At(length) == '0' ? length + 1 : Digits(length);
        if (_input.At(length) == '.')
        {
            length = Digits(length + 1);
        }

        if (_input.At(length) is 'e' or 'E')
        {
            length = Digits(_input.At(length + 1) is '+' or '-' ? length + 2 : length + 1);
        }

        string text = Encoding.ASCII.GetString(_input.Slice(0, length));
        Advance(length);
        return text;
    }

    private int Digits(int offset)
    {
        int start = offset;
        while (_input.At(offset) is >= '0' and <= '9')
        {
            offset++;
        }

        return offset > start ? offset : throw Unexpected("a digit", offset);
    }

    private void SkipSpace()
    {
        ReadOnlySpan<byte> rest = _input.Loaded(0);
        while (rest.Length > 0)
        {
            int length = rest.IndexOfAnyExcept(" \t\r\n"u8);
            length = length < 0 ? rest.Length : length;
            int lastBreak = rest[..length].LastIndexOfAny((byte)'\r', (byte)'\n');
            _column = lastBreak < 0 ? _column + length : length - lastBreak;
            bool isEnd = length < rest.Length;
            _input.AdvanceOverLines(length);
            Count(length);
            rest = isEnd ? [] : _input.Loaded(0);
        }
    }

    /// <summary>Moves over ASCII without line breaks.</summary>
    private void Advance(int length)
    {
        _input.Advance(length);
        _column += length;
        Count(length);
    }

    private void Count(int length)
    {
        _consumed += length;
        if (_consumed - _heldFrom > _heldBytesMax)
        {
            throw _input.Error(0, string.Create(
                CultureInfo.InvariantCulture,
                $"more than the limit of {_heldBytesMax:N0} bytes would have to be held in memory"));
        }
    }
}
