using LinkedStats.Publishing.Packages;
using LinkedStats.Rdf;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>
/// What others who are under embargo say in a graph that packages share: whoever may not see it is told nothing of it,
/// and cannot change it either.
/// </summary>
/// <remarks>
/// A publisher who does not know of them may say something else of the same code. His package is accepted, as it would
/// be without them; when both are public, what he said of that code is left out.
/// </remarks>
internal static class SettledStatements
{
    /// <summary>Finds what is settled when a package becomes public.</summary>
    /// <param name="graph">The package's graph.</param>
    /// <param name="then">What is public at its instant.</param>
    /// <param name="today">What is public now.</param>
    /// <param name="known">What its publisher may see now.</param>
    /// <returns>The subjects of the package of which something is said then that he does not see.</returns>
    internal static HashSet<Term> Find(PackageGraph graph, Snapshot then, Snapshot today, Snapshot known)
    {
        ILookup<Term, Quad> hidden = Read(graph.Name, then);
        ILookup<Term, Quad>[] seen = [Read(graph.Name, today), Read(graph.Name, known)];
        return
        [
            .. graph.Triples.Select(static t => t.Subject).Where(static s => s is Iri).Distinct()
                .Where(s => hidden[s].Any() && !seen.Any(triples => triples[s].ToHashSet().SetEquals(hidden[s]))),
        ];
    }

    /// <summary>Lets a package say of settled subjects what the store says, with what it adds to lists.</summary>
    /// <param name="triples">The package's triples.</param>
    /// <param name="old">Those of the store.</param>
    /// <param name="settled">The subjects.</param>
    internal static IReadOnlyCollection<Quad> Replace(
        IReadOnlyCollection<Quad> triples, HashSet<Quad> old, IReadOnlySet<Term> settled) =>
    [
        .. Reachable(triples, triples.Select(static t => t.Subject)
            .Where(subject => subject is Iri && !settled.Contains(subject))),
        .. triples.Where(t => settled.Contains(t.Subject) && SharedGraph.Links.Contains(t.Predicate)),
        .. Reachable(old, settled),
    ];

    // Blank nodes have other names in each revision, and what a subject lists grows without changing it.
    private static ILookup<Term, Quad> Read(Iri name, Snapshot snapshot) =>
        ((snapshot.Find(name) is { IsNone: false } id ? snapshot.Graph(id)?.Match(null, null, null) : null) ?? [])
        .Where(static t => t.Object is not BlankNode && !SharedGraph.Links.Contains(t.Predicate))
        .ToLookup(static t => t.Subject, static t => t with { Graph = null });

    private static IEnumerable<Quad> Reachable(IReadOnlyCollection<Quad> triples, IEnumerable<Term> subjects)
    {
        ILookup<Term, Quad> bySubject = triples.ToLookup(static t => t.Subject);
        var open = new Queue<Term>(subjects.Distinct());
        HashSet<Term> done = [];
        while (open.TryDequeue(out Term? subject))
        {
            foreach (Quad triple in done.Add(subject) ? bySubject[subject] : [])
            {
                yield return triple;
                if (triple.Object is BlankNode)
                {
                    open.Enqueue(triple.Object);
                }
            }
        }
    }
}
