using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Query.Optimizer;

/// <summary>
/// Takes away groups, and DISTINCT, where no two rows can be alike because each is a cell of its own.
/// </summary>
/// <remarks>
/// No two cells of a cube have the same dimensions. Groups by all of them hold one cell each, whose count is 1 and
/// whose sum is its value; a condition on the count alone is then decided without reading a cell.
/// </remarks>
internal static class UngroupCells
{
    private static readonly ConstantExpression Zero = new(new Literal("0", XsdVocabulary.Integer));
    private static readonly ConstantExpression One = new(new Literal("1", XsdVocabulary.Integer));

    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope)
    {
        if (node is GraphPattern)
        {
            return node is GraphPattern { Name: Constant name } && scope.In(name.Value) is { } inner
                ? node.WithInputs(input => Rewrite(input, inner))
                : node;
        }

        AlgebraNode rewritten = node.WithInputs(input => Rewrite(input, scope));
        return rewritten switch
        {
            Group group when HoldsOneCell(group.Input, group.Keys) => Ungroup(group),
            Distinct { Input: Project project } when HoldsOneCell(project.Input, project.Variables) => project,
            Filter filter when Constants(filter.Input) is { Count: > 0 } constants
                && !PlaceFilters.HasExists(filter.Condition) => FoldConstants.Rewrite(
                    filter with { Condition = Substitute(filter.Condition, constants) }, scope),
            _ => rewritten,
        };
    }

    // True when rows with the same keys are one row, and that row is a cell with some values computed from it.
    private static bool HoldsOneCell(AlgebraNode input, ImmutableArray<Variable> keys) => input switch
    {
        Filter filter => HoldsOneCell(filter.Input, keys),
        Extend extend => HoldsOneCell(extend.Input, keys),
        GraphPattern { Name: Constant } graph => HoldsOneCell(graph.Input, keys),
        CubePattern cube => IsKey(cube, [.. keys.Select(static k => k.Name)]),
        _ => false,
    };

    private static bool IsKey(CubePattern cube, HashSet<string> variables)
    {
        if (variables.Contains(cube.Subject.Name))
        {
            return true;
        }

        CubeColumn[] known = [.. cube.Columns.Where(
            c => c.Object is Constant || (c.Object is Variable variable && variables.Contains(variable.Name)))];
        bool isOneCube = cube.Tables.Length == 1
            || known.Any(static c => c.Predicate == CubeVocabulary.DataSetOf && c.Object is Variable);
        return isOneCube && cube.Tables.All(
            table => table.Dimensions.All(dimension => known.Any(c => c.PredicateId == dimension)));
    }

    private static AlgebraNode Ungroup(Group group)
    {
        ImmutableHashSet<string> variables = PatternVariables.InScope(group.Input);
        if (group.Aggregates.Any(a => variables.Contains(a.Variable.Name)))
        {
            return group;
        }

        ImmutableHashSet<string> certain = PatternVariables.Certain(group.Input);
        AlgebraNode rows = group.Aggregates.Aggregate(group.Input, (input, binding) =>
            new Extend(input, binding.Variable, OfOne(binding.Aggregate, certain)));
        return new Project(rows, [.. group.Keys, .. group.Aggregates.Select(static a => a.Variable)]);
    }

    /// <summary>What an aggregate gives for a single row.</summary>
    private static Expression OfOne(Aggregate aggregate, ImmutableHashSet<string> certain)
    {
        Expression? argument = aggregate.Argument;
        switch (aggregate.Kind)
        {
            case AggregateKind.Count:
                bool isCertain = argument is null or ConstantExpression
                    || (argument is VariableExpression variable && certain.Contains(variable.Variable.Name));
                return isCertain ? One : new Call("COALESCE", [new Call("IF", [IsNoError(argument!), One, One]), Zero]);
            case AggregateKind.Sum:
                return new Call("+", [Zero, argument!]);
            case AggregateKind.Average:
                return new Call("/", [new Call("+", [Zero, argument!]), One]);
            case AggregateKind.GroupConcat:
                return new Call("STR", [argument!]);
            default:
                return argument!;
        }
    }

    // True for any term; an error for an error, and for a variable without a value.
    private static Call IsNoError(Expression value) => new("SAMETERM", [value, value]);

    private static Dictionary<string, ConstantExpression> Constants(AlgebraNode node)
    {
        var constants = new Dictionary<string, ConstantExpression>(StringComparer.Ordinal);
        ImmutableHashSet<string> variables = PatternVariables.InScope(node);
        for (AlgebraNode? next = node; next is Project or Extend;)
        {
            if (next is Extend { Value: ConstantExpression value } extend && variables.Contains(extend.Variable.Name))
            {
                constants.TryAdd(extend.Variable.Name, value);
            }

            next = next.Inputs()[0];
        }

        return constants;
    }

    private static Expression Substitute(Expression expression, Dictionary<string, ConstantExpression> constants) =>
        expression switch
        {
            VariableExpression { Variable.Name: var name } when constants.TryGetValue(name, out var value) => value,
            Call { Name: "BOUND" } => expression,
            Call call => call with { Arguments = [.. call.Arguments.Select(a => Substitute(a, constants))] },
            IriCall call => call with { Arguments = [.. call.Arguments.Select(a => Substitute(a, constants))] },
            _ => expression,
        };
}
