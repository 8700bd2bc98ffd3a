namespace LinkedStats.Query.Expressions;

/// <summary><c>||</c> (section 17.2): true wins over an error.</summary>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
internal sealed class OrOperator(CompiledExpression left, CompiledExpression right) : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        bool? first = left.EvaluateBoolean(run);
        return first == true ? true : first | right.EvaluateBoolean(run);
    }
}

/// <summary><c>&amp;&amp;</c> (section 17.2): false wins over an error.</summary>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
internal sealed class AndOperator(CompiledExpression left, CompiledExpression right) : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        bool? first = left.EvaluateBoolean(run);
        return first == false ? false : first & right.EvaluateBoolean(run);
    }
}

/// <summary><c>!</c> (section 17.3).</summary>
/// <param name="operand">The operand.</param>
internal sealed class NotOperator(CompiledExpression operand) : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run) => !operand.EvaluateBoolean(run);
}
