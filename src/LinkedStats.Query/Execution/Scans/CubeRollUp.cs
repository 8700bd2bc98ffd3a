using System.Collections.Immutable;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>The roll-up of one cube: an array of groups, addressed by the members that a cell counts towards.</summary>
internal sealed class CubeRollUp
{
    // Above this many combinations of members only those that occur get a slot.
    private const long DenseMax = 1 << 22;
    private const int BytesPerEntry = 40;

    private readonly EvaluationContext _context;
    private readonly CellReader _reader;
    private readonly CodeMembers[] _axes;
    private readonly ImmutableArray<CellAggregate> _aggregates;
    private readonly int _table;
    private readonly long[] _strides;
    private readonly Dictionary<long, int>? _sparse;
    private readonly List<long> _combinations = [];
    private readonly HashSet<(int Slot, int Code)>[] _distinct;
    private readonly SlotSums[] _sums;
    private long[] _counts;
    private int[] _slots = new int[Batch.DefaultCapacity];
    private int[] _positions = new int[Batch.DefaultCapacity];
    private int _count;

    /// <summary>Creates an empty roll-up.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="reader">The cells.</param>
    /// <param name="axes">The members of the codes.</param>
    /// <param name="aggregates">The aggregates.</param>
    /// <param name="table">The cube's index.</param>
    public CubeRollUp(
        EvaluationContext context,
        CellReader reader,
        CodeMembers[] axes,
        ImmutableArray<CellAggregate> aggregates,
        int table)
    {
        _context = context;
        _reader = reader;
        _axes = axes;
        _aggregates = aggregates;
        _table = table;
        _strides = new long[axes.Length];
        long size = 1;
        for (int i = 0; i < axes.Length; i++)
        {
            _strides[i] = size;
            size = Math.BigMul(size, axes[i].Members.Count, out long product) == 0 && product >= 0
                ? product
                : throw TooManyGroups();
        }

        _sparse = size > DenseMax ? [] : null;
        int slots = _sparse is null ? (int)size : 0;
        context.Charge((long)slots * sizeof(long));
        _counts = new long[slots];
        _distinct = [.. aggregates.Select(static _ => new HashSet<(int Slot, int Code)>())];
        _sums = [.. aggregates.Select(a => new SlotSums(context, reader.Table, a, table, slots))];
    }

    /// <summary>Reads the cells.</summary>
    public void Read()
    {
        if (_axes.Length == 0 && _aggregates.All(static a => a.Kind == CellAggregateKind.Count)
            && _reader.CountUnconditional() is { } count)
        {
            _counts[0] = count;
            return;
        }

        while (_reader.Next(Batch.DefaultCapacity))
        {
            Locate();
            for (int i = 0; i < _count; i++)
            {
                _counts[_slots[i]]++;
            }

            for (int i = 0; i < _aggregates.Length; i++)
            {
                Add(i);
            }
        }
    }

    /// <summary>The slots that a cell fell into.</summary>
    /// <returns>The slots, ascending.</returns>
    public IEnumerable<int> UsedSlots()
    {
        for (int slot = 0; slot < _counts.Length; slot++)
        {
            if (_counts[slot] > 0)
            {
                yield return slot;
            }
        }
    }

    /// <summary>Tells what a slot stands for.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="members">Receives a member of each axis.</param>
    public void MembersOf(int slot, Span<int> members)
    {
        long combination = _sparse is null ? slot : _combinations[slot];
        for (int i = _axes.Length - 1; i >= 0; i--)
        {
            members[i] = (int)(combination / _strides[i]);
            combination %= _strides[i];
        }
    }

    /// <summary>Adds an aggregate of a slot to a group.</summary>
    /// <param name="accumulator">The accumulator of the group.</param>
    /// <param name="aggregate">The aggregate's index.</param>
    /// <param name="slot">The slot.</param>
    public void AddTo(Accumulator accumulator, int aggregate, int slot)
    {
        switch (_aggregates[aggregate].Kind)
        {
            case CellAggregateKind.Count:
                accumulator.AddRows(_counts[slot]);
                break;
            case CellAggregateKind.Sum or CellAggregateKind.Min or CellAggregateKind.Max:
                _sums[aggregate].AddTo(accumulator, slot, _counts[slot]);
                break;
        }
    }

    /// <summary>Gives the different values that a slot counted.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="give">Receives the aggregate's index and a value.</param>
    public void ForEachDistinct(int slot, Action<int, TermId> give)
    {
        for (int i = 0; i < _aggregates.Length; i++)
        {
            if (_aggregates[i].Kind != CellAggregateKind.CountDistinct)
            {
                continue;
            }

            CellColumn column = _aggregates[i].Columns[_table];
            _bySlot ??= _distinct.Select(static set => set.ToLookup(static e => e.Slot, static e => e.Code)).ToArray();
            foreach (int code in _bySlot[i][slot])
            {
                give(i,
                    column.Kind == CellColumnKind.Fixed ? column.Fixed : CodeFilter.Terms(_reader.Table, column)[code]);
            }
        }
    }

    private ILookup<int, int>[]? _bySlot;

    private static QueryException TooManyGroups() =>
        new(QueryFailure.Memory, "The query groups by more combinations of codes than can be counted; use fewer keys.");

    // Finds the slot of each selected cell; a cell that counts several times stands there several times.
    private void Locate()
    {
        ReadOnlySpan<int> selected = _reader.Positions;
        selected.CopyTo(_positions);
        _count = selected.Length;
        var combinations = new long[Math.Max(_count, _slots.Length)];
        for (int i = 0; i < _axes.Length; i++)
        {
            CodeMembers axis = _axes[i];
            ReadOnlySpan<int> codes = axis.Column.Kind == CellColumnKind.Fixed ? [] : _reader.Codes(axis.Column);
            combinations = axis.HasSeveral
                ? LocateSeveral(axis, codes, _strides[i], combinations)
                : LocateSingle(axis, codes, _strides[i], combinations);
        }

        for (int i = 0; i < _count; i++)
        {
            _slots[i] = _sparse is null ? (int)combinations[i] : SparseSlot(combinations[i]);
        }
    }

    private long[] LocateSingle(CodeMembers axis, ReadOnlySpan<int> codes, long stride, long[] combinations)
    {
        ReadOnlySpan<int> members = axis.Single;
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            int code = codes.IsEmpty ? 0 : codes[_positions[i]];
            int member = members[code < 0 ? members.Length - 1 : code];
            if (member >= 0)
            {
                _positions[kept] = _positions[i];
                combinations[kept++] = combinations[i] + (member * stride);
            }
        }

        _count = kept;
        return combinations;
    }

    private long[] LocateSeveral(CodeMembers axis, ReadOnlySpan<int> codes, long stride, long[] combinations)
    {
        var positions = new List<int>(_count);
        var expanded = new List<long>(_count);
        for (int i = 0; i < _count; i++)
        {
            int code = codes.IsEmpty ? 0 : codes[_positions[i]];
            foreach (int member in axis.Several(code < 0 ? axis.Single.Length - 1 : code))
            {
                positions.Add(_positions[i]);
                expanded.Add(combinations[i] + (member * stride));
            }
        }

        _context.ThrowIfStopped();
        _count = positions.Count;
        if (_slots.Length < _count)
        {
            _slots = new int[_count];
        }

        _positions = _positions.Length < _count ? [.. positions] : CopyTo(positions, _positions);
        return [.. expanded];
    }

    private static int[] CopyTo(List<int> source, int[] target)
    {
        source.CopyTo(target);
        return target;
    }

    private int SparseSlot(long combination)
    {
        if (!_sparse!.TryGetValue(combination, out int slot))
        {
            _context.Charge(BytesPerEntry);
            slot = _combinations.Count;
            _sparse.Add(combination, slot);
            _combinations.Add(combination);
            if (slot >= _counts.Length)
            {
                int size = Math.Max(1024, _counts.Length * 2);
                _context.Charge((long)(size - _counts.Length) * sizeof(long));
                Array.Resize(ref _counts, size);
                Array.ForEach(_sums, s => s.Resize(size));
            }
        }

        return slot;
    }

    private void Add(int index)
    {
        CellAggregate aggregate = _aggregates[index];
        switch (aggregate.Kind)
        {
            case CellAggregateKind.Sum or CellAggregateKind.Min or CellAggregateKind.Max:
                _sums[index].Add(_reader, _slots.AsSpan(0, _count), _positions);
                break;
            case CellAggregateKind.CountDistinct:
                CellColumn column = aggregate.Columns[_table];
                ReadOnlySpan<int> codes = column.Kind == CellColumnKind.Fixed ? [] : _reader.Codes(column);
                for (int i = 0; i < _count; i++)
                {
                    int code = codes.IsEmpty ? 0 : codes[_positions[i]];
                    if (code >= 0 && _distinct[index].Add((_slots[i], code)))
                    {
                        _context.Charge(BytesPerEntry);
                    }
                }

                break;
        }
    }
}
