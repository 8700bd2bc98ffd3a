using System.Numerics;
using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>COUNT(DISTINCT) of codes: for each slot the set of values seen.</summary>
internal sealed class SlotDistinct : SlotAggregate
{
    // Sets as bits where these take no more bytes than this; else as entries of a hash table.
    private const long BitBytesMax = 1 << 26;
    private const int BytesPerEntry = 24;

    private readonly EvaluationContext _context;
    private readonly CodeMembers[] _values;
    private readonly int _valueCount;
    private readonly int _words;
    private readonly HashSet<long>? _entries;
    private ulong[] _bits = [];
    private long[] _counts = [];
    private int _slots;

    /// <summary>Creates sets of nothing over codes that are mapped.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="values">For each cube the values of its codes.</param>
    /// <param name="valueCount">How many values there are.</param>
    /// <param name="slots">How many slots there will be; negative when nobody knows.</param>
    private SlotDistinct(EvaluationContext context, CodeMembers[] values, int valueCount, int slots)
    {
        _context = context;
        _values = values;
        _valueCount = valueCount;
        _words = (valueCount + 63) / 64;
        bool isSmall = slots >= 0 && (long)slots * _words * sizeof(ulong) <= BitBytesMax;
        _entries = isSmall ? null : [];
    }

    /// <summary>Creates sets of nothing.</summary>
    /// <param name="context">The limits.</param>
    /// <param name="axis">The codes that are counted.</param>
    /// <param name="readers">The cells.</param>
    /// <param name="groups">The groups.</param>
    /// <returns>The sets.</returns>
    public static SlotDistinct Create(
        EvaluationContext context, CodeAxis axis, CellReader[] readers, GroupSlots groups)
    {
        var values = new AxisMembers(axis, context);
        CodeMembers[] maps = [.. readers.Select((r, i) => values.Map(r, i, includesMissing: false))];
        int slots = groups.Kind == GroupSlotsKind.Dense ? groups.Count : -1;
        return new SlotDistinct(context, maps, values.Members.Count, slots);
    }

    /// <inheritdoc/>
    public override bool IsMergeable => _entries is null;

    /// <inheritdoc/>
    public override void Resize(int slots)
    {
        _context.Charge((long)(slots - _slots) * (_entries is null ? _words : 1) * sizeof(long));
        _slots = slots;
        if (_entries is null)
        {
            Array.Resize(ref _bits, slots * _words);
        }
        else
        {
            Array.Resize(ref _counts, slots);
        }
    }

    /// <inheritdoc/>
    public override void Add(in SlotRun run)
    {
        CodeMembers values = _values[run.Table];
        ReadOnlySpan<int> codes = values.Column.Kind == CellColumnKind.Fixed ? [] : run.Reader.Codes(values.Column);
        int[] valueOf = values.Single;
        for (int i = 0; i < run.Slots.Length; i++)
        {
            int value = valueOf[(codes.IsEmpty ? 0 : codes[run.Position(i)]) + 1];
            if (value < 0)
            {
                continue;
            }

            int slot = run.Slots[i];
            if (_entries is null)
            {
                _bits[(slot * _words) + (value >> 6)] |= 1UL << (value & 63);
            }
            else if (_entries.Add(((long)slot * _valueCount) + value))
            {
                _context.Charge(BytesPerEntry);
                _counts[slot]++;
            }
        }
    }

    /// <inheritdoc/>
    public override SlotAggregate NewEmpty()
    {
        var empty = new SlotDistinct(_context, _values, _valueCount, _slots);
        empty.Resize(_slots);
        return empty;
    }

    /// <inheritdoc/>
    public override void Merge(SlotAggregate other)
    {
        ulong[] bits = ((SlotDistinct)other)._bits;
        for (int i = 0; i < _bits.Length; i++)
        {
            _bits[i] |= bits[i];
        }
    }

    /// <inheritdoc/>
    public override TermId Result(int slot, long count)
    {
        if (_entries is { })
        {
            return InlineTerm.FromInteger(_counts[slot]);
        }

        int different = 0;
        foreach (ulong word in _bits.AsSpan(slot * _words, _words))
        {
            different += BitOperations.PopCount(word);
        }

        return InlineTerm.FromInteger(different);
    }
}
