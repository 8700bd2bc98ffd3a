using System.Text;
using System.Text.Json;

namespace LinkedStats.Query.Results;

/// <summary>Reads SPARQL 1.1 Query Results JSON.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query Results JSON Format, section 3; members may come in any order, and unknown ones are passed
/// over. One unit is parsed at a time, a member or a row; where the bytes do not reach, it is parsed again with more.
/// </remarks>
internal sealed class JsonResultReader(Stream stream, IReadOnlyList<string> columns) : ResultReader(columns)
{
    private const int DepthMax = 32;

    private readonly byte[][] _columns = [.. columns.Select(Encoding.UTF8.GetBytes)];
    private byte[] _buffer = new byte[16 << 10];
    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = DepthMax });
    private Place _place = Place.Document;
    private int _start;
    private int _end;
    private bool _isFinal;
    private bool _hasRows;

    private enum Place
    {
        Document,
        Root,
        Results,
        Bindings,
        End,
    }

    private enum Outcome
    {
        NeedsMore,
        Passed,
        Row,
        Done,
    }

    /// <inheritdoc/>
    protected override bool ReadRow()
    {
        try
        {
            while (true)
            {
                var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isFinal, _state);
                Place place = _place;
                Outcome outcome = ReadUnit(ref reader, ref place);
                if (outcome == Outcome.NeedsMore)
                {
                    Array.Clear(Row);
                    Fill();
                    continue;
                }

                _start += (int)reader.BytesConsumed;
                (_state, _place) = (reader.CurrentState, place);
                if (outcome != Outcome.Passed)
                {
                    return outcome == Outcome.Row;
                }
            }
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(
                _isFinal && _end == _start ? "it ends too early"
                    : $"it is not JSON: {Shorten(error.Message.TrimEnd('.'), 300)}",
                error);
        }
        catch (InvalidOperationException error)
        {
            // A string that is not Unicode, or a value of another type than it must have.
            throw new InvalidDataException(
                $"it is not a result in JSON: {Shorten(error.Message.TrimEnd('.'), 300)}", error);
        }
    }

    private Outcome ReadUnit(ref Utf8JsonReader reader, ref Place place)
    {
        if (!reader.Read())
        {
            return place == Place.End && _isFinal ? Outcome.Done
                : _isFinal ? throw new InvalidDataException("it ends too early")
                : Outcome.NeedsMore;
        }

        switch (place)
        {
            case Place.Document:
                Require(reader.TokenType == JsonTokenType.StartObject);
                place = Place.Root;
                return Outcome.Passed;
            case Place.Root or Place.Results when reader.TokenType == JsonTokenType.EndObject:
                return Leave(ref place);
            case Place.Root when reader.ValueTextEquals("results"u8):
                return Enter(ref reader, JsonTokenType.StartObject, Place.Results, ref place);
            case Place.Root when reader.ValueTextEquals("boolean"u8):
                throw new InvalidDataException("it is an answer to ASK");
            case Place.Results when reader.ValueTextEquals("bindings"u8):
                _hasRows = true;
                return Enter(ref reader, JsonTokenType.StartArray, Place.Bindings, ref place);
            case Place.Root or Place.Results:
                return reader.TrySkip() ? Outcome.Passed : Outcome.NeedsMore;
            case Place.Bindings when reader.TokenType == JsonTokenType.EndArray:
                place = Place.Results;
                return Outcome.Passed;
            default:
                Require(place == Place.Bindings && reader.TokenType == JsonTokenType.StartObject);
                return ReadBindings(ref reader) ? Outcome.Row : Outcome.NeedsMore;
        }
    }

    private Outcome Leave(ref Place place)
    {
        place = place == Place.Results ? Place.Root : Place.End;
        return place == Place.Root || _hasRows
            ? Outcome.Passed : throw new InvalidDataException("it has no results");
    }

    private static Outcome Enter(ref Utf8JsonReader reader, JsonTokenType type, Place inner, ref Place place)
    {
        if (!reader.Read())
        {
            return Outcome.NeedsMore;
        }

        Require(reader.TokenType == type);
        place = inner;
        return Outcome.Passed;
    }

    private bool ReadBindings(ref Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                return true;
            }

            int column = -1;
            for (int i = 0; i < _columns.Length && column < 0; i++)
            {
                column = reader.ValueTextEquals(_columns[i]) ? i : -1;
            }

            if (column < 0 ? !reader.TrySkip() : !ReadTerm(ref reader, column))
            {
                return false;
            }
        }

        return false;
    }

    private bool ReadTerm(ref Utf8JsonReader reader, int column)
    {
        if (!reader.Read())
        {
            return false;
        }

        Require(reader.TokenType == JsonTokenType.StartObject);
        (string? kind, string? value, string? language, string? datatype) = (null, null, null, null);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                Row[column] = TermOf(kind, value, language, datatype);
                return true;
            }

            int member = reader.ValueTextEquals("type"u8) ? 0
                : reader.ValueTextEquals("value"u8) ? 1
                : reader.ValueTextEquals("xml:lang"u8) ? 2
                : reader.ValueTextEquals("datatype"u8) ? 3 : 4;
            if (member == 4 ? !reader.TrySkip() : !reader.Read())
            {
                return false;
            }

            string? text = member == 4 ? null : reader.GetString();
            switch (member)
            {
                case 0:
                    kind = text;
                    break;
                case 1:
                    value = text;
                    break;
                case 2:
                    language = text;
                    break;
                case 3:
                    datatype = text;
                    break;
            }
        }

        return false;
    }

    private static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidDataException("its JSON has not the form of results");
        }
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, checked(2 * _buffer.Length));
        }

        int count = stream.Read(_buffer.AsSpan(_end));
        _end += count;
        _isFinal = count == 0;
    }
}
