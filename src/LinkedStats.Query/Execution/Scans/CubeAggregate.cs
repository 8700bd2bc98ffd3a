using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Rolls cells up over codes: groups are positions in an array, not rows of a hash table.</summary>
internal sealed class CubeAggregate : Operator
{
    private readonly ImmutableArray<CellSelection> _tables;
    private readonly CodeAxis[] _axes;
    private readonly ImmutableArray<CellAggregate> _aggregates;
    private readonly string _text;
    private readonly RowTable _groups;
    private readonly KeyIndex _index;
    private readonly int _keyCount;
    private readonly List<Accumulator> _accumulators = [];
    private readonly HashSet<(int Aggregate, int Group, TermId Value)> _distinct = [];
    private bool _isRead;
    private int _next;

    /// <summary>Creates the operator.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="tables">The cells.</param>
    /// <param name="axes">The codes that are rolled up.</param>
    /// <param name="keys">The group keys: those of the axes.</param>
    /// <param name="aggregates">The aggregates.</param>
    /// <param name="text">Keys and aggregates as a text, for EXPLAIN.</param>
    public CubeAggregate(
        EvaluationContext context,
        ImmutableArray<CellSelection> tables,
        CodeAxis[] axes,
        ImmutableArray<string> keys,
        ImmutableArray<CellAggregate> aggregates,
        string text)
        : base(
            context,
            [.. keys, .. aggregates.Select(static a => a.Variable)],
            [.. axes.Where(static a => a.Relation is { }).Select(static a => a.Relation!)])
    {
        _tables = tables;
        _axes = axes;
        _aggregates = aggregates;
        _text = text;
        _keyCount = keys.Length;
        _groups = new RowTable(context, keys.Length);
        _index = new KeyIndex(context, _groups, [.. Enumerable.Range(0, keys.Length)]);
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(CubeAggregate)} {_text}";

    /// <inheritdoc/>
    public override void Rewind() => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (!_isRead)
        {
            ReadTables();
            _isRead = true;
        }

        while (_next < _groups.Count && output.RowCount < output.Capacity)
        {
            int row = output.RowCount++;
            _groups.CopyTo(_next, output, row, _keyCount);
            for (int i = 0; i < _aggregates.Length; i++)
            {
                output.Column(_keyCount + i)[row] = _accumulators[(_next * _aggregates.Length) + i].Result();
            }

            _next++;
        }

        return output.RowCount > 0;
    }

    private void ReadTables()
    {
        if (_keyCount == 0)
        {
            GroupOf([]);
        }

        for (int table = 0; table < _tables.Length; table++)
        {
            int index = table;
            CodeMembers[] axes = [.. _axes.Select(
                axis => CodeMembers.Create(axis, _tables[index].Table, index, Context))];
            if (Array.TrueForAll(axes, static a => a.Members.Count > 0))
            {
                var rollUp = new CubeRollUp(Context, new CellReader(Context, _tables[table]), axes, _aggregates, table);
                rollUp.Read();
                Merge(rollUp, axes);
            }
        }
    }

    private void Merge(CubeRollUp rollUp, CodeMembers[] axes)
    {
        // Each key of the result is one key of one axis.
        (int Axis, int Key)[] sources = [.. Columns.Take(_keyCount).Select(name =>
        {
            int axis = Array.FindIndex(axes, a => a.Axis.Keys.Contains(name));
            return (axis, Array.IndexOf(axes[axis].Axis.Keys, name));
        })];
        var key = new TermId[_keyCount];
        var members = new int[axes.Length];
        foreach (int slot in rollUp.UsedSlots())
        {
            rollUp.MembersOf(slot, members);
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = axes[sources[i].Axis].Members.Row(members[sources[i].Axis])[sources[i].Key];
            }

            int group = GroupOf(key);
            for (int i = 0; i < _aggregates.Length; i++)
            {
                rollUp.AddTo(_accumulators[(group * _aggregates.Length) + i], i, slot);
            }

            rollUp.ForEachDistinct(slot, (aggregate, value) =>
            {
                if (_distinct.Add((aggregate, group, value)))
                {
                    Context.Charge(48);
                    _accumulators[(group * _aggregates.Length) + aggregate].AddRows(1);
                }
            });
        }
    }

    private int GroupOf(ReadOnlySpan<TermId> key)
    {
        int group = _index.First(key, KeyIndex.Hash(key));
        if (group < 0)
        {
            group = _groups.Append();
            key.CopyTo(_groups.Row(group));
            _index.AddNext();
            Context.Charge((long)_aggregates.Length * Accumulator.BytesPerAccumulator);
            foreach (CellAggregate aggregate in _aggregates)
            {
                _accumulators.Add(aggregate.NewAccumulator());
            }
        }

        return group;
    }
}

/// <summary>An aggregate over a column of cubes.</summary>
/// <param name="Variable">The variable that receives it.</param>
/// <param name="Kind">What is done with the values.</param>
/// <param name="Columns">For each cube the column; empty when rows are counted.</param>
/// <param name="NewAccumulator">Creates the accumulator of a group.</param>
/// <param name="IsBetter">For an extreme: tells whether the first term replaces the second one.</param>
/// <param name="ValueOf">Decodes a term.</param>
internal sealed record CellAggregate(
    string Variable,
    CellAggregateKind Kind,
    CellColumn[] Columns,
    Func<Accumulator> NewAccumulator,
    Func<TermId, TermId, bool> IsBetter,
    Func<TermId, TermValue> ValueOf);

/// <summary>What a <see cref="CubeRollUp"/> does with the values of a column.</summary>
internal enum CellAggregateKind
{
    /// <summary>Counts rows.</summary>
    Count,

    /// <summary>Counts different codes.</summary>
    CountDistinct,

    /// <summary>Adds numbers, for SUM and AVG.</summary>
    Sum,

    /// <summary>Keeps the least value.</summary>
    Min,

    /// <summary>Keeps the greatest value.</summary>
    Max,
}
