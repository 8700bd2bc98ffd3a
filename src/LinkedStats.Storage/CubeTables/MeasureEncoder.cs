using System.Runtime.InteropServices;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.CubeTables;

/// <summary>Encodes a measure column: chooses the style that most values round-trip through.</summary>
internal sealed class MeasureEncoder
{
    private readonly TermId[] _values;
    private readonly long[] _mantissas;
    private readonly Task<Choice> _choice;

    /// <summary>Begins to look at the values, on a thread of its own.</summary>
    /// <param name="values">The values; None where one is missing.</param>
    internal MeasureEncoder(TermId[] values)
    {
        _values = values;
        _mantissas = new long[values.Length];
        _choice = Task.Run(Choose);
    }

    /// <summary>Adds the column and its exceptions.</summary>
    internal MeasureLayout Write(TermId property, string name, ArrowSegmentWriter cells, SparseBuilder sparse)
    {
        Choice choice = _choice.GetAwaiter().GetResult();
        if (choice.Exceptions is not { } exceptions)
        {
            cells.AddIds(name, MemoryMarshal.Cast<TermId, ulong>(_values.AsSpan()));
            return new MeasureLayout(property.Bits, default, 0, new SparseRange(0, 0), false, choice.Missing);
        }

        sparse.Begin();
        foreach (int row in exceptions)
        {
            sparse.Add(row, _values[row].Bits);
        }

        cells.AddIntegers<long>(name, _mantissas, Array.ConvertAll(_values, static value => value.IsNone));
        return new MeasureLayout(
            property.Bits, choice.Style, choice.Scale, sparse.End(), choice.IsNumeric, choice.Missing);
    }

    private Choice Choose()
    {
        int missing = _values.Count(static v => v.IsNone);
        TermTag datatype = MostCommonDatatype();
        int scale = datatype == TermTag.None ? 0 : LargestScale(datatype);
        bool[] fits = Rescale(datatype, scale);
        (NumberStyle style, int count) = ChooseStyle(datatype, scale, fits);
        if (datatype == TermTag.None || count > (_values.Length - missing) / 4)
        {
            return new Choice(default, 0, false, missing, null);
        }

        List<int> exceptions = new(count);
        for (int row = 0; row < _values.Length && count > 0; row++)
        {
            if (IsException(style, scale, fits, row))
            {
                exceptions.Add(row);
            }
        }

        return new Choice(style, scale, !fits.Contains(false), missing, exceptions);
    }

    private TermTag MostCommonDatatype()
    {
        int[] counts = new int[(int)TermTag.Temporal + 1];
        foreach (TermId value in _values)
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
        foreach (TermId value in _values)
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
        bool[] fits = new bool[_values.Length];
        for (int row = 0; row < _values.Length; row++)
        {
            TermId value = _values[row];
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
        for (int row = 0; row < _values.Length && count < tooMany; row++)
        {
            count += IsException(style, scale, fits, row) ? 1 : 0;
        }

        return count;
    }

    private bool IsException(NumberStyle style, int scale, bool[] fits, int row) =>
        !_values[row].IsNone && (!fits[row] || style.ToTerm(_mantissas[row], scale) != _values[row]);

    /// <summary>How a column is encoded.</summary>
    /// <param name="Style">The style.</param>
    /// <param name="Scale">The scale of all mantissas.</param>
    /// <param name="IsNumeric">True when every value is a number that its mantissa tells.</param>
    /// <param name="Missing">How many values are missing.</param>
    /// <param name="Exceptions">The rows that do not follow the style; null when the column keeps its ids.</param>
    private sealed record Choice(
        NumberStyle Style, int Scale, bool IsNumeric, int Missing, List<int>? Exceptions);
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
