using System.Numerics;

namespace LinkedStats.Rdf;

/// <summary>The distinct triples of a <see cref="Graph"/> as numbers, with an index for each form of pattern in
/// use.</summary>
internal sealed class TripleTable
{
    /// <summary>Stands for an unbound position.</summary>
    public const int Any = -1;

    /// <summary>The bound positions of a pattern, to be added up.</summary>
    internal const int Subject = 4;

    /// <inheritdoc cref="Subject"/>
    internal const int Predicate = 2;

    /// <inheritdoc cref="Subject"/>
    internal const int Object = 1;

    /// <summary>As many rows are passed over in the time in which one is added to an index of two positions.</summary>
    private const int RowsPassedPerRow = 8;

    private readonly long[] _passed = new long[8];
    private readonly TripleIndex?[] _indexes = new TripleIndex?[8];
    private readonly Lock _building = new();
    private TripleRow[] _rows = new TripleRow[16];
    private int[] _slots = new int[32];

    /// <summary>The number of triples.</summary>
    public int Count { get; private set; }

    /// <summary>A triple by its row.</summary>
    public TripleRow this[int row] => _rows[row];

    /// <summary>Adds a triple.</summary>
    /// <returns>False when it was there already.</returns>
    public bool Add(TripleRow triple)
    {
        int slot = FindSlot(triple);
        if (_slots[slot] != 0)
        {
            return false;
        }

        if (Count == _rows.Length)
        {
            Grow();
            slot = FindSlot(triple);
        }

        _rows[Count] = triple;
        foreach (TripleIndex? index in _indexes)
        {
            index?.Append(Count, triple);
        }

        // Slots hold the row plus one, so that a fresh array means "all free".
        _slots[slot] = ++Count;
        return true;
    }

    /// <summary>Tells whether a triple is there.</summary>
    public bool Contains(TripleRow triple) => _slots[FindSlot(triple)] != 0;

    /// <summary>Finds the first row that matches a pattern.</summary>
    /// <param name="pattern">The numbers, or <see cref="Any"/>; one position at least is unbound.</param>
    /// <param name="index">The index to go on with; null when all rows are to be looked at.</param>
    /// <returns>The row; -1 when none matches.</returns>
    public int First(TripleRow pattern, out TripleIndex? index)
    {
        index = Choose(pattern);
        return Matching(index is not null ? index.First(pattern) : Count > 0 ? 0 : -1, pattern, index);
    }

    /// <summary>Finds the row after another that matched the same pattern.</summary>
    /// <returns>The row; -1 at the end.</returns>
    public int Next(int row, TripleRow pattern, TripleIndex? index) =>
        Matching(Follow(row, index), pattern, index);

    private int Matching(int row, TripleRow pattern, TripleIndex? index)
    {
        while (row >= 0 && !_rows[row].Matches(pattern))
        {
            row = Follow(row, index);
        }

        return row;
    }

    private int Follow(int row, TripleIndex? index) =>
        index is not null ? index.Next(row) : row + 1 < Count ? row + 1 : -1;

    /// <summary>
    /// Chooses the index to search: that of one position while the rows passed over take less time than to build that
    /// of two.
    /// </summary>
    private TripleIndex? Choose(TripleRow pattern)
    {
        int form = pattern.BoundPositions;
        if (form == 0)
        {
            return null;
        }

        if (Volatile.Read(ref _indexes[form]) is { } built)
        {
            return built;
        }

        if (form is Subject or Predicate or Object)
        {
            return Build(form);
        }

        // Few predicates have few triples: one that is bound beside another position is not looked for first.
        TripleIndex single = Build((form & Subject) != 0 ? Subject : Object);
        long passed = Interlocked.Add(ref _passed[form], single.Count(pattern));
        return passed <= RowsPassedPerRow * (long)Count ? single : Build(form);
    }

    private TripleIndex Build(int form)
    {
        // Readers on other threads may ask for the same index at once; one builds it, the others wait.
        if (Volatile.Read(ref _indexes[form]) is { } built)
        {
            return built;
        }

        lock (_building)
        {
            TripleIndex? index = _indexes[form];
            if (index is null)
            {
                index = new TripleIndex(form, Count);
                for (int row = 0; row < Count; row++)
                {
                    index.Append(row, _rows[row]);
                }

                Volatile.Write(ref _indexes[form], index);
            }

            return index;
        }
    }

    private void Grow()
    {
        Array.Resize(ref _rows, checked(_rows.Length * 2));
        _slots = new int[_rows.Length * 2];
        for (int row = 0; row < Count; row++)
        {
            _slots[FindSlot(_rows[row])] = row + 1;
        }
    }

    /// <summary>Finds the slot of a triple, or the free one where it belongs; half of the slots are always
    /// free.</summary>
    private int FindSlot(TripleRow triple)
    {
        int mask = _slots.Length - 1;
        int slot = (int)(Hash(triple) & (uint)mask);
        while (_slots[slot] != 0 && _rows[_slots[slot] - 1] != triple)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private static uint Hash(TripleRow triple)
    {
        unchecked
        {
            ulong mixed = ((ulong)(uint)triple.Subject * 0x9E3779B97F4A7C15UL)
                ^ BitOperations.RotateLeft((ulong)(uint)triple.Predicate * 0xC2B2AE3D27D4EB4FUL, 21)
                ^ BitOperations.RotateLeft((ulong)(uint)triple.Object * 0x165667B19E3779F9UL, 42);
            mixed ^= mixed >> 29;
            mixed *= 0xBF58476D1CE4E5B9UL;
            return (uint)(mixed >> 32);
        }
    }
}
