using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Exchange;

/// <summary>Writes the difference of two versions as JSON: an object a cell, then what their structures say
/// otherwise.</summary>
/// <remarks>
/// A number is a JSON number where it has its column's datatype; any other term is a value object of JSON-LD 1.1,
/// section 4.2.1. What is missing is null.
/// </remarks>
public sealed class JsonChangeWriter : IObservationWriter, IDisposable
{
    private readonly ObservationColumns _columns;
    private readonly JsonChangeOptions _options;
    private readonly Utf8JsonWriter _json;
    private readonly ImmutableArray<Member> _members;

    /// <summary>Creates the writer.</summary>
    /// <param name="columns">The cells that differ.</param>
    /// <param name="options">What the document says besides them.</param>
    /// <param name="output">Receives UTF-8.</param>
    public JsonChangeWriter(ObservationColumns columns, JsonChangeOptions options, IBufferWriter<byte> output)
    {
        (_columns, _options) = (columns, options);
        _json = new Utf8JsonWriter(output, new JsonWriterOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
        _members = [.. columns.Columns.Select(static column => new Member(
            JsonEncodedText.Encode(column.Component.Id),
            column.Datatype is null ? [] : Encoding.UTF8.GetBytes(column.Datatype.Text),
            JsonObservationContext.NumberTypes(column.Datatype).Length > 0,
            [.. column.Codes.Select(static code => JsonEncodedText.Encode(code.Name))]))];
    }

    /// <inheritdoc/>
    public void Start()
    {
        _json.WriteStartObject();
        _json.WriteString("id", _options.Iri.Text);
        _json.WriteString("dataset", _options.Dataset.Text);
        _json.WriteString("from", _options.From);
        _json.WriteString("to", _options.To);
        _json.WriteStartArray("columns");
        foreach (ObservationColumn column in _columns.Columns)
        {
            _json.WriteStartObject();
            _json.WriteString("id", column.Component.Id);
            _json.WriteString("property", column.Component.Property.Text);
            if (column.Datatype is not null)
            {
                _json.WriteString("datatype", column.Datatype.Text);
            }

            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteStartArray("cells");
    }

    /// <inheritdoc/>
    public void WriteBatch(int rowCount)
    {
        for (int row = 0; row < rowCount; row++)
        {
            _json.WriteStartObject();
            _json.WriteString("cell"u8, _columns.CellIri(row));
            for (int column = 0; column < _members.Length; column++)
            {
                _json.WritePropertyName(_members[column].Name);
                WriteField(column, row);
            }

            _json.WriteEndObject();
        }

        _json.Flush();
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _json.WriteEndArray();
        _json.WriteStartObject("counts");
        foreach ((string kind, long count) in _options.Counts())
        {
            _json.WriteNumber(kind, count);
        }

        _json.WriteEndObject();
        WriteStatements("removed", _options.Removed);
        WriteStatements("added", _options.Added);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void WriteField(int column, int row)
    {
        Member member = _members[column];
        if (_columns.Columns[column].IsCoded)
        {
            int code = _columns.Codes(column)[row];
            if (code < 0)
            {
                _json.WriteNullValue();
            }
            else
            {
                _json.WriteStringValue(member.Codes[code]);
            }

            return;
        }

        ObservationValue value = _columns.Value(column, row);
        if (value.IsMissing)
        {
            _json.WriteNullValue();
        }
        else if (member.IsNumeric && value.Datatype.SequenceEqual(member.Datatype) && JsonText.IsNumber(value.Text))
        {
            _json.WriteRawValue(value.Text, skipInputValidation: true);
        }
        else
        {
            WriteValueObject(value.Text, value.Datatype, value.Language);
        }
    }

    private void WriteStatements(string name, IReadOnlyList<Quad> statements)
    {
        _json.WriteStartArray(name);
        foreach (Quad statement in statements)
        {
            _json.WriteStartObject();
            _json.WriteString("subject", statement.Subject is Iri iri ? iri.Text : statement.Subject.ToString());
            _json.WriteString("predicate", statement.Predicate.Text);
            _json.WritePropertyName("object");
            WriteTerm(statement.Object);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteTerm(Term term)
    {
        var literal = term as Literal;
        WriteValueObject(
            Encoding.UTF8.GetBytes(literal?.Lexical ?? (term is Iri iri ? iri.Text : term.ToString())),
            Encoding.UTF8.GetBytes(literal?.Datatype.Text ?? ""),
            Encoding.UTF8.GetBytes(literal?.Language ?? ""));
    }

    private void WriteValueObject(ReadOnlySpan<byte> text, ReadOnlySpan<byte> datatype, ReadOnlySpan<byte> language)
    {
        _json.WriteStartObject();
        _json.WriteString(datatype.IsEmpty ? "@id"u8 : "@value"u8, text);
        if (!datatype.IsEmpty)
        {
            _json.WriteString(language.IsEmpty ? "@type"u8 : "@language"u8, language.IsEmpty ? datatype : language);
        }

        _json.WriteEndObject();
    }

    private sealed record Member(
        JsonEncodedText Name, byte[] Datatype, bool IsNumeric, ImmutableArray<JsonEncodedText> Codes);
}

/// <summary>What a JSON document of changes says besides the cells.</summary>
/// <param name="Iri">The difference.</param>
/// <param name="Dataset">The qb:DataSet.</param>
/// <param name="From">The first version number.</param>
/// <param name="To">The second version number.</param>
/// <param name="Removed">The statements that only the first version makes.</param>
/// <param name="Added">The statements that only the second version makes.</param>
/// <param name="Counts">How many cells have been written, by kind; asked for at the end.</param>
public sealed record JsonChangeOptions(
    Iri Iri,
    Iri Dataset,
    string From,
    string To,
    IReadOnlyList<Quad> Removed,
    IReadOnlyList<Quad> Added,
    Func<IEnumerable<(string Kind, long Count)>> Counts);
