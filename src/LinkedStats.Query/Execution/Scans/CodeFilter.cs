using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>
/// Which codes of one column are wanted; conditions on codes are decided once a code, not once a cell.
/// </summary>
internal sealed class CodeFilter
{
    // 1 for each wanted code, with the entry of the missing value in front.
    private readonly byte[] _isWanted;
    private readonly CellColumn _column;
    private readonly CubeTable _table;
    private (int First, int Last, bool IsWhole) _range;

    /// <summary>Creates a filter that wants every code.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">A dimension, an attribute or, where no term is asked for, a tuple.</param>
    /// <param name="codeCount">The number of its codes.</param>
    public CodeFilter(CubeTable table, CellColumn column, int codeCount)
    {
        _table = table;
        _column = column;
        _isWanted = new byte[codeCount + 1];
        _isWanted.AsSpan().Fill(1);
        WantsMissing = column.Kind == CellColumnKind.Attribute;
    }

    /// <summary>The column.</summary>
    public CellColumn Column => _column;

    /// <summary>The number of codes wanted.</summary>
    public int Count => _isWanted.AsSpan(1).Count((byte)1);

    /// <summary>True when no code that a cell has is refused.</summary>
    public bool WantsAll => _column.Kind switch
    {
        CellColumnKind.Dimension => Count == _isWanted.Length - 1 || WantsAllInUse(),
        CellColumnKind.Attribute => Count == _isWanted.Length - 1 && WantsMissing,
        _ => false,
    };

    /// <summary>True when rows without a value are wanted.</summary>
    public bool WantsMissing
    {
        get => _isWanted[0] == 1;
        private set => _isWanted[0] = value ? (byte)1 : (byte)0;
    }

    /// <summary>The wanted codes, ascending.</summary>
    public IEnumerable<int> Codes => Enumerable.Range(0, _isWanted.Length - 1).Where(Wants);

    /// <summary>The terms of a column's codes.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">A dimension or an attribute.</param>
    /// <returns>The code book.</returns>
    public static ReadOnlySpan<TermId> Terms(CubeTable table, CellColumn column) =>
        column.Kind == CellColumnKind.Dimension ? table.Codes(column.Index) : table.AttributeCodes(column.Index);

    /// <summary>Tells whether a code is wanted.</summary>
    /// <param name="code">The code.</param>
    /// <returns>False when its cells are dropped.</returns>
    public bool Wants(int code) => _isWanted[code + 1] == 1;

    /// <summary>Adds a condition.</summary>
    /// <param name="condition">The condition, on this column.</param>
    /// <param name="context">The limits.</param>
    public void Add(CellCondition condition, EvaluationContext context)
    {
        if (!condition.EqualTo.IsNone)
        {
            KeepTerms(term => term == condition.EqualTo);
            WantsMissing = false;
        }

        if (condition.MustBePresent)
        {
            WantsMissing = false;
        }

        if (condition.Condition is not { } decide)
        {
            return;
        }

        var batch = new Batch(1, 1) { RowCount = 1 };
        int steps = 0;
        KeepTerms(term =>
        {
            if (++steps % 256 == 0)
            {
                context.ThrowIfStopped();
            }

            batch.Column(0)[0] = term;
            return decide(batch, 0);
        });
        batch.Column(0)[0] = TermId.None;
        WantsMissing = WantsMissing && decide(batch, 0);
    }

    /// <summary>
    /// Wants only the codes of some terms; a missing value stays wanted, as it is compatible with any.
    /// </summary>
    /// <param name="ids">The terms.</param>
    public void Restrict(IdSet ids) => KeepTerms(ids.Contains);

    /// <summary>Wants only the codes that map to something.</summary>
    /// <param name="map">For each code, the missing value in front, what it maps to; negative for nothing.</param>
    public void Restrict(ReadOnlySpan<int> map)
    {
        for (int i = 0; i < map.Length; i++)
        {
            _isWanted[i] = map[i] < 0 ? (byte)0 : _isWanted[i];
        }
    }

    /// <summary>Prepares for threads that read the filter at the same time; nothing changes afterwards.</summary>
    public void Seal() => _range = FindRange();

    /// <summary>Finds the rows whose code is wanted.</summary>
    /// <param name="codes">The codes of a run of rows.</param>
    /// <param name="positions">Receives the positions in the run, ascending; as long as the run.</param>
    /// <returns>How many.</returns>
    public int Select(StoredIntegers codes, Span<int> positions)
    {
        // Neighbouring codes, most often a single one, are a range that whole vectors are compared with.
        (int first, int last, bool isWhole) = _range;
        return isWhole
            ? ColumnKernels.SelectRange(codes, first, last, positions)
            : ColumnKernels.Select(codes, _isWanted, positions);
    }

    /// <summary>Keeps the positions whose code is wanted.</summary>
    /// <param name="codes">The codes of a run of rows.</param>
    /// <param name="positions">Positions in the run; those kept are moved to the front.</param>
    /// <returns>How many are kept.</returns>
    public int Keep(StoredIntegers codes, Span<int> positions) => ColumnKernels.Keep(codes, _isWanted, positions);

    private bool WantsAllInUse()
    {
        ReadOnlySpan<int> counts = _table.CodeCounts(_column.Index);
        for (int code = 0; code < counts.Length; code++)
        {
            if (counts[code] > 0 && !Wants(code))
            {
                return false;
            }
        }

        return true;
    }

    // The least and the greatest wanted code, and whether all between them are wanted.
    private (int First, int Last, bool IsWhole) FindRange()
    {
        int first = _isWanted.AsSpan().IndexOf((byte)1);
        int last = _isWanted.AsSpan().LastIndexOf((byte)1);
        return (first - 1, last - 1, first >= 0 && !_isWanted.AsSpan(first..(last + 1)).Contains((byte)0));
    }

    private void KeepTerms(Func<TermId, bool> isWanted)
    {
        ReadOnlySpan<TermId> terms = Terms(_table, _column);
        for (int code = 0; code < terms.Length; code++)
        {
            if (_isWanted[code + 1] == 1 && !isWanted(terms[code]))
            {
                _isWanted[code + 1] = 0;
            }
        }
    }
}
