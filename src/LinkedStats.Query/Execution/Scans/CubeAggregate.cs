using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Rolls cells up over codes: groups are positions in arrays, which all aggregates share.</summary>
internal sealed class CubeAggregate : Operator
{
    private readonly CellReader[] _readers;
    private readonly AxisMembers[] _axes;
    private readonly ImmutableArray<CellAggregate> _aggregates;
    private readonly string _text;
    private readonly int _keyCount;
    private GroupSlots? _groups;
    private CubeRollUp? _rollUp;
    private int _slot;

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
        _readers = [.. tables.Select(t => new CellReader(context, t))];
        _axes = [.. axes.Select(a => new AxisMembers(a, context))];
        _aggregates = aggregates;
        _text = text;
        _keyCount = keys.Length;
    }

    /// <inheritdoc/>
    public override string Description => $"{nameof(CubeAggregate)} {_text}";

    /// <inheritdoc/>
    public override string Note => _rollUp is null ? "" : _rollUp.IsCounted
        ? "counted by codes, looks at no cell"
        : $"{CellReader.Describe(_readers)}; {_groups!.Describe()}; {_rollUp.Threads} threads";

    /// <inheritdoc/>
    public override void Rewind() => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override bool Read(Batch output)
    {
        if (_rollUp is null)
        {
            ReadTables();
        }

        // Each key of the result is one key of one axis.
        (RowTable Members, int Axis, int Key)[] sources = [.. Columns.Take(_keyCount).Select(name =>
        {
            int axis = Array.FindIndex(_axes, a => a.Axis.Keys.Contains(name));
            return (_axes[axis].Members, axis, Array.IndexOf(_axes[axis].Axis.Keys, name));
        })];
        Span<int> members = stackalloc int[_axes.Length];
        ReadOnlySpan<long> counts = _rollUp!.Counts;
        for (; _slot < counts.Length && output.RowCount < output.Capacity; _slot++)
        {
            // Without keys there is one group, even over no rows.
            if (counts[_slot] == 0 && _keyCount > 0)
            {
                continue;
            }

            int row = output.RowCount++;
            _groups!.MembersOf(_slot, members);
            for (int i = 0; i < sources.Length; i++)
            {
                output.Column(i)[row] = sources[i].Members.Row(members[sources[i].Axis])[sources[i].Key];
            }

            for (int i = 0; i < _aggregates.Length; i++)
            {
                output.Column(_keyCount + i)[row] = counts[_slot] == 0
                    ? _aggregates[i].NewAccumulator().Result()
                    : _rollUp.Aggregates[i].Result(_slot, counts[_slot]);
            }
        }

        return output.RowCount > 0;
    }

    private void ReadTables()
    {
        // All codes are mapped before the first cell is read, so that groups are numbered alike for all cubes.
        CodeMembers[][] axes = [.. _readers.Select((reader, table) => MapCodes(reader, table))];
        bool[] isEmpty = [.. axes.Select(static a => Array.Exists(a, static axis => axis.IsEmpty))];
        long rows = _readers.Where((_, i) => !isEmpty[i]).Sum(static r => r.RowsMax());
        _groups = GroupSlots.Create(
            Context, [.. _axes.Select(static a => Math.Max(1, a.Members.Count))], rows, IsOrdered(axes));
        _rollUp = new CubeRollUp(Context, _groups, [.. _aggregates.Select(a => a.Create(_readers, _groups))]);
        for (int table = 0; table < _readers.Length; table++)
        {
            if (!isEmpty[table])
            {
                _rollUp.Read(_readers[table], axes[table], table);
                _rollUp.EndTable(table);
            }
        }
    }

    private CodeMembers[] MapCodes(CellReader reader, int table)
    {
        CodeMembers[] axes = [.. _axes.Select(a => a.Map(reader, table, includesMissing: true))];
        foreach (CodeMembers axis in axes)
        {
            if (axis.DropsCells && axis.Column.Kind != CellColumnKind.Fixed)
            {
                reader.Restrict(axis.Column, axis.Single);
            }
        }

        return axes;
    }

    // Rows come ordered by the codes of the first dimensions.
    private bool IsOrdered(CodeMembers[][] axes) =>
        axes.Length == 1 && Array.TrueForAll(_axes, static a => a.Axis.Relation is null)
        && axes[0].Where(static a => a.Column.Kind != CellColumnKind.Fixed).All(
            static a => a.Column.Kind == CellColumnKind.Dimension)
        && axes[0].Where(static a => a.Column.Kind != CellColumnKind.Fixed).Select(static a => a.Column.Index).Order()
            .SequenceEqual(Enumerable.Range(0, axes[0].Count(static a => a.Column.Kind != CellColumnKind.Fixed)));
}

/// <summary>An aggregate over columns of cubes.</summary>
/// <param name="Variable">The variable that receives it.</param>
/// <param name="Create">Creates it for all groups of the cubes that are read.</param>
/// <param name="NewAccumulator">Creates the accumulator of a group, for one without rows.</param>
internal sealed record CellAggregate(
    string Variable, Func<CellReader[], GroupSlots, SlotAggregate> Create, Func<Accumulator> NewAccumulator);
