using System.Diagnostics;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Cubes.Mapping;

/// <summary>Reads code lists of all the kinds that Data Cube allows.</summary>
internal static class CodeListReader
{
    /// <summary>The position of a code among its siblings, as csvcubed writes it and packages of our own do.</summary>
    internal static readonly Iri SortPriority = Iri.FromTrusted("http://www.w3.org/ns/ui#sortPriority");

    internal static CodeList Read(IGraph graph, Iri list)
    {
        var parents = new Dictionary<Term, Term>();
        List<Term> members = [.. Members(graph, list, parents).Distinct()];
        (Term, string?)[] notations =
            [.. ForEach(members, graph, (m, _) => (m, graph.ObjectText(m, SkosVocabulary.Notation)))];
        string[] names = CodeNames.Choose(notations);
        var known = members.ToHashSet();
        Code[] codes = ForEach(members, graph, (member, i) => new Code(member, names[i])
        {
            Labels = CubeQuads.ReadLabels(graph, member),
            Parent = ParentOf(graph, member, known, parents),
            IsTotal = graph.OwnObject(member, "isTotal") is Literal { Lexical: "true" or "1" },
        });
        return new CodeList(list, [.. CodeOrder.AsTree(codes, t => graph.ObjectNumber(t, SortPriority))])
        {
            Labels = CubeQuads.ReadLabels(graph, list),
        };
    }

    /// <summary>Asks a graph about each member; about many on all cores, where the graph allows it.</summary>
    private static T[] ForEach<T>(List<Term> members, IGraph graph, Func<Term, int, T> read)
    {
        const int ParallelMin = 2000;
        var answers = new T[members.Count];
        if (graph is Graph && members.Count >= ParallelMin)
        {
            Parallel.For(0, answers.Length, i => answers[i] = read(members[i], i));
        }
        else
        {
            for (int i = 0; i < answers.Length; i++)
            {
                answers[i] = read(members[i], i);
            }
        }

        return answers;
    }

    internal static IReadOnlySet<Term> ReadMembers(IGraph graph, Iri list, CodeListKind kind) => kind switch
    {
        CodeListKind.ConceptScheme => SchemeMembers(graph, list).ToHashSet(),
        CodeListKind.Collection => CollectionMembers(graph, list),
        CodeListKind.Hierarchy => Hierarchy(graph, list, []).ToHashSet(),
        _ => throw new UnreachableException(),
    };

    // RDF Data Cube section 8.1: a list is a skos:ConceptScheme, a skos:Collection or a qb:HierarchicalCodeList.
    private static IEnumerable<Term> Members(IGraph graph, Iri list, Dictionary<Term, Term> parents) =>
        SchemeMembers(graph, list)
            .Concat(graph.Match(list, SkosVocabulary.Member, null).Select(static t => t.Object))
            .Concat(Hierarchy(graph, list, parents));

    // SKOS Reference, S7 and S8: a top concept is in the scheme too, whoever says so.
    private static IEnumerable<Term> SchemeMembers(IGraph graph, Iri list) =>
        graph.Match(null, SkosVocabulary.InScheme, list).Select(static t => t.Subject)
            .Concat(graph.Match(null, SkosVocabulary.TopConceptOf, list).Select(static t => t.Subject))
            .Concat(graph.Match(list, SkosVocabulary.HasTopConcept, null).Select(static t => t.Object));

    private static HashSet<Term> CollectionMembers(IGraph graph, Iri list)
    {
        var members = new HashSet<Term>();
        var open = new Queue<Term>([list]);
        while (open.TryDequeue(out Term? collection))
        {
            foreach (Quad triple in graph.Match(collection, SkosVocabulary.Member, null))
            {
                if (members.Add(triple.Object))
                {
                    open.Enqueue(triple.Object);
                }
            }
        }

        return members;
    }

    // Section 8.3: the roots and whatever qb:parentChildProperty, perhaps an inverse, reaches from them.
    private static IEnumerable<Term> Hierarchy(IGraph graph, Iri list, Dictionary<Term, Term> parents)
    {
        var seen = new HashSet<Term>();
        var open = new Queue<Term>(graph.SortedObjects(list, CubeVocabulary.HierarchyRoot));
        if (open.Count == 0)
        {
            yield break;
        }

        List<(Iri Property, bool IsInverse)> steps = ParentChildSteps(graph, list);
        while (open.TryDequeue(out Term? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            yield return node;
            foreach ((Iri property, bool isInverse) in steps)
            {
                IEnumerable<Term> children = isInverse
                    ? graph.Match(null, property, node).Select(static t => t.Subject)
                    : graph.SortedObjects(node, property);
                foreach (Term child in children)
                {
                    _ = parents.TryAdd(child, node);
                    open.Enqueue(child);
                }
            }
        }
    }

    /// <summary>The properties from parent to child of a hierarchical list; an inverse one is walked
    /// backwards.</summary>
    internal static List<(Iri Property, bool IsInverse)> ParentChildSteps(IGraph graph, Term list)
    {
        List<(Iri, bool)> steps = [];
        foreach (Term step in graph.SortedObjects(list, CubeVocabulary.ParentChildProperty))
        {
            if (step is Iri property)
            {
                steps.Add((property, false));
            }
            else if (graph.ObjectIri(step, OwlVocabulary.InverseOf) is { } inverse)
            {
                steps.Add((inverse, true));
            }
        }

        return steps;
    }

    private static Term? ParentOf(
        IGraph graph, Term member, HashSet<Term> known, Dictionary<Term, Term> parents) =>
        graph.SortedObjects(member, SkosVocabulary.Broader).FirstOrDefault(known.Contains)
        ?? graph.Match(null, SkosVocabulary.Narrower, member)
            .Select(static t => t.Subject).FirstOrDefault(known.Contains)
        ?? parents.GetValueOrDefault(member);
}
