using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Joins;

/// <summary>Evaluates a pattern for each row of a small input, the row's values substituted into it.</summary>
/// <remarks>
/// The rows of a batch, with their numbers, are the seed of a pipeline of lookups; the numbers that come out tell
/// which rows found something.
/// </remarks>
internal sealed class LookupJoin : Operator
{
    private readonly Operator _left;
    private readonly Operator _found;
    private readonly SeedScan _seed;
    private readonly LookupKind _kind;
    private readonly Batch _rows;
    private readonly bool[] _isMatched;
    private readonly int[] _columns;
    private readonly int _rowColumn;
    private Batch? _foundRows;
    private int _pending = -1;
    private bool _isLooking;

    /// <summary>Creates the join.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="left">The rows.</param>
    /// <param name="seed">Where the pipeline takes its rows from; its columns are those of the left.</param>
    /// <param name="found">The end of the pipeline; a condition of the OPTIONAL is part of it.</param>
    /// <param name="kind">What is done with the rows found.</param>
    public LookupJoin(EvaluationContext context, Operator left, SeedScan seed, Operator found, LookupKind kind)
        : base(
            context,
            kind == LookupKind.Optional
                ? [.. left.Columns, .. found.Columns.Where(c => c != SeedScan.RowColumn && !left.Columns.Contains(c))]
                : left.Columns,
            [left, found])
    {
        _left = left;
        _seed = seed;
        _found = found;
        _kind = kind;
        _rows = new Batch(left.Columns.Length, BatchSize);
        _isMatched = new bool[BatchSize];
        _columns = [.. Columns.Select(found.IndexOf)];
        _rowColumn = found.IndexOf(SeedScan.RowColumn);
    }

    private const int BatchSize = 512;

    /// <inheritdoc/>
    public override string Description => $"{nameof(LookupJoin)} {_kind}";

    /// <inheritdoc/>
    public override void Rewind()
    {
        _left.Rewind();
        _rows.RowCount = 0;
        (_pending, _isLooking) = (-1, false);
    }

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        if (_left.IndexOf(column) >= 0)
        {
            _left.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        while (true)
        {
            if (_isLooking && ReadFound(output))
            {
                return true;
            }

            if (_pending >= 0 && AppendPending(output))
            {
                return true;
            }

            if (!_left.Next(_rows))
            {
                return false;
            }

            _isMatched.AsSpan().Clear();
            _seed.Set(_rows);
            _found.Rewind();
            (_isLooking, _pending) = (true, 0);
        }
    }

    // Reads what the pipeline finds for the batch; gives it only for OPTIONAL.
    private bool ReadFound(Batch output)
    {
        _foundRows = BatchRows.Reuse(_foundRows, _found.Columns.Length, output.Capacity);
        while (_found.Next(_foundRows))
        {
            TermId[] numbers = _foundRows.Column(_rowColumn);
            for (int i = 0; i < _foundRows.RowCount; i++)
            {
                _isMatched[(int)numbers[i].Bits - 1] = true;
            }

            if (_kind == LookupKind.Optional)
            {
                _foundRows.CopyTo(output, _columns);
                return true;
            }
        }

        _isLooking = false;
        return false;
    }

    private bool AppendPending(Batch output)
    {
        while (_pending < _rows.RowCount && output.RowCount < output.Capacity)
        {
            int row = _pending++;
            if (_isMatched[row] != (_kind == LookupKind.Exists))
            {
                continue;
            }

            int target = output.RowCount++;
            for (int column = 0; column < output.ColumnCount; column++)
            {
                output.Column(column)[target] = column < _rows.ColumnCount ? _rows.Column(column)[row] : TermId.None;
            }
        }

        return output.RowCount > 0;
    }
}

/// <summary>What a <see cref="LookupJoin"/> does with the rows that it finds.</summary>
internal enum LookupKind
{
    /// <summary>OPTIONAL: gives what was found, and the row itself where nothing was.</summary>
    Optional,

    /// <summary>EXISTS: gives the row where something was found.</summary>
    Exists,

    /// <summary>NOT EXISTS: gives the row where nothing was found.</summary>
    NotExists,
}
