using System.Collections.Immutable;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Server.Observations;

/// <summary>The relations of a code to those below it.</summary>
/// <remarks>Source: SKOS Reference, section 8.</remarks>
internal static class CodeHierarchy
{
    /// <summary>The relations that selections know.</summary>
    public static readonly ImmutableArray<string> Relations = ["children", "descendants", "self-and-descendants"];

    private const int ReachedMax = 1_000_000;

    /// <summary>Finds the codes that stand in a relation to one.</summary>
    /// <param name="graph">A graph with the code list.</param>
    /// <param name="origin">The code.</param>
    /// <param name="relation">One of <see cref="Relations"/>.</param>
    /// <returns>The codes; the code itself only where the relation says so.</returns>
    public static HashSet<Term> Reach(IGraph graph, Term origin, string relation)
    {
        HashSet<Term> reached = [];
        var open = new Queue<Term>([origin]);
        bool isDeep = relation != "children";

        // A code list with a cycle has no bottom, so what was reached is not followed again.
        while (open.TryDequeue(out Term? term) && reached.Count < ReachedMax)
        {
            foreach (Term child in ChildrenOf(graph, term))
            {
                if (reached.Add(child) && isDeep)
                {
                    open.Enqueue(child);
                }
            }
        }

        reached.Remove(origin);
        if (relation == "self-and-descendants")
        {
            reached.Add(origin);
        }

        return reached;
    }

    private static IEnumerable<Term> ChildrenOf(IGraph graph, Term term) =>
        graph.Match(null, SkosVocabulary.Broader, term).Select(static triple => triple.Subject)
            .Concat(graph.Match(term, SkosVocabulary.Narrower, null).Select(static triple => triple.Object));
}
