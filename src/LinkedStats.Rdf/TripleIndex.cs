using System.Runtime.InteropServices;

namespace LinkedStats.Rdf;

/// <summary>The rows of a <see cref="TripleTable"/> chained by the values of one or two of their positions.</summary>
internal sealed class TripleIndex
{
    private readonly int _form;
    private readonly Dictionary<TripleRow, int>? _numbers;
    private Chain[] _chains;
    private int[] _next;

    /// <summary>Begins an index.</summary>
    /// <param name="form">Which positions, added up.</param>
    /// <param name="capacity">The number of rows to make room for.</param>
    internal TripleIndex(int form, int capacity)
    {
        _form = form;
        _numbers = form is TripleTable.Subject or TripleTable.Predicate or TripleTable.Object ? null : [];
        _chains = new Chain[16];
        _next = new int[Math.Max(capacity, 16)];
    }

    /// <summary>Adds the row after the last one added.</summary>
    public void Append(int row, TripleRow triple)
    {
        if (row >= _next.Length)
        {
            Array.Resize(ref _next, checked(_next.Length * 2));
        }

        int number = NumberOf(triple);
        if (number >= _chains.Length)
        {
            Array.Resize(ref _chains, Math.Max(number + 1, checked(_chains.Length * 2)));
        }

        // Rows are kept plus one, so that a fresh chain is empty.
        ref Chain chain = ref _chains[number];
        if (chain.Count++ == 0)
        {
            chain.First = row + 1;
        }
        else
        {
            _next[chain.Last - 1] = row + 1;
        }

        chain.Last = row + 1;
        _next[row] = 0;
    }

    /// <summary>Gives the first row of a chain.</summary>
    /// <returns>The row; -1 when no row has these values.</returns>
    public int First(TripleRow pattern) => Find(pattern).First - 1;

    /// <summary>Counts the rows of a chain.</summary>
    public int Count(TripleRow pattern) => Find(pattern).Count;

    /// <summary>Gives the row after another in its chain.</summary>
    /// <returns>The row; -1 at the end.</returns>
    public int Next(int row) => _next[row] - 1;

    private Chain Find(TripleRow pattern)
    {
        int number = _numbers is null ? KeyOf(pattern)
            : _numbers.TryGetValue(KeysOf(pattern), out int known) ? known : -1;
        return number >= 0 && number < _chains.Length ? _chains[number] : default;
    }

    private int NumberOf(TripleRow triple)
    {
        if (_numbers is null)
        {
            return KeyOf(triple);
        }

        int fresh = _numbers.Count;
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, KeysOf(triple), out bool exists);
        return number = exists ? number : fresh;
    }

    // Terms are numbered from 0 on, so a number is its own place.
    private int KeyOf(TripleRow triple) => _form switch
    {
        TripleTable.Subject => triple.Subject,
        TripleTable.Predicate => triple.Predicate,
        _ => triple.Object,
    };

    private TripleRow KeysOf(TripleRow triple) => new(
        (_form & TripleTable.Subject) != 0 ? triple.Subject : TripleTable.Any,
        (_form & TripleTable.Predicate) != 0 ? triple.Predicate : TripleTable.Any,
        (_form & TripleTable.Object) != 0 ? triple.Object : TripleTable.Any);

    /// <summary>The rows of a chain, plus one each.</summary>
    [StructLayout(LayoutKind.Auto)]
    private struct Chain
    {
        internal int First;
        internal int Last;
        internal int Count;
    }
}

/// <summary>A triple of term numbers.</summary>
/// <param name="Subject">The number of the subject.</param>
/// <param name="Predicate">The number of the predicate.</param>
/// <param name="Object">The number of the object.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TripleRow(int Subject, int Predicate, int Object)
{
    /// <summary>Tells whether the triple is one of those that a pattern asks for.</summary>
    internal bool Matches(TripleRow pattern) =>
        (pattern.Subject == TripleTable.Any || pattern.Subject == Subject)
        && (pattern.Predicate == TripleTable.Any || pattern.Predicate == Predicate)
        && (pattern.Object == TripleTable.Any || pattern.Object == Object);

    /// <summary>The positions that a pattern binds, added up.</summary>
    internal int BoundPositions =>
        (Subject == TripleTable.Any ? 0 : TripleTable.Subject)
        | (Predicate == TripleTable.Any ? 0 : TripleTable.Predicate)
        | (Object == TripleTable.Any ? 0 : TripleTable.Object);
}
