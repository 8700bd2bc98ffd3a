using System.Runtime.CompilerServices;
using LinkedStats.Query.Algebra;

namespace LinkedStats.Query.Optimizer;

/// <summary>Walks the tree of the algebra: the inputs of a node, and the node with other inputs.</summary>
internal static class AlgebraInputs
{
    /// <summary>A node that has no solution.</summary>
    public static Values Nothing { get; } = new([], []);

    /// <summary>A node that has one empty solution.</summary>
    public static BasicGraphPattern Unit { get; } = new([]);

    /// <summary>Tells whether a node is <see cref="Nothing"/>.</summary>
    /// <param name="node">The node.</param>
    /// <returns>True when it can have no solution.</returns>
    public static bool IsNothing(this AlgebraNode node) => node is Values { Rows.Length: 0 };

    /// <summary>Tells whether a node is <see cref="Unit"/>.</summary>
    /// <param name="node">The node.</param>
    /// <returns>True when it has just one solution, which is empty.</returns>
    public static bool IsUnit(this AlgebraNode node) =>
        node is BasicGraphPattern { Triples.Length: 0 } or Values { Variables.Length: 0, Rows.Length: 1 };

    /// <summary>
    /// The inputs of a node; patterns in expressions are not among them, nor what another endpoint matches.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <returns>The inputs, the left one first.</returns>
    public static AlgebraNode[] Inputs(this AlgebraNode node) => node switch
    {
        Join join => [join.Left, join.Right],
        LeftJoin join => [join.Left, join.Right],
        Union union => [union.Left, union.Right],
        Minus minus => [minus.Left, minus.Right],
        Filter filter => [filter.Input],
        Extend extend => [extend.Input],
        GraphPattern graph => [graph.Input],
        Group group => [group.Input],
        OrderBy order => [order.Input],
        Project project => [project.Input],
        Distinct distinct => [distinct.Input],
        Reduced reduced => [reduced.Input],
        Limit limit => [limit.Input],
        _ => [],
    };

    /// <summary>The node with each of its inputs rewritten.</summary>
    /// <param name="node">The node.</param>
    /// <param name="rewrite">Rewrites an input.</param>
    /// <returns>The node itself when nothing changed.</returns>
    public static AlgebraNode WithInputs(this AlgebraNode node, Func<AlgebraNode, AlgebraNode> rewrite)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return Rewrite(node, rewrite);
    }

    private static AlgebraNode Rewrite(AlgebraNode node, Func<AlgebraNode, AlgebraNode> rewrite) => node switch
    {
        Join join => Same(node, join.Left, join.Right, rewrite,
            static (n, l, r) => (Join)n with { Left = l, Right = r }),
        LeftJoin join => Same(
            node, join.Left, join.Right, rewrite, static (n, l, r) => (LeftJoin)n with { Left = l, Right = r }),
        Union union => Same(
            node, union.Left, union.Right, rewrite, static (n, l, r) => (Union)n with { Left = l, Right = r }),
        Minus minus => Same(
            node, minus.Left, minus.Right, rewrite, static (n, l, r) => (Minus)n with { Left = l, Right = r }),
        Filter filter => Same(node, filter.Input, rewrite, static (n, i) => (Filter)n with { Input = i }),
        Extend extend => Same(node, extend.Input, rewrite, static (n, i) => (Extend)n with { Input = i }),
        GraphPattern graph => Same(node, graph.Input, rewrite, static (n, i) => (GraphPattern)n with { Input = i }),
        Group group => Same(node, group.Input, rewrite, static (n, i) => (Group)n with { Input = i }),
        OrderBy order => Same(node, order.Input, rewrite, static (n, i) => (OrderBy)n with { Input = i }),
        Project project => Same(node, project.Input, rewrite, static (n, i) => (Project)n with { Input = i }),
        Distinct distinct => Same(node, distinct.Input, rewrite, static (n, i) => (Distinct)n with { Input = i }),
        Reduced reduced => Same(node, reduced.Input, rewrite, static (n, i) => (Reduced)n with { Input = i }),
        Limit limit => Same(node, limit.Input, rewrite, static (n, i) => (Limit)n with { Input = i }),
        _ => node,
    };

    /// <summary>The operands of a chain of joins.</summary>
    /// <param name="node">A join, or any other node.</param>
    /// <returns>What is joined, in order; the node itself when it is not a join.</returns>
    public static IEnumerable<AlgebraNode> JoinOperands(this AlgebraNode node)
    {
        var left = new Stack<AlgebraNode>([node]);
        while (left.TryPop(out AlgebraNode? next))
        {
            if (next is Join join)
            {
                left.Push(join.Right);
                left.Push(join.Left);
            }
            else
            {
                yield return next;
            }
        }
    }

    /// <summary>The operands of a chain of joins; basic graph patterns are taken apart into triple patterns.</summary>
    /// <param name="node">A join, a basic graph pattern, or any other node.</param>
    /// <returns>What is joined, in order.</returns>
    public static IEnumerable<AlgebraNode> SingleOperands(this AlgebraNode node) => node.JoinOperands().SelectMany(
        static operand => operand is BasicGraphPattern { Triples.Length: > 1 } bgp
            ? bgp.Triples.Select(static triple => new BasicGraphPattern([triple]))
            : (IEnumerable<AlgebraNode>)[operand]);

    /// <summary>Joins nodes from the left; nothing with anything is nothing, and the unit adds nothing.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <returns>The join; the unit for no nodes.</returns>
    public static AlgebraNode JoinAll(IEnumerable<AlgebraNode> nodes)
    {
        AlgebraNode? result = null;
        foreach (AlgebraNode node in nodes)
        {
            if (node.IsNothing())
            {
                return Nothing;
            }

            if (!node.IsUnit())
            {
                result = result is null ? node : new Join(result, node);
            }
        }

        return result ?? Unit;
    }

    /// <summary>The conjuncts of a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <returns>What <c>&amp;&amp;</c> connects.</returns>
    public static IEnumerable<Expression> Conjuncts(this Expression condition)
    {
        // A chain may be longer than the stack is deep.
        var left = new Stack<Expression>([condition]);
        while (left.TryPop(out Expression? next))
        {
            if (next is Call { Name: "&&", Arguments: [var first, var second] })
            {
                left.Push(second);
                left.Push(first);
            }
            else
            {
                yield return next;
            }
        }
    }

    /// <summary>Connects conditions by <c>&amp;&amp;</c>.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <returns>One condition; null for none.</returns>
    public static Expression? Conjunction(IEnumerable<Expression> conditions)
    {
        // A balanced tree, so that a long chain is not a deep one.
        Expression[] level = [.. conditions];
        while (level.Length > 1)
        {
            level = [.. level.Chunk(2).Select(
                static pair => pair.Length == 2 ? new Call("&&", [pair[0], pair[1]]) : pair[0])];
        }

        return level.Length == 0 ? null : level[0];
    }

    /// <summary>Filters a node by conditions.</summary>
    /// <param name="node">The node.</param>
    /// <param name="conditions">The conditions.</param>
    /// <returns>The node itself for no conditions.</returns>
    public static AlgebraNode Where(this AlgebraNode node, IEnumerable<Expression> conditions) =>
        Conjunction(conditions) is { } all ? new Filter(all, node) : node;

    private static AlgebraNode Same(
        AlgebraNode node,
        AlgebraNode input,
        Func<AlgebraNode, AlgebraNode> rewrite,
        Func<AlgebraNode, AlgebraNode, AlgebraNode> change)
    {
        AlgebraNode rewritten = rewrite(input);
        return ReferenceEquals(rewritten, input) ? node : change(node, rewritten);
    }

    private static AlgebraNode Same(
        AlgebraNode node,
        AlgebraNode left,
        AlgebraNode right,
        Func<AlgebraNode, AlgebraNode> rewrite,
        Func<AlgebraNode, AlgebraNode, AlgebraNode, AlgebraNode> change)
    {
        AlgebraNode newLeft = rewrite(left);
        AlgebraNode newRight = rewrite(right);
        return ReferenceEquals(newLeft, left) && ReferenceEquals(newRight, right)
            ? node : change(node, newLeft, newRight);
    }
}
