using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Joins;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Query.Planning;

/// <content>Joins of inputs that can both be read in the order of the variable that they share.</content>
internal sealed partial class QueryPlanner
{
    // In rows read and hashed: what a row costs that is read in order and merged, and one that a scan in another order
    // than its own passes over.
    private const double MergedRowCost = 0.2;
    private const double PassedRowCost = 0.02;

    private Operator? TryPlanMerge(Join join, QueryScope scope, ImmutableHashSet<string> needed, double otherCost) =>
        MergedVariable(join) is { } variable && OrderedCost(join, variable, scope) < otherCost
            ? PlanOrdered(join, variable, scope, needed)
            : null;

    // The one variable that both sides share, where every row of both binds it.
    private static string? MergedVariable(Join join)
    {
        string[] shared = [.. PatternVariables.InScope(join.Left).Intersect(PatternVariables.InScope(join.Right))];
        return shared is [var only] && PatternVariables.Certain(join.Left).Contains(only)
            && PatternVariables.Certain(join.Right).Contains(only) ? only : null;
    }

    /// <summary>Estimates what it costs to read a pattern in the order of a variable; infinite where that cannot
    /// be.</summary>
    private static double OrderedCost(AlgebraNode node, string variable, QueryScope scope) => node switch
    {
        BasicGraphPattern { Triples: [var triple] } when scope.Graph.Cubes.Count == 0 =>
            OrderedCost(triple, scope.Estimator.Rows(node), variable, scope),
        StoredPattern { Triple: var triple } =>
            OrderedCost(triple, scope.Estimator.Rows(node), variable, scope),
        Join join when MergedVariable(join) == variable =>
            OrderedCost(join.Left, variable, scope) + OrderedCost(join.Right, variable, scope)
            + (MergedRowCost * scope.Estimator.Rows(join)),
        Filter filter when !PlaceFilters.HasExists(filter.Condition) =>
            OrderedCost(filter.Input, variable, scope) + scope.Estimator.Work(filter)
            - scope.Estimator.Work(filter.Input),
        _ => double.PositiveInfinity,
    };

    private static double OrderedCost(TriplePattern triple, double rows, string variable, QueryScope scope) =>
        OrderOf(triple, variable) switch
        {
            ScanOrder.Quickest => MergedRowCost * rows,
            ScanOrder.BySubject => (MergedRowCost * rows) + (PassedRowCost
                * scope.Graph.CountTriples(TermId.None, TermId.None, TermId.None)),
            _ => double.PositiveInfinity,
        };

    // How triples have to be read so that they come in the order of a variable; null where they cannot be.
    private static ScanOrder? OrderOf(TriplePattern triple, string variable)
    {
        PatternTerm[] terms = [triple.Subject, triple.Predicate, triple.Object];
        bool[] isGiven = [.. terms.Select(static term => term is Constant)];
        int lead = GraphView.LeadOf(isGiven[0], isGiven[1], isGiven[2]);
        return lead >= 0 && IsVariable(terms[lead]) ? ScanOrder.Quickest
            : isGiven is [false, true, false] && IsVariable(terms[0]) ? ScanOrder.BySubject
            : null;

        bool IsVariable(PatternTerm term) => term is Variable { Name: var name } && name == variable;
    }

    private Operator PlanOrdered(
        AlgebraNode node, string variable, QueryScope scope, ImmutableHashSet<string> needed)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Operator plan = node switch
        {
            BasicGraphPattern { Triples: [var triple] } =>
                PlanTriple(triple, false, scope, needed, OrderOf(triple, variable)!.Value),
            StoredPattern { Triple: var triple } =>
                PlanTriple(triple, true, scope, needed, OrderOf(triple, variable)!.Value),
            Join join => PlanMergeJoin(join, variable, scope, needed.Add(variable)),
            Filter filter => PlanOrderedFilter(filter, variable, scope, needed),
            _ => throw new System.Diagnostics.UnreachableException(node.GetType().Name),
        };
        return Account(plan, node, scope);
    }

    // The side with fewer rows a value is held, so that a value with a million rows on the other side needs no memory.
    private MergeJoin PlanMergeJoin(
        Join join, string variable, QueryScope scope, ImmutableHashSet<string> needed)
    {
        (AlgebraNode left, AlgebraNode right) = RowsPerValue(join.Left) < RowsPerValue(join.Right)
            ? (join.Right, join.Left) : (join.Left, join.Right);

        // The keys of either side's batch.
        _columnCount += 2;
        return new MergeJoin(
            _context,
            PlanOrdered(left, variable, scope, needed),
            PlanOrdered(right, variable, scope, needed),
            variable,
            scope.Graph);

        double RowsPerValue(AlgebraNode side) =>
            scope.Estimator.Rows(side) / scope.Estimator.Values(side, variable);
    }

    private FilterRows PlanOrderedFilter(
        Filter filter, string variable, QueryScope scope, ImmutableHashSet<string> needed)
    {
        Operator rows = PlanOrdered(
            filter.Input, variable, scope, needed.Union(PatternVariables.Mentioned(filter.Condition)));
        return new FilterRows(
            _context, rows, Condition(filter.Condition, rows.Columns, scope), AlgebraPrinter.Print(filter.Condition));
    }
}
