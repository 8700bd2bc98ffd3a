using System.Runtime.InteropServices;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Storage.Segments;

/// <summary>A column of 64-bit ids, read in place from a segment or from an array.</summary>
internal readonly struct IdColumn
{
    private readonly ulong[]? _array;
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _start;

    internal IdColumn(ulong[] array)
    {
        _array = array;
        Count = array.Length;
    }

    internal IdColumn(ReadOnlyMemory<byte> bytes, int count)
    {
        _bytes = bytes;
        Count = count;
    }

    private IdColumn(IdColumn whole, int start, int count)
    {
        (_array, _bytes, _start, Count) = (whole._array, whole._bytes, whole._start + start, count);
    }

    internal int Count { get; }

    internal ReadOnlySpan<ulong> Span =>
        (_array is not null ? _array : MemoryMarshal.Cast<byte, ulong>(_bytes.Span)).Slice(_start, Count);

    internal IdColumn Slice(int start, int count) => new(this, start, count);
}

/// <summary>A column of signed integers of 1, 2, 4 or 8 bytes, read in place from a segment.</summary>
internal readonly struct IntegerColumn
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly ReadOnlyMemory<byte> _validity;

    internal IntegerColumn(ReadOnlyMemory<byte> bytes, int width, int count, ReadOnlyMemory<byte> validity = default)
    {
        (_bytes, Width, Count, _validity) = (bytes, width, count, validity);
    }

    /// <summary>The bytes of one value.</summary>
    internal int Width { get; }

    internal int Count { get; }

    internal bool HasNulls => !_validity.IsEmpty;

    internal long this[int row] => At(_bytes.Span, Width, row);

    /// <summary>One bit a row, lowest first, set where there is a value; empty when every row has one.</summary>
    internal ReadOnlySpan<byte> Validity => _validity.Span;

    internal ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>The integers of some rows, in place.</summary>
    internal StoredIntegers Stored(int start, int count) =>
        new(_bytes.Span.Slice(start * Width, count * Width), Width);

    internal static long At(ReadOnlySpan<byte> bytes, int width, int row) => width switch
    {
        1 => unchecked((sbyte)bytes[row]),
        2 => MemoryMarshal.Cast<byte, short>(bytes)[row],
        4 => MemoryMarshal.Cast<byte, int>(bytes)[row],
        _ => MemoryMarshal.Cast<byte, long>(bytes)[row],
    };

    internal void Read(int start, Span<int> values)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span.Slice(start * Width, values.Length * Width);
        switch (Width)
        {
            case 1:
                ReadOnlySpan<sbyte> narrow = MemoryMarshal.Cast<byte, sbyte>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = narrow[i];
                }

                break;
            case 2:
                ReadOnlySpan<short> shorts = MemoryMarshal.Cast<byte, short>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = shorts[i];
                }

                break;
            default:
                MemoryMarshal.Cast<byte, int>(bytes).CopyTo(values);
                break;
        }
    }

    internal void Read(int start, Span<long> values)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span.Slice(start * Width, values.Length * Width);
        switch (Width)
        {
            case 1:
                ReadOnlySpan<sbyte> narrow = MemoryMarshal.Cast<byte, sbyte>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = narrow[i];
                }

                break;
            case 2:
                ReadOnlySpan<short> shorts = MemoryMarshal.Cast<byte, short>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = shorts[i];
                }

                break;
            case 4:
                ReadOnlySpan<int> ints = MemoryMarshal.Cast<byte, int>(bytes);
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = ints[i];
                }

                break;
            default:
                MemoryMarshal.Cast<byte, long>(bytes).CopyTo(values);
                break;
        }
    }
}

/// <summary>A column of byte strings, read in place from a segment.</summary>
internal readonly struct BinaryColumn
{
    private readonly ReadOnlyMemory<byte> _offsets;
    private readonly ReadOnlyMemory<byte> _bytes;

    internal BinaryColumn(ReadOnlyMemory<byte> offsets, ReadOnlyMemory<byte> bytes, int count)
    {
        (_offsets, _bytes, Count) = (offsets, bytes, count);
    }

    internal int Count { get; }

    internal ReadOnlySpan<byte> this[int row]
    {
        get
        {
            ReadOnlySpan<int> offsets = MemoryMarshal.Cast<byte, int>(_offsets.Span);
            return _bytes.Span[offsets[row]..offsets[row + 1]];
        }
    }
}
