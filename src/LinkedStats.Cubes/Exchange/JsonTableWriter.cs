using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Exchange;

/// <summary>Writes a table of cells as JSON, an object a row, between what else the document says.</summary>
/// <remarks>
/// A value of its column's datatype is a JSON number where it can be one, else a string; any other term is a value
/// object of JSON-LD 1.1, section 4.2.1. A code is its short name. What is missing is null.
/// </remarks>
public sealed class JsonTableWriter : IObservationWriter, IDisposable
{
    private readonly ObservationColumns _columns;
    private readonly JsonTableOptions _options;
    private readonly Utf8JsonWriter _json;
    private readonly ImmutableArray<Member> _members;

    /// <summary>Creates the writer.</summary>
    /// <param name="columns">The cells.</param>
    /// <param name="options">What the document says besides them.</param>
    /// <param name="output">Receives UTF-8.</param>
    public JsonTableWriter(ObservationColumns columns, JsonTableOptions options, IBufferWriter<byte> output)
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
        foreach ((string name, string value) in _options.Head)
        {
            _json.WriteString(name, value);
        }

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
        _json.WriteStartArray(_options.Rows);
    }

    /// <inheritdoc/>
    public void WriteBatch(int rowCount)
    {
        for (int row = 0; row < rowCount; row++)
        {
            _json.WriteStartObject();
            if (_options.HasCells)
            {
                _json.WriteString("cell"u8, _columns.CellIri(row));
            }

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
        _options.Tail?.Invoke(this, _json);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Writes statements as an array.</summary>
    /// <param name="name">The name of the member.</param>
    /// <param name="statements">The statements.</param>
    public void WriteStatements(string name, IReadOnlyList<Quad> statements)
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
        else if (!value.Language.IsEmpty || value.Datatype.IsEmpty || !value.Datatype.SequenceEqual(member.Datatype))
        {
            WriteValueObject(value.Text, value.Datatype, value.Language);
        }
        else if (member.IsNumeric && JsonText.IsNumber(value.Text))
        {
            _json.WriteRawValue(value.Text, skipInputValidation: true);
        }
        else
        {
            _json.WriteStringValue(value.Text);
        }
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

/// <summary>What a JSON document says besides its rows.</summary>
/// <param name="Rows">The name of the array of rows.</param>
/// <param name="Head">The members before it.</param>
/// <param name="Tail">Writes the members after it; null for none.</param>
public sealed record JsonTableOptions(
    string Rows, IReadOnlyList<(string Name, string Value)> Head, Action<JsonTableWriter, Utf8JsonWriter>? Tail = null)
{
    /// <summary>True when each row begins with the IRI of its cell.</summary>
    public bool HasCells { get; init; } = true;
}
