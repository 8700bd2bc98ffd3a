using System.Globalization;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <content>Which cells of a run are selected.</content>
internal sealed partial class CellReader
{
    /// <summary>Says how many of the stored rows readers look at.</summary>
    /// <param name="readers">The readers.</param>
    /// <returns>A text for EXPLAIN.</returns>
    public static string Describe(CellReader[] readers) => string.Create(
        CultureInfo.InvariantCulture,
        $"looks at {readers.Sum(static r => r.RowsMax())} of {readers.Sum(static r => (long)r.Table.RowCount)} cells");

    /// <summary>True when it takes nothing but columns to select cells, so that threads may read parts.</summary>
    public bool MayBeSplit
    {
        get
        {
            _ranges ??= Prepare();
            return _valueConditions.Count == 0;
        }
    }

    /// <summary>Creates a reader of the same cells for another thread, which stands nowhere yet.</summary>
    /// <returns>The reader; it shares the conditions.</returns>
    public CellReader Split()
    {
        var part = new CellReader(_context, _selection)
        {
            _ranges = [],
            _active = _active,
            _undecided = _undecided,
            _hasConditions = true,
        };
        part._tuples.AddRange(_tuples);
        foreach ((CellColumn column, (long, long) range) in _numbers)
        {
            part._numbers.Add(column, range);
        }

        return part;
    }

    /// <summary>Wants only some rows, from the first of them on.</summary>
    /// <param name="rows">The first, and how many.</param>
    public void MoveTo((int Start, int Count) rows) => (_ranges, _range, _offset) = ([rows], 0, 0);

    /// <summary>Cuts the rows that are looked at into pieces.</summary>
    /// <param name="rowsMax">The most rows of a piece.</param>
    /// <returns>The pieces, ascending.</returns>
    public IEnumerable<(int Start, int Count)> Pieces(int rowsMax) => (_ranges ??= Prepare()).SelectMany(
        range => Enumerable.Range(0, (range.Count + rowsMax - 1) / rowsMax).Select(
            i => (range.Start + (i * rowsMax), Math.Min(rowsMax, range.Count - (i * rowsMax)))));

    /// <summary>Which codes of a column are wanted.</summary>
    /// <param name="column">A dimension or an attribute.</param>
    /// <returns>The filter; null when all are.</returns>
    public CodeFilter? FilterOf(CellColumn column)
    {
        AddConditions();
        return _filters.GetValueOrDefault(column);
    }

    /// <summary>Wants only the codes that map to something; to be called before the first run is read.</summary>
    /// <param name="column">A dimension, an attribute or a tuple.</param>
    /// <param name="map">For each code, the missing value in front, what it maps to; negative for nothing.</param>
    public void Restrict(CellColumn column, ReadOnlySpan<int> map) => Filter(column).Restrict(map);

    /// <summary>Tells whether it depends on one column alone which cells are selected.</summary>
    /// <param name="column">A dimension or an attribute.</param>
    /// <returns>False when other columns, or single cells, decide too.</returns>
    public bool IsFilteredOnlyBy(CellColumn column)
    {
        _ranges ??= Prepare();
        return _cells is null && !_isImpossible && _numbers.Count == 0 && _valueConditions.Count == 0
            && Array.TrueForAll(_active, f => f.Column == column);
    }

    private CodeFilter Filter(CellColumn column)
    {
        if (!_filters.TryGetValue(column, out CodeFilter? filter))
        {
            _filters.Add(column, filter = new CodeFilter(Table, column, CodeCount(column)));
        }

        return filter;
    }

    private void AddConditions()
    {
        if (_hasConditions)
        {
            return;
        }

        _hasConditions = true;
        foreach (CellCondition condition in _selection.Conditions)
        {
            switch (condition.Column.Kind)
            {
                case CellColumnKind.Dimension or CellColumnKind.Attribute:
                    Filter(condition.Column).Add(condition, _context);
                    break;
                case CellColumnKind.Fixed:
                    _isImpossible |= !IsFulfilled(condition, condition.Column.Fixed);
                    break;
                default:
                    AddValueCondition(condition);
                    break;
            }
        }
    }

    private List<(int Start, int Count)> Prepare()
    {
        AddConditions();
        _undecided = _active = [.. _filters.Values.Where(static f => !f.WantsAll)];
        Array.ForEach(_active, static f => f.Seal());
        if (_isImpossible || Array.Exists(_active, static f => f.Count == 0 && !f.WantsMissing))
        {
            return [];
        }

        if (_cells is { })
        {
            return CellRanges.OfCells(Table, _cells);
        }

        // Rows found by their first codes need no second look at these.
        List<(int Start, int Count)> ranges = CellRanges.OfPrefixes(Table, _filters, out int decided);
        _undecided = [.. _active.Where(f => f.Column.Kind != CellColumnKind.Dimension || f.Column.Index >= decided)];
        return ranges;
    }

    // Conditions on one column of numbers are one range: those that only ask for a value are the widest.
    private void AddValueCondition(CellCondition condition)
    {
        bool isPresence = condition is { Condition: null, EqualTo.IsNone: true, Column.Kind: CellColumnKind.Measure }
            && Table.TryGetScale(condition.Column.Index, out _, out _);
        if ((condition.Mantissas ?? (isPresence ? (long.MinValue, long.MaxValue) : null)) is not { } range)
        {
            _valueConditions.Add(condition);
            return;
        }

        (long min, long max) = _numbers.GetValueOrDefault(condition.Column, (long.MinValue, long.MaxValue));
        _numbers[condition.Column] = (Math.Max(min, range.Min), Math.Min(max, range.Max));
    }

    private bool IsFulfilled(CellCondition condition, TermId value)
    {
        if ((condition.MustBePresent && value.IsNone)
            || (!condition.EqualTo.IsNone && condition.EqualTo != value))
        {
            return false;
        }

        _probe.Column(0)[0] = value;
        return condition.Condition is null || condition.Condition(_probe, 0);
    }

    private void Select(CodeFilter[] filters)
    {
        PositionCount = RowCount;
        bool isWhole = true;
        foreach (CodeFilter filter in filters)
        {
            if (PositionCount > 0)
            {
                StoredIntegers codes = Stored(filter.Column);
                PositionCount = isWhole
                    ? filter.Select(codes, _positions) : filter.Keep(codes, _positions.AsSpan(0, PositionCount));
                isWhole = false;
            }
        }

        foreach ((CellColumn column, (long min, long max)) in _numbers)
        {
            if (PositionCount > 0)
            {
                SelectNumbers(column, min, max, isWhole);
                isWhole = false;
            }
        }

        if (isWhole)
        {
            SelectWhole();
        }
        else
        {
            _ordered = 0;
        }

        foreach (CellCondition condition in _valueConditions)
        {
            if (PositionCount > 0)
            {
                SelectValues(condition);
            }
        }
    }

    // Every row; what former runs left in order is kept.
    private void SelectWhole()
    {
        for (; _ordered < RowCount; _ordered++)
        {
            _positions[_ordered] = _ordered;
        }
    }

    private void SelectNumbers(CellColumn column, long min, long max, bool isWhole)
    {
        if (isWhole && (min, max) == (long.MinValue, long.MaxValue))
        {
            SelectWhole();
        }
        else
        {
            StoredIntegers numbers = Stored(column);
            PositionCount = isWhole
                ? ColumnKernels.SelectRange(numbers, min, max, _positions)
                : ColumnKernels.KeepRange(numbers, min, max, _positions.AsSpan(0, PositionCount));
        }

        // A missing value is no number, whatever stands in its place.
        ReadOnlySpan<byte> validity = Table.Validity(column.Index);
        if (!validity.IsEmpty)
        {
            PositionCount = ColumnKernels.KeepSet(validity, Row, _positions.AsSpan(0, PositionCount));
        }
    }

    private void SelectValues(CellCondition condition)
    {
        ReadOnlySpan<TermId> values = Values(condition.Column);
        int kept = 0;
        for (int i = 0; i < PositionCount; i++)
        {
            int position = _positions[i];
            if (IsFulfilled(condition, values[position]))
            {
                _positions[kept++] = position;
            }
        }

        (PositionCount, _ordered) = (kept, 0);
    }
}
