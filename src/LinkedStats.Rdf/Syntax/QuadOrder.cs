using System.Runtime.InteropServices;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Rdf.Syntax;

/// <summary>Puts statements into the order in which people like to read them.</summary>
internal static class QuadOrder
{
    /// <summary>As many are compared with each other; more are hashed.</summary>
    private const int FewMax = 32;

    private const int IndexBits = 21;

    /// <summary>Drops what was said before.</summary>
    /// <param name="statements">The statements.</param>
    /// <returns>Each once, where it first appears.</returns>
    public static Quad[] Distinct(List<Quad> statements)
    {
        if (statements.Count > FewMax)
        {
            return [.. statements.Distinct()];
        }

        ReadOnlySpan<Quad> all = CollectionsMarshal.AsSpan(statements);
        for (int i = 1; i < all.Length; i++)
        {
            if (all[..i].Contains(all[i]))
            {
                return [.. statements.Distinct()];
            }
        }

        return all.ToArray();
    }

    /// <summary>Brings equal predicates together, rdf:type first, the others as they first appear.</summary>
    /// <param name="statements">Statements about one subject.</param>
    /// <returns>The same statements; nothing new where they stand so already.</returns>
    public static ReadOnlySpan<Quad> ByPredicate(ReadOnlySpan<Quad> statements) => AreByPredicate(statements)
        ? statements
        : statements.ToArray().GroupBy(static quad => quad.Predicate)
            .OrderBy(static group => group.Key.Equals(RdfVocabulary.Type) ? 0 : 1)
            .SelectMany(static group => group).ToArray();

    /// <summary>Brings the statements of a graph together, and in it those about a subject.</summary>
    /// <param name="statements">At most some thousand statements.</param>
    /// <returns>
    /// The same statements, the default graph first, other graphs and subjects as they first appear; nothing new where
    /// they stand so already.
    /// </returns>
    public static Quad[] BySubject(Quad[] statements)
    {
        System.Diagnostics.Debug.Assert(statements.Length < 1 << IndexBits, "Writers hold no more than some thousand.");
        Dictionary<Term, int> graphs = [];
        Dictionary<(Term?, Term), int> subjects = [];
        ulong[] keys = new ulong[statements.Length];
        bool isSorted = true;
        for (int i = 0; i < statements.Length; i++)
        {
            ref readonly Quad statement = ref statements[i];
            ulong place = i > 0 && AreTogether(statements[i - 1], statement)
                ? keys[i - 1] >> IndexBits
                : ((ulong)RankOf(statement.Graph, graphs) << IndexBits)
                    | (uint)RankOf((statement.Graph, statement.Subject), subjects);
            keys[i] = (place << IndexBits) | (uint)i;
            isSorted &= i == 0 || keys[i] > keys[i - 1];
        }

        if (isSorted)
        {
            return statements;
        }

        Array.Sort(keys);
        return Array.ConvertAll(keys, key => statements[key & ((1UL << IndexBits) - 1)]);
    }

    /// <summary>Measures what stands together.</summary>
    /// <param name="statements">At least one statement.</param>
    /// <returns>The number of those at the beginning that are about one subject, in one graph.</returns>
    public static int CountTogether(ReadOnlySpan<Quad> statements)
    {
        int count = 1;
        while (count < statements.Length && AreTogether(statements[0], statements[count]))
        {
            count++;
        }

        return count;
    }

    private static bool AreTogether(in Quad first, in Quad second) =>
        first.Subject.Equals(second.Subject) && Equals(first.Graph, second.Graph);

    private static int RankOf(Term? graph, Dictionary<Term, int> known) =>
        graph is null ? 0 : 1 + RankOf<Term>(graph, known);

    private static int RankOf<TKey>(TKey key, Dictionary<TKey, int> known)
        where TKey : notnull
    {
        ref int rank = ref CollectionsMarshal.GetValueRefOrAddDefault(known, key, out bool isKnown);
        return isKnown ? rank : rank = known.Count - 1;
    }

    /// <summary>Tells whether statements stand as <see cref="ByPredicate"/> would put them.</summary>
    private static bool AreByPredicate(ReadOnlySpan<Quad> group)
    {
        for (int i = 1; i < group.Length; i++)
        {
            Iri predicate = group[i].Predicate;
            if (predicate.Equals(group[i - 1].Predicate))
            {
                continue;
            }

            for (int j = 0; j < i; j++)
            {
                if (predicate.Equals(RdfVocabulary.Type) || predicate.Equals(group[j].Predicate))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
