using LinkedStats.Publishing.Validation;
using ParquetSharp;

namespace LinkedStats.Publishing.Packages.Tables;

/// <summary>A Parquet file being read row by row; its places are the numbers of its rows.</summary>
/// <remarks>
/// Source: Apache Parquet 2.11, with flat columns of texts, numbers, dates, times and booleans. Values are given the
/// text that XML Schema calls canonical, or nearly so; a null is an empty text. Memory: some thousand rows, and a page
/// of each column.
/// </remarks>
internal sealed class ParquetTable : DataTable
{
    private const int BatchRows = 1024;
    private const int BufferBytes = 1 << 16;
    private const int ThriftBytesMax = 16 << 20;

    private readonly ParquetFileReader _reader;
    private readonly string _file;
    private readonly ReportBuilder _report;
    private readonly ParquetColumn[] _columns;
    private readonly long _rowCount;
    private readonly int _groupCount;
    private RowGroupReader? _group;
    private int _nextGroup;
    private long _rowsOfGroup;
    private int _batchRows;
    private int _row = -1;

    private ParquetTable(ParquetFileReader reader, ParquetColumn[] columns, string file, ReportBuilder report)
    {
        (_reader, _columns, _file, _report) = (reader, columns, file, report);
        Columns = [.. columns.Select(static column => column.Name)];
        FileMetaData metadata = reader.FileMetaData;
        (_rowCount, _groupCount) = (metadata.NumRows, metadata.NumRowGroups);
    }

    /// <inheritdoc/>
    internal override IReadOnlyList<string> Columns { get; }

    /// <inheritdoc/>
    internal override double Share => Math.Clamp((double)Line / Math.Max(1, _rowCount), 0, 1);

    /// <summary>Opens a table.</summary>
    /// <param name="stream">The file, seekable; closed with the table.</param>
    /// <param name="file">Its name, for the report.</param>
    /// <param name="columnsMax">The most columns.</param>
    /// <param name="report">Receives what is wrong with it.</param>
    /// <returns>The table, before its first row; null when it cannot be read, which has been reported.</returns>
    internal static ParquetTable? Open(Stream stream, string file, int columnsMax, ReportBuilder report)
    {
        ParquetFileReader? reader = null;
        try
        {
            using ReaderProperties properties = ReaderProperties.GetDefaultReaderProperties();
            properties.EnableBufferedStream();
            properties.BufferSize = BufferBytes;
            properties.EnablePageChecksumVerification();
            properties.SetThriftStringSizeLimit(ThriftBytesMax);
            reader = new ParquetFileReader(stream, properties, leaveOpen: false);
            if (ReadColumns(reader, file, columnsMax, report) is { } columns)
            {
                return new ParquetTable(reader, columns, file, report);
            }
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            report.Error("syntax", Explain(error), new Place(file));
        }

        reader?.Dispose();
        stream.Dispose();
        return null;
    }

    /// <inheritdoc/>
    internal override bool Read()
    {
        if (_row + 1 == _batchRows && !ReadBatch())
        {
            return false;
        }

        _row++;
        Line++;
        return true;
    }

    /// <inheritdoc/>
    internal override ReadOnlySpan<char> Field(int column) => _columns[column][_row];

    /// <inheritdoc/>
    internal override Place PlaceOf(int column) => new(_file, Line);

    /// <inheritdoc/>
    internal override Place PlaceOfHeadings => new(_file);

    /// <inheritdoc/>
    internal override Place PlaceOfHeading(int column) => PlaceOfHeadings;

    /// <inheritdoc/>
    public override void Dispose()
    {
        CloseGroup();
        _reader.Dispose();
    }

    private static ParquetColumn[]? ReadColumns(
        ParquetFileReader reader, string file, int columnsMax, ReportBuilder report)
    {
        FileMetaData metadata = reader.FileMetaData;
        if (metadata.NumColumns > columnsMax)
        {
            report.Error("syntax", $"The file has more than {columnsMax} columns.", new Place(file));
            return null;
        }

        List<ParquetColumn> columns = [];
        for (int i = 0; i < metadata.NumColumns; i++)
        {
            ColumnDescriptor column = metadata.Schema.Column(i);
            if (ParquetColumn.Create(column) is { } readable)
            {
                columns.Add(readable);
            }
            else
            {
                using LogicalType type = column.LogicalType;
                report.Error(
                    "column-type",
                    $"The column '{column.Path.ToDotString()}' is {column.PhysicalType}, {type.Type}: a table has flat "
                    + "columns of texts, numbers, dates, times and booleans.",
                    new Place(file));
            }
        }

        if (metadata.NumColumns == 0)
        {
            report.Error("syntax", "The file has no columns.", new Place(file));
        }

        return columns.Count > 0 && columns.Count == metadata.NumColumns ? [.. columns] : null;
    }

    private bool ReadBatch()
    {
        try
        {
            while (_rowsOfGroup == 0)
            {
                CloseGroup();
                if (_nextGroup == _groupCount)
                {
                    return false;
                }

                OpenGroup();
            }

            _batchRows = (int)Math.Min(BatchRows, _rowsOfGroup);
            foreach (ParquetColumn column in _columns)
            {
                column.Read(_batchRows, Line + 1);
            }

            _rowsOfGroup -= _batchRows;
            _row = -1;
            return true;
        }
        catch (Exception error) when (IsOfTheFile(error))
        {
            _report.Error("syntax", Explain(error), new Place(_file, Line + 1));
            return false;
        }
    }

    private void OpenGroup()
    {
        _group = _reader.RowGroup(_nextGroup++);
        _rowsOfGroup = Math.Max(0, _group.MetaData.NumRows);
        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i].Open(_group.Column(i));
        }
    }

    private void CloseGroup()
    {
        foreach (ParquetColumn column in _columns)
        {
            column.Dispose();
        }

        _group?.Dispose();
        _group = null;
    }

    // The library says in many ways that a file is damaged.
    private static bool IsOfTheFile(Exception error) => error is ParquetException or IOException or InvalidDataException
        or InvalidOperationException or ArgumentException or NotSupportedException;

    private static string Explain(Exception error) => error is InvalidDataException ? error.Message
        : $"Not Parquet that can be read: {error.Message.ReplaceLineEndings(" ")}";
}
