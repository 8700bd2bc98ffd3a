using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace LinkedStats.Storage.Segments;

/// <summary>Columns of one length on their way into an Arrow IPC stream with a single record batch.</summary>
/// <remarks>Source: Arrow Columnar Format 1.5, "IPC Streaming Format".</remarks>
internal sealed class ArrowSegmentWriter(int rowCount)
{
    /// <summary>Room for the schema and the padding of buffers.</summary>
    private const int HeadersLength = 64 << 10;

    private readonly List<Field> _fields = [];
    private readonly List<IArrowArray> _arrays = [];
    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);

    internal int RowCount => rowCount;

    /// <summary>Adds a text to the schema's metadata.</summary>
    internal void AddNote(string key, string text) => _notes.Add(key, text);

    /// <summary>Adds a column of ids, which the caller fills.</summary>
    internal Span<ulong> AddIds(string name)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(rowCount * sizeof(ulong));
        Add(name, UInt64Type.Default, new UInt64Array(new ArrowBuffer(bytes), Empty, rowCount, 0, 0));
        return MemoryMarshal.Cast<byte, ulong>(bytes.AsSpan());
    }

    internal void AddIds(string name, ReadOnlySpan<ulong> ids) =>
        Add(
            name,
            UInt64Type.Default,
            new UInt64Array(Buffer(MemoryMarshal.AsBytes(ids)), Empty, Rows(ids.Length), 0, 0));

    /// <summary>Adds signed integers, as narrow as they allow; a value without its validity bit is a null.</summary>
    internal void AddIntegers<T>(string name, ReadOnlySpan<T> values, bool[]? isNull = null)
        where T : unmanaged, IBinaryInteger<T>
    {
        (T min, T max) = (T.Zero, T.Zero);
        foreach (T value in values)
        {
            (min, max) = (T.Min(min, value), T.Max(max, value));
        }

        (long least, long most) = (long.CreateChecked(min), long.CreateChecked(max));
        int rows = Rows(values.Length);
        (ArrowBuffer validity, int nulls) = Validity(isNull);
        if (least >= sbyte.MinValue && most <= sbyte.MaxValue)
        {
            Add(name, Int8Type.Default, new Int8Array(Convert<T, sbyte>(values), validity, rows, nulls, 0));
        }
        else if (least >= short.MinValue && most <= short.MaxValue)
        {
            Add(name, Int16Type.Default, new Int16Array(Convert<T, short>(values), validity, rows, nulls, 0));
        }
        else if (least >= int.MinValue && most <= int.MaxValue)
        {
            Add(name, Int32Type.Default, new Int32Array(Convert<T, int>(values), validity, rows, nulls, 0));
        }
        else
        {
            Add(name, Int64Type.Default, new Int64Array(Convert<T, long>(values), validity, rows, nulls, 0));
        }
    }

    /// <summary>Adds 32-bit integers as they are.</summary>
    internal void AddPlainIntegers(string name, ReadOnlySpan<int> values)
    {
        ArrowBuffer buffer = Buffer(MemoryMarshal.AsBytes(values));
        Add(name, Int32Type.Default, new Int32Array(buffer, Empty, Rows(values.Length), 0, 0));
    }

    /// <summary>Adds byte strings.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="offsets">Where each begins, and one more: where the last ends.</param>
    /// <param name="bytes">All of them, one after another.</param>
    internal void AddBinary(string name, ReadOnlySpan<int> offsets, ReadOnlyMemory<byte> bytes)
    {
        ArrowBuffer starts = Buffer(MemoryMarshal.AsBytes(offsets));
        int rows = Rows(offsets.Length - 1);
        Add(name, BinaryType.Default, new BinaryArray(BinaryType.Default, rows, starts, new ArrowBuffer(bytes), Empty));
    }

    internal ReadOnlyMemory<byte> ToBytes()
    {
        var schema = new Schema(_fields, _notes);
        long bytes = _arrays.Sum(static a => a.Data.Buffers.Sum(static b => (long)b.Length));
        var stream = new MemoryStream((int)Math.Min(System.Array.MaxLength, bytes + HeadersLength));
        using (var writer = new ArrowStreamWriter(stream, schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(new RecordBatch(schema, _arrays, rowCount));
            writer.WriteEnd();
        }

        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    private static ArrowBuffer Empty => ArrowBuffer.Empty;

    private static ArrowBuffer Buffer(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    // The range of the values is known to fit.
    private static ArrowBuffer Convert<TFrom, TTo>(ReadOnlySpan<TFrom> values)
        where TFrom : unmanaged, IBinaryInteger<TFrom>
        where TTo : unmanaged, IBinaryInteger<TTo>
    {
        byte[] bytes = new byte[values.Length * Unsafe.SizeOf<TTo>()];
        Span<TTo> converted = MemoryMarshal.Cast<byte, TTo>(bytes.AsSpan());
        for (int i = 0; i < converted.Length; i++)
        {
            converted[i] = TTo.CreateTruncating(values[i]);
        }

        return new ArrowBuffer(bytes);
    }

    private static (ArrowBuffer Bits, int Nulls) Validity(bool[]? isNull)
    {
        int nulls = isNull?.Count(static n => n) ?? 0;
        if (isNull is null || nulls == 0)
        {
            return (Empty, 0);
        }

        byte[] bits = new byte[(isNull.Length + 7) / 8];
        for (int i = 0; i < isNull.Length; i++)
        {
            bits[i >> 3] |= isNull[i] ? (byte)0 : (byte)(1 << (i & 7));
        }

        return (new ArrowBuffer(bits), nulls);
    }

    private int Rows(int count) =>
        count == rowCount
            ? count
            : throw new ArgumentException($"A column of {count} rows among {rowCount}.", nameof(count));

    private void Add(string name, IArrowType type, IArrowArray array)
    {
        _fields.Add(new Field(name, type, nullable: array.NullCount > 0));
        _arrays.Add(array);
    }
}
