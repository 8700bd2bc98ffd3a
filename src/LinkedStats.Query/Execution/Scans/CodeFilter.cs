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
    private readonly bool[] _isWanted;
    private readonly CellColumn _column;
    private readonly CubeTable _table;
    private bool _wantsMissing;

    /// <summary>Creates a filter that wants every code.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">A dimension or an attribute.</param>
    public CodeFilter(CubeTable table, CellColumn column)
    {
        _table = table;
        _column = column;
        _isWanted = new bool[Terms(table, column).Length];
        _isWanted.AsSpan().Fill(true);
        _wantsMissing = column.Kind == CellColumnKind.Attribute;
    }

    /// <summary>The column.</summary>
    public CellColumn Column => _column;

    /// <summary>The number of codes wanted.</summary>
    public int Count => _isWanted.AsSpan().Count(true);

    /// <summary>True when no code is refused.</summary>
    public bool WantsAll => Count == _isWanted.Length && (_wantsMissing || _column.Kind == CellColumnKind.Dimension);

    /// <summary>The wanted codes, ascending.</summary>
    public IEnumerable<int> Codes => Enumerable.Range(0, _isWanted.Length).Where(code => _isWanted[code]);

    /// <summary>The terms of a column's codes.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">A dimension or an attribute.</param>
    /// <returns>The code book.</returns>
    public static ReadOnlySpan<TermId> Terms(CubeTable table, CellColumn column) =>
        column.Kind == CellColumnKind.Dimension ? table.Codes(column.Index) : table.AttributeCodes(column.Index);

    /// <summary>Adds a condition.</summary>
    /// <param name="condition">The condition, on this column.</param>
    /// <param name="context">The limits.</param>
    public void Add(CellCondition condition, EvaluationContext context)
    {
        if (!condition.EqualTo.IsNone)
        {
            Keep(term => term == condition.EqualTo);
            _wantsMissing = false;
        }

        if (condition.MustBePresent)
        {
            _wantsMissing = false;
        }

        if (condition.Condition is not { } decide)
        {
            return;
        }

        var batch = new Batch(1, 1) { RowCount = 1 };
        int steps = 0;
        Keep(term =>
        {
            if (++steps % 256 == 0)
            {
                context.ThrowIfStopped();
            }

            batch.Column(0)[0] = term;
            return decide(batch, 0);
        });
        batch.Column(0)[0] = TermId.None;
        _wantsMissing = _wantsMissing && decide(batch, 0);
    }

    /// <summary>
    /// Wants only the codes of some terms; a missing value stays wanted, as it is compatible with any.
    /// </summary>
    /// <param name="ids">The terms.</param>
    public void Restrict(IdSet ids) => Keep(ids.Contains);

    /// <summary>Keeps the positions whose code is wanted.</summary>
    /// <param name="codes">The codes of a run of rows; -1 for a missing value.</param>
    /// <param name="selection">Positions in the run; those kept are moved to the front.</param>
    /// <param name="count">How many positions there are.</param>
    /// <returns>How many are kept.</returns>
    public int Select(ReadOnlySpan<int> codes, Span<int> selection, int count)
    {
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            int position = selection[i];
            int code = codes[position];
            selection[kept] = position;
            kept += (code < 0 ? _wantsMissing : _isWanted[code]) ? 1 : 0;
        }

        return kept;
    }

    private void Keep(Func<TermId, bool> isWanted)
    {
        ReadOnlySpan<TermId> terms = Terms(_table, _column);
        for (int code = 0; code < terms.Length; code++)
        {
            _isWanted[code] = _isWanted[code] && isWanted(terms[code]);
        }
    }
}
