using System.Text;
using LinkedStats.Publishing.Validation;
using Sylvan.Data.Csv;

namespace LinkedStats.Publishing.Packages.Tables;

/// <summary>A CSV file being read row by row, with the places of its fields.</summary>
/// <remarks>Source: RFC 4180, with UTF-8 and any of its line ends. Empty lines are skipped.</remarks>
internal sealed class CsvTable : DataTable
{
    private const int FieldCharsMax = 16 << 20;
    private const int HeadingBytesMax = 1 << 16;

    private readonly CsvDataReader _reader;
    private readonly Stream _stream;
    private readonly long _length;
    private readonly string _file;
    private readonly string _start;
    private readonly ReportBuilder _report;

    private CsvTable(CsvDataReader reader, Stream stream, string file, string start, ReportBuilder report)
    {
        _reader = reader;
        _stream = stream;
        _length = Math.Max(1, stream.Length);
        _start = start;
        _file = file;
        _report = report;
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetName(i).Trim())];
        Line = 1 + Columns.Sum(static name => name.Count(static c => c == '\n'));
        NextLine = Line + 1;
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    internal override double Share => (double)_stream.Position / _length;

    private long NextLine { get; set; }

    /// <summary>Opens a table.</summary>
    /// <param name="stream">UTF-8, seekable; closed with the table.</param>
    /// <param name="file">Its name, for the report.</param>
    /// <param name="columnsMax">The most columns.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The table, before its first row; null when it has no headings or they are wrong.</returns>
    internal static CsvTable? Open(Stream stream, string file, int columnsMax, ReportBuilder report)
    {
        // The library makes an object a column, at many times their bytes.
        string start = ReadStart(stream);
        (int count, bool isWhole) = CountFields(start);
        if (count > columnsMax || (!isWhole && stream.Length > HeadingBytesMax))
        {
            report.Error(
                "syntax",
                count > columnsMax
                    ? $"The file has more than {columnsMax} columns."
                    : $"The headings are longer than {HeadingBytesMax} bytes.",
                new Place(file, 1));
            stream.Dispose();
            return null;
        }

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
            // The file is read ahead of its headings, and only what is not CSV is wrong in them.
            bool isHeading = error is CsvFormatException and not CsvRecordTooLargeException;
            report.Error("syntax", Explain(error), new Place(file, isHeading ? 1 : 0));
        }

        if (reader is null || reader.FieldCount == 0)
        {
            if (reader is not null)
            {
                report.Error("syntax", "The file has no headings.", new Place(file, 1));
            }

            text.Dispose();
            return null;
        }

        return new CsvTable(reader, stream, file, start, report);
    }

    /// <inheritdoc/>
    internal override bool Read()
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

    /// <inheritdoc/>
    internal override ReadOnlySpan<char> Field(int column) => _reader.GetFieldSpan(column);

    /// <inheritdoc/>
    /// <remarks>The column of the place counts the characters of the line.</remarks>
    internal override Place PlaceOf(int column) => PlaceOf(_reader.GetRawRecordSpan(), Line, column);

    /// <inheritdoc/>
    internal override Place PlaceOfHeadings => new(_file, 1);

    /// <inheritdoc/>
    internal override Place PlaceOfHeading(int column) => PlaceOf(_start, 1, column);

    /// <inheritdoc/>
    public override void Dispose() => _reader.Dispose();

    // The reader keeps no headings as they were written, and only their places need them so.
    private static string ReadStart(Stream stream)
    {
        byte[] bytes = new byte[Math.Min(stream.Length, HeadingBytesMax)];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF');
    }

    private static (int Count, bool IsWhole) CountFields(ReadOnlySpan<char> record)
    {
        int count = 1;
        bool isQuoted = false;
        foreach (char character in record)
        {
            if (character is '\n' or '\r' && !isQuoted)
            {
                return (count, true);
            }

            isQuoted ^= character == '"';
            count += character == ',' && !isQuoted ? 1 : 0;
        }

        return (count, false);
    }

    // Only walked through for a report: commas outside quotes are counted.
    private Place PlaceOf(ReadOnlySpan<char> raw, long line, int column)
    {
        int field = 0;
        bool isQuoted = false;
        int lineStart = 0;
        int i = 0;
        for (; i < raw.Length && field < column; i++)
        {
            isQuoted ^= raw[i] == '"';
            field += raw[i] == ',' && !isQuoted ? 1 : 0;
            if (raw[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }
        }

        // A field that is missing is missed at the end of the row.
        i = field < column ? raw.TrimEnd("\r\n").Length : i;
        return new Place(_file, line, ColumnOf(raw[Math.Min(lineStart, i)..i]));
    }

    // Columns count characters, two halves of a pair as one.
    private static long ColumnOf(ReadOnlySpan<char> before)
    {
        long column = 1;
        foreach (char character in before)
        {
            column += char.IsLowSurrogate(character) ? 0 : 1;
        }

        return column;
    }

    private static string Explain(Exception error) => error switch
    {
        DecoderFallbackException => "The file is not UTF-8.",
        CsvRecordTooLargeException => $"A row has more than {FieldCharsMax} characters; is a quote left open?",
        _ => $"Not CSV: {error.Message}",
    };
}
