using LinkedStats.Query.Expressions;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>
/// Numbers the groups of a roll-up: a group is a combination of one member of each axis, and has a slot.
/// </summary>
/// <remarks>
/// A combination is a mixed-radix number of members. Where there are few, it is the slot; where rows come ordered by
/// it, each new one gets the next slot; else a hash table remembers the slots.
/// </remarks>
internal sealed class GroupSlots
{
    // Above this many combinations only those that occur get a slot.
    private const long DenseMax = 1 << 22;
    private const long BytesPerSlot = sizeof(long);

    private readonly EvaluationContext _context;
    private readonly long[] _strides;
    private long[] _combinations = [];
    private int[] _table = [];

    private GroupSlots(EvaluationContext context, GroupSlotsKind kind, long[] strides, int count)
    {
        _context = context;
        Kind = kind;
        _strides = strides;
        Count = count;
    }

    /// <summary>How combinations become slots.</summary>
    public GroupSlotsKind Kind { get; }

    /// <summary>The number of slots; grows unless they are dense.</summary>
    public int Count { get; private set; }

    /// <summary>Chooses how the groups are numbered.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="sizes">The number of members of each axis.</param>
    /// <param name="rows">The number of rows to be read, at most.</param>
    /// <param name="isOrdered">True when rows with the same combination follow each other.</param>
    /// <returns>The slots.</returns>
    /// <exception cref="QueryException">There are more combinations than can be numbered.</exception>
    public static GroupSlots Create(EvaluationContext context, int[] sizes, long rows, bool isOrdered)
    {
        long[] strides = new long[sizes.Length];
        long size = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            strides[i] = size;
            size = Math.BigMul(size, sizes[i], out long product) == 0 && product >= 0
                ? product
                : throw new QueryException(QueryFailure.Memory,
                    "The query groups by more combinations of codes than can be counted; use fewer keys.");
        }

        // An array that is mostly empty costs more than it saves.
        GroupSlotsKind kind = size <= Math.Min(DenseMax, Math.Max(1 << 16, 8 * rows)) ? GroupSlotsKind.Dense
            : isOrdered ? GroupSlotsKind.Ordered : GroupSlotsKind.Hashed;
        return new GroupSlots(context, kind, strides, kind == GroupSlotsKind.Dense ? (int)size : 0);
    }

    /// <summary>Says how groups are numbered.</summary>
    /// <returns>A text for EXPLAIN.</returns>
    public string Describe() => Kind switch
    {
        GroupSlotsKind.Dense => $"an array of {Count} groups",
        GroupSlotsKind.Ordered => $"{Count} groups in stored order",
        _ => $"a hash table of {Count} groups",
    };

    /// <summary>How much a member of an axis adds to a combination.</summary>
    /// <param name="axis">The axis.</param>
    /// <returns>The stride.</returns>
    public long Stride(int axis) => _strides[axis];

    /// <summary>Finds the slots of combinations.</summary>
    /// <param name="combinations">The combinations, in the order of their rows.</param>
    /// <param name="slots">Receives the slots.</param>
    public void Find(ReadOnlySpan<long> combinations, Span<int> slots)
    {
        switch (Kind)
        {
            case GroupSlotsKind.Dense:
                for (int i = 0; i < slots.Length; i++)
                {
                    slots[i] = (int)combinations[i];
                }

                break;
            case GroupSlotsKind.Ordered:
                long last = Count == 0 ? -1 : _combinations[Count - 1];
                for (int i = 0; i < slots.Length; i++)
                {
                    if (combinations[i] != last)
                    {
                        last = combinations[i];
                        Append(last);
                    }

                    slots[i] = Count - 1;
                }

                break;
            default:
                for (int i = 0; i < slots.Length; i++)
                {
                    slots[i] = Hashed(combinations[i]);
                }

                break;
        }
    }

    /// <summary>Tells what a slot stands for.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="members">Receives a member of each axis.</param>
    public void MembersOf(int slot, Span<int> members)
    {
        long combination = Kind == GroupSlotsKind.Dense ? slot : _combinations[slot];
        for (int i = members.Length - 1; i >= 0; i--)
        {
            (long member, combination) = Math.DivRem(combination, _strides[i]);
            members[i] = (int)member;
        }
    }

    private void Append(long combination)
    {
        if (Count == _combinations.Length)
        {
            _context.ThrowIfStopped();
            int capacity = Math.Max(1024, Count * 2);
            _context.Charge((capacity - Count) * BytesPerSlot);
            Array.Resize(ref _combinations, capacity);
        }

        _combinations[Count++] = combination;
    }

    private int Hashed(long combination)
    {
        if (Count * 2 >= _table.Length)
        {
            Rehash();
        }

        int entry = Entry(combination);
        for (int slot; (slot = _table[entry] - 1) >= 0; entry = (entry + 1) & (_table.Length - 1))
        {
            if (_combinations[slot] == combination)
            {
                return slot;
            }
        }

        Append(combination);
        _table[entry] = Count;
        return Count - 1;
    }

    private int Entry(long combination) =>
        unchecked((int)(((ulong)combination * 0x9E3779B97F4A7C15UL) >> 33)) & (_table.Length - 1);

    private void Rehash()
    {
        int length = Math.Max(4096, _table.Length * 2);
        _context.Charge((long)(length - _table.Length) * sizeof(int));
        _table = new int[length];
        for (int slot = 0; slot < Count; slot++)
        {
            int entry = Entry(_combinations[slot]);
            while (_table[entry] != 0)
            {
                entry = (entry + 1) & (_table.Length - 1);
            }

            _table[entry] = slot + 1;
        }
    }
}

/// <summary>How a <see cref="GroupSlots"/> numbers groups.</summary>
internal enum GroupSlotsKind
{
    /// <summary>Each combination has its place in an array.</summary>
    Dense,

    /// <summary>Rows come ordered, so a group ends where the next one begins.</summary>
    Ordered,

    /// <summary>A hash table remembers the groups.</summary>
    Hashed,
}
