using LinkedStats.Query.Expressions;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>SUM and AVG of numbers: the sums of the mantissas, by scale and datatype.</summary>
internal sealed class SlotSums : SlotAggregate
{
    private readonly EvaluationContext _context;
    private readonly QueryTerms _terms;
    private readonly Func<CellNumber[]> _compile;
    private readonly CellNumber[] _numbers;
    private readonly ScaledSums[] _sums;
    private readonly int[] _sumOfTable;
    private readonly bool _isAverage;
    private readonly NumericSum _result = new();
    private int _slots;

    /// <summary>Creates sums of nothing.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="terms">The query's terms.</param>
    /// <param name="compile">Makes for each cube the numbers, of which each selected row has one.</param>
    /// <param name="isAverage">True for AVG.</param>
    public SlotSums(EvaluationContext context, QueryTerms terms, Func<CellNumber[]> compile, bool isAverage)
    {
        _context = context;
        _terms = terms;
        _compile = compile;
        _numbers = compile();
        _isAverage = isAverage;
        (int Scale, TermTag Tag)[] scales = [.. _numbers.Select(static n => (n.Scale, n.Tag))];
        (int Scale, TermTag Tag)[] different = [.. scales.Distinct()];
        _sums = [.. different.Select(s => new ScaledSums(s.Scale, s.Tag))];
        _sumOfTable = [.. scales.Select(s => Array.IndexOf(different, s))];
    }

    /// <inheritdoc/>
    public override void Resize(int slots)
    {
        // With numbers of several scales it matters how many there are of each.
        int arrays = _sums.Length * (_sums.Length > 1 ? 3 : 2);
        _context.Charge((long)(slots - _slots) * arrays * sizeof(long));
        _slots = slots;
        Array.ForEach(_sums, s => s.Resize(slots, _sums.Length > 1));
    }

    /// <inheritdoc/>
    public override void Add(in SlotRun run)
    {
        ScaledSums sums = _sums[_sumOfTable[run.Table]];
        if (_numbers[run.Table] is MeasureNumber measure)
        {
            sums.Add(run, run.Reader.Stored(measure.Column), run.Positions);
        }
        else
        {
            sums.Add(run, StoredIntegers.Of(_numbers[run.Table].Read(run)), []);
        }
    }

    /// <inheritdoc/>
    public override SlotAggregate NewEmpty()
    {
        var empty = new SlotSums(_context, _terms, _compile, _isAverage);
        empty.Resize(_slots);
        return empty;
    }

    /// <inheritdoc/>
    public override void Merge(SlotAggregate other)
    {
        for (int i = 0; i < _sums.Length; i++)
        {
            _sums[i].Merge(((SlotSums)other)._sums[i]);
        }
    }

    /// <inheritdoc/>
    public override TermId Result(int slot, long count)
    {
        ScaledSums first = _sums[0];
        if (_sums.Length == 1 && !_isAverage && first.TryGetInline(slot, out TermId id))
        {
            return id;
        }

        _result.Clear();
        foreach (ScaledSums sums in _sums)
        {
            _result.Add(sums.Sum(slot), sums.Scale, sums.Tag, sums.CountOf(slot) ?? count);
        }

        return _terms.Intern(TermValue.Of(_isAverage ? _result.Average() : _result.Sum()));
    }
}

/// <summary>Sums of mantissas that share a scale and a datatype, one a slot.</summary>
/// <remarks>
/// A sum has two parts, high * 2^32 + low, of which neither can overflow: there are fewer than 2^31 rows in a cube, and
/// as many cubes.
/// </remarks>
/// <param name="scale">The scale.</param>
/// <param name="tag">The datatype.</param>
internal sealed class ScaledSums(int scale, TermTag tag)
{
    private long[] _low = [];
    private long[] _high = [];
    private long[]? _counts;

    /// <summary>The scale.</summary>
    public int Scale => scale;

    /// <summary>The datatype: Integer, Decimal or Double.</summary>
    public TermTag Tag => tag;

    /// <summary>Makes room for more slots.</summary>
    /// <param name="slots">The number of slots.</param>
    /// <param name="areCounted">True to count how many numbers each sum has.</param>
    public void Resize(int slots, bool areCounted)
    {
        Array.Resize(ref _low, slots);
        Array.Resize(ref _high, slots);
        if (areCounted)
        {
            Array.Resize(ref _counts, slots);
        }
    }

    /// <summary>Adds numbers.</summary>
    /// <param name="run">Their rows.</param>
    /// <param name="values">The mantissas.</param>
    /// <param name="positions">Where among them those of the rows are; empty for one after the other.</param>
    public void Add(in SlotRun run, StoredIntegers values, ReadOnlySpan<int> positions)
    {
        if (run.HasOneSlot)
        {
            (long low, long high) = SlotKernels.Total(values, positions);
            _low[run.Slots[0]] += low;
            _high[run.Slots[0]] += high;
        }
        else
        {
            SlotKernels.Add(values, positions, run.Slots, _low, _high);
        }

        if (_counts is { })
        {
            SlotKernels.Count(run.Slots, _counts);
        }
    }

    /// <summary>Adds other sums.</summary>
    /// <param name="other">Sums of the same scale and datatype.</param>
    public void Merge(ScaledSums other)
    {
        for (int slot = 0; slot < _low.Length; slot++)
        {
            _low[slot] += other._low[slot];
            _high[slot] += other._high[slot];
            if (_counts is { })
            {
                _counts[slot] += other._counts![slot];
            }
        }
    }

    /// <summary>The sum of a slot.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>The sum of the mantissas.</returns>
    public Int128 Sum(int slot) => ((Int128)_high[slot] << 32) + _low[slot];

    /// <summary>How many numbers a sum has.</summary>
    /// <param name="slot">The slot.</param>
    /// <returns>The number; null where it is not counted.</returns>
    public long? CountOf(int slot) => _counts?[slot];

    /// <summary>Writes a sum as SUM does, where that takes no more than its digits.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="id">The term.</param>
    /// <returns>False where more is to be done.</returns>
    public bool TryGetInline(int slot, out TermId id)
    {
        id = TermId.None;
        Int128 sum = Sum(slot);
        if (tag == TermTag.Double || sum != (long)sum)
        {
            return false;
        }

        (long mantissa, int digits) = ((long)sum, scale);
        for (; digits > 0 && mantissa % 10 == 0; digits--)
        {
            mantissa /= 10;
        }

        id = tag == TermTag.Integer ? InlineTerm.FromInteger(mantissa) : InlineTerm.FromDecimal(mantissa, digits);
        return !id.IsNone;
    }
}
