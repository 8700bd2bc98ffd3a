using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Joins;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <content>Cells and what is said about their codes: labels, ancestors, types.</content>
internal sealed partial class QueryPlanner
{
    /// <summary>
    /// Joins cells with a pattern about one of their codes: it is looked up once for each code in use, neither for each
    /// cell nor for the codes of other cubes. Null where that does not pay.
    /// </summary>
    private HashJoin? TryPlanByCodes(
        AlgebraNode left, AlgebraNode right, QueryScope scope, ImmutableHashSet<string> needed)
    {
        if (TryPlanRelation(left, right, scope) is { } build)
        {
            Operator cells = Plan(left, scope, needed.Union(PatternVariables.Mentioned(right)));
            return new HashJoin(_context, cells, build, ImmutableHashSet.Create(build.Columns[0]));
        }

        return TryPlanRelation(right, left, scope) is { }
            ? TryPlanByCodes(right, left, scope, needed)
            : null;
    }

    // The first column of the rows is the code.
    private Operator? TryPlanRelation(AlgebraNode cells, AlgebraNode relation, QueryScope scope)
    {
        ImmutableHashSet<string> shared = PatternVariables.InScope(cells).Intersect(PatternVariables.InScope(relation));
        if (shared.ToArray() is not [var code] || FindCube(cells, code) is not { } cube
            || !IsLookup(relation, [code]))
        {
            return null;
        }

        CardinalityEstimator estimator = scope.Estimator;
        double codes = CardinalityEstimator.CodeCount(cube, code);
        return codes < estimator.Rows(cells) && codes * LookupCost < estimator.Work(relation)
            ? PlanSeeded(relation, new ValuesScan(_context, [code], CodesInUse(cube, code)), scope)
            : null;
    }

    // The cube that binds a variable by one of its dimensions, in every row.
    private static CubePattern? FindCube(AlgebraNode node, string variable) => node switch
    {
        CubePattern cube when cube.Find(variable) is { IsOptional: false } column
            && cube.Tables.All(t => CubePredicate.IndexOf(t.Dimensions, column.PredicateId) >= 0) => cube,
        Join join => FindCube(join.Left, variable) ?? FindCube(join.Right, variable),
        Filter filter => FindCube(filter.Input, variable),
        _ => null,
    };

    private static TermId[][] CodesInUse(CubePattern cube, string variable)
    {
        TermId property = cube.Find(variable)!.PredicateId;
        var codes = new HashSet<TermId>();
        foreach (CubeTable table in cube.Tables)
        {
            int dimension = CubePredicate.IndexOf(table.Dimensions, property);
            ReadOnlySpan<int> counts = table.CodeCounts(dimension);
            for (int code = 0; code < counts.Length; code++)
            {
                if (counts[code] > 0)
                {
                    codes.Add(table.Codes(dimension)[code]);
                }
            }
        }

        return [.. codes.Select(static code => (TermId[])[code])];
    }
}
