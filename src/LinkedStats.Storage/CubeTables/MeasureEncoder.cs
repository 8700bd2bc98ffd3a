using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Encodes a measure column: chooses the style that most values round-trip through.</summary>
/// <param name="values">The values; None where one is missing.</param>
internal sealed class MeasureEncoder(TermId[] values)
{
    private readonly long[] _mantissas = new long[values.Length];
    private readonly bool[] _isNull = new bool[values.Length];

    /// <summary>Adds the column and its exceptions.</summary>
    internal MeasureLayout Write(TermId property, string name, ArrowSegmentWriter cells, SparseBuilder sparse)
    {
        int missing = values.Count(static v => v.IsNone);
        TermTag datatype = MostCommonDatatype();
        int scale = datatype == TermTag.None ? 0 : LargestScale(datatype);
        bool[] fits = Rescale(datatype, scale);
        (NumberStyle style, int exceptions) = ChooseStyle(datatype, scale, fits);
        if (datatype == TermTag.None || exceptions > (values.Length - missing) / 4)
        {
            cells.AddIds(name, MemoryMarshal.Cast<TermId, ulong>(values.AsSpan()));
            return new MeasureLayout(property.Bits, default, 0, new SparseRange(0, 0), false, missing);
        }

        sparse.Begin();
        for (int row = 0; row < values.Length; row++)
        {
            _isNull[row] = values[row].IsNone;
            if (IsException(style, scale, fits, row))
            {
                sparse.Add(row, values[row].Bits);
            }
        }

        cells.AddIntegers<long>(name, _mantissas, _isNull);
        bool isNumeric = !fits.Contains(false);
        return new MeasureLayout(property.Bits, style, scale, sparse.End(), isNumeric, missing);
    }

    private TermTag MostCommonDatatype()
    {
        int[] counts = new int[(int)TermTag.Temporal + 1];
        foreach (TermId value in values)
        {
            counts[(int)NumberStyle.DatatypeOf(value)]++;
        }

        TermTag[] candidates = [TermTag.Integer, TermTag.Decimal, TermTag.Double];
        TermTag best = candidates.MaxBy(t => counts[(int)t]);
        return counts[(int)best] == 0 ? TermTag.None : best;
    }

    private int LargestScale(TermTag datatype)
    {
        int largest = 0;
        foreach (TermId value in values)
        {
            // A scale beyond 15 digits leaves no room for the digits before the point.
            if (NumberStyle.DatatypeOf(value) == datatype
                && NumberStyle.TryGetScaled(value, out _, out int scale) && scale <= 15)
            {
                largest = Math.Max(largest, scale);
            }
        }

        return largest;
    }

    /// <summary>Fills the mantissas; missing values fit as they are.</summary>
    private bool[] Rescale(TermTag datatype, int scale)
    {
        bool[] fits = new bool[values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            TermId value = values[row];
            fits[row] = value.IsNone;
            if (!value.IsNone && NumberStyle.DatatypeOf(value) == datatype
                && NumberStyle.TryGetScaled(value, out long mantissa, out int valueScale)
                && NumberStyle.TryRescale(mantissa, ref valueScale, scale, out mantissa))
            {
                (_mantissas[row], fits[row]) = (mantissa, true);
            }
        }

        return fits;
    }

    private (NumberStyle Style, int Exceptions) ChooseStyle(TermTag datatype, int scale, bool[] fits)
    {
        (NumberStyle best, int fewest) = (default, int.MaxValue);
        foreach (NumberStyle style in NumberStyle.Candidates(datatype))
        {
            int exceptions = CountExceptions(style, scale, fits, fewest);
            (best, fewest) = exceptions < fewest ? (style, exceptions) : (best, fewest);
            if (fewest == 0)
            {
                break;
            }
        }

        return (best, fewest);
    }

    /// <summary>Counts the exceptions of a style, up to a number that is too many.</summary>
    private int CountExceptions(NumberStyle style, int scale, bool[] fits, int tooMany)
    {
        int count = 0;
        for (int row = 0; row < values.Length && count < tooMany; row++)
        {
            count += IsException(style, scale, fits, row) ? 1 : 0;
        }

        return count;
    }

    private bool IsException(NumberStyle style, int scale, bool[] fits, int row) =>
        !values[row].IsNone && (!fits[row] || style.ToTerm(_mantissas[row], scale) != values[row]);
}

/// <summary>Collects the values that lie at some rows only.</summary>
internal sealed class SparseBuilder
{
    private readonly List<long> _rows = [];
    private readonly List<ulong> _values = [];
    private int _start;

    internal int Count => _rows.Count;

    internal void Begin() => _start = _rows.Count;

    internal void Add(int row, ulong value)
    {
        _rows.Add(row);
        _values.Add(value);
    }

    internal SparseRange End() => new(_start, _rows.Count - _start);

    /// <summary>Adds a column as runs of equal codes.</summary>
    /// <returns>The runs; null, with nothing added, when a plain column is smaller.</returns>
    internal SparseRange? TryAddRuns(ReadOnlySpan<int> codes)
    {
        int runs = 0;
        for (int row = 0; row < codes.Length; row++)
        {
            runs += row == codes.Length - 1 || codes[row] != codes[row + 1] ? 1 : 0;
        }

        if (runs > codes.Length / 16)
        {
            return null;
        }

        Begin();
        for (int row = 0; row < codes.Length; row++)
        {
            if (row == codes.Length - 1 || codes[row] != codes[row + 1])
            {
                Add(row + 1, (ulong)(codes[row] + 1));
            }
        }

        return End();
    }

    internal ArrowSegmentWriter ToSegment()
    {
        var writer = new ArrowSegmentWriter(_rows.Count);
        writer.AddIntegers<long>(CubeLayout.SparseRowColumn, CollectionsMarshal.AsSpan(_rows));
        writer.AddIds(CubeLayout.SparseValueColumn, CollectionsMarshal.AsSpan(_values));
        return writer;
    }
}
