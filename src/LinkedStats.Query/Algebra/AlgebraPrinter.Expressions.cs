using System.Collections.Immutable;
using System.Diagnostics;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Algebra;

/// <content>Expressions and paths.</content>
public sealed partial class AlgebraPrinter
{
    private void Write(Expression expression)
    {
        switch (expression)
        {
            case VariableExpression variable:
                Write(variable.Variable);
                break;
            case ConstantExpression constant:
                Write(constant.Value);
                break;
            case Call call:
                _text.Append('(').Append(call.Name);
                WriteArguments(call);
                _text.Append(')');
                break;
            case IriCall call:
                _text.Append("(call ").Append(call.Function);
                WriteArguments(call.Arguments);
                _text.Append(')');
                break;
            case Exists exists:
                _text.Append(exists.IsNegated ? "(not-exists " : "(exists ");
                Write(exists.Pattern);
                _text.Append(')');
                break;
            case Aggregate aggregate:
                Write(aggregate);
                break;
            default:
                _text.Append('(').Append(expression).Append(')');
                break;
        }
    }

    /// <summary>Writes arguments, those of nested calls of the same logical operator in their place.</summary>
    private void WriteArguments(Call call)
    {
        if (call.Name is not ("||" or "&&"))
        {
            WriteArguments(call.Arguments);
            return;
        }

        foreach (Expression argument in call.Arguments)
        {
            if (argument is Call inner && inner.Name == call.Name)
            {
                WriteArguments(inner);
            }
            else
            {
                WriteArguments([argument]);
            }
        }
    }

    private void WriteArguments(ImmutableArray<Expression> arguments)
    {
        foreach (Expression argument in arguments)
        {
            _text.Append(' ');
            Write(argument);
        }
    }

    private void Write(Aggregate aggregate)
    {
        string name = aggregate.Kind switch
        {
            AggregateKind.Count => "count",
            AggregateKind.Sum => "sum",
            AggregateKind.Min => "min",
            AggregateKind.Max => "max",
            AggregateKind.Average => "avg",
            AggregateKind.Sample => "sample",
            AggregateKind.GroupConcat => "group_concat",
            _ => throw new UnreachableException(),
        };
        _text.Append('(').Append(name).Append(aggregate.IsDistinct ? " distinct " : " ");
        if (aggregate.Argument is null)
        {
            _text.Append('*');
        }
        else
        {
            Write(aggregate.Argument);
        }

        if (aggregate.Kind == AggregateKind.GroupConcat)
        {
            _text.Append(' ');
            Write(new Literal(aggregate.Separator));
        }

        _text.Append(')');
    }

    private void Write(PropertyPath path)
    {
        switch (path)
        {
            case LinkPath link:
                _text.Append(link.Predicate);
                break;
            case InversePath inverse:
                _text.Append("(^ ");
                Write(inverse.Path);
                _text.Append(')');
                break;
            case SequencePath:
                _text.Append("(/");
                WriteSteps(path);
                _text.Append(')');
                break;
            case AlternativePath:
                _text.Append("(|");
                WriteWays(path);
                _text.Append(')');
                break;
            case RepeatPath repeat:
                _text.Append(repeat.IncludesZero ? repeat.IsUnbounded ? "(* " : "(? " : "(+ ");
                Write(repeat.Path);
                _text.Append(')');
                break;
            case NegatedPath negated:
                _text.Append("(!").Append(string.Concat(negated.Forward.Select(static iri => $" {iri}")))
                    .Append(string.Concat(negated.Inverse.Select(static iri => $" (^ {iri})"))).Append(')');
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void WriteSteps(PropertyPath path)
    {
        if (path is SequencePath sequence)
        {
            WriteSteps(sequence.Left);
            WriteSteps(sequence.Right);
        }
        else
        {
            _text.Append(' ');
            Write(path);
        }
    }

    private void WriteWays(PropertyPath path)
    {
        if (path is AlternativePath alternative)
        {
            WriteWays(alternative.Left);
            WriteWays(alternative.Right);
        }
        else
        {
            _text.Append(' ');
            Write(path);
        }
    }
}
