using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Joins;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Query.Planning;

/// <content>Orders and limits: cells are read in order where their columns tell it, all else is sorted.</content>
internal sealed partial class QueryPlanner
{
    // A sort that keeps more rows than this is not cheaper for keeping only some.
    private const long TopRowsMax = 1_000_000;

    private Operator PlanOrder(OrderBy order, QueryScope scope, ImmutableHashSet<string> needed)
    {
        if (TryPlanOrdered(order.Input, order.Keys, null, scope, needed) is { } ordered)
        {
            return ordered;
        }

        Operator rows = Plan(order.Input, scope, SortNeeds(order, needed));
        return new SortRows(_context, rows, SortKeys(order, rows.Columns, scope), new TermComparer(_terms));
    }

    private Operator PlanLimit(Limit limit, QueryScope scope, ImmutableHashSet<string> needed)
    {
        switch (limit.Input)
        {
            case OrderBy order:
                return PlanFirst(order, limit, scope, needed);
            case Project { Input: OrderBy order } project:
                ImmutableArray<string> columns = [.. project.Variables.Select(static v => v.Name)];
                return new ProjectRows(_context, PlanFirst(order, limit, scope, [.. columns]), columns);
            default:
                return new LimitRows(_context, Plan(limit.Input, scope, needed), limit.Offset, limit.Count);
        }
    }

    // The first rows of an order.
    private Operator PlanFirst(OrderBy order, Limit limit, QueryScope scope, ImmutableHashSet<string> needed)
    {
        bool isTop = limit.Count is { } most && limit.Offset <= TopRowsMax && most <= TopRowsMax - limit.Offset;
        Operator? ordered = TryPlanOrdered(
            order.Input, order.Keys, isTop ? limit.Offset + limit.Count : null, scope, needed);
        if (ordered is { } || !isTop)
        {
            return new LimitRows(_context, ordered ?? PlanOrder(order, scope, needed), limit.Offset, limit.Count);
        }

        Operator rows = Plan(order.Input, scope, SortNeeds(order, needed));
        return new TopNRows(
            _context,
            rows,
            SortKeys(order, rows.Columns, scope),
            new TermComparer(_terms),
            (int)limit.Offset,
            (int)limit.Count!.Value)
        {
            EstimatedRows = limit.Count.Value,
        };
    }

    // Plans rows that come in order without being sorted as rows; null where that cannot be had.
    private Operator? TryPlanOrdered(
        AlgebraNode node,
        ImmutableArray<SortKey> keys,
        long? top,
        QueryScope scope,
        ImmutableHashSet<string> needed)
    {
        switch (node)
        {
            case Extend:
                Extend[] extends = Extends(ref node, ref needed);
                return TryPlanOrdered(node, keys, top, scope, needed) is { } extended
                    ? ExtendWith(extended, extends.Select(static e => (e.Variable, e.Value)), scope)
                    : null;
            case Filter filter when !PlaceFilters.HasExists(filter.Condition):
                ImmutableHashSet<string> mentioned = PatternVariables.Mentioned(filter.Condition);
                return TryPlanOrdered(filter.Input, keys, null, scope, needed.Union(mentioned)) is { } filtered
                    ? new FilterRows(
                        _context,
                        filtered,
                        Condition(filter.Condition, filtered.Columns, scope),
                        AlgebraPrinter.Print(filter.Condition))
                    : null;
            case Join join:
                return TryPlanOrderedJoin(join.Left, join.Right, keys, scope, needed)
                    ?? TryPlanOrderedJoin(join.Right, join.Left, keys, scope, needed);
            case CubePattern { Tables: [var table] } cube:
                return TryPlanCubeOrder(cube, table, keys, top, needed);
            default:
                return null;
        }
    }

    // Rows keep their order when what is said about their codes is joined with them.
    private HashJoin? TryPlanOrderedJoin(
        AlgebraNode cells,
        AlgebraNode relation,
        ImmutableArray<SortKey> keys,
        QueryScope scope,
        ImmutableHashSet<string> needed)
    {
        ImmutableHashSet<string> mentioned = PatternVariables.Mentioned(relation);
        return TryPlanRelation(cells, relation, scope) is { } build
            && TryPlanOrdered(cells, keys, null, scope, needed.Union(mentioned)) is { } ordered
            ? new HashJoin(_context, ordered, build, ImmutableHashSet.Create(build.Columns[0]))
            : null;
    }

    private Operator? TryPlanCubeOrder(
        CubePattern cube,
        CubeTable table,
        ImmutableArray<SortKey> keys,
        long? top,
        ImmutableHashSet<string> needed)
    {
        CubeScanTable scan = ScanTable(cube, table, Variables(cube).Where(needed.Contains));
        HashSet<int> fixedDimensions = FixedDimensions(scan.Selection);
        if (!scan.Equal.IsEmpty || CellSortKeys(cube, table, keys, fixedDimensions) is not { } cellKeys)
        {
            return null;
        }

        int[] free = [.. Enumerable.Range(0, table.Dimensions.Count).Where(d => !fixedDimensions.Contains(d))];
        if (IsStoredOrder(table, free, cellKeys))
        {
            return PlanCube(cube, needed);
        }

        UInt128 combinations = 1;
        foreach (CellSortKey key in cellKeys)
        {
            combinations *= key.Radix;
            if (combinations > ulong.MaxValue)
            {
                return null;
            }
        }

        bool isDivided = cellKeys[0].Column is { Kind: CellColumnKind.Dimension, Index: var first }
            && free.Length > 0 && free[0] == first;
        string text = string.Join(", ", keys.Select(static k =>
            k.IsDescending ? $"DESC({AlgebraPrinter.Print(k.Value)})" : AlgebraPrinter.Print(k.Value)));
        return new CubeSort(
            _context, scan, cellKeys, isDivided, top, [.. Variables(cube).Where(needed.Contains)],
            $"by {text} of {Describe(cube)}");
    }

    // The dimensions of which the conditions leave one code.
    private HashSet<int> FixedDimensions(CellSelection selection) =>
        [.. selection.Conditions.Where(static c => c.Column.Kind == CellColumnKind.Dimension)
            .GroupBy(static c => c.Column)
            .Where(conditions =>
            {
                var filter = new CodeFilter(
                    selection.Table, conditions.Key, selection.Table.Codes(conditions.Key.Index).Length);
                foreach (CellCondition condition in conditions)
                {
                    filter.Add(condition, _context);
                }

                return filter.Count <= 1;
            })
            .Select(static conditions => conditions.Key.Index)];

    // The keys as columns, each once; null when one of them is none.
    private ImmutableArray<CellSortKey>? CellSortKeys(
        CubePattern cube, CubeTable table, ImmutableArray<SortKey> keys, HashSet<int> fixedDimensions)
    {
        var comparer = new TermComparer(_terms);
        var cellKeys = ImmutableArray.CreateBuilder<CellSortKey>();
        foreach (SortKey key in keys)
        {
            if (key.Value is not VariableExpression { Variable.Name: var name }
                || (name != cube.Subject.Name && cube.Find(name) is null)
                || CellSortKey.Of(table, ColumnOf(cube, table, name), key.IsDescending, comparer) is not { } found)
            {
                return null;
            }

            cellKeys.AddRange(found.Where(f =>
                (f.Column.Kind != CellColumnKind.Dimension || !fixedDimensions.Contains(f.Column.Index))
                && !cellKeys.Any(k => k.Column == f.Column)));
        }

        return cellKeys.ToImmutable();
    }

    // Rows are stored by their codes; that is the wanted order where the codes in use ascend as their terms do.
    private static bool IsStoredOrder(CubeTable table, int[] free, ImmutableArray<CellSortKey> keys)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if (i >= free.Length || keys[i].IsDescending
                || keys[i].Column != new CellColumn(CellColumnKind.Dimension, free[i], default))
            {
                return false;
            }

            ReadOnlySpan<int> counts = table.CodeCounts(free[i]);
            ReadOnlySpan<int> ranks = keys[i].Ranks.Span;
            int last = -1;
            for (int code = 0; code < counts.Length; code++)
            {
                if (counts[code] > 0)
                {
                    // A tie would have to be broken by the next key, which the stored order does not do.
                    bool isBehind = ranks[code] > last || (ranks[code] == last && i == keys.Length - 1);
                    if (!isBehind)
                    {
                        return false;
                    }

                    last = ranks[code];
                }
            }
        }

        return true;
    }

    private static ImmutableHashSet<string> SortNeeds(OrderBy order, ImmutableHashSet<string> needed) =>
        needed.Union(order.Keys.SelectMany(static k => PatternVariables.Mentioned(k.Value)));

    private RowSortKey[] SortKeys(OrderBy order, ImmutableArray<string> columns, QueryScope scope) =>
        [.. order.Keys.Select(k => new RowSortKey(
            Value(k.Value, columns, scope), k.IsDescending, AlgebraPrinter.Print(k.Value)))];
}
