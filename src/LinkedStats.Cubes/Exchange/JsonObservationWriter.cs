using System.Buffers;
using System.Text;
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
    private readonly JsonObservationContext _context;
    private readonly ColumnPieces[] _pieces;
    private bool _isFirst = true;

    /// <summary>Creates the writer.</summary>
    /// <param name="columns">The observations.</param>
    /// <param name="options">What the document says besides them.</param>
    /// <param name="output">Receives UTF-8.</param>
    public JsonObservationWriter(
        ObservationColumns columns, JsonObservationOptions options, IBufferWriter<byte> output)
    {
        (_columns, _options, _output) = (columns, options, output);
        _context = new JsonObservationContext(columns.Columns, options);
        _pieces = [.. columns.Columns.Select(CreatePieces)];
    }

    /// <inheritdoc/>
    public void Start()
    {
        _output.Append("{\n\"@context\": " + _context.ToJson());
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
            _output.Write(_options.IsExact ? ", \"@type\": \"Observation\""u8 : ""u8);
            for (int column = 0; column < _pieces.Length; column++)
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
        ColumnPieces pieces = _pieces[column];
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

    private void WriteValue(ObservationValue value, ColumnPieces pieces)
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

    private ColumnPieces CreatePieces(ObservationColumn column, int index)
    {
        string name = _context.Terms[index];
        bool hasNames = column.IsCoded && _options.Labels != LabelMode.Name;
        bool hasLabels = column.IsCoded && _options.Labels != LabelMode.Id;
        string labelName = _options.Labels == LabelMode.Both ? name + "_label" : name;
        return new ColumnPieces(
            Encoding.UTF8.GetBytes($", {JsonText.Quote(name)}: "),
            Encoding.UTF8.GetBytes($", {JsonText.Quote(labelName)}: "),
            hasNames ? new Utf8Pieces(column.Codes, code => _context.CodeJson(index, code)) : null,
            hasLabels ? new Utf8Pieces(column.Codes, static code => JsonText.Quote(code.Label)) : null,
            Encoding.UTF8.GetBytes(column.Datatype?.Text ?? ""),
            _options.IsExact ? [] : JsonObservationContext.NumberTypes(column.Datatype));
    }

    /// <summary>What is the same in all values of a column.</summary>
    private sealed record ColumnPieces(
        byte[] Member, byte[] LabelMember, Utf8Pieces? Names, Utf8Pieces? Labels, byte[] Datatype, byte[][] NumberTypes)
    {
        /// <summary>Tells whether a value of this datatype may stand as a JSON number.</summary>
        public bool TakesNumber(ReadOnlySpan<byte> datatype)
        {
            foreach (byte[] type in NumberTypes)
            {
                if (datatype.SequenceEqual(type))
                {
                    return true;
                }
            }

            return false;
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

    /// <summary>How codes are shown.</summary>
    public LabelMode Labels { get; init; }

    /// <summary>
    /// True for the statements of the RDF formats to the letter: numbers are strings of their own datatype, and each
    /// observation says that it is one.
    /// </summary>
    public bool IsExact { get; init; }
}
