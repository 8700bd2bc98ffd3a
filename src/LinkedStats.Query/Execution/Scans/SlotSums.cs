using LinkedStats.Query.Expressions;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>The sums or extremes of one measure, one a slot of a <see cref="CubeRollUp"/>.</summary>
internal sealed class SlotSums
{
    private readonly EvaluationContext _context;
    private readonly CellAggregate _aggregate;
    private readonly CellColumn _column;
    private readonly int _scale;
    private readonly TermTag _tag;
    private Int128[] _sums = [];
    private long[] _extremes = [];
    private TermId[] _terms = [];

    /// <summary>Creates sums of nothing.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="table">The cube.</param>
    /// <param name="aggregate">The aggregate; one that needs no values takes no memory.</param>
    /// <param name="index">The cube's index.</param>
    /// <param name="slots">The number of slots.</param>
    public SlotSums(EvaluationContext context, CubeTable table, CellAggregate aggregate, int index, int slots)
    {
        _context = context;
        _aggregate = aggregate;
        if (aggregate.Kind is CellAggregateKind.Sum or CellAggregateKind.Min or CellAggregateKind.Max)
        {
            _column = aggregate.Columns[index];
            _ = table.TryGetScale(_column.Index, out _scale, out _tag);
        }

        Resize(slots);
    }

    /// <summary>Makes room for more slots.</summary>
    /// <param name="slots">The number of slots.</param>
    public void Resize(int slots)
    {
        switch (_aggregate.Kind)
        {
            case CellAggregateKind.Sum:
                _context.Charge((slots - _sums.Length) * 16L);
                Array.Resize(ref _sums, slots);
                break;
            case CellAggregateKind.Min or CellAggregateKind.Max:
                _context.Charge((slots - _extremes.Length) * 16L);
                Array.Resize(ref _extremes, slots);
                Array.Resize(ref _terms, slots);
                break;
        }
    }

    /// <summary>Adds cells.</summary>
    /// <param name="reader">The run that they stand in.</param>
    /// <param name="slots">Their slots.</param>
    /// <param name="positions">Their positions in the run.</param>
    public void Add(CellReader reader, ReadOnlySpan<int> slots, ReadOnlySpan<int> positions)
    {
        ReadOnlySpan<long> mantissas = reader.Mantissas(_column);
        if (_aggregate.Kind == CellAggregateKind.Sum)
        {
            for (int i = 0; i < slots.Length; i++)
            {
                _sums[slots[i]] += mantissas[positions[i]];
            }

            return;
        }

        // Equal numbers may be written differently; which of them is the extreme is decided by the order of terms.
        int sign = _aggregate.Kind == CellAggregateKind.Min ? -1 : 1;
        ReadOnlySpan<TermId> terms = reader.Values(_column);
        for (int i = 0; i < slots.Length; i++)
        {
            int slot = slots[i];
            long value = mantissas[positions[i]];
            TermId term = terms[positions[i]];
            int order = _terms[slot].IsNone ? 1 : sign * value.CompareTo(_extremes[slot]);
            if (order > 0 || (order == 0 && term != _terms[slot] && _aggregate.IsBetter(term, _terms[slot])))
            {
                (_extremes[slot], _terms[slot]) = (value, term);
            }
        }
    }

    /// <summary>Adds the sum or extreme of a slot to a group.</summary>
    /// <param name="accumulator">The accumulator of the group.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="count">How many values it has; above 0.</param>
    public void AddTo(Accumulator accumulator, int slot, long count)
    {
        if (_aggregate.Kind == CellAggregateKind.Sum)
        {
            accumulator.AddScaled(_sums[slot], _scale, _tag, count);
        }
        else
        {
            accumulator.Add(_aggregate.ValueOf(_terms[slot]));
        }
    }
}
