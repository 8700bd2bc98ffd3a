using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Triples;

/// <summary>An immutable set of triples, sorted in each <see cref="KeyOrder"/>.</summary>
internal sealed class TripleIndex
{
    private static readonly string[] OrderNames = ["spo", "pos", "osp"];

    private readonly Func<KeyOrder, SortedRun>? _make;
    private readonly Lock? _making;
    private readonly TripleIndex? _whole;
    private readonly int _start;
    private SortedRun? _spo;
    private SortedRun? _pos;
    private SortedRun? _osp;
    private int? _count;

    internal TripleIndex(SortedRun spo, SortedRun pos, SortedRun osp) => (_spo, _pos, _osp) = (spo, pos, osp);

    /// <summary>Promises the triples in each order; most are asked for in one or two.</summary>
    /// <param name="make">Makes a run; called once for each order.</param>
    internal TripleIndex(Func<KeyOrder, SortedRun> make) => (_make, _making) = (make, new Lock());

    private TripleIndex(TripleIndex whole, int start, int count) => (_whole, _start, _count) = (whole, start, count);

    /// <summary>No triples.</summary>
    internal static TripleIndex Empty { get; } = TripleIndexBuilder.Build([]);

    internal int Count => _count ??= this[KeyOrder.Spo].Count;

    internal SortedRun this[KeyOrder order] => Volatile.Read(ref RunOf(order)) ?? Make(order);

    /// <summary>Reads a segment of triples, which may hold those of many graphs.</summary>
    internal static TripleIndex Open(ArrowSegment segment) => new(order =>
    {
        string name = OrderNames[(int)order];
        return new SortedRun(segment.Ids(name + "0"), segment.Ids(name + "1"), segment.Ids(name + "2"));
    });

    /// <summary>Takes the rows of a graph.</summary>
    internal TripleIndex Slice(int start, int count) => new(this, start, count);

    /// <summary>Copies the triples in an order, each with its components in that order.</summary>
    internal void CopyTo(Span<IdTriple> triples, KeyOrder order)
    {
        // A store has thousands of small graphs, of which most are only ever merged.
        SortedRun run = (_whole ?? this)[order];
        ReadOnlySpan<ulong> first = run.First.Span.Slice(_start, Count);
        ReadOnlySpan<ulong> second = run.Second.Span.Slice(_start, Count);
        ReadOnlySpan<ulong> third = run.Third.Span.Slice(_start, Count);
        for (int i = 0; i < first.Length; i++)
        {
            triples[i] = new IdTriple(first[i], second[i], third[i]);
        }
    }

    /// <summary>Writes indexes one after another into one segment.</summary>
    internal static ArrowSegmentWriter Write(IReadOnlyList<TripleIndex> indexes)
    {
        int total = indexes.Sum(static i => i.Count);
        var writer = new ArrowSegmentWriter(total);
        for (int order = 0; order < 3; order++)
        {
            for (int key = 0; key < 3; key++)
            {
                int start = 0;
                Span<ulong> column = writer.AddIds($"{OrderNames[order]}{key}");
                foreach (TripleIndex index in indexes)
                {
                    index[(KeyOrder)order].Column(key).Span.CopyTo(column[start..]);
                    start += index.Count;
                }
            }
        }

        return writer;
    }

    /// <summary>Tells whether these are the triples, in any order, repeated or not.</summary>
    /// <param name="triples">The triples.</param>
    internal bool Holds(List<IdTriple> triples)
    {
        ReadOnlySpan<IdTriple> sorted = TripleIndexBuilder.SortDistinct(triples);
        SortedRun run = this[KeyOrder.Spo];
        ReadOnlySpan<ulong> s = run.First.Span;
        ReadOnlySpan<ulong> p = run.Second.Span;
        ReadOnlySpan<ulong> o = run.Third.Span;
        bool isSame = sorted.Length == s.Length;
        for (int i = 0; i < sorted.Length && isSame; i++)
        {
            isSame = sorted[i] == new IdTriple(s[i], p[i], o[i]);
        }

        return isSame;
    }

    /// <summary>Finds the rows of the best order that match a pattern; 0 stands for any.</summary>
    internal (int Start, int End) Find(IdTriple pattern)
    {
        KeyOrder order = pattern.BestOrder();
        return this[order].Find(pattern.Permute(order));
    }

    private ref SortedRun? RunOf(KeyOrder order)
    {
        switch (order)
        {
            case KeyOrder.Spo:
                return ref _spo;
            case KeyOrder.Pos:
                return ref _pos;
            default:
                return ref _osp;
        }
    }

    private SortedRun Make(KeyOrder order)
    {
        if (_whole is not null)
        {
            return RunOf(order) = _whole[order].Slice(_start, Count);
        }

        lock (_making!)
        {
            return RunOf(order) ??= _make!(order);
        }
    }
}

/// <summary>Triples sorted in one order, column by column.</summary>
/// <param name="First">The first component in the order.</param>
/// <param name="Second">The second.</param>
/// <param name="Third">The third.</param>
internal sealed record SortedRun(IdColumn First, IdColumn Second, IdColumn Third)
{
    internal int Count => First.Count;

    internal IdColumn Column(int key) => key switch
    {
        0 => First,
        1 => Second,
        _ => Third,
    };

    internal SortedRun Slice(int start, int count) =>
        new(First.Slice(start, count), Second.Slice(start, count), Third.Slice(start, count));

    /// <summary>Finds the rows that begin with a key; 0 ends it.</summary>
    internal (int Start, int End) Find(IdTriple key)
    {
        (int start, int end) = (0, Count);
        if (key.Subject != 0)
        {
            (start, end) = Narrow(First.Span, key.Subject, start, end);
            if (key.Predicate != 0)
            {
                (start, end) = Narrow(Second.Span, key.Predicate, start, end);
                if (key.Object != 0)
                {
                    (start, end) = Narrow(Third.Span, key.Object, start, end);
                }
            }
        }

        return (start, end);
    }

    private static (int Start, int End) Narrow(ReadOnlySpan<ulong> column, ulong key, int start, int end)
    {
        int first = LowerBound(column, key, start, end);
        return (first, UpperBound(column, key, first, end));
    }

    /// <summary>The first row of a range whose key is greater than one.</summary>
    internal static int UpperBound(ReadOnlySpan<ulong> column, ulong key, int low, int high) =>
        key == ulong.MaxValue ? high : LowerBound(column, key + 1, low, high);

    private static int LowerBound(ReadOnlySpan<ulong> column, ulong key, int low, int high)
    {
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = column[middle] < key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
