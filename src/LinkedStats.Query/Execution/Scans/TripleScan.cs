using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Reads the triples that match a pattern.</summary>
internal sealed class TripleScan : Operator
{
    private readonly TripleSource _source;
    private readonly ScanTerm[] _terms;
    private readonly string _pattern;
    private readonly ScanOrder _order;
    private readonly TermId[][] _scratch = new TermId[3][];
    private readonly bool _hasRepeats;
    private TripleCursor? _cursor;
    private bool _isDone;
    private int _distinct = -1;

    /// <summary>Creates the scan.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="source">The graph.</param>
    /// <param name="terms">Subject, predicate and object; columns are those of this operator.</param>
    /// <param name="columns">The variables.</param>
    /// <param name="pattern">The pattern as a text, for EXPLAIN.</param>
    /// <param name="order">The order of the rows.</param>
    public TripleScan(
        EvaluationContext context,
        TripleSource source,
        ScanTerm[] terms,
        ImmutableArray<string> columns,
        string pattern,
        ScanOrder order)
        : base(context, columns, [])
    {
        _source = source;
        _order = order;
        _terms = terms;
        _pattern = pattern;
        int[] used = [.. terms.Where(static t => t.Column >= 0).Select(static t => t.Column)];
        _hasRepeats = used.Length != used.Distinct().Count();
    }

    /// <summary>True when the cells of cubes are read as triples.</summary>
    public bool ReadsCells => !_source.IsStoredOnly && _source.Graph.Cubes.Count > 0 && _terms[0].Id.IsNone;

    /// <summary>The predicate; None for any.</summary>
    public TermId Predicate => _terms[1].Id;

    /// <inheritdoc/>
    public override string Description =>
        $"{nameof(TripleScan)} {_pattern}{(_source.IsStoredOnly ? " (stored triples)" : "")}"
        + (_order == ScanOrder.BySubject ? " by subject" : "")
        + (_distinct >= 0 ? " skipping repeats" : "");

    /// <inheritdoc/>
    public override void KeepDistinct()
    {
        if (Columns.Length != 1 || _hasRepeats)
        {
            return;
        }

        int position = Array.FindIndex(_terms, static term => term.Column == 0);
        bool[] isGiven = [.. _terms.Select(static term => !term.Id.IsNone)];
        bool canSkip = !isGiven.Contains(true) || (position == 1 && ReadsCells)
            || position == GraphView.LeadOf(isGiven[0], isGiven[1], isGiven[2]);
        _distinct = canSkip ? position : -1;
    }

    /// <inheritdoc/>
    public override void Rewind() => (_cursor, _isDone) = (null, false);

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (_isDone)
        {
            return false;
        }

        _cursor ??= Open();
        do
        {
            int count = _cursor.Read(Target(output, 0), Target(output, 1), Target(output, 2), output.Capacity);
            if (count == 0)
            {
                _isDone = true;
                return false;
            }

            output.RowCount = _hasRepeats ? KeepRepeats(output, count) : count;
            Context.ThrowIfStopped();
        }
        while (output.RowCount == 0);
        return true;
    }

    private TripleCursor Open()
    {
        TripleCursor cursor = _order == ScanOrder.BySubject
            ? _source.Graph.MatchBySubject(_terms[1].Id)
            : _source.Match(_terms[0].Id, _terms[1].Id, _terms[2].Id);
        if (_distinct >= 0)
        {
            cursor.KeepDistinct(_distinct);
        }

        return cursor;
    }

    private Span<TermId> Target(Batch output, int position)
    {
        int column = _terms[position].Column;
        if (column < 0)
        {
            return [];
        }

        if (!_hasRepeats)
        {
            return output.Column(column);
        }

        ref TermId[]? scratch = ref _scratch[position]!;
        return scratch is { } && scratch.Length >= output.Capacity ? scratch : scratch = new TermId[output.Capacity];
    }

    // A variable that stands twice in the pattern must have one value.
    private int KeepRepeats(Batch output, int count)
    {
        int kept = 0;
        for (int row = 0; row < count; row++)
        {
            bool isEqual = true;
            for (int i = 0; i < 3 && isEqual; i++)
            {
                for (int j = i + 1; j < 3; j++)
                {
                    isEqual &= _terms[i].Column < 0 || _terms[i].Column != _terms[j].Column
                        || _scratch[i][row] == _scratch[j][row];
                }
            }

            if (!isEqual)
            {
                continue;
            }

            for (int i = 0; i < 3; i++)
            {
                if (_terms[i].Column >= 0)
                {
                    output.Column(_terms[i].Column)[kept] = _scratch[i][row];
                }
            }

            kept++;
        }

        return kept;
    }
}
