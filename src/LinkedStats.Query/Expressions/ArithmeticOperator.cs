using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Query.Expressions;

/// <summary><c>+</c>, <c>-</c>, <c>*</c> and <c>/</c> on numbers (section 17.3).</summary>
/// <param name="symbol">The operator.</param>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
internal sealed class ArithmeticOperator(char symbol, CompiledExpression left, CompiledExpression right)
    : CompiledExpression
{
    /// <inheritdoc/>
    public override TermValue Evaluate(ExpressionEvaluator run) => TermValue.Of(EvaluateNumber(run));

    /// <inheritdoc/>
    public override NumericValue EvaluateNumber(ExpressionEvaluator run)
    {
        // What is no number is the number None, of which everything is None.
        NumericValue a = left.EvaluateNumber(run);
        NumericValue b = right.EvaluateNumber(run);
        return symbol switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            _ => a / b,
        };
    }
}

/// <summary>The signs <c>-</c> and <c>+</c> (section 17.3).</summary>
/// <param name="operand">The operand.</param>
/// <param name="isNegated">True for <c>-</c>.</param>
internal sealed class SignOperator(CompiledExpression operand, bool isNegated) : CompiledExpression
{
    /// <inheritdoc/>
    public override TermValue Evaluate(ExpressionEvaluator run) => TermValue.Of(EvaluateNumber(run));

    /// <inheritdoc/>
    public override NumericValue EvaluateNumber(ExpressionEvaluator run)
    {
        NumericValue number = operand.EvaluateNumber(run);
        return isNegated ? -number : number;
    }
}
