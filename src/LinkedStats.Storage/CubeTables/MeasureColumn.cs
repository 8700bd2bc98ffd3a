using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>A column of measured values: scaled integers with exceptions, or plain ids.</summary>
internal sealed class MeasureColumn
{
    private const int ChunkRows = 256;

    private readonly MeasureLayout _layout;
    private readonly IntegerColumn _numbers;
    private readonly IdColumn _ids;
    private readonly SparseColumn _exceptions;

    internal MeasureColumn(MeasureLayout layout, IntegerColumn numbers, SparseColumn exceptions)
    {
        (_layout, _numbers, _exceptions) = (layout, numbers, exceptions);
    }

    internal MeasureColumn(MeasureLayout layout, IdColumn ids) => (_layout, _ids) = (layout, ids);

    internal MeasureLayout Layout => _layout;

    /// <summary>
    /// One bit a row of the column, lowest first, set where there is a value; empty when all have one.
    /// </summary>
    internal ReadOnlySpan<byte> Validity => _numbers.Validity;

    /// <summary>The numbers of some rows as they are stored; of width 0 where the column holds ids.</summary>
    internal StoredIntegers Stored(int row, int count) =>
        _layout.Style.Datatype == TermTag.None ? default : _numbers.Stored(row, count);

    /// <summary>True when a value of some rows is not written as the column's numbers are.</summary>
    internal bool HasExceptions(int row, int count)
    {
        int index = _exceptions.Count == 0 ? 0 : _exceptions.LowerBound(row);
        return index < _exceptions.Count && _exceptions.Row(index) < row + count;
    }

    /// <summary>Writes a number as the column does.</summary>
    internal TermId ToTerm(long mantissa) => _layout.Style.ToTerm(mantissa, _layout.Scale);

    internal void ReadTerms(int row, Span<TermId> values)
    {
        if (_layout.Style.Datatype == TermTag.None)
        {
            MemoryMarshal.Cast<ulong, TermId>(_ids.Span.Slice(row, values.Length)).CopyTo(values);
            return;
        }

        Span<long> mantissas = stackalloc long[ChunkRows];
        for (int start = 0; start < values.Length; start += ChunkRows)
        {
            Span<TermId> chunk = values[start..Math.Min(start + ChunkRows, values.Length)];
            Span<long> numbers = mantissas[..chunk.Length];
            ReadMantissas(row + start, numbers);
            for (int i = 0; i < chunk.Length; i++)
            {
                chunk[i] = numbers[i] == long.MinValue ? TermId.None : _layout.Style.ToTerm(numbers[i], _layout.Scale);
            }
        }

        int end = row + values.Length;
        for (int i = _exceptions.LowerBound(row); i < _exceptions.Count && _exceptions.Row(i) < end; i++)
        {
            values[_exceptions.Row(i) - row] = new TermId(_exceptions.Value(i));
        }
    }

    internal void ReadMantissas(int row, Span<long> mantissas)
    {
        _numbers.Read(row, mantissas);
        if (_numbers.HasNulls)
        {
            ReadOnlySpan<byte> validity = _numbers.Validity;
            for (int i = 0; i < mantissas.Length; i++)
            {
                int bit = row + i;
                mantissas[i] = (validity[bit >> 3] & (1 << (bit & 7))) == 0 ? long.MinValue : mantissas[i];
            }
        }
    }
}
