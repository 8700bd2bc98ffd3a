using System.Collections.Immutable;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Triples;

/// <summary>Sorts triples in every order and drops repeated ones.</summary>
internal static class TripleIndexBuilder
{
    /// <summary>Fewer triples are sorted sooner than another thread begins.</summary>
    private const int ParallelMin = 10_000;

    /// <summary>Builds an index.</summary>
    /// <param name="triples">The triples in any order.</param>
    internal static TripleIndex Build(List<IdTriple> triples)
    {
        // The run of subjects is sorted already; the others are sorted as permuted copies.
        IdTriple[] unique = SortDistinct(triples);
        (SortedRun? spo, SortedRun? pos, SortedRun? osp) = (null, null, null);
        Action[] runs =
        [
            () => spo = ToRun(unique), () => pos = Sort(unique, KeyOrder.Pos), () => osp = Sort(unique, KeyOrder.Osp),
        ];
        if (unique.Length < ParallelMin)
        {
            Array.ForEach(runs, static run => run());
        }
        else
        {
            Parallel.Invoke(runs);
        }

        return new TripleIndex(spo!, pos!, osp!);
    }

    /// <summary>Sorts triples by subject and drops repeated ones.</summary>
    internal static IdTriple[] SortDistinct(List<IdTriple> triples)
    {
        IdTriple[] sorted = TripleSort.Sort([.. triples]);
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (count == 0 || sorted[i] != sorted[count - 1])
            {
                sorted[count++] = sorted[i];
            }
        }

        return count == sorted.Length ? sorted : sorted[..count];
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

    private static SortedRun Sort(IdTriple[] triples, KeyOrder order)
    {
        var permuted = new IdTriple[triples.Length];
        for (int i = 0; i < permuted.Length; i++)
        {
            permuted[i] = triples[i].Permute(order);
        }

        return ToRun(TripleSort.Sort(permuted));
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
}
