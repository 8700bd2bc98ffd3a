using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Joins;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Execution.Services;
using LinkedStats.Query.Optimizer;

namespace LinkedStats.Query.Planning;

/// <content>Joins: by lookups where one side is small, by hashing elsewhere.</content>
internal sealed partial class QueryPlanner
{
    // A lookup costs about as much as reading and hashing this many rows.
    private const double LookupCost = 8;

    private Operator PlanJoin(Join join, QueryScope scope, ImmutableHashSet<string> needed)
    {
        (AlgebraNode left, AlgebraNode right) = (join.Left, join.Right);
        if (TryPlanService(left, right, scope, needed) is { } service)
        {
            return service;
        }

        CardinalityEstimator estimator = scope.Estimator;
        double leftRows = estimator.Rows(left);
        double rightRows = estimator.Rows(right);
        ImmutableHashSet<string> leftCertain = PatternVariables.Certain(left);
        ImmutableHashSet<string> rightCertain = PatternVariables.Certain(right);
        ImmutableHashSet<string> forLeft = needed.Union(PatternVariables.Mentioned(right));
        ImmutableHashSet<string> forRight = needed.Union(PatternVariables.Mentioned(left));
        double hashed = estimator.Work(left) + estimator.Work(right);
        double lookedUp = Math.Min(leftRows, rightRows) * LookupCost;
        if (TryPlanMerge(join, scope, needed, Math.Min(hashed, lookedUp)) is { } merge)
        {
            return merge;
        }

        if (leftRows * LookupCost < estimator.Work(right) && IsLookup(right, leftCertain))
        {
            return PlanSeeded(right, Plan(left, scope, forLeft), scope);
        }

        if (rightRows * LookupCost < estimator.Work(left) && IsLookup(left, rightCertain))
        {
            return PlanSeeded(left, Plan(right, scope, forRight), scope);
        }

        if (TryPlanByCodes(left, right, scope, needed) is { } byCodes)
        {
            return byCodes;
        }

        (Operator probe, Operator build) = (Plan(left, scope, forLeft), Plan(right, scope, forRight));
        if (leftRows < rightRows)
        {
            (probe, build) = (build, probe);
        }

        return new HashJoin(_context, probe, build, leftCertain.Intersect(rightCertain));
    }

    /// <summary>Tells whether a pattern can be looked up row by row, given variables that every row binds.</summary>
    private static bool IsLookup(AlgebraNode node, ImmutableHashSet<string> bound) => node switch
    {
        BasicGraphPattern { Triples: [var triple] } => PatternVariables.Of(triple).Any(bound.Contains),
        StoredPattern { Triple: var triple } => PatternVariables.Of(triple).Any(bound.Contains),
        PathPattern { Path: RepeatPath } path => PatternVariables.Of(path.Subject)
            .Concat(PatternVariables.Of(path.Object)).Any(bound.Contains),
        Join or BasicGraphPattern { Triples.Length: > 1 } => AreLookups([.. node.SingleOperands()], bound),
        Filter filter => IsLookup(filter.Input, bound) && !PlaceFilters.HasExists(filter.Condition),
        GraphPattern { Name: Constant } graph => IsLookup(graph.Input, bound),
        CubePattern cube => bound.Contains(cube.Subject.Name),
        _ => false,
    };

    // Each pattern that is looked up binds variables, by which the next one may be looked up.
    private static bool AreLookups(List<AlgebraNode> left, ImmutableHashSet<string> bound)
    {
        while (left.Find(o => IsLookup(o, bound)) is { } next)
        {
            bound = bound.Union(PatternVariables.Certain(next));
            left.Remove(next);
        }

        return left.Count == 0;
    }

    // Joins rows with a pattern by looking it up for each of them.
    private Operator PlanSeeded(AlgebraNode node, Operator seed, QueryScope scope)
    {
        switch (node)
        {
            case BasicGraphPattern { Triples: [] }:
                return seed;
            case BasicGraphPattern { Triples: [var triple] }:
                return PlanBind(seed, triple, false, scope);
            case StoredPattern stored:
                return PlanBind(seed, stored.Triple, true, scope);
            case PathPattern path:
                return PlanPath(seed, path, scope);
            case Join or BasicGraphPattern:
                List<AlgebraNode> left = [.. node.SingleOperands()];
                while (left.Count > 0)
                {
                    ImmutableHashSet<string> bound = [.. seed.Columns];
                    AlgebraNode next = left.Find(o => IsLookup(o, bound)) ?? left[0];
                    left.Remove(next);
                    seed = PlanSeeded(next, seed, scope);
                }

                return seed;
            case Filter filter:
                // The filter sees the variables of its own group only (section 18.2.2.2).
                Operator rows = PlanSeeded(filter.Input, seed, scope);
                return new FilterRows(
                    _context,
                    rows,
                    Condition(filter.Condition, rows.Columns, scope, PatternVariables.InScope(filter.Input)),
                    AlgebraPrinter.Print(filter.Condition));
            case GraphPattern { Name: Constant name } graph:
                return scope.In(name.Value) is { } inner
                    ? PlanSeeded(graph.Input, seed, inner)
                    : new ValuesScan(_context, [.. seed.Columns.Union(PatternVariables.InScope(graph))], []);
            case CubePattern cube:
                return PlanCubeLookup(cube, seed);
            default:
                throw new System.Diagnostics.UnreachableException(node.GetType().Name);
        }
    }

    private Operator PlanLeftJoin(LeftJoin join, QueryScope scope, ImmutableHashSet<string> needed)
    {
        ImmutableHashSet<string> mentioned = PatternVariables.Mentioned(join.Condition);
        ImmutableHashSet<string> all = needed.Union(mentioned);
        Operator left = Plan(join.Left, scope, all.Union(PatternVariables.Mentioned(join.Right)));
        ImmutableHashSet<string> leftCertain = PatternVariables.Certain(join.Left);
        if (join.Right is Service service && IsWorthSending(service, join.Left, scope))
        {
            var rows = new RowSpool(_context, left);
            return PlanOptional(join, rows, PlanService(service, rows, all.Union(left.Columns)), scope);
        }

        CardinalityEstimator estimator = scope.Estimator;
        if (IsLookup(join.Right, leftCertain)
            && estimator.Rows(join.Left) * LookupCost < estimator.Work(join.Right))
        {
            var seed = new SeedScan(_context, left.Columns);
            Operator found = PlanSeeded(join.Right, seed, scope);
            if (join.Condition is { })
            {
                found = new FilterRows(
                    _context, found, Condition(join.Condition, found.Columns, scope),
                        AlgebraPrinter.Print(join.Condition));
            }

            return new LookupJoin(_context, left, seed, found, LookupKind.Optional);
        }

        Operator right = Plan(join.Right, scope, all.Union(PatternVariables.Mentioned(join.Left)));
        return PlanOptional(join, left, right, scope);
    }

    private OptionalJoin PlanOptional(LeftJoin join, Operator left, Operator right, QueryScope scope)
    {
        ImmutableArray<string> columns = HashJoin.Combine(left, right);
        return new OptionalJoin(
            _context,
            left,
            right,
            PatternVariables.Certain(join.Left).Intersect(PatternVariables.Certain(join.Right)),
            join.Condition is null ? null : Condition(join.Condition, columns, scope),
            join.Condition is null ? "" : AlgebraPrinter.Print(join.Condition));
    }

    private Operator PlanMinus(Minus minus, QueryScope scope, ImmutableHashSet<string> needed)
    {
        ImmutableHashSet<string> shared = PatternVariables.InScope(minus.Left)
            .Intersect(PatternVariables.InScope(minus.Right));
        Operator left = Plan(minus.Left, scope, needed.Union(shared));
        return shared.IsEmpty
            ? left
            : new SemiJoin(
                _context,
                left,
                Plan(minus.Right, scope, shared),
                SemiJoinKind.Minus,
                PatternVariables.Certain(minus.Left).Intersect(PatternVariables.Certain(minus.Right)));
    }

    private Operator PlanFilter(Filter filter, QueryScope scope, ImmutableHashSet<string> needed)
    {
        Expression[] conjuncts = [.. filter.Condition.Conjuncts()];
        Operator rows = Plan(filter.Input, scope, needed.Union(PatternVariables.Mentioned(filter.Condition)));
        Expression[] plain = [.. conjuncts.Where(c => ExistsPattern(c, filter.Input) is null)];
        if (AlgebraInputs.Conjunction(plain) is { } condition)
        {
            rows = new FilterRows(
                _context, rows, Condition(condition, rows.Columns, scope), AlgebraPrinter.Print(condition));
        }

        foreach (Expression conjunct in conjuncts.Except(plain))
        {
            Exists exists = ExistsPattern(conjunct, filter.Input)!;
            rows = PlanExists(rows, filter.Input, exists, scope);
        }

        return rows;
    }

    // An EXISTS that can be decided by a join instead of once a row.
    private static Exists? ExistsPattern(Expression condition, AlgebraNode input)
    {
        Exists? exists = condition switch
        {
            Exists direct => direct,
            Call { Name: "!", Arguments: [Exists negated] } => negated with { IsNegated = !negated.IsNegated },
            _ => null,
        };
        return exists is { } && ExistsPlans.IsJoin(exists.Pattern, PatternVariables.InScope(input)) ? exists : null;
    }

    private Operator PlanExists(Operator rows, AlgebraNode input, Exists exists, QueryScope scope)
    {
        AlgebraNode pattern = _optimizer.Optimize(exists.Pattern, scope);
        CardinalityEstimator estimator = scope.Estimator;
        ImmutableHashSet<string> certain = PatternVariables.Certain(input);
        if (IsLookup(pattern, certain) && estimator.Rows(input) * LookupCost < estimator.Work(pattern))
        {
            var seed = new SeedScan(_context, rows.Columns);
            return new LookupJoin(
                _context,
                rows,
                seed,
                PlanSeeded(pattern, seed, scope),
                exists.IsNegated ? LookupKind.NotExists : LookupKind.Exists);
        }

        return new SemiJoin(
            _context,
            rows,
            Plan(pattern, scope, PatternVariables.InScope(input)),
            exists.IsNegated ? SemiJoinKind.NotExists : SemiJoinKind.Exists,
            certain.Intersect(PatternVariables.Certain(pattern)));
    }
}
