using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Joins rows with a triple pattern by looking it up for each row: good when the rows are few.</summary>
/// <remarks>
/// A row that leaves a variable of the pattern unbound is compatible with every value (section 18.3); it matches
/// any and takes the value found.
/// </remarks>
internal sealed class BindScan : Operator
{
    private readonly Operator _input;
    private readonly TripleSource _source;
    private readonly ScanTerm[] _terms;
    private readonly string _pattern;
    private readonly Batch _rows;
    private readonly TermId[][] _found = [[], [], []];
    private readonly CellTriples? _cells;
    private readonly List<(TermId Predicate, TermId Object)> _cellTriples = [];
    private TripleCursor? _cursor;
    private int _cellTriple = -1;
    private int _row;
    private bool _isDone;

    /// <summary>Creates the scan.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="input">The rows.</param>
    /// <param name="source">The graph.</param>
    /// <param name="terms">Subject, predicate and object; columns are those of this operator.</param>
    /// <param name="columns">The input's variables, and then the new ones.</param>
    /// <param name="pattern">The pattern as a text, for EXPLAIN.</param>
    /// <param name="vocabulary">The ids of the terms that every cell has.</param>
    public BindScan(
        EvaluationContext context,
        Operator input,
        TripleSource source,
        ScanTerm[] terms,
        ImmutableArray<string> columns,
        string pattern,
        CellVocabulary vocabulary)
        : base(context, columns, [input])
    {
        _input = input;
        _cells = source.IsStoredOnly ? null : CellTriples.Create(source.Graph, vocabulary);
        _source = source;
        _terms = terms;
        _pattern = pattern;
        _rows = new Batch(input.Columns.Length, BatchSize);
    }

    private const int BatchSize = 512;

    /// <summary>True when cells may be read as triples without a subject.</summary>
    public bool ReadsCells =>
        !_source.IsStoredOnly && _source.Graph.Cubes.Count > 0 && _terms[0].Id.IsNone
        && (_terms[0].Column < 0 || _terms[0].Column >= _input.Columns.Length);

    /// <summary>The predicate; None for any.</summary>
    public TermId Predicate => _terms[1].Id;

    /// <inheritdoc/>
    public override string Description =>
        $"{nameof(BindScan)} {_pattern}{(_source.IsStoredOnly ? " (stored triples)" : "")}";

    /// <inheritdoc/>
    public override void Rewind()
    {
        base.Rewind();
        (_cursor, _cellTriple, _row, _isDone) = (null, -1, 0, false);
        _rows.RowCount = 0;
    }

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (_input.IndexOf(column) >= 0)
        {
            _input.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        while (output.RowCount < output.Capacity && !_isDone)
        {
            if (_cursor is null && _cellTriple < 0)
            {
                if (_row >= _rows.RowCount && !ReadInput())
                {
                    break;
                }

                Open();
            }

            int space = output.Capacity - output.RowCount;
            int count = _cursor is null
                ? ReadCell(space)
                : _cursor.Read(Target(0, space), Target(1, space), Target(2, space), space);
            if (count == 0)
            {
                (_cursor, _cellTriple) = (null, -1);
                _row++;
            }
            else
            {
                Append(output, count);
            }
        }

        return output.RowCount > 0;
    }

    private void Open()
    {
        if (_cells is { } && Bound(0).Tag == TermTag.Cell)
        {
            _cells.Match(Bound(0), Bound(1), Bound(2), _cellTriples);
            _cellTriple = 0;
        }
        else
        {
            _cursor = _source.Match(Bound(0), Bound(1), Bound(2));
        }
    }

    private int ReadCell(int space)
    {
        int count = Math.Min(space, _cellTriples.Count - _cellTriple);
        Span<TermId> predicates = Target(1, space);
        Span<TermId> objects = Target(2, space);
        for (int i = 0; i < count; i++)
        {
            (TermId predicate, TermId value) = _cellTriples[_cellTriple + i];
            if (!predicates.IsEmpty)
            {
                predicates[i] = predicate;
            }

            if (!objects.IsEmpty)
            {
                objects[i] = value;
            }
        }

        _cellTriple += count;
        return count;
    }

    private bool ReadInput()
    {
        _row = 0;
        _isDone = !_input.Next(_rows);
        return !_isDone;
    }

    private TermId Bound(int position)
    {
        ScanTerm term = _terms[position];
        return term.Column >= 0 && term.Column < _rows.ColumnCount ? _rows.Column(term.Column)[_row] : term.Id;
    }

    // Only what the row leaves open needs to be read.
    private Span<TermId> Target(int position, int space)
    {
        if (_terms[position].Column < 0 || !Bound(position).IsNone)
        {
            return [];
        }

        ref TermId[] found = ref _found[position];
        return found.Length >= space ? found : found = new TermId[Math.Max(space, BatchSize)];
    }

    private void Append(Batch output, int count)
    {
        int first = output.RowCount;
        for (int column = 0; column < output.ColumnCount; column++)
        {
            TermId value = column < _rows.ColumnCount ? _rows.Column(column)[_row] : TermId.None;
            output.Column(column).AsSpan(first, count).Fill(value);
        }

        int kept = first;
        for (int i = 0; i < count; i++)
        {
            if (TryBind(output, first + i, i))
            {
                if (kept != first + i)
                {
                    for (int column = 0; column < output.ColumnCount; column++)
                    {
                        output.Column(column)[kept] = output.Column(column)[first + i];
                    }
                }

                kept++;
            }
        }

        output.RowCount = kept;
    }

    // A variable that stands twice in the pattern must find the value that it took the first time.
    private bool TryBind(Batch output, int row, int found)
    {
        for (int position = 0; position < 3; position++)
        {
            int column = _terms[position].Column;
            if (column < 0 || !Bound(position).IsNone)
            {
                continue;
            }

            ref TermId cell = ref output.Column(column)[row];
            if (cell.IsNone)
            {
                cell = _found[position][found];
            }
            else if (cell != _found[position][found])
            {
                return false;
            }
        }

        return true;
    }
}
