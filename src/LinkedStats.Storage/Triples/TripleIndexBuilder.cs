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
    internal static IdTriple[] SortDistinct(List<IdTriple> triples) => Distinct(TripleSort.Sort([.. triples]));

    private static IdTriple[] Distinct(IdTriple[] sorted)
    {
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

    /// <summary>Merges indexes into one, each order when it is asked for.</summary>
    internal static TripleIndex Merge(ImmutableArray<TripleIndex> indexes) => new(order =>
    {
        var triples = new IdTriple[indexes.Sum(static index => index.Count)];
        int next = 0;
        foreach (TripleIndex index in indexes)
        {
            index.CopyTo(triples.AsSpan(next), order);
            next += index.Count;
        }

        return ToRun(Distinct(TripleSort.Sort(triples)));
    });

    /// <summary>Merges indexes into one that needs none of them any more.</summary>
    internal static TripleIndex MergeNow(ImmutableArray<TripleIndex> indexes)
    {
        SortedRun spo = Merge(indexes)[KeyOrder.Spo];
        return new TripleIndex(order => order == KeyOrder.Spo ? spo : Sort(ToTriples(spo), order));
    }

    private static IdTriple[] ToTriples(SortedRun spo)
    {
        var triples = new IdTriple[spo.Count];
        new TripleIndex(_ => spo).CopyTo(triples, KeyOrder.Spo);
        return triples;
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
