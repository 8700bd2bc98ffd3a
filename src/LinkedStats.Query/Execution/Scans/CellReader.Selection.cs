using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <content>Which cells of a run are selected.</content>
internal sealed partial class CellReader
{
    private CodeFilter Filter(CellColumn column)
    {
        if (!_filters.TryGetValue(column, out CodeFilter? filter))
        {
            _filters.Add(column, filter = new CodeFilter(Table, column));
        }

        return filter;
    }

    private List<(int Start, int Count)> Prepare()
    {
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
                    _valueConditions.Add(condition);
                    break;
            }
        }

        _active = [.. _filters.Values.Where(static f => !f.WantsAll)];
        return _isImpossible
            || _filters.Values.Any(static f => f.Count == 0 && f.Column.Kind == CellColumnKind.Dimension)
            ? []
            : _cells is { } ? CellRanges.OfCells(Table, _cells) : CellRanges.OfPrefixes(Table, _filters);
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

    private void Select()
    {
        PositionCount = RowCount;
        for (int i = 0; i < RowCount; i++)
        {
            _positions[i] = i;
        }

        foreach (CodeFilter filter in _active)
        {
            if (PositionCount > 0)
            {
                PositionCount = filter.Select(Codes(filter.Column), _positions, PositionCount);
            }
        }

        foreach (CellCondition condition in _valueConditions)
        {
            if (PositionCount > 0)
            {
                SelectValues(condition);
            }
        }
    }

    private void SelectValues(CellCondition condition)
    {
        if (condition.Mantissas is { } range)
        {
            SelectRange(Mantissas(condition.Column), range.Min, range.Max);
            return;
        }

        if (condition is { Condition: null, EqualTo.IsNone: true, Column.Kind: CellColumnKind.Measure }
            && Table.TryGetScale(condition.Column.Index, out _, out _))
        {
            // The least number stands for a missing value.
            SelectRange(Mantissas(condition.Column), long.MinValue + 1, long.MaxValue);
            return;
        }

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

        PositionCount = kept;
    }

    private void SelectRange(ReadOnlySpan<long> mantissas, long min, long max)
    {
        int kept = 0;
        for (int i = 0; i < PositionCount; i++)
        {
            int position = _positions[i];
            _positions[kept] = position;
            kept += mantissas[position] >= min && mantissas[position] <= max ? 1 : 0;
        }

        PositionCount = kept;
    }
}
