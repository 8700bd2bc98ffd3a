using System.Numerics;
using System.Runtime.InteropServices;

namespace LinkedStats.Rdf;

/// <summary>The distinct triples of a <see cref="Graph"/> as numbers, with an index for each form of pattern in
/// use.</summary>
internal sealed class TripleTable
{
    /// <summary>Stands for an unbound position.</summary>
    public const int Any = -1;

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
    /// <param name="s">The subject's number, or <see cref="Any"/>.</param>
    /// <param name="p">The predicate's number, or <see cref="Any"/>.</param>
    /// <param name="o">The object's number, or <see cref="Any"/>; one position at least is unbound.</param>
    /// <param name="index">The index to go on with; null when all rows match.</param>
    /// <returns>The row; -1 when none matches.</returns>
    public int First(int s, int p, int o, out TripleIndex? index)
    {
        index = null;
        int form = (s == Any ? 0 : 4) | (p == Any ? 0 : 2) | (o == Any ? 0 : 1);
        if (form == 0)
        {
            return Count > 0 ? 0 : -1;
        }

        index = Volatile.Read(ref _indexes[form]) ?? Build(form);
        return index.First(new TripleRow(s, p, o));
    }

    /// <summary>Finds the row after another that matched the same pattern.</summary>
    /// <returns>The row; -1 at the end.</returns>
    public int Next(int row, TripleIndex? index) =>
        index is not null ? index.Next(row) : row + 1 < Count ? row + 1 : -1;

    private TripleIndex Build(int form)
    {
        // Readers on other threads may ask for the same index at once; one builds it, the others wait.
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

/// <summary>The rows of a <see cref="TripleTable"/> chained by the values of some of their positions.</summary>
/// <param name="form">Which positions: 4 for the subject, 2 for the predicate, 1 for the object, added up.</param>
/// <param name="capacity">The number of rows to make room for.</param>
internal sealed class TripleIndex(int form, int capacity)
{
    private readonly Dictionary<TripleRow, (int First, int Last)> _chains = [];
    private int[] _next = new int[Math.Max(capacity, 16)];

    /// <summary>Adds the row after the last one added.</summary>
    public void Append(int row, TripleRow triple)
    {
        if (row >= _next.Length)
        {
            Array.Resize(ref _next, checked(_next.Length * 2));
        }

        _next[row] = -1;
        TripleRow key = KeyOf(triple);
        ref (int First, int Last) chain =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_chains, key, out bool exists);
        if (exists)
        {
            _next[chain.Last] = row;
            chain.Last = row;
        }
        else
        {
            chain = (row, row);
        }
    }

    /// <summary>Gives the first row of a chain.</summary>
    /// <returns>The row; -1 when no row has these values.</returns>
    public int First(TripleRow key) => _chains.TryGetValue(key, out (int First, int Last) chain) ? chain.First : -1;

    /// <summary>Gives the row after another in its chain.</summary>
    /// <returns>The row; -1 at the end.</returns>
    public int Next(int row) => _next[row];

    private TripleRow KeyOf(TripleRow triple) => new(
        (form & 4) != 0 ? triple.Subject : TripleTable.Any,
        (form & 2) != 0 ? triple.Predicate : TripleTable.Any,
        (form & 1) != 0 ? triple.Object : TripleTable.Any);
}

/// <summary>A triple of term numbers.</summary>
/// <param name="Subject">The number of the subject.</param>
/// <param name="Predicate">The number of the predicate.</param>
/// <param name="Object">The number of the object.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TripleRow(int Subject, int Predicate, int Object);
