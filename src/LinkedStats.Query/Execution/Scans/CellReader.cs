using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Reads the selected cells of one cube, a run of rows at a time, column by column.</summary>
internal sealed partial class CellReader
{
    // A row read alone costs about as much as so many read together.
    private const int RunRowsPerSingle = 16;

    private readonly CellSelection _selection;
    private readonly EvaluationContext _context;
    private readonly Dictionary<CellColumn, CodeFilter> _filters = [];
    private readonly List<CellCondition> _valueConditions = [];
    private readonly Dictionary<CellColumn, (long Min, long Max)> _numbers = [];
    private readonly Dictionary<CellColumn, int[]> _codes = [];
    private readonly Dictionary<CellColumn, TermId[]> _values = [];
    private readonly Dictionary<CellColumn, long[]> _mantissas = [];
    private readonly HashSet<CellColumn> _isRead = [];
    private readonly HashSet<CellColumn> _hasMantissas = [];
    private readonly int[] _positions = new int[Batch.DefaultCapacity];
    private readonly Batch _probe = new(1, 1) { RowCount = 1 };
    private CodeFilter[] _active = [];
    private CodeFilter[] _undecided = [];
    private List<(int Start, int Count)>? _ranges;
    private IdSet? _cells;
    private int _range;
    private int _offset;
    private int _ordered;
    private bool _isImpossible;
    private bool _hasConditions;

    /// <summary>Creates a reader.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="selection">The cells.</param>
    public CellReader(EvaluationContext context, CellSelection selection)
    {
        _context = context;
        _selection = selection;
    }

    /// <summary>The cube.</summary>
    public CubeTable Table => _selection.Table;

    /// <summary>The first row of the run.</summary>
    public int Row { get; private set; }

    /// <summary>The number of rows of the run.</summary>
    public int RowCount { get; private set; }

    /// <summary>The positions in the run whose cells are selected, ascending.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, PositionCount);

    /// <summary>The number of cells selected in the run.</summary>
    public int PositionCount { get; private set; }

    /// <summary>Wants only some values of a column; to be called before the first run is read.</summary>
    /// <param name="column">The column.</param>
    /// <param name="ids">The values.</param>
    public void Restrict(CellColumn column, IdSet ids)
    {
        switch (column.Kind)
        {
            case CellColumnKind.Cell:
                _cells = ids;
                break;
            case CellColumnKind.Dimension or CellColumnKind.Attribute:
                Filter(column).Restrict(ids);
                break;
            case CellColumnKind.Fixed:
                _isImpossible |= !column.Fixed.IsNone && !ids.Contains(column.Fixed);
                break;
        }
    }

    /// <summary>Starts again.</summary>
    public void Rewind() => (_range, _offset) = (0, 0);

    /// <summary>Reads the next run that has a selected cell.</summary>
    /// <param name="rowsMax">The longest run; at most <see cref="Batch.DefaultCapacity"/>.</param>
    /// <returns>False at the end.</returns>
    public bool Next(int rowsMax)
    {
        _ranges ??= Prepare();
        while (_range < _ranges.Count)
        {
            (int start, int count) = _ranges[_range];
            Row = start + _offset;
            RowCount = Math.Min(rowsMax, count - _offset);
            _offset += RowCount;
            if (_offset >= count)
            {
                (_range, _offset) = (_range + 1, 0);
            }

            _context.ThrowIfStopped();
            _isRead.Clear();
            _hasMantissas.Clear();
            Select(_undecided);
            if (PositionCount > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Passes over cells, where all cells are selected.</summary>
    /// <param name="rows">How many cells.</param>
    /// <returns>How many there were, up to that number; null where cells have to be looked at.</returns>
    public long? Skip(long rows)
    {
        if (CountUnconditional() is null)
        {
            return null;
        }

        long skipped = 0;
        while (_range < _ranges!.Count && skipped < rows)
        {
            int step = (int)Math.Min(rows - skipped, _ranges[_range].Count - _offset);
            skipped += step;
            _offset += step;
            if (_offset == _ranges[_range].Count)
            {
                (_range, _offset) = (_range + 1, 0);
            }
        }

        return skipped;
    }

    /// <summary>Makes one row the run.</summary>
    /// <param name="row">The row.</param>
    /// <returns>False when its cell is not selected.</returns>
    public bool TryMoveTo(int row)
    {
        _ranges ??= Prepare();
        (Row, RowCount) = (row, 1);
        _isRead.Clear();
        _hasMantissas.Clear();
        Select(_active);
        return PositionCount > 0 && _ranges.Count > 0;
    }

    /// <summary>The row that the next run begins with; -1 at the end.</summary>
    public int NextRow => _range < (_ranges ??= Prepare()).Count ? _ranges[_range].Start + _offset : -1;

    /// <summary>The values of the run, one a row.</summary>
    /// <param name="column">A measure, or the cell itself.</param>
    /// <returns>The terms.</returns>
    public ReadOnlySpan<TermId> Values(CellColumn column)
    {
        if (!_values.TryGetValue(column, out TermId[]? values))
        {
            _values.Add(column, values = new TermId[Batch.DefaultCapacity]);
        }

        Span<TermId> run = values.AsSpan(0, RowCount);
        if (_isRead.Add(column))
        {
            if (column.Kind == CellColumnKind.Measure)
            {
                Table.ReadMeasure(column.Index, Row, run);
            }
            else
            {
                Table.ReadCells(Row, run);
            }
        }

        return run;
    }

    /// <summary>The numbers of the run, one a row, as mantissas of the column's scale.</summary>
    /// <param name="column">A measure that has a scale.</param>
    /// <returns>The mantissas; long.MinValue for a missing value.</returns>
    public ReadOnlySpan<long> Mantissas(CellColumn column)
    {
        if (!_mantissas.TryGetValue(column, out long[]? mantissas))
        {
            _mantissas.Add(column, mantissas = new long[Batch.DefaultCapacity]);
        }

        Span<long> run = mantissas.AsSpan(0, RowCount);
        if (_hasMantissas.Add(column))
        {
            Table.ReadMantissas(column.Index, Row, run);
        }

        return run;
    }

    /// <summary>The ranks of the run's cells by their IRIs, one a row, where their codes do not tell them.</summary>
    /// <returns>The ranks.</returns>
    public ReadOnlySpan<int> IriRanks() => Table.IriRanks(_context.Demand).Slice(Row, RowCount);

    /// <summary>The number of cells, where it is known without reading them.</summary>
    /// <returns>The number; null when cells have to be looked at.</returns>
    public long? CountUnconditional()
    {
        _ranges ??= Prepare();
        return _undecided.Length == 0 && _numbers.Count == 0 && _valueConditions.Count == 0
            ? _ranges.Sum(static r => (long)r.Count) : null;
    }

    /// <summary>The number of rows that are looked at.</summary>
    /// <returns>The number; not all of them need be selected.</returns>
    public long RowsMax() => (_ranges ??= Prepare()).Sum(static r => (long)r.Count);

    /// <summary>Writes the selected values of a column, one after the other.</summary>
    /// <param name="column">The column.</param>
    /// <param name="target">Receives them, as many as there are <see cref="Positions"/>.</param>
    public void Gather(CellColumn column, Span<TermId> target)
    {
        if (target.Length < RowCount / RunRowsPerSingle && !_isRead.Contains(column))
        {
            GatherSingly(column, target);
            return;
        }

        switch (column.Kind)
        {
            case CellColumnKind.Fixed:
                target.Fill(column.Fixed);
                break;
            case CellColumnKind.Dimension or CellColumnKind.Attribute:
                ReadOnlySpan<int> codes = Codes(column);
                ReadOnlySpan<TermId> terms = CodeFilter.Terms(Table, column);
                for (int i = 0; i < target.Length; i++)
                {
                    int code = codes[_positions[i]];
                    target[i] = code < 0 ? TermId.None : terms[code];
                }

                break;
            default:
                ReadOnlySpan<TermId> values = Values(column);
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = values[_positions[i]];
                }

                break;
        }
    }

    // Decoding the whole run costs more than reading the few rows of it that are wanted.
    private void GatherSingly(CellColumn column, Span<TermId> target)
    {
        Span<int> rows = stackalloc int[target.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = Row + _positions[i];
        }

        CellRows.Read(Table, column, rows, target);
    }
}
