using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Joins;

/// <summary>Keeps left rows by whether the right side has a compatible row.</summary>
/// <remarks>Source: SPARQL 1.1 Query, sections 18.5 (Minus) and 18.6 (exists).</remarks>
internal sealed class SemiJoin : Operator
{
    private readonly Operator _left;
    private readonly SemiJoinKind _kind;
    private readonly JoinKeys _keys;
    private readonly HashSide _build;
    private bool _isBuilt;
    private int _steps;

    /// <summary>Creates the join.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="left">The rows.</param>
    /// <param name="right">What they are held against.</param>
    /// <param name="kind">What decides.</param>
    /// <param name="certain">The variables that no row of either input leaves unbound.</param>
    public SemiJoin(
        EvaluationContext context, Operator left, Operator right, SemiJoinKind kind, IReadOnlySet<string> certain)
        : base(context, left.Columns, [left, right])
    {
        _left = left;
        _kind = kind;
        _keys = new JoinKeys(left.Columns, right.Columns, certain);
        _build = new HashSide(context, right, _keys);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(SemiJoin)} {_kind} {_keys.Describe(_left.Columns)}";

    /// <inheritdoc/>
    public override void Rewind() => _left.Rewind();

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids) => _left.Restrict(column, ids);

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (!_isBuilt)
        {
            _build.Build();
            _isBuilt = true;
            if (_kind == SemiJoinKind.Exists && _build.Rows.Count > 0)
            {
                _build.Restrict(_left);
            }
        }

        while (_left.Next(output))
        {
            int kept = 0;
            for (int row = 0; row < output.RowCount; row++)
            {
                if (HasMatch(output, row) == (_kind == SemiJoinKind.Exists))
                {
                    output.MoveRow(row, kept++);
                }
            }

            output.RowCount = kept;
            if (kept > 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasMatch(Batch left, int row)
    {
        if (_build.Rows.Count == 0)
        {
            return false;
        }

        int match = _build.First(left, row);
        while (match >= 0 && _kind == SemiJoinKind.Minus && !_keys.ShareBinding(left, row, _build.Rows.Row(match)))
        {
            if (++_steps % 4096 == 0)
            {
                _steps = 0;
                Context.ThrowIfStopped();
            }

            match = _build.Next(match, left, row);
        }

        return match >= 0;
    }
}

/// <summary>What a <see cref="SemiJoin"/> asks of the right side.</summary>
internal enum SemiJoinKind
{
    /// <summary>EXISTS: a compatible row.</summary>
    Exists,

    /// <summary>NOT EXISTS: no compatible row.</summary>
    NotExists,

    /// <summary>MINUS: no compatible row that shares a bound variable.</summary>
    Minus,
}
