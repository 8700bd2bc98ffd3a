using System.Buffers;
using System.Text.Unicode;
using ParquetSharp;

namespace LinkedStats.Publishing.Packages.Tables;

/// <summary>A column of a Parquet file: some rows of it at a time, as texts.</summary>
/// <param name="name">Its name.</param>
internal abstract class ParquetColumn(string name) : IDisposable
{
    private char[] _text = new char[1 << 12];
    private int[] _ends = new int[16];
    private int _count;
    private int _length;

    /// <summary>Its name.</summary>
    internal string Name => name;

    /// <summary>The text of a row that was read last; empty for a null.</summary>
    internal ReadOnlySpan<char> this[int row] => _text.AsSpan((row == 0 ? 0 : _ends[row - 1]).._ends[row]);

    /// <summary>Creates the reader of a column.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The reader; null for a type that no table of observations has.</returns>
    internal static ParquetColumn? Create(ColumnDescriptor column)
    {
        if (column.MaxRepetitionLevel > 0)
        {
            return null;
        }

        using LogicalType type = column.LogicalType;
        switch (column.PhysicalType)
        {
            case PhysicalType.Boolean:
                return new ParquetColumn<bool>(column, ParquetTexts.Format);
            case PhysicalType.Float:
                return new ParquetColumn<float>(column, ParquetTexts.Format);
            case PhysicalType.Double:
                return new ParquetColumn<double>(column, ParquetTexts.Format);
            case PhysicalType.Int32 when ParquetTexts.FormatOf(type) is { } format:
                return new ParquetColumn<int>(column, (value, text) => format(value, text));
            case PhysicalType.Int64 when ParquetTexts.FormatOf(type) is { } format:
                return new ParquetColumn<long>(column, format);
            case PhysicalType.FixedLenByteArray when type is DecimalLogicalType number
                && ParquetTexts.FormatOf(number.Scale, column.TypeLength) is { } format:
                return new ParquetColumn<FixedLenByteArray>(column, format);
            case PhysicalType.ByteArray when type is DecimalLogicalType { Scale: var scale }:
                return new ParquetColumn<ByteArray>(column, (value, text) =>
                    ParquetTexts.FormatDecimal(ParquetTexts.Bytes(value.Pointer, value.Length), scale, text));
            case PhysicalType.ByteArray when type.Type is LogicalTypeEnum.String or LogicalTypeEnum.Enum
                or LogicalTypeEnum.Json or LogicalTypeEnum.None:
                return new ParquetColumn<ByteArray>(column, null);
            default:
                return null;
        }
    }

    /// <summary>Begins a row group.</summary>
    internal abstract void Open(ColumnReader reader);

    /// <summary>Reads rows.</summary>
    /// <param name="count">How many.</param>
    /// <param name="firstRow">The number of the first one, for messages.</param>
    /// <exception cref="InvalidDataException">There are fewer, or a value cannot be read.</exception>
    internal abstract void Read(int count, long firstRow);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Forgets the rows.</summary>
    private protected void Clear(int count)
    {
        (_count, _length) = (0, 0);
        if (_ends.Length < count)
        {
            _ends = new int[count];
        }
    }

    /// <summary>Room at the end of the texts.</summary>
    private protected Span<char> Room(int length)
    {
        if (_text.Length - _length < length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, checked(_length + length)));
        }

        return _text.AsSpan(_length);
    }

    /// <summary>Ends the text of a row.</summary>
    /// <param name="length">The number of characters that were put into the room.</param>
    private protected void End(int length)
    {
        _length += length;
        _ends[_count++] = _length;
    }
}

/// <summary>A column whose values the file holds in one type.</summary>
/// <typeparam name="T">The type.</typeparam>
internal sealed class ParquetColumn<T> : ParquetColumn
    where T : unmanaged
{
    private const int ValueBytesMax = 16 << 20;

    private readonly ParquetFormat<T>? _format;
    private readonly short _levelMax;
    private short[] _levels = [];
    private T[] _values = [];
    private ColumnReader<T>? _reader;

    /// <summary>Begins a column.</summary>
    /// <param name="column">What it is.</param>
    /// <param name="format">Writes its values; null for texts.</param>
    internal ParquetColumn(ColumnDescriptor column, ParquetFormat<T>? format)
        : base(column.Path.ToDotString())
    {
        (_format, _levelMax) = (format, column.MaxDefinitionLevel);
    }

    /// <inheritdoc/>
    internal override void Open(ColumnReader reader) => _reader = (ColumnReader<T>)reader;

    /// <inheritdoc/>
    internal override void Read(int count, long firstRow)
    {
        Clear(count);
        if (_values.Length < count)
        {
            (_values, _levels) = (new T[count], new short[count]);
        }

        for (int row = 0; row < count;)
        {
            Span<short> levels = _levels.AsSpan(0, _levelMax == 0 ? 0 : count - row);
            Span<T> values = _values.AsSpan(0, count - row);
            long read = _reader!.ReadBatch(count - row, levels, default, values, out long found);
            if (read <= 0 || read > count - row || found > read)
            {
                throw new InvalidDataException($"The column '{Name}' has fewer values than there are rows.");
            }

            // What texts point to is there until more is read.
            int value = 0;
            for (int i = 0; i < read; i++)
            {
                bool isNull = _levelMax > 0 && _levels[i] < _levelMax;
                End(isNull ? 0 : Write(_values[value++], firstRow + row + i));
            }

            row += (int)read;
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
    }

    private int Write(T value, long row)
    {
        int length = _format is not null ? _format(value, Room(ParquetTexts.LengthMax))
            : value is ByteArray bytes ? WriteText(bytes) : -1;
        return length >= 0 ? length
            : throw new InvalidDataException($"The value of '{Name}' in row {row} has no text, or is not UTF-8.");
    }

    private int WriteText(ByteArray bytes)
    {
        if (bytes.Length is < 0 or > ValueBytesMax)
        {
            return -1;
        }

        // No byte of UTF-8 becomes more than one character.
        ReadOnlySpan<byte> utf8 = ParquetTexts.Bytes(bytes.Pointer, bytes.Length);
        OperationStatus status =
            Utf8.ToUtf16(utf8, Room(bytes.Length), out _, out int length, replaceInvalidSequences: false);
        return status == OperationStatus.Done ? length : -1;
    }
}
