using System.Collections.Immutable;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Rows;
using LinkedStats.Query.Expressions;
using LinkedStats.Query.Optimizer;

namespace LinkedStats.Query.Planning;

/// <content>Expressions and solution modifiers.</content>
internal sealed partial class QueryPlanner
{
    // A sort that keeps more rows than this is not cheaper for keeping only some.
    private const long TopRowsMax = 1_000_000;

    private CompiledExpression Compile(
        Expression expression,
        ImmutableArray<string> columns,
        QueryScope scope,
        ImmutableHashSet<string>? visible = null)
    {
        var layout = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < columns.Length; i++)
        {
            if (visible is null || visible.Contains(columns[i]))
            {
                layout.Add(columns[i], i);
            }
        }

        return new ExpressionCompiler(_terms, layout, exists => _exists.Add(exists, layout, scope)).Compile(expression);
    }

    private RowCondition Condition(
        Expression expression,
        ImmutableArray<string> columns,
        QueryScope scope,
        ImmutableHashSet<string>? visible = null)
    {
        CompiledExpression compiled = Compile(expression, columns, scope, visible);
        return (batch, row) => _evaluator.EvaluateBoolean(compiled, batch, row) == true;
    }

    private RowValue Value(Expression expression, ImmutableArray<string> columns, QueryScope scope)
    {
        if (expression is VariableExpression { Variable.Name: var name }
            && columns.IndexOf(name) is >= 0 and int column)
        {
            return (batch, row) => batch.Column(column)[row];
        }

        CompiledExpression compiled = Compile(expression, columns, scope);
        return (batch, row) => _evaluator.Evaluate(compiled, batch, row);
    }

    private ExtendRows PlanExtend(AlgebraNode node, QueryScope scope, ImmutableHashSet<string> needed)
    {
        // BINDs that follow each other are one operator, so that BNODE(label) is one node for all of them.
        var extends = new Stack<Extend>();
        while (node is Extend extend)
        {
            extends.Push(extend);
            needed = needed.Union(PatternVariables.Mentioned(extend.Value));
            node = extend.Input;
        }

        return ExtendWith(Plan(node, scope, needed), extends.Select(static e => (e.Variable, e.Value)), scope);
    }

    private ExtendRows ExtendWith(
        Operator rows, IEnumerable<(Variable Variable, Expression Value)> extensions, QueryScope scope)
    {
        ImmutableArray<string> columns = rows.Columns;
        var values = new List<(string Variable, CompiledExpression Value, string Text)>();
        foreach ((Variable variable, Expression value) in extensions)
        {
            values.Add((variable.Name, Compile(value, columns, scope), AlgebraPrinter.Print(value)));
            columns = columns.Add(variable.Name);
        }

        return new ExtendRows(_context, rows, _evaluator, [.. values]);
    }

    private ProjectRows PlanProject(Project project, QueryScope scope)
    {
        ImmutableArray<string> columns = [.. project.Variables.Select(static v => v.Name)];
        return new ProjectRows(_context, Plan(project.Input, scope, [.. columns]), columns);
    }

    private SortRows PlanOrder(OrderBy order, QueryScope scope, ImmutableHashSet<string> needed)
    {
        Operator rows = Plan(order.Input, scope, SortNeeds(order, needed));
        return new SortRows(_context, rows, SortKeys(order, rows.Columns, scope), new TermComparer(_terms));
    }

    private Operator PlanLimit(Limit limit, QueryScope scope, ImmutableHashSet<string> needed)
    {
        bool isTop = limit.Count is { } most && limit.Offset <= TopRowsMax && most <= TopRowsMax - limit.Offset;
        switch (limit.Input)
        {
            case OrderBy order when isTop:
                return PlanTop(order, limit, scope, needed);
            case Project { Input: OrderBy order } project when isTop:
                ImmutableArray<string> columns = [.. project.Variables.Select(static v => v.Name)];
                return new ProjectRows(_context, PlanTop(order, limit, scope, [.. columns]), columns);
            default:
                return new LimitRows(_context, Plan(limit.Input, scope, needed), limit.Offset, limit.Count);
        }
    }

    private TopNRows PlanTop(OrderBy order, Limit limit, QueryScope scope, ImmutableHashSet<string> needed)
    {
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

    private static ImmutableHashSet<string> SortNeeds(OrderBy order, ImmutableHashSet<string> needed) =>
        needed.Union(order.Keys.SelectMany(static k => PatternVariables.Mentioned(k.Value)));

    private RowSortKey[] SortKeys(OrderBy order, ImmutableArray<string> columns, QueryScope scope) =>
        [.. order.Keys.Select(k => new RowSortKey(
            Value(k.Value, columns, scope), k.IsDescending, AlgebraPrinter.Print(k.Value)))];
}
