using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Packages.Cubes;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Brings a graph of a package together with what the store has under its name.</summary>
/// <param name="before">What the store shows when the package becomes public.</param>
/// <param name="datasets">The datasets of the package, which may change the lists that only they use.</param>
/// <param name="report">Receives where they disagree.</param>
/// <param name="target">What the package must be; null where that is not said.</param>
internal sealed class CodeListMerger(
    Snapshot before, IReadOnlyCollection<Iri> datasets, ReportBuilder report, PublicationTarget? target)
{
    /// <summary>Merges a graph.</summary>
    /// <param name="graph">The package's graph.</param>
    /// <param name="settled">What stays as the store has it, whatever the package says of it; null for nothing.</param>
    /// <returns>The triples of the new revision; null when the store has them all and nothing else.</returns>
    internal IReadOnlyCollection<Quad>? Merge(PackageGraph graph, IReadOnlySet<Term>? settled = null)
    {
        GraphView? stored = before.Find(graph.Name) is { IsNone: false } id ? before.Graph(id) : null;
        if (stored is null)
        {
            return graph.Triples;
        }

        // Most packages bring lists that the store has as they are, and many bring the same one after another.
        if (Holds(stored, graph.Triples))
        {
            return null;
        }

        HashSet<Quad> old = [.. stored.Match(null, null, null).Select(static t => t with { Graph = null })];
        if (settled is { Count: > 0 })
        {
            graph = graph with { Triples = SettledStatements.Replace(graph.Triples, old, settled) };
        }

        HashSet<Quad> merged = [.. graph.Triples];
        if (graph.Kind == PackageGraphKind.CodeList)
        {
            if (IsUsedByOthers(graph.Name))
            {
                CheckParents(graph, old);
            }

            // What the package does not speak of stays: other datasets may use those codes, and a table of codes has
            // no definitions.
            HashSet<Term> described = [.. graph.Triples.Select(static t => t.Subject)];
            HashSet<Term> defined = [.. graph.Triples
                .Where(static t => t.Predicate == SkosVocabulary.Definition).Select(static t => t.Subject)];
            merged.UnionWith(old.Where(t => !described.Contains(t.Subject)
                || t.Predicate == SkosVocabulary.HasTopConcept && !described.Contains(t.Object)
                || t.Predicate == SkosVocabulary.Definition && !defined.Contains(t.Subject)));
        }
        else if (graph.Kind == PackageGraphKind.Shared)
        {
            merged.UnionWith(old.Where(static t => t.Predicate == DcatVocabulary.HasVersion));
        }

        if (merged.SetEquals(old))
        {
            return null;
        }

        if (target?.KeepsShared == true && IsShared(graph.Name, target.Dataset))
        {
            SharedGraph.CheckOnlyAdds(graph.Name, old, merged, report);
        }

        return merged;
    }

    /// <summary>Adds to a revision that is under embargo what a release before it brings.</summary>
    /// <param name="graph">The package's graph.</param>
    /// <returns>The triples of the new revision; null when nothing is to be added.</returns>
    /// <remarks>What both speak of is as the later revision has it.</remarks>
    internal IReadOnlyCollection<Quad>? MergeBelow(PackageGraph graph)
    {
        if (graph.Kind == PackageGraphKind.Replacing || before.Find(graph.Name) is not { IsNone: false } id
            || before.Graph(id) is not { } stored)
        {
            return null;
        }

        HashSet<Quad> merged = [.. stored.Match(null, null, null).Select(static t => t with { Graph = null })];
        HashSet<Term> described = [.. merged.Select(static t => t.Subject)];
        int count = merged.Count;
        merged.UnionWith(graph.Triples.Where(t => !described.Contains(t.Subject)
            || ((t.Predicate == SkosVocabulary.HasTopConcept || t.Predicate == DcatVocabulary.HasVersion)
                && !described.Contains(t.Object))));
        return merged.Count == count ? null : merged;
    }

    /// <summary>What the store has under a graph's name, when the package becomes public.</summary>
    /// <param name="graph">The package's graph.</param>
    /// <returns>The triples; null when it has none.</returns>
    internal IReadOnlyCollection<Quad>? Stored(PackageGraph graph) =>
        before.Find(graph.Name) is { IsNone: false } id && before.Graph(id) is { } stored
            ? [.. stored.Match(null, null, null).Select(static t => t with { Graph = null })]
            : null;

    private static bool Holds(GraphView stored, IReadOnlyCollection<Quad> triples)
    {
        var list = triples as SchemeTriples;
        if (list?.HeldBy is { } revision && revision.Equals(stored.Revision))
        {
            return true;
        }

        bool isHeld = stored.Holds(triples);
        if (isHeld && list is not null)
        {
            list.HeldBy = stored.Revision;
        }

        return isHeld;
    }

    private bool IsShared(Iri graph, string dataset) =>
        IsUsedByOthers(graph) || !before.Contributors(graph).All(id => id == dataset);

    private bool IsUsedByOthers(Iri list) => before.Datasets.Any(dataset => !datasets.Contains(dataset.Iri)
        && dataset.Current.Graph.Match(null, CubeVocabulary.CodeList, list).Any());

    // Two packages that put a code below different parents would make one of two published totals wrong.
    private void CheckParents(PackageGraph graph, HashSet<Quad> old)
    {
        ILookup<Term, Term> parents = old.Where(static t => t.Predicate == SkosVocabulary.Broader)
            .ToLookup(static t => t.Subject, static t => t.Object);
        HashSet<Term> known =
            [.. old.Where(static t => t.Predicate == SkosVocabulary.InScheme).Select(static t => t.Subject)];
        ILookup<Term, Term> mine = graph.Triples.Where(static t => t.Predicate == SkosVocabulary.Broader)
            .ToLookup(static t => t.Subject, static t => t.Object);
        foreach (Term code in graph.Triples.Select(static t => t.Subject).Distinct().Where(known.Contains))
        {
            if (!mine[code].ToHashSet().SetEquals(parents[code]))
            {
                report.Error(
                    "code-conflict",
                    $"{code} stands elsewhere in the store's code list {graph.Name}: below {Show(parents[code])}, "
                    + $"not below {Show(mine[code])}.");
            }
        }
    }

    private static string Show(IEnumerable<Term> terms) =>
        string.Join(" and ", terms.Select(static t => t.ToString()).DefaultIfEmpty("nothing"));
}
