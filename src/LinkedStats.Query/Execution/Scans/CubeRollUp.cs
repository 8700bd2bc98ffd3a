using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Reads the cells of cubes into groups: their rows are counted, and aggregated, by slot.</summary>
internal sealed partial class CubeRollUp
{
    // A group whose rows follow each other is added up run by run, if its runs are not too short.
    private const int ShortRun = Batch.DefaultCapacity / 8;

    private readonly EvaluationContext _context;
    private readonly GroupSlots _groups;
    private readonly SlotAggregate[] _aggregates;
    private long[] _counts = [];
    private int[] _slots = [];
    private long[] _combinations = [];
    private int[] _positions = [];

    /// <summary>Creates groups of nothing.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="groups">The groups.</param>
    /// <param name="aggregates">The aggregates.</param>
    public CubeRollUp(EvaluationContext context, GroupSlots groups, SlotAggregate[] aggregates)
    {
        _context = context;
        _groups = groups;
        _aggregates = aggregates;
        Grow();
    }

    /// <summary>The aggregates.</summary>
    public IReadOnlyList<SlotAggregate> Aggregates => _aggregates;

    /// <summary>The number of rows of each slot.</summary>
    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, _groups.Count);

    /// <summary>Reads the cells of a cube.</summary>
    /// <param name="reader">The cells.</param>
    /// <param name="axes">What their codes count towards.</param>
    /// <param name="table">The cube's index.</param>
    public void Read(CellReader reader, CodeMembers[] axes, int table)
    {
        if (TryCount(reader, axes))
        {
            return;
        }

        IsCounted = false;

        RollUpAxis[] maps = [.. axes.Select((axis, i) => new RollUpAxis(axis, _groups.Stride(i), _groups.Kind))];
        bool isSimple = _groups.Kind == GroupSlotsKind.Dense && !Array.Exists(maps, static m => m.HasSeveral);
        int threads = isSimple ? ThreadsFor(reader, maps) : 1;
        if (threads > 1)
        {
            ReadOnThreads(reader, maps, table, threads);
        }
        else
        {
            ReadRuns(reader, maps, table, isSimple);
        }
    }

    /// <summary>Notes that all rows of a cube have been read.</summary>
    /// <param name="table">The cube's index.</param>
    public void EndTable(int table) => Array.ForEach(_aggregates, a => a.EndTable(table));

    private void ReadRuns(CellReader reader, RollUpAxis[] maps, int table, bool isSimple)
    {
        while (reader.Next(RowsOfRun(reader, maps)))
        {
            bool isWhole = reader.PositionCount == reader.RowCount;
            ReadOnlySpan<int> positions = isWhole ? [] : reader.Positions;
            bool hasOneSlot = false;
            int count = isSimple
                ? LocateSlots(reader, maps, positions, out hasOneSlot)
                : LocateCombinations(reader, maps, ref positions);
            AddRun(new SlotRun
            {
                Reader = reader,
                Table = table,
                Slots = _slots.AsSpan(0, count),
                Positions = positions,
                HasOneSlot = hasOneSlot,
            });
        }
    }

    private void AddRun(in SlotRun run)
    {
        if (run.Slots.IsEmpty)
        {
            return;
        }

        if (run.HasOneSlot)
        {
            _counts[run.Slots[0]] += run.Slots.Length;
        }
        else
        {
            SlotKernels.Count(run.Slots, _counts);
        }

        foreach (SlotAggregate aggregate in _aggregates)
        {
            aggregate.Add(run);
        }
    }

    // The rows to read next: as many as belong to one group, where that is known and worth it.
    private static int RowsOfRun(CellReader reader, RollUpAxis[] axes)
    {
        int rows = Batch.DefaultCapacity;
        foreach (RollUpAxis axis in axes)
        {
            rows = reader.NextRow < 0 ? rows : Math.Min(rows, axis.RowsOfRun(reader, reader.NextRow));
            if (rows < ShortRun)
            {
                return Batch.DefaultCapacity;
            }
        }

        return rows;
    }

    private int LocateSlots(
        CellReader reader, RollUpAxis[] axes, ReadOnlySpan<int> positions, out bool hasOneSlot)
    {
        int count = reader.PositionCount;
        _slots = _slots.Length < count ? new int[Batch.DefaultCapacity] : _slots;
        Span<int> slots = _slots.AsSpan(0, count);
        Span<bool> isConstant = stackalloc bool[axes.Length];
        int constant = 0;
        for (int i = 0; i < axes.Length; i++)
        {
            isConstant[i] = axes[i].TryGetConstant(reader, out long part);
            constant += (int)part;
        }

        slots.Fill(constant);
        hasOneSlot = !isConstant.Contains(false);
        for (int i = 0; i < axes.Length; i++)
        {
            if (!isConstant[i])
            {
                ColumnKernels.Map(reader.Stored(axes[i].Column), positions, axes[i].SlotMap, slots);
            }
        }

        return count;
    }

    // A row that counts several times stands there several times.
    private int LocateCombinations(CellReader reader, RollUpAxis[] axes, ref ReadOnlySpan<int> positions)
    {
        int count = reader.PositionCount;
        _combinations = _combinations.Length < count ? new long[Batch.DefaultCapacity] : _combinations;
        Span<long> combinations = _combinations.AsSpan(0, count);
        combinations.Clear();
        foreach (RollUpAxis axis in axes.Where(static a => !a.HasSeveral))
        {
            if (axis.TryGetConstant(reader, out long constant))
            {
                foreach (ref long combination in combinations)
                {
                    combination += constant;
                }
            }
            else
            {
                ColumnKernels.Map(reader.Stored(axis.Column), positions, axis.CombinationMap, combinations);
            }
        }

        foreach (RollUpAxis axis in axes.Where(static a => a.HasSeveral))
        {
            count = Multiply(reader, axis, positions, count);
            positions = _positions.AsSpan(0, count);
        }

        _slots = _slots.Length < count ? new int[Math.Max(count, Batch.DefaultCapacity)] : _slots;
        _groups.Find(_combinations.AsSpan(0, count), _slots.AsSpan(0, count));
        Grow();
        return count;
    }

    private int Multiply(CellReader reader, RollUpAxis axis, ReadOnlySpan<int> positions, int count)
    {
        ReadOnlySpan<int> codes = axis.Column.Kind == CellColumnKind.Fixed ? [] : reader.Codes(axis.Column);
        long size = 0;
        for (int i = 0; i < count; i++)
        {
            size += axis.Several(codes, positions.IsEmpty ? i : positions[i]).Length;
        }

        _context.ThrowIfStopped();
        _context.Demand(size * (sizeof(long) + (2 * sizeof(int))));
        long[] combinations = new long[size];
        int[] multiplied = new int[size];
        int filled = 0;
        for (int i = 0; i < count; i++)
        {
            int position = positions.IsEmpty ? i : positions[i];
            foreach (int member in axis.Several(codes, position))
            {
                multiplied[filled] = position;
                combinations[filled++] = _combinations[i] + (member * axis.Stride);
            }
        }

        (_combinations, _positions) = (combinations, multiplied);
        return filled;
    }

    private void Grow()
    {
        int slots = _groups.Count;
        if (slots > _counts.Length)
        {
            int size = _groups.Kind == GroupSlotsKind.Dense
                ? slots : Math.Max(1024, Math.Max(slots, _counts.Length * 2));
            _context.Charge((long)(size - _counts.Length) * sizeof(long));
            Array.Resize(ref _counts, size);
            Array.ForEach(_aggregates, a => a.Resize(size));
        }
    }
}
