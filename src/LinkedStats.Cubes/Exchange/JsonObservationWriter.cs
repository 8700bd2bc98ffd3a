using System.Buffers;
using LinkedStats.Rdf;

namespace LinkedStats.Cubes.Exchange;

/// <summary>Writes observations as flat JSON that is JSON-LD 1.1 too: an object a cell, a context that says what it
/// means.</summary>
/// <remarks>
/// Numbers are JSON numbers, typed xsd:double by the context (or xsd:integer), or exact: strings of their own datatype.
/// A missing value is null. Source: JSON-LD 1.1, section 4.2.1; RDF Data Cube, section 5.
/// </remarks>
public sealed class JsonObservationWriter : IObservationWriter
{
    private readonly ObservationColumns _columns;
    private readonly JsonObservationOptions _options;
    private readonly IBufferWriter<byte> _output;
    private readonly JsonObservationForm _form;
    private bool _isFirst = true;

    /// <summary>Creates the writer.</summary>
    /// <param name="columns">The observations.</param>
    /// <param name="form">What all documents of these columns have in common.</param>
    /// <param name="options">What the document says besides them.</param>
    /// <param name="output">Receives UTF-8.</param>
    public JsonObservationWriter(
        ObservationColumns columns,
        JsonObservationForm form,
        JsonObservationOptions options,
        IBufferWriter<byte> output)
    {
        (_columns, _form, _options, _output) = (columns, form, options, output);
    }

    /// <inheritdoc/>
    public void Start()
    {
        _output.Write("{\n\"@context\": "u8);
        _output.Write(_form.Context);
        _output.Append($",\n\"@id\": {JsonText.Quote(_options.Dataset.Text)}");
        _output.Append($",\n\"version\": {JsonText.Quote(_options.Version)}");
        _output.Append(",\n\"observations\": [");
    }

    /// <inheritdoc/>
    public void WriteBatch(int rowCount)
    {
        for (int row = 0; row < rowCount; row++)
        {
            _output.Write(_isFirst ? "\n{\"@id\": "u8 : ",\n{\"@id\": "u8);
            _isFirst = false;
            JsonText.WriteQuoted(_output, _columns.CellIri(row));

            // What RDF says in other formats it says here too; who draws charts has no use for it.
            _output.Write(_form.IsExact ? ", \"@type\": \"Observation\""u8 : ""u8);
            for (int column = 0; column < _form.Columns.Length; column++)
            {
                WriteMember(column, row);
            }

            _output.Write("}"u8);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
        _output.Append("\n]");
        if (_options.Page is not null)
        {
            _output.Append(",\n\"page\": {\"@id\": " + JsonText.Quote(_options.Page));
            _output.Append(_options.Next is null ? "" : $", \"next\": {JsonText.Quote(_options.Next)}");
            _output.Append(FormattableString.Invariant($", \"total\": {_options.Total}}}"));
        }

        _output.Append("\n}\n");
    }

    private void WriteMember(int column, int row)
    {
        JsonColumnForm pieces = _form.Columns[column];
        if (pieces.Names is null && pieces.Labels is null)
        {
            _output.Write(pieces.Member);
            WriteValue(_columns.Value(column, row), pieces);
            return;
        }

        int code = _columns.Codes(column)[row];
        if (pieces.Names is not null)
        {
            _output.Write(pieces.Member);
            _output.Write(code < 0 ? "null"u8 : pieces.Names[code]);
        }

        if (pieces.Labels is not null)
        {
            _output.Write(pieces.LabelMember);
            _output.Write(code < 0 ? "null"u8 : pieces.Labels[code]);
        }
    }

    private void WriteValue(ObservationValue value, JsonColumnForm pieces)
    {
        if (value.IsMissing)
        {
            _output.Write("null"u8);
        }
        else if (pieces.TakesNumber(value.Datatype) && JsonText.IsNumber(value.Text))
        {
            _output.Write(value.Text);
        }
        else if (value.Language.IsEmpty && value.Datatype.SequenceEqual(pieces.Datatype))
        {
            JsonText.WriteQuoted(_output, value.Text);
        }
        else
        {
            // The exception in its column carries its own type, whatever the context says of the others.
            _output.Write("{\"@value\": "u8);
            JsonText.WriteQuoted(_output, value.Text);
            _output.Write(value.Language.IsEmpty ? ", \"@type\": "u8 : ", \"@language\": "u8);
            JsonText.WriteQuoted(_output, value.Language.IsEmpty ? value.Datatype : value.Language);
            _output.Write("}"u8);
        }
    }
}

/// <summary>What a JSON document says besides the observations.</summary>
/// <param name="Dataset">The qb:DataSet.</param>
/// <param name="Version">The version number.</param>
/// <param name="Page">The address of this page; null for a cell by itself, whose address names the cell.</param>
/// <param name="Total">The number of cells selected, on all pages.</param>
public sealed record JsonObservationOptions(Iri Dataset, string Version, string? Page, long Total)
{
    /// <summary>The address of the next page; null on the last.</summary>
    public string? Next { get; init; }
}
