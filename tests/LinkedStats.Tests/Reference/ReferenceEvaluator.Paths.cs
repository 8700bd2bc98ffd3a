using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Reference;

/// <content>Property paths (section 18.4).</content>
internal sealed partial class ReferenceEvaluator
{
    /// <summary>eval(Path(subject, path, object)): the pairs that the path relates, held against both ends.</summary>
    private List<Solution> EvaluatePath(
        PatternTerm subject, PropertyPath path, PatternTerm @object, IReadOnlyList<Quad> graph)
    {
        // A path of no step relates each node to itself, and a term given at one of its ends even where it is no node.
        HashSet<Term> ends = [.. graph.SelectMany(static quad => (Term[])[quad.Subject, quad.Object])];
        ends.UnionWith(((PatternTerm[])[subject, @object]).OfType<Constant>().Select(static end => end.Value));
        var rows = new List<Solution>();
        foreach (Term start in ends.Where(term => Bind(subject, term, []) is not null))
        {
            Solution row = Bind(subject, start, [])!;
            rows.AddRange(Walk(start, path, graph).Select(end => Bind(@object, end, row)).OfType<Solution>());
        }

        return rows;
    }

    /// <summary>The ends of a path from a node, as a multiset.</summary>
    private IEnumerable<Term> Walk(Term node, PropertyPath path, IReadOnlyList<Quad> graph)
    {
        Spend(1, graph.Count);
        return Step(node, path, graph);
    }

    private IEnumerable<Term> Step(Term node, PropertyPath path, IReadOnlyList<Quad> graph) => path switch
    {
        LinkPath link => graph
            .Where(quad => quad.Subject.Equals(node) && quad.Predicate == link.Predicate).Select(static q => q.Object),
        InversePath { Path: LinkPath link } => graph
            .Where(quad => quad.Object.Equals(node) && quad.Predicate == link.Predicate).Select(static q => q.Subject),
        InversePath inverse => Walk(node, Inverse(inverse.Path), graph),
        SequencePath sequence => Walk(node, sequence.Left, graph).SelectMany(mid => Walk(mid, sequence.Right, graph)),
        AlternativePath either => Walk(node, either.Left, graph).Concat(Walk(node, either.Right, graph)),
        RepeatPath { IsUnbounded: false } once => Walk(node, once.Path, graph).Prepend(node).Distinct(),
        RepeatPath repeat => Closure(node, repeat, graph),
        NegatedPath negated => WalkNegated(node, negated, graph),
        _ => throw new NotSupportedException(path.GetType().Name),
    };

    /// <summary>ALP: arbitrary length paths, each node once.</summary>
    private List<Term> Closure(Term start, RepeatPath repeat, IReadOnlyList<Quad> graph)
    {
        List<Term> visited = [];
        foreach (Term first in repeat.IncludesZero ? [start] : Walk(start, repeat.Path, graph))
        {
            Visit(first, repeat.Path, visited, graph);
        }

        return visited;
    }

    private void Visit(Term node, PropertyPath path, List<Term> visited, IReadOnlyList<Quad> graph)
    {
        if (visited.Contains(node))
        {
            return;
        }

        visited.Add(node);
        foreach (Term next in Walk(node, path, graph))
        {
            Visit(next, path, visited, graph);
        }
    }

    private static IEnumerable<Term> WalkNegated(Term node, NegatedPath negated, IReadOnlyList<Quad> graph)
    {
        // A set that names predicates of one direction only has no way in the other.
        IEnumerable<Term> forward = negated.Forward.IsEmpty ? [] : graph
            .Where(quad => quad.Subject.Equals(node) && !negated.Forward.Contains(quad.Predicate))
            .Select(static quad => quad.Object);
        IEnumerable<Term> inverse = negated.Inverse.IsEmpty ? [] : graph
            .Where(quad => quad.Object.Equals(node) && !negated.Inverse.Contains(quad.Predicate))
            .Select(static quad => quad.Subject);
        return forward.Concat(inverse);
    }

    /// <summary>The path that relates y to x where this one relates x to y.</summary>
    private static PropertyPath Inverse(PropertyPath path) => path switch
    {
        InversePath inverse => inverse.Path,
        SequencePath sequence => new SequencePath(Inverse(sequence.Right), Inverse(sequence.Left)),
        AlternativePath either => new AlternativePath(Inverse(either.Left), Inverse(either.Right)),
        RepeatPath repeat => repeat with { Path = Inverse(repeat.Path) },
        NegatedPath negated => new NegatedPath(negated.Inverse, negated.Forward),
        LinkPath => new InversePath(path),
        _ => throw new NotSupportedException(path.GetType().Name),
    };
}
