using System.Collections.Immutable;
using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.Optimizer;

/// <summary>
/// Merges basic graph patterns that are joined, turns paths into patterns as far as they are, and drops what has no
/// effect: units, empty branches.
/// </summary>
internal static class MergePatterns
{
    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope)
    {
        AlgebraNode rewritten = node.WithInputs(input => Rewrite(input, scope));
        return rewritten switch
        {
            PathPattern path => ExpandPath(path.Subject, path.Path, path.Object, scope),
            Join join => MergeJoin(join),
            _ => Simplify(rewritten),
        };
    }

    /// <summary>Drops what has no effect: empty branches and optional units.</summary>
    /// <param name="node">The node; its inputs are simple already.</param>
    /// <returns>A node with the same solutions.</returns>
    public static AlgebraNode Simplify(AlgebraNode node)
    {
        return node switch
        {
            LeftJoin { Condition: null } join when join.Right.IsUnit() => join.Left,
            LeftJoin join when join.Left.IsNothing() || join.Right.IsNothing() => join.Left,
            Union union when union.Left.IsNothing() => union.Right,
            Union union when union.Right.IsNothing() => union.Left,
            Minus minus when minus.Right.IsNothing() || minus.Left.IsNothing() => minus.Left,
            Filter filter when filter.Input.IsNothing() => filter.Input,
            _ => node,
        };
    }

    /// <summary>Turns a path into patterns, joins and unions, down to the repetitions, which stay paths.</summary>
    /// <param name="subject">Where it starts.</param>
    /// <param name="path">The path.</param>
    /// <param name="object">Where it ends.</param>
    /// <param name="scope">Gives names to the nodes in between.</param>
    /// <returns>The pattern.</returns>
    /// <remarks>Source: SPARQL 1.1 Query, sections 18.2.2.4 and 18.4.</remarks>
    public static AlgebraNode ExpandPath(PatternTerm subject, PropertyPath path, PatternTerm @object, QueryScope scope)
    {
        switch (path)
        {
            case LinkPath link:
                return new BasicGraphPattern([new TriplePattern(subject, new Constant(link.Predicate), @object)]);
            case InversePath inverse:
                return ExpandPath(@object, inverse.Path, subject, scope);
            case SequencePath sequence:
                Variable middle = scope.FreshVariable();
                return MergeJoin(new Join(
                    ExpandPath(subject, sequence.Left, middle, scope),
                    ExpandPath(middle, sequence.Right, @object, scope)));
            case AlternativePath alternative:
                return new Union(
                    ExpandPath(subject, alternative.Left, @object, scope),
                    ExpandPath(subject, alternative.Right, @object, scope));
            case NegatedPath negated:
                return ExpandNegated(subject, negated, @object, scope);
            default:
                return new PathPattern(subject, path, @object);
        }
    }

    private static AlgebraNode ExpandNegated(
        PatternTerm subject, NegatedPath negated, PatternTerm @object, QueryScope scope)
    {
        // Each triple is a solution, so a pattern with a condition on its predicate gives the right multiplicity.
        AlgebraNode Excluding(PatternTerm from, ImmutableArray<Rdf.Iri> excluded, PatternTerm to)
        {
            Variable predicate = scope.FreshVariable();
            return new Filter(
                new Call("NOT IN", [
                    new VariableExpression(predicate), .. excluded.Select(static iri => new ConstantExpression(iri))]),
                new BasicGraphPattern([new TriplePattern(from, predicate, to)]));
        }

        return (negated.Forward.IsEmpty, negated.Inverse.IsEmpty) switch
        {
            (false, false) => new Union(
                Excluding(subject, negated.Forward, @object), Excluding(@object, negated.Inverse, subject)),
            (true, false) => Excluding(@object, negated.Inverse, subject),
            _ => Excluding(subject, negated.Forward, @object),
        };
    }

    private static AlgebraNode MergeJoin(Join join)
    {
        var triples = ImmutableArray.CreateBuilder<TriplePattern>();
        var graphs = new List<GraphPattern>();
        var others = new List<AlgebraNode>();
        foreach (AlgebraNode operand in join.JoinOperands())
        {
            switch (operand)
            {
                case BasicGraphPattern bgp:
                    triples.AddRange(bgp.Triples);
                    break;
                case GraphPattern graph:
                    AddGraph(graphs, graph);
                    break;
                default:
                    others.Add(operand);
                    break;
            }
        }

        return AlgebraInputs.JoinAll([new BasicGraphPattern(triples.ToImmutable()), .. graphs, .. others]);
    }

    // Two patterns matched in one graph, or in each of the same graphs, are one pattern matched there.
    private static void AddGraph(List<GraphPattern> graphs, GraphPattern graph)
    {
        int same = graphs.FindIndex(other => other.Name == graph.Name
            && !PatternVariables.Of(graph.Name).Any(name =>
                PatternVariables.Mentioned(graph.Input).Contains(name)
                || PatternVariables.Mentioned(other.Input).Contains(name)));
        if (same < 0)
        {
            graphs.Add(graph);
        }
        else
        {
            AlgebraNode both = new Join(graphs[same].Input, graph.Input);
            graphs[same] = graph with { Input = MergeJoin((Join)both) };
        }
    }
}
