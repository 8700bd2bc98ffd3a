using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LinkedStats.Query.Algebra;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Optimizer;

/// <summary>Moves conditions down, to the smallest part of the pattern that decides them.</summary>
/// <remarks>
/// A condition may move into one operand of a join when each of its variables is bound there in every row, or in no
/// other operand at all: then it sees the same values there. The variables of an EXISTS count as variables of the
/// condition, since they are substituted. Nothing moves onto a SERVICE, which is joined by sending it solutions.
/// </remarks>
internal static class PlaceFilters
{
    private static readonly HashSet<string> Volatile = ["RAND", "UUID", "STRUUID", "BNODE"];

    /// <summary>Rewrites a tree.</summary>
    /// <param name="node">The tree.</param>
    /// <param name="scope">The graphs it is matched in.</param>
    /// <returns>A tree with the same solutions.</returns>
    public static AlgebraNode Rewrite(AlgebraNode node, QueryScope scope) => Place(node, []);

    /// <summary>Tells whether a condition gives one answer wherever and however often it is evaluated.</summary>
    /// <param name="expression">The condition.</param>
    /// <returns>False when it calls RAND or the like.</returns>
    public static bool IsStable(Expression expression) => expression switch
    {
        Call call => !Volatile.Contains(call.Name) && call.Arguments.All(IsStable),
        IriCall call => call.Arguments.All(IsStable),
        _ => true,
    };

    /// <summary>Tells whether a condition looks for patterns.</summary>
    /// <param name="expression">The condition.</param>
    /// <returns>True when EXISTS occurs in it.</returns>
    public static bool HasExists(Expression? expression) => expression switch
    {
        Exists => true,
        Call call => call.Arguments.Any(HasExists),
        IriCall call => call.Arguments.Any(HasExists),
        _ => false,
    };

    /// <summary>Places conditions that hold for the rows of a node as deep in it as they may go.</summary>
    /// <param name="node">The node.</param>
    /// <param name="conditions">The conditions.</param>
    /// <returns>The node with the conditions, and with those that were in it.</returns>
    private static AlgebraNode Place(AlgebraNode node, ImmutableList<Expression> conditions)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (node)
        {
            case Filter filter:
                Expression[] conjuncts = [.. filter.Condition.Conjuncts()];
                return conjuncts.All(IsStable)
                    ? Place(filter.Input, conditions.AddRange(conjuncts))
                    : (filter with { Input = Place(filter.Input, []) }).Where(conditions);
            case Join join:
                return PlaceInJoin(join, conditions);
            case LeftJoin join:
                return PlaceInLeftJoin(join, conditions);
            case Union union:
                return union with { Left = Place(union.Left, conditions), Right = Place(union.Right, conditions) };
            case Minus minus:
                return minus with { Left = Place(minus.Left, conditions), Right = Place(minus.Right, []) };
            case Extend extend:
                return Split(extend, conditions, c => !PatternVariables.Mentioned(c).Contains(extend.Variable.Name));
            case GraphPattern graph:
                return Split(graph, conditions, c => !HasExists(c)
                    && !PatternVariables.Of(graph.Name).Any(PatternVariables.Mentioned(c).Contains));
            case Distinct or Reduced or OrderBy:
                return node.WithInputs(input => Place(input, conditions));
            case Project project:
                ImmutableHashSet<string> hidden = PatternVariables.Mentioned(project.Input)
                    .Except(PatternVariables.InScope(project));
                return Split(project, conditions, c => !PatternVariables.Mentioned(c).Overlaps(hidden));
            case CubePattern cube:
                return PlaceInCube(cube, conditions);
            case BasicGraphPattern bgp:
                return PlaceInPatterns(bgp, conditions);
            default:
                return node.WithInputs(input => Place(input, [])).Where(conditions);
        }
    }

    // Moves the conditions that pass a test into the only input; the others stay above.
    private static AlgebraNode Split(
        AlgebraNode node, ImmutableList<Expression> conditions, Func<Expression, bool> mayMove)
    {
        ImmutableList<Expression> moved = [.. conditions.Where(mayMove)];
        return node.WithInputs(input => Place(input, moved)).Where(conditions.Where(c => !mayMove(c)));
    }

    private static AlgebraNode PlaceInJoin(Join join, ImmutableList<Expression> conditions)
    {
        AlgebraNode[] operands = [.. join.JoinOperands()];
        var inScope = operands.Select(PatternVariables.InScope).ToArray();
        var certain = operands.Select(PatternVariables.Certain).ToArray();
        var moved = operands.Select(static _ => ImmutableList.CreateBuilder<Expression>()).ToArray();
        var left = new List<Expression>();
        foreach (Expression condition in conditions)
        {
            ImmutableHashSet<string> variables = PatternVariables.Mentioned(condition);
            bool isMoved = false;
            for (int i = 0; i < operands.Length && !(isMoved && HasExists(condition)); i++)
            {
                int own = i;
                bool isDecided = operands[i] is not Service && variables.Overlaps(inScope[i])
                    && variables.All(v => certain[own].Contains(v)
                        || Enumerable.Range(0, operands.Length).All(j => j == own || !inScope[j].Contains(v)));
                if (isDecided)
                {
                    moved[i].Add(condition);
                    isMoved = true;
                }
            }

            if (!isMoved)
            {
                left.Add(condition);
            }
        }

        return MergeValues(operands.Select((operand, i) => Place(operand, moved[i].ToImmutable()))).Where(left);
    }

    private static AlgebraNode PlaceInLeftJoin(LeftJoin join, ImmutableList<Expression> conditions)
    {
        ImmutableHashSet<string> left = PatternVariables.Certain(join.Left);
        ImmutableHashSet<string> right = PatternVariables.InScope(join.Right);
        bool MayMoveLeft(Expression c) =>
            PatternVariables.Mentioned(c).All(v => left.Contains(v) || !right.Contains(v));

        // Section 18.5, LeftJoin: the condition is evaluated over both sides; what the right side alone decides may
        // be decided there.
        ImmutableHashSet<string> rightCertain = PatternVariables.Certain(join.Right);
        ImmutableHashSet<string> leftScope = PatternVariables.InScope(join.Left);
        bool MayMoveRight(Expression c) => join.Right is not Service && IsStable(c)
            && PatternVariables.Mentioned(c).All(v => rightCertain.Contains(v) || !leftScope.Contains(v));

        Expression[] own = join.Condition is null ? [] : [.. join.Condition.Conjuncts()];
        return new LeftJoin(
            Place(join.Left, [.. conditions.Where(MayMoveLeft)]),
            Place(join.Right, [.. own.Where(MayMoveRight)]),
            AlgebraInputs.Conjunction(own.Where(c => !MayMoveRight(c))))
            .Where(conditions.Where(c => !MayMoveLeft(c)));
    }

    private static AlgebraNode PlaceInCube(CubePattern cube, ImmutableList<Expression> conditions)
    {
        var filters = cube.Filters.ToBuilder();
        var left = new List<Expression>();
        foreach (Expression condition in conditions)
        {
            ImmutableHashSet<string> variables = PatternVariables.Mentioned(condition);
            if (variables.Count == 1 && !HasExists(condition) && PatternVariables.InScope(cube).IsSupersetOf(variables))
            {
                filters.Add(new CubeFilter(new Variable(variables.First()), condition, []));
            }
            else
            {
                left.Add(condition);
            }
        }

        return (cube with { Filters = filters.ToImmutable() }).Where(left);
    }

    // For IRIs, = and IN are equality of terms, so that the condition is a join with the IRIs themselves.
    private static AlgebraNode PlaceInPatterns(BasicGraphPattern bgp, ImmutableList<Expression> conditions)
    {
        var values = new List<AlgebraNode>();
        var left = new List<Expression>();
        foreach (Expression condition in conditions)
        {
            if (condition is Call { Name: "=" or "IN" or "SAMETERM" } call
                && call.Arguments is [VariableExpression variable, .. var rest]
                && rest.All(static r => r is ConstantExpression { Value: Iri })
                && PatternVariables.InScope(bgp).Contains(variable.Variable.Name))
            {
                Term?[] terms = [.. rest.Select(static r => ((ConstantExpression)r).Value).Distinct()];
                values.Add(new Values([variable.Variable], [.. terms.Select(static t => (ImmutableArray<Term?>)[t])]));
            }
            else
            {
                left.Add(condition);
            }
        }

        return AlgebraInputs.JoinAll([bgp, .. values]).Where(left);
    }

    // Terms given for the codes of a cube are a condition on its codes.
    private static AlgebraNode MergeValues(IEnumerable<AlgebraNode> operands)
    {
        AlgebraNode[] all = [.. operands];
        foreach (Values values in all.OfType<Values>().Where(static v => v.Variables.Length == 1))
        {
            Term?[] terms = [.. values.Rows.Select(static row => row[0])];
            int cube = Array.FindIndex(all, operand => operand is CubePattern pattern
                && PatternVariables.Certain(pattern).Contains(values.Variables[0].Name));
            if (cube >= 0 && terms.Length > 0 && terms.All(static t => t is { })
                && terms.Distinct().Count() == terms.Length)
            {
                var pattern = (CubePattern)all[cube];
                all[cube] = pattern with
                {
                    Filters = pattern.Filters.Add(
                        new CubeFilter(values.Variables[0], null, [.. terms.Select(static t => t!)])),
                };
                all[Array.IndexOf(all, values)] = AlgebraInputs.Unit;
            }
        }

        return AlgebraInputs.JoinAll(all);
    }
}
