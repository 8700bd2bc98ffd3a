using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Triples;

/// <summary>Sorts triples in every order and drops repeated ones.</summary>
internal static class TripleIndexBuilder
{
    /// <summary>Builds an index.</summary>
    /// <param name="triples">The triples in any order; sorted in place.</param>
    internal static TripleIndex Build(List<IdTriple> triples)
    {
        // The run of subjects is sorted already; the others are sorted as permuted copies.
        ReadOnlySpan<IdTriple> unique = SortDistinct(triples);
        return new TripleIndex(ToRun(unique), Sort(unique, KeyOrder.Pos), Sort(unique, KeyOrder.Osp));
    }

    /// <summary>Sorts triples in place, by subject, and drops repeated ones.</summary>
    internal static ReadOnlySpan<IdTriple> SortDistinct(List<IdTriple> triples)
    {
        Span<IdTriple> all = CollectionsMarshal.AsSpan(triples);
        all.Sort(default(InOrder));
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (count == 0 || all[i] != all[count - 1])
            {
                all[count++] = all[i];
            }
        }

        return all[..count];
    }

    /// <summary>Merges indexes into one.</summary>
    internal static TripleIndex Merge(ImmutableArray<TripleIndex> indexes)
    {
        var triples = new List<IdTriple>(indexes.Sum(static i => i.Count));
        foreach (TripleIndex index in indexes)
        {
            SortedRun run = index[KeyOrder.Spo];
            ReadOnlySpan<ulong> s = run.First.Span;
            ReadOnlySpan<ulong> p = run.Second.Span;
            ReadOnlySpan<ulong> o = run.Third.Span;
            for (int i = 0; i < s.Length; i++)
            {
                triples.Add(new IdTriple(s[i], p[i], o[i]));
            }
        }

        return Build(triples);
    }

    private static SortedRun Sort(ReadOnlySpan<IdTriple> triples, KeyOrder order)
    {
        var permuted = new IdTriple[triples.Length];
        for (int i = 0; i < permuted.Length; i++)
        {
            permuted[i] = triples[i].Permute(order);
        }

        permuted.AsSpan().Sort(default(InOrder));
        return ToRun(permuted);
    }

    private static SortedRun ToRun(ReadOnlySpan<IdTriple> triples)
    {
        (ulong[] first, ulong[] second, ulong[] third) =
            (new ulong[triples.Length], new ulong[triples.Length], new ulong[triples.Length]);
        for (int i = 0; i < triples.Length; i++)
        {
            (first[i], second[i], third[i]) = (triples[i].Subject, triples[i].Predicate, triples[i].Object);
        }

        return new SortedRun(new IdColumn(first), new IdColumn(second), new IdColumn(third));
    }

    /// <summary>The order of sorted runs; a struct, so that sorting calls it directly.</summary>
    private readonly struct InOrder : IComparer<IdTriple>
    {
        public int Compare(IdTriple x, IdTriple y) => x.IsBefore(y) ? -1 : x == y ? 0 : 1;
    }
}
