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
        bool isOutermost = ReferenceEquals(node, _outermost);
        Extend[] extends = Extends(ref node, ref needed);
        return ExtendWith(
            Plan(node, scope, needed), extends.Select(static e => (e.Variable, e.Value)), scope, isOutermost);
    }

    // The node whose rows are written as they are.
    private static AlgebraNode Outermost(AlgebraNode node)
    {
        while (node is Limit or Project)
        {
            node = node is Limit limit ? limit.Input : ((Project)node).Input;
        }

        return node;
    }

    // BINDs that follow each other are one operator, so that BNODE(label) is one node for all of them.
    private static Extend[] Extends(ref AlgebraNode node, ref ImmutableHashSet<string> needed)
    {
        var extends = new Stack<Extend>();
        while (node is Extend extend)
        {
            extends.Push(extend);
            needed = needed.Union(PatternVariables.Mentioned(extend.Value));
            node = extend.Input;
        }

        return [.. extends];
    }

    // What nothing else reads need not be known as a term.
    private ExtendRows ExtendWith(
        Operator rows,
        IEnumerable<(Variable Variable, Expression Value)> extensions,
        QueryScope scope,
        bool isOutermost = false)
    {
        ImmutableArray<string> columns = rows.Columns;
        (Variable Variable, Expression Value)[] added = [.. extensions];
        ImmutableHashSet<string> read = [.. added.SelectMany(static e => PatternVariables.Mentioned(e.Value))];
        var values = new List<(string Variable, CompiledExpression Value, bool IsLent, string Text)>();
        foreach ((Variable variable, Expression value) in added)
        {
            bool isLent = isOutermost && !read.Contains(variable.Name);
            values.Add((variable.Name, Compile(value, columns, scope), isLent, AlgebraPrinter.Print(value)));
            columns = columns.Add(variable.Name);
        }

        return new ExtendRows(_context, rows, _evaluator, [.. values]);
    }

    private ProjectRows PlanProject(Project project, QueryScope scope)
    {
        ImmutableArray<string> columns = [.. project.Variables.Select(static v => v.Name)];
        return new ProjectRows(_context, Plan(project.Input, scope, [.. columns]), columns);
    }
}
