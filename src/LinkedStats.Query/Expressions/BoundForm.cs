using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>BOUND (section 17.4.1.1).</summary>
/// <param name="column">The column's index; negative for a variable that is never bound.</param>
internal sealed class BoundForm(int column) : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run) => column >= 0 && !run.IdAt(column).IsNone;
}

/// <summary>IF (section 17.4.1.2): only the chosen branch is evaluated.</summary>
/// <param name="condition">The condition.</param>
/// <param name="whenTrue">The value when it is true.</param>
/// <param name="whenFalse">The value when it is false.</param>
internal sealed class IfForm(CompiledExpression condition, CompiledExpression whenTrue, CompiledExpression whenFalse)
    : CompiledExpression
{
    /// <inheritdoc/>
    public override TermValue Evaluate(ExpressionEvaluator run) => condition.EvaluateBoolean(run) switch
    {
        true => whenTrue.Evaluate(run),
        false => whenFalse.Evaluate(run),
        null => TermValue.Error,
    };
}

/// <summary>COALESCE (section 17.4.1.3): the first value that is no error.</summary>
/// <param name="candidates">The expressions.</param>
internal sealed class CoalesceForm(CompiledExpression[] candidates) : CompiledExpression
{
    /// <inheritdoc/>
    public override TermValue Evaluate(ExpressionEvaluator run)
    {
        foreach (CompiledExpression candidate in candidates)
        {
            TermValue value = candidate.Evaluate(run);
            if (!value.IsError)
            {
                return value;
            }
        }

        return TermValue.Error;
    }
}

/// <summary>sameTerm (section 17.4.1.8): equal ids are equal terms.</summary>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
internal sealed class SameTermForm(CompiledExpression left, CompiledExpression right) : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        TermId a = run.Terms.Intern(left.Evaluate(run));
        TermId b = run.Terms.Intern(right.Evaluate(run));
        return a.IsNone || b.IsNone ? null : a == b;
    }
}

/// <summary>EXISTS and NOT EXISTS (section 17.4.1.4), answered by the execution layer.</summary>
/// <param name="existsIndex">The pattern's index there.</param>
/// <param name="isNegated">True for NOT EXISTS.</param>
internal sealed class ExistsForm(int existsIndex, bool isNegated) : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run) => run.Exists(existsIndex) ^ isNegated;
}
