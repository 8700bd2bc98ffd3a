using LinkedStats.Query.Expressions;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>
/// MIN and MAX of a measure: the extreme mantissas of the cube that is read, and the terms of the others.
/// </summary>
/// <remarks>
/// Equal numbers may be written differently; which of them is the extreme is decided by the order of terms. Within a
/// cube that concerns the exceptions of its column only, across cubes all.
/// </remarks>
internal sealed class SlotExtremes : SlotAggregate
{
    private readonly EvaluationContext _context;
    private readonly CubeTable[] _tables;
    private readonly CellColumn[] _columns;
    private readonly TermComparer _comparer;
    private readonly bool _isMax;
    private readonly long _worst;
    private long[] _numbers = [];
    private TermId[]? _terms;
    private int _table;

    /// <summary>Creates extremes of nothing.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="comparer">Orders terms.</param>
    /// <param name="tables">The cubes.</param>
    /// <param name="columns">For each cube the measure, which has a scale, and a value in each selected row.</param>
    /// <param name="isMax">True for MAX.</param>
    public SlotExtremes(
        EvaluationContext context, TermComparer comparer, CubeTable[] tables, CellColumn[] columns, bool isMax)
    {
        _context = context;
        _comparer = comparer;
        _tables = tables;
        _columns = columns;
        _isMax = isMax;

        // No mantissa is as large as these.
        _worst = isMax ? long.MinValue : long.MaxValue;
        IsMergeable = !tables.Where((t, i) => t.HasExceptions(columns[i].Index, 0, t.RowCount)).Any();
    }

    /// <inheritdoc/>
    public override bool IsMergeable { get; }

    /// <inheritdoc/>
    public override void Resize(int slots)
    {
        int before = _numbers.Length;
        _context.Charge((long)(slots - before) * (_terms is null ? 1 : 2) * sizeof(long));
        Array.Resize(ref _numbers, slots);
        _numbers.AsSpan(before).Fill(_worst);
        if (_terms is { })
        {
            Array.Resize(ref _terms, slots);
        }
    }

    /// <inheritdoc/>
    public override void Add(in SlotRun run)
    {
        _table = run.Table;
        CellColumn column = _columns[_table];
        if (_tables[_table].HasExceptions(column.Index, run.Reader.Row, run.Reader.RowCount))
        {
            AddWithExceptions(run, column);
        }
        else
        {
            SlotKernels.Compare(run.Reader.Stored(column), run.Positions, run.Slots, _isMax, _numbers);
        }
    }

    /// <inheritdoc/>
    public override void EndTable(int table)
    {
        if (_tables.Length == 1)
        {
            return;
        }

        for (int slot = 0; slot < _numbers.Length; slot++)
        {
            if (_numbers[slot] != _worst)
            {
                AddTerm(slot, _tables[table].MeasureTerm(_columns[table].Index, _numbers[slot]));
                _numbers[slot] = _worst;
            }
        }
    }

    /// <inheritdoc/>
    public override SlotAggregate NewEmpty()
    {
        var empty = new SlotExtremes(_context, _comparer, _tables, _columns, _isMax);
        empty.Resize(_numbers.Length);
        return empty;
    }

    /// <inheritdoc/>
    public override void Merge(SlotAggregate other)
    {
        var extremes = (SlotExtremes)other;
        _table = extremes._table;
        for (int slot = 0; slot < _numbers.Length; slot++)
        {
            _numbers[slot] = _isMax
                ? Math.Max(_numbers[slot], extremes._numbers[slot])
                : Math.Min(_numbers[slot], extremes._numbers[slot]);
            if (extremes._terms is { } terms && !terms[slot].IsNone)
            {
                AddTerm(slot, terms[slot]);
            }
        }
    }

    /// <inheritdoc/>
    public override TermId Result(int slot, long count)
    {
        TermId term = _terms is null ? TermId.None : _terms[slot];
        TermId number = _numbers[slot] == _worst
            ? TermId.None : _tables[_table].MeasureTerm(_columns[_table].Index, _numbers[slot]);
        return term.IsNone || (!number.IsNone && IsBetter(number, term)) ? number : term;
    }

    private void AddWithExceptions(in SlotRun run, CellColumn column)
    {
        ReadOnlySpan<TermId> values = run.Reader.Values(column);
        ReadOnlySpan<long> numbers = run.Reader.Mantissas(column);
        for (int i = 0; i < run.Slots.Length; i++)
        {
            int slot = run.Slots[i];
            TermId value = values[run.Position(i)];
            long number = numbers[run.Position(i)];
            if (_isMax ? number < _numbers[slot] : number > _numbers[slot])
            {
                continue;
            }

            if (_tables[_table].MeasureTerm(column.Index, number) == value)
            {
                _numbers[slot] = number;
            }
            else
            {
                AddTerm(slot, value);
            }
        }
    }

    private void AddTerm(int slot, TermId term)
    {
        if (_terms is null)
        {
            _context.Charge((long)_numbers.Length * sizeof(long));
            _terms = new TermId[_numbers.Length];
        }

        if (_terms[slot].IsNone || (_terms[slot] != term && IsBetter(term, _terms[slot])))
        {
            _terms[slot] = term;
        }
    }

    private bool IsBetter(TermId left, TermId right)
    {
        int order = _comparer.CompareTotal(_comparer.KeyOf(left), _comparer.KeyOf(right));
        return _isMax ? order > 0 : order < 0;
    }
}
