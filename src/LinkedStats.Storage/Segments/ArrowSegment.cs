using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace LinkedStats.Storage.Segments;

/// <summary>An Arrow IPC stream with a single record batch, whose columns are used where they lie.</summary>
internal sealed class ArrowSegment
{
    private readonly RecordBatch _batch;

    private ArrowSegment(SegmentName name, RecordBatch batch)
    {
        Name = name;
        _batch = batch;
    }

    internal SegmentName Name { get; }

    internal int RowCount => _batch.Length;

    /// <summary>Reads the schema and the places of the columns; the columns themselves are not touched.</summary>
    /// <exception cref="StoreException">The bytes are not what the name promises.</exception>
    internal static ArrowSegment Open(SegmentName name, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length != name.Length)
        {
            throw new StoreException(
                $"{name.Text} has {bytes.Length} bytes instead of {name.Length}: it is cut or damaged.");
        }

        try
        {
            using var reader = new ArrowStreamReader(bytes);
            RecordBatch batch = reader.ReadNextRecordBatch()
                ?? throw new StoreException($"{name.Text} holds no rows: it is damaged.");
            return new ArrowSegment(name, batch);
        }
        catch (Exception e) when (e is not StoreException and not OutOfMemoryException)
        {
            throw new StoreException($"{name.Text} is no readable Arrow stream: it is damaged.", e);
        }
    }

    internal string Note(string key) =>
        _batch.Schema.Metadata is { } notes && notes.TryGetValue(key, out string? text)
            ? text
            : throw new StoreException($"{Name.Text} has no note '{key}': it is damaged.");

    internal IdColumn Ids(string column) =>
        Column(column) is UInt64Array array
            ? new IdColumn(array.ValueBuffer.Memory, array.Length)
            : throw Missing(column);

    internal IntegerColumn Integers(string column) => Column(column) switch
    {
        Int8Array a => new IntegerColumn(a.ValueBuffer.Memory, 1, a.Length, Validity(a)),
        Int16Array a => new IntegerColumn(a.ValueBuffer.Memory, 2, a.Length, Validity(a)),
        Int32Array a => new IntegerColumn(a.ValueBuffer.Memory, 4, a.Length, Validity(a)),
        Int64Array a => new IntegerColumn(a.ValueBuffer.Memory, 8, a.Length, Validity(a)),
        _ => throw Missing(column),
    };

    internal BinaryColumn Binary(string column) =>
        Column(column) is BinaryArray array
            ? new BinaryColumn(array.ValueOffsetsBuffer.Memory, array.ValueBuffer.Memory, array.Length)
            : throw Missing(column);

    private static ReadOnlyMemory<byte> Validity(Apache.Arrow.Array array) =>
        array.NullCount == 0 ? default : array.NullBitmapBuffer.Memory;

    private IArrowArray? Column(string column)
    {
        int index = _batch.Schema.GetFieldIndex(column);
        return index < 0 ? null : _batch.Column(index);
    }

    private StoreException Missing(string column) => new($"{Name.Text} has no column '{column}': it is damaged.");
}
