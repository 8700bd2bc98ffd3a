using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Joins;

/// <summary>Joins two inputs: the right one is read into a hash table, the left one flows through.</summary>
internal sealed class HashJoin : Operator
{
    private readonly Operator _left;
    private readonly Operator _right;
    private readonly JoinKeys _keys;
    private readonly HashSide _build;
    private readonly PairReader _pairs;
    private bool _isBuilt;

    /// <summary>Creates the join.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="left">The input that flows through.</param>
    /// <param name="right">The input that is held; the smaller one.</param>
    /// <param name="certain">The variables that no row of either input leaves unbound.</param>
    public HashJoin(EvaluationContext context, Operator left, Operator right, IReadOnlySet<string> certain)
        : base(context, Combine(left, right), [left, right])
    {
        _left = left;
        _right = right;
        _keys = new JoinKeys(left.Columns, right.Columns, certain);
        _build = new HashSide(context, right, _keys);
        _pairs = new PairReader(context, left, _build, _keys);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(HashJoin)} {_keys.Describe(_left.Columns)}";

    /// <summary>The columns of a join: those of the left, then those that only the right has.</summary>
    /// <param name="left">The left input.</param>
    /// <param name="right">The right input.</param>
    /// <returns>The columns.</returns>
    public static ImmutableArray<string> Combine(Operator left, Operator right) =>
        [.. left.Columns, .. right.Columns.Where(c => !left.Columns.Contains(c))];

    /// <inheritdoc/>
    public override void Rewind()
    {
        // The right side does not depend on the seed; it stays.
        _left.Rewind();
        _pairs.Clear();
    }

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids)
    {
        // Rows of either side that hold another value cannot give one of these; a row without a value may.
        if (_left.IndexOf(column) >= 0)
        {
            _left.Restrict(column, ids);
        }

        if (!_isBuilt && _right.IndexOf(column) >= 0)
        {
            _right.Restrict(column, ids);
        }
    }

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (!_isBuilt)
        {
            _build.Build();
            _isBuilt = true;
            if (_build.Rows.Count > 0)
            {
                _build.Restrict(_left);
            }
        }

        while (_build.Rows.Count > 0 && output.RowCount < output.Capacity)
        {
            if (_pairs.IsBatchDone && !_pairs.ReadBatch())
            {
                break;
            }

            int count = _pairs.ReadPairs(output.Capacity - output.RowCount);
            _pairs.Gather(output, count);
        }

        return output.RowCount > 0;
    }
}

/// <summary>Walks the rows of a batch and their matches in a <see cref="HashSide"/>, as pairs of rows.</summary>
internal sealed class PairReader(EvaluationContext context, Operator left, HashSide build, JoinKeys keys)
{
    private const int ChecksEvery = 4096;
    private readonly Batch _rows = new(left.Columns.Length);
    private int[] _leftRows = [];
    private int[] _rightRows = [];
    private int _row;
    private int _match = -1;
    private int _steps;

    /// <summary>The batch of the left side.</summary>
    public Batch Rows => _rows;

    /// <summary>True when all pairs of the batch were read.</summary>
    public bool IsBatchDone => _row >= _rows.RowCount;

    /// <summary>Reads the next batch of the left side.</summary>
    /// <returns>False at the end.</returns>
    public bool ReadBatch()
    {
        (_row, _match) = (0, -1);
        return left.Next(_rows);
    }

    /// <summary>Forgets the batch.</summary>
    public void Clear()
    {
        _rows.RowCount = 0;
        (_row, _match) = (0, -1);
    }

    /// <summary>Reads pairs of the batch.</summary>
    /// <param name="countMax">The most pairs to read.</param>
    /// <returns>How many were read; they replace those read before.</returns>
    public int ReadPairs(int countMax)
    {
        if (_leftRows.Length < countMax)
        {
            _leftRows = new int[countMax];
            _rightRows = new int[countMax];
        }

        int count = 0;
        while (_row < _rows.RowCount && count < countMax)
        {
            if (++_steps % ChecksEvery == 0)
            {
                _steps = 0;
                context.ThrowIfStopped();
            }

            _match = _match < 0 ? build.First(_rows, _row) : build.Next(_match, _rows, _row);
            if (_match < 0)
            {
                _row++;
                continue;
            }

            _leftRows[count] = _row;
            _rightRows[count++] = _match;
        }

        return count;
    }

    /// <summary>The left row of a pair.</summary>
    /// <param name="pair">The pair.</param>
    /// <returns>The row of <see cref="Rows"/>.</returns>
    public int LeftRow(int pair) => _leftRows[pair];

    /// <summary>Appends pairs to a batch as joined rows.</summary>
    /// <param name="output">The batch.</param>
    /// <param name="count">How many of the pairs read last.</param>
    public void Gather(Batch output, int count)
    {
        int first = output.RowCount;
        for (int column = 0; column < _rows.ColumnCount; column++)
        {
            TermId[] source = _rows.Column(column);
            Span<TermId> target = output.Column(column).AsSpan(first, count);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = source[_leftRows[i]];
            }
        }

        // A variable that the left row leaves unbound takes the right one's value.
        foreach ((int leftColumn, int rightColumn) in keys.Compared)
        {
            Span<TermId> target = output.Column(leftColumn).AsSpan(first, count);
            for (int i = 0; i < target.Length; i++)
            {
                if (target[i].IsNone)
                {
                    target[i] = build.Rows.Row(_rightRows[i])[rightColumn];
                }
            }
        }

        for (int column = 0; column < keys.RightOnly.Length; column++)
        {
            Span<TermId> target = output.Column(_rows.ColumnCount + column).AsSpan(first, count);
            for (int i = 0; i < target.Length; i++)
            {
                target[i] = build.Rows.Row(_rightRows[i])[keys.RightOnly[column]];
            }
        }

        output.RowCount = first + count;
    }
}
