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
        Extend[] extends = Extends(ref node, ref needed);
        return ExtendWith(Plan(node, scope, needed), extends.Select(static e => (e.Variable, e.Value)), scope);
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
}
