using System.Collections.Immutable;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Matches a pattern in each of several graphs, one after the other.</summary>
internal sealed class GraphScan : Operator
{
    private const int PlansMax = 10_000;
    private readonly IReadOnlyList<TermId> _names;
    private readonly Func<TermId, Operator?> _plan;
    private readonly string _variable;
    private readonly List<(string Column, IdSet Ids)> _restrictions = [];
    private ImmutableArray<Operator> _children;
    private IEnumerator<Operator>? _graphs;
    private Operator? _current;
    private Batch? _rows;
    private int[] _columns = [];
    private bool _isOneEnough;

    /// <summary>Creates the scan.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="variable">The variable of the graph's name.</param>
    /// <param name="columns">The variables.</param>
    /// <param name="names">The graphs' names.</param>
    /// <param name="plan">Plans the pattern in a graph; null when it has no solution there.</param>
    public GraphScan(
        EvaluationContext context,
        string variable,
        ImmutableArray<string> columns,
        IReadOnlyList<TermId> names,
        Func<TermId, Operator?> plan)
        : base(context, columns, [])
    {
        _variable = variable;
        _names = names;
        _plan = plan;
    }

    /// <summary>The plans of the graphs: those made so far when it runs, else of the first many graphs.</summary>
    public override ImmutableArray<Operator> Children
    {
        get
        {
            if (_children.IsDefault)
            {
                _children = [.. _names.Take(PlansMax).Select(_plan).OfType<Operator>()];
            }

            return _children;
        }
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(GraphScan)} ?{_variable} over {_names.Count} graphs";

    /// <inheritdoc/>
    public override void Rewind() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void KeepDistinct() => _isOneEnough = Columns is [var only] && only == _variable;

    /// <inheritdoc/>
    public override void Restrict(string column, IdSet ids) => _restrictions.Add((column, ids));

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        _graphs ??= Graphs().GetEnumerator();
        while (true)
        {
            if (_current is null)
            {
                if (!_graphs.MoveNext())
                {
                    return false;
                }

                _current = _graphs.Current;
                _columns = [.. Columns.Select(_current.IndexOf)];
                _rows = null;
            }

            _rows = BatchRows.Reuse(_rows, _current.Columns.Length, output.Capacity);
            if (_current.Next(_rows))
            {
                _rows.RowCount = _isOneEnough ? 1 : _rows.RowCount;
                _rows.CopyTo(output, _columns);
                _current = _isOneEnough ? null : _current;
                return true;
            }

            _current = null;
        }
    }

    private IEnumerable<Operator> Graphs()
    {
        var planned = ImmutableArray.CreateBuilder<Operator>();
        foreach (TermId name in _names)
        {
            Context.ThrowIfStopped();
            bool isWanted = _restrictions.TrueForAll(r => r.Column != _variable || r.Ids.Contains(name));
            if (isWanted && _plan(name) is { } plan)
            {
                foreach ((string column, IdSet ids) in _restrictions)
                {
                    if (plan.IndexOf(column) >= 0)
                    {
                        plan.Restrict(column, ids);
                    }
                }

                planned.Add(plan);
                _children = planned.ToImmutable();
                yield return plan;
            }
        }

        _children = planned.ToImmutable();
    }
}
