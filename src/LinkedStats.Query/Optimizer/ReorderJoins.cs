using System.Collections.Immutable;
using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.Optimizer;

/// <summary>
/// Puts joins in order, the most selective pattern first and then always one that shares a variable, and checks each
/// condition as soon as its variables are bound.
/// </summary>
internal static class ReorderJoins
{
    /// <summary>Rewrites a tree; basic graph patterns are taken apart into single triple patterns.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope)
    {
        switch (node)
        {
            case Join or BasicGraphPattern { Triples.Length: > 1 }:
                return Order(node, [], scope);
            case Filter { Input: Join or BasicGraphPattern { Triples.Length: > 1 } } filter:
                Expression[] conjuncts = [.. filter.Condition.Conjuncts()];
                return conjuncts.All(PlaceFilters.IsStable)
                    ? Order(filter.Input, [.. conjuncts], scope)
                    : filter with { Input = Order(filter.Input, [], scope) };
            case GraphPattern { Name: Constant name } graph when scope.In(name.Value) is { } inner:
                return graph with { Input = Rewrite(graph.Input, inner) };
            case GraphPattern:
                return node;
            case CubeGroup group:
                return group with
                {
                    Relations = [.. group.Relations.Select(r => r with { Pattern = Rewrite(r.Pattern, scope) })],
                };
            default:
                return node.WithInputs(input => Rewrite(input, scope));
        }
    }

    private static AlgebraNode Order(AlgebraNode join, List<Expression> conditions, QueryScope scope)
    {
        List<AlgebraNode> left = [.. join.SingleOperands().Select(o => Rewrite(o, scope))];
        CardinalityEstimator estimator = scope.Estimator;
        var scopes = new Dictionary<AlgebraNode, ImmutableHashSet<string>>(ReferenceEqualityComparer.Instance);
        left.ForEach(o => scopes[o] = PatternVariables.InScope(o));
        AlgebraNode result = Take(left, Ready(left, []).MinBy(estimator.Rows)!);
        ImmutableHashSet<string> bound = scopes[result];
        result = Check(result, left, conditions);
        while (left.Count > 0)
        {
            AlgebraNode[] ready = Ready(left, bound);
            AlgebraNode[] connected = [.. ready.Where(o => scopes[o].Overlaps(bound))];
            AlgebraNode next = Take(left, (connected.Length > 0 ? connected : ready)
                .MinBy(Rows)!);
            bound = bound.Union(scopes[next]);
            result = Check(new Join(result, next), left, conditions);
        }

        return result.Where(conditions);

        // Each step looks at all that is left, so that thousands of patterns take minutes to put in order.
        double Rows(AlgebraNode next)
        {
            scope.Context.ThrowIfStopped();
            return estimator.JoinRows(result, next);
        }
    }

    // SERVICE with a variable waits for what binds it (Federated Query, "SERVICE Variables").
    private static AlgebraNode[] Ready(List<AlgebraNode> left, ImmutableHashSet<string> bound)
    {
        AlgebraNode[] ready = [.. left.Where(
            o => o is not Service { Endpoint: Variable endpoint } || bound.Contains(endpoint.Name))];
        return ready.Length > 0 ? ready : [.. left];
    }

    private static AlgebraNode Take(List<AlgebraNode> left, AlgebraNode node)
    {
        left.Remove(node);
        return node;
    }

    // A condition may be checked when its variables are bound in every row, or can be bound by nothing that follows.
    private static AlgebraNode Check(AlgebraNode node, List<AlgebraNode> left, List<Expression> conditions)
    {
        if (conditions.Count == 0)
        {
            return node;
        }

        var certain = PatternVariables.Certain(node);
        var inScope = PatternVariables.InScope(node);
        Expression[] ready = [.. conditions.Where(c => PatternVariables.Mentioned(c) is var variables
            && variables.Overlaps(inScope)
            && variables.All(v => certain.Contains(v)
                || left.TrueForAll(o => !PatternVariables.InScope(o).Contains(v))))];
        conditions.RemoveAll(ready.Contains);
        return node.Where(ready);
    }
}
