using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Any aggregate of any expression over columns: evaluated row by row, with an accumulator a group.</summary>
internal sealed class SlotValues : SlotAggregate
{
    private readonly ExpressionEvaluator _evaluator;
    private readonly AggregateCall _call;
    private readonly CellColumn[][] _columns;
    private readonly Batch _rows;
    private Accumulator?[] _accumulators = [];

    /// <summary>Creates an aggregate of nothing.</summary>
    /// <param name="evaluator">Computes the argument.</param>
    /// <param name="call">The aggregate; its argument reads a batch of the columns.</param>
    /// <param name="columns">For each cube the columns that the argument reads.</param>
    public SlotValues(ExpressionEvaluator evaluator, AggregateCall call, CellColumn[][] columns)
    {
        _evaluator = evaluator;
        _call = call;
        _columns = columns;
        _rows = new Batch(columns[0].Length);
    }

    /// <inheritdoc/>
    public override bool IsMergeable => false;

    /// <inheritdoc/>
    public override void Resize(int slots)
    {
        _evaluator.Context.Charge((long)(slots - _accumulators.Length) * sizeof(long));
        Array.Resize(ref _accumulators, slots);
    }

    /// <inheritdoc/>
    public override void Add(in SlotRun run)
    {
        for (int first = 0; first < run.Slots.Length; first += _rows.Capacity)
        {
            _rows.RowCount = Math.Min(_rows.Capacity, run.Slots.Length - first);
            for (int i = 0; i < _rows.ColumnCount; i++)
            {
                Gather(run, _columns[run.Table][i], first, _rows.Column(i).AsSpan(0, _rows.RowCount));
            }

            for (int row = 0; row < _rows.RowCount; row++)
            {
                _call.Add(AccumulatorOf(run.Slots[first + row]), _evaluator, _rows, row);
            }

            _evaluator.Context.ThrowIfStopped();
        }
    }

    /// <inheritdoc/>
    public override SlotAggregate NewEmpty() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Merge(SlotAggregate other) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override TermId Result(int slot, long count) => AccumulatorOf(slot).Result();

    private Accumulator AccumulatorOf(int slot)
    {
        if (_accumulators[slot] is { } accumulator)
        {
            return accumulator;
        }

        _evaluator.Context.Charge(Accumulator.BytesPerAccumulator);
        return _accumulators[slot] = _call.NewAccumulator(_evaluator);
    }

    private static void Gather(in SlotRun run, CellColumn column, int first, Span<TermId> target)
    {
        if (column.Kind == CellColumnKind.Fixed)
        {
            target.Fill(column.Fixed);
            return;
        }

        if (column.Kind is CellColumnKind.Dimension or CellColumnKind.Attribute)
        {
            ReadOnlySpan<int> codes = run.Reader.Codes(column);
            ReadOnlySpan<TermId> terms = CodeFilter.Terms(run.Reader.Table, column);
            for (int i = 0; i < target.Length; i++)
            {
                int code = codes[run.Position(first + i)];
                target[i] = code < 0 ? TermId.None : terms[code];
            }

            return;
        }

        ReadOnlySpan<TermId> values = run.Reader.Values(column);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = values[run.Position(first + i)];
        }
    }
}

/// <summary>COUNT of a column that not all cells have.</summary>
/// <param name="context">The limits.</param>
/// <param name="columns">For each cube the column.</param>
internal sealed class SlotPresence(EvaluationContext context, CellColumn[] columns) : SlotAggregate
{
    private long[] _counts = [];

    /// <inheritdoc/>
    public override void Resize(int slots)
    {
        context.Charge((long)(slots - _counts.Length) * sizeof(long));
        Array.Resize(ref _counts, slots);
    }

    /// <inheritdoc/>
    public override void Add(in SlotRun run)
    {
        CellColumn column = columns[run.Table];
        switch (column.Kind)
        {
            case CellColumnKind.Fixed when column.Fixed.IsNone:
                break;
            case CellColumnKind.Dimension or CellColumnKind.Attribute:
                ReadOnlySpan<int> codes = run.Reader.Codes(column);
                for (int i = 0; i < run.Slots.Length; i++)
                {
                    _counts[run.Slots[i]] += codes[run.Position(i)] >= 0 ? 1 : 0;
                }

                break;
            case CellColumnKind.Measure:
                ReadOnlySpan<TermId> values = run.Reader.Values(column);
                for (int i = 0; i < run.Slots.Length; i++)
                {
                    _counts[run.Slots[i]] += values[run.Position(i)].IsNone ? 0 : 1;
                }

                break;
            default:
                SlotKernels.Count(run.Slots, _counts);
                break;
        }
    }

    /// <inheritdoc/>
    public override SlotAggregate NewEmpty()
    {
        var empty = new SlotPresence(context, columns);
        empty.Resize(_counts.Length);
        return empty;
    }

    /// <inheritdoc/>
    public override void Merge(SlotAggregate other)
    {
        for (int slot = 0; slot < _counts.Length; slot++)
        {
            _counts[slot] += ((SlotPresence)other)._counts[slot];
        }
    }

    /// <inheritdoc/>
    public override TermId Result(int slot, long count) => InlineTerm.FromInteger(_counts[slot]);
}
