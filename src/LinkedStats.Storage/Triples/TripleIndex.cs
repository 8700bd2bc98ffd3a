using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Triples;

/// <summary>An immutable set of triples, sorted in each <see cref="KeyOrder"/>.</summary>
internal sealed class TripleIndex
{
    private static readonly string[] OrderNames = ["spo", "pos", "osp"];

    private readonly SortedRun[] _runs;

    internal TripleIndex(SortedRun spo, SortedRun pos, SortedRun osp) => _runs = [spo, pos, osp];

    /// <summary>No triples.</summary>
    internal static TripleIndex Empty { get; } = TripleIndexBuilder.Build([]);

    internal int Count => _runs[0].Count;

    internal SortedRun this[KeyOrder order] => _runs[(int)order];

    /// <summary>Takes a graph's rows out of a segment of triples.</summary>
    internal static TripleIndex Open(ArrowSegment segment, int start, int count)
    {
        SortedRun[] runs = new SortedRun[3];
        for (int i = 0; i < 3; i++)
        {
            runs[i] = new SortedRun(
                segment.Ids($"{OrderNames[i]}0").Slice(start, count),
                segment.Ids($"{OrderNames[i]}1").Slice(start, count),
                segment.Ids($"{OrderNames[i]}2").Slice(start, count));
        }

        return new TripleIndex(runs[0], runs[1], runs[2]);
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
                    index._runs[order].Column(key).Span.CopyTo(column[start..]);
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
        return (first, key == ulong.MaxValue ? end : LowerBound(column, key + 1, first, end));
    }

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
