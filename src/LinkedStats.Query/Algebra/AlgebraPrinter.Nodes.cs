using System.Collections.Immutable;
using System.Globalization;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Algebra;

/// <content>Patterns.</content>
public sealed partial class AlgebraPrinter
{
    private void Write(AlgebraNode node)
    {
        switch (node)
        {
            case BasicGraphPattern { Triples.IsEmpty: true }:
                _text.Append("(unit)");
                break;
            case BasicGraphPattern pattern:
                Write("bgp", pattern.Triples);
                break;
            case PathPattern pattern:
                Write(pattern);
                break;
            case Join join:
                WriteInputs("join", join.Left, join.Right);
                break;
            case LeftJoin { Condition: null } join:
                WriteInputs("leftjoin", join.Left, join.Right);
                break;
            case LeftJoin join:
                Open("leftjoin ");
                WriteInline(join.Condition);
                WriteChild(join.Left);
                WriteChild(join.Right);
                Close();
                break;
            case Union:
                WriteUnion(node);
                break;
            case Minus minus:
                WriteInputs("minus", minus.Left, minus.Right);
                break;
            case GraphPattern graph:
                WriteNamed("graph", graph.Name, graph.Input);
                break;
            case Service service:
                WriteNamed(service.IsSilent ? "service silent" : "service", service.Endpoint, service.Input);
                break;
            case Values values:
                Write(values);
                break;
            default:
                WriteModifier(node);
                break;
        }
    }

    private void WriteModifier(AlgebraNode node)
    {
        switch (node)
        {
            case Filter filter:
                Open("filter ");
                WriteInline(filter.Condition);
                WriteChild(filter.Input);
                Close();
                break;
            case Extend extend:
                Open("extend (");
                Write(extend.Variable);
                _text.Append(' ');
                WriteInline(extend.Value);
                _text.Append(')');
                WriteChild(extend.Input);
                Close();
                break;
            case Group group:
                Write(group);
                break;
            case OrderBy order:
                Write(order);
                break;
            case Project project:
                Open("project");
                Write(project.Variables);
                WriteChild(project.Input);
                Close();
                break;
            case Distinct distinct:
                WriteInputs("distinct", distinct.Input);
                break;
            case Reduced reduced:
                WriteInputs("reduced", reduced.Input);
                break;
            case Limit limit:
                string count = limit.Count?.ToString(CultureInfo.InvariantCulture) ?? "_";
                Open(string.Create(CultureInfo.InvariantCulture, $"limit {limit.Offset} {count}"));
                WriteChild(limit.Input);
                Close();
                break;
            default:
                // Nodes of the optimiser describe themselves.
                _text.Append('(').Append(node).Append(')');
                break;
        }
    }

    private void WriteInputs(string name, params ReadOnlySpan<AlgebraNode> inputs)
    {
        Open(name);
        foreach (AlgebraNode input in inputs)
        {
            WriteChild(input);
        }

        Close();
    }

    private void WriteNamed(string name, PatternTerm term, AlgebraNode input)
    {
        Open(name);
        _text.Append(' ');
        Write(term);
        WriteChild(input);
        Close();
    }

    private void WriteUnion(AlgebraNode node)
    {
        Open("union");
        WriteBranches(node);
        Close();
    }

    private void WriteBranches(AlgebraNode node)
    {
        if (node is Union union)
        {
            WriteBranches(union.Left);
            WriteBranches(union.Right);
        }
        else
        {
            WriteChild(node);
        }
    }

    private void Write(PathPattern pattern)
    {
        _text.Append("(path ");
        Write(pattern.Subject);
        _text.Append(' ');
        Write(pattern.Path);
        _text.Append(' ');
        Write(pattern.Object);
        _text.Append(')');
    }

    private void Write(Values values)
    {
        Open("values");
        Write(values.Variables);
        foreach (ImmutableArray<Term?> row in values.Rows)
        {
            NewLine();
            _text.Append('(');
            for (int i = 0; i < row.Length; i++)
            {
                _text.Append(i > 0 ? " " : string.Empty);
                if (row[i] is { } term)
                {
                    Write(term);
                }
                else
                {
                    _text.Append("undef");
                }
            }

            _text.Append(')');
        }

        Close();
    }

    private void Write(Group group)
    {
        Open("group");
        Write(group.Keys);
        foreach (AggregateBinding binding in group.Aggregates)
        {
            _text.Append(" (");
            Write(binding.Variable);
            _text.Append(' ');
            WriteInline(binding.Aggregate);
            _text.Append(')');
        }

        WriteChild(group.Input);
        Close();
    }

    private void Write(OrderBy order)
    {
        Open("order (");
        for (int i = 0; i < order.Keys.Length; i++)
        {
            _text.Append(i > 0 ? " " : string.Empty).Append(order.Keys[i].IsDescending ? "(desc " : string.Empty);
            WriteInline(order.Keys[i].Value);
            _text.Append(order.Keys[i].IsDescending ? ")" : string.Empty);
        }

        _text.Append(')');
        WriteChild(order.Input);
        Close();
    }

    private void WriteInline(Expression expression)
    {
        bool wasInline = _isInline;
        _isInline = true;
        Write(expression);
        _isInline = wasInline;
    }
}
