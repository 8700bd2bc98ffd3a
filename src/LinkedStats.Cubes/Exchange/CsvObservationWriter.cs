using System.Buffers;
using System.Text;

namespace LinkedStats.Cubes.Exchange;

/// <summary>Writes observations as CSV: a heading, then one line a cell, values to the letter.</summary>
/// <param name="columns">The observations.</param>
/// <param name="labels">How codes are shown.</param>
/// <param name="output">Receives UTF-8.</param>
/// <remarks>Source: RFC 4180: lines end in CR LF; a field with a comma, a quote or a line break is quoted.</remarks>
public sealed class CsvObservationWriter(ObservationColumns columns, LabelMode labels, IBufferWriter<byte> output)
    : IObservationWriter
{
    private readonly (Utf8Pieces? Names, Utf8Pieces? Labels)[] _pieces =
    [
        .. columns.Columns.Select(column => (
            column.IsCoded && labels != LabelMode.Name ? new Utf8Pieces(column.Codes, Name) : null,
            column.IsCoded && labels != LabelMode.Id ? new Utf8Pieces(column.Codes, Label) : null)),
    ];

    /// <inheritdoc/>
    public void Start()
    {
        List<string> headings = [];
        foreach (ObservationColumn column in columns.Columns)
        {
            headings.Add(CsvText.Quote(column.Component.Id));
            if (column.IsCoded && labels == LabelMode.Both)
            {
                headings.Add(CsvText.Quote(column.Component.Id + "_label"));
            }
        }

        output.Append(string.Join(',', headings));
        output.Write("\r\n"u8);
    }

    /// <inheritdoc/>
    public void WriteBatch(int rowCount)
    {
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < _pieces.Length; column++)
            {
                if (column > 0)
                {
                    output.Write(","u8);
                }

                WriteField(column, row);
            }

            output.Write("\r\n"u8);
        }
    }

    /// <inheritdoc/>
    public void Complete()
    {
    }

    private static string Name(ColumnCode code) => CsvText.Quote(code.Name);

    private static string Label(ColumnCode code) => CsvText.Quote(code.Label);

    private void WriteField(int column, int row)
    {
        if (!columns.Columns[column].IsCoded)
        {
            WriteValue(columns.Value(column, row));
            return;
        }

        (Utf8Pieces? names, Utf8Pieces? texts) = _pieces[column];
        int code = columns.Codes(column)[row];
        if (names is not null && code >= 0)
        {
            output.Write(names[code]);
        }

        if (labels == LabelMode.Both)
        {
            output.Write(","u8);
        }

        if (texts is not null && code >= 0)
        {
            output.Write(texts[code]);
        }
    }

    private void WriteValue(ObservationValue value)
    {
        if (value.IsMissing)
        {
            return;
        }

        if (value.Text.ContainsAny(",\"\r\n"u8))
        {
            output.Append(CsvText.Quote(Encoding.UTF8.GetString(value.Text)));
        }
        else
        {
            output.Write(value.Text);
        }
    }
}
