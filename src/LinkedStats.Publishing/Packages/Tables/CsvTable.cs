using System.Text;
using LinkedStats.Publishing.Validation;
using Sylvan.Data.Csv;

namespace LinkedStats.Publishing.Packages.Tables;

/// <summary>A CSV file being read row by row, with the places of its fields.</summary>
/// <remarks>Source: RFC 4180, with UTF-8 and any of its line ends. Empty lines are skipped.</remarks>
internal sealed class CsvTable : IDisposable
{
    private const int FieldCharsMax = 16 << 20;

    private readonly CsvDataReader _reader;
    private readonly string _file;
    private readonly ReportBuilder _report;

    private CsvTable(CsvDataReader reader, string file, ReportBuilder report)
    {
        _reader = reader;
        _file = file;
        _report = report;
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i).Trim())];
        Line = 1 + Columns.Sum(static name => name.Count(static c => c == '\n'));
        NextLine = Line + 1;
    }

    /// <summary>The headings.</summary>
    internal IReadOnlyList<string> Columns { get; }

    /// <summary>The line on which the current row begins, from 1; the headings are line 1.</summary>
    internal long Line { get; private set; }

    private long NextLine { get; set; }

    /// <summary>Opens a table.</summary>
    /// <param name="stream">UTF-8; closed with the table.</param>
    /// <param name="file">Its name, for the report.</param>
    /// <param name="columnsMax">The most columns.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The table, before its first row; null when it has no headings or they are wrong.</returns>
    internal static CsvTable? Open(Stream stream, string file, int columnsMax, ReportBuilder report)
    {
        var text = new StreamReader(stream, new UTF8Encoding(false, true), true, 1 << 16);
        CsvDataReader? reader = null;
        try
        {
            reader = CsvDataReader.Create(text, new CsvDataReaderOptions
            {
                Delimiter = ',',
                BufferSize = 1 << 16,
                MaxBufferSize = FieldCharsMax,
                HeaderComparer = StringComparer.Ordinal,
                OwnsReader = true,
                ResultSetMode = ResultSetMode.SingleResult,
            });
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException
            or DecoderFallbackException or InvalidDataException)
        {
            report.Error("syntax", Explain(error), new Place(file, 1));
        }

        if (reader is null || reader.FieldCount == 0 || reader.FieldCount > columnsMax)
        {
            string message = reader is null ? "" : reader.FieldCount == 0
                ? "The file has no headings." : $"The file has more than {columnsMax} columns.";
            if (message.Length > 0)
            {
                report.Error("syntax", message, new Place(file, 1));
            }

            text.Dispose();
            return null;
        }

        return new CsvTable(reader, file, report);
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end, or where the rest cannot be read, which has been reported.</returns>
    internal bool Read()
    {
        try
        {
            while (_reader.Read())
            {
                Line = NextLine;
                NextLine = Line + 1 + _reader.GetRawRecordSpan().TrimEnd("\r\n").Count('\n');
                if (_reader.RowFieldCount == 1 && Columns.Count > 1 && _reader.GetFieldSpan(0).IsEmpty)
                {
                    continue;
                }

                if (_reader.RowFieldCount != Columns.Count)
                {
                    _report.Error(
                        "syntax",
                        $"The row has {_reader.RowFieldCount} fields where the headings have {Columns.Count}.",
                        new Place(_file, Line));
                    continue;
                }

                return true;
            }
        }
        catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException
            or DecoderFallbackException or InvalidDataException)
        {
            _report.Error("syntax", Explain(error), new Place(_file, NextLine));
        }

        return false;
    }

    /// <summary>A field of the current row, unquoted.</summary>
    /// <param name="column">The column's index.</param>
    /// <returns>The text; it lives until the next row.</returns>
    internal ReadOnlySpan<char> Field(int column) => _reader.GetFieldSpan(column);

    /// <summary>The place of a field of the current row.</summary>
    /// <param name="column">The column's index.</param>
    /// <returns>The place, with the column in characters of the line.</returns>
    internal Place PlaceOf(int column)
    {
        // Only walked through for a report: count commas outside quotes.
        ReadOnlySpan<char> raw = _reader.GetRawRecordSpan();
        int field = 0;
        bool isQuoted = false;
        long line = Line;
        int lineStart = 0;
        for (int i = 0; i < raw.Length && field <= column; i++)
        {
            if (field == column)
            {
                return new Place(_file, line, i - lineStart + 1);
            }

            isQuoted ^= raw[i] == '"';
            field += raw[i] == ',' && !isQuoted ? 1 : 0;
            if (raw[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        return new Place(_file, line, raw.TrimEnd("\r\n").Length - lineStart + 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private static string Explain(Exception error) => error switch
    {
        DecoderFallbackException => "The file is not UTF-8.",
        CsvRecordTooLargeException => $"A row has more than {FieldCharsMax} characters; is a quote left open?",
        _ => $"Not CSV: {error.Message}",
    };
}
