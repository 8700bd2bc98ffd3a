using System.Collections.Frozen;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary><c>=</c> and <c>!=</c> (section 17.3).</summary>
/// <param name="left">The left operand.</param>
/// <param name="right">The right operand.</param>
/// <param name="isNegated">True for <c>!=</c>.</param>
internal sealed class EqualityOperator(CompiledExpression left, CompiledExpression right, bool isNegated)
    : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run) =>
        InlineComparison.TryAreEqual(left.PeekId(run), right.PeekId(run), out bool areEqual)
            ? areEqual ^ isNegated
            : ValueComparison.AreEqual(left.Evaluate(run), right.Evaluate(run), run.Terms) ^ isNegated;
}

/// <summary><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> and <c>&gt;=</c> (section 17.3).</summary>
/// <param name="left">The left operand; the greater one of <c>&gt;</c> when operands were swapped.</param>
/// <param name="right">The right operand.</param>
/// <param name="isOrEqual">True for <c>&lt;=</c>.</param>
internal sealed class LessOperator(CompiledExpression left, CompiledExpression right, bool isOrEqual)
    : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        if (InlineComparison.TryCompare(left.PeekId(run), right.PeekId(run), out int inlineOrder))
        {
            return inlineOrder < (isOrEqual ? 1 : 0);
        }

        if (left is not ArithmeticOperator && right is not ArithmeticOperator)
        {
            return ValueComparison.IsLess(left.Evaluate(run), right.Evaluate(run), isOrEqual);
        }

        // Against a number, what is no number is an error; a comparison with NaN is false.
        NumericValue a = left.EvaluateNumber(run);
        NumericValue b = right.EvaluateNumber(run);
        return a.IsNone || b.IsNone ? null : a.CompareTo(b) is int order && order < (isOrEqual ? 1 : 0);
    }
}

/// <summary>
/// IN and NOT IN (sections 17.4.1.9 and 17.4.1.10): true if one is equal, else an error if one is an error.
/// </summary>
/// <param name="value">The value that is looked for.</param>
/// <param name="list">The list.</param>
/// <param name="isNegated">True for NOT IN.</param>
internal sealed class InOperator(CompiledExpression value, CompiledExpression[] list, bool isNegated)
    : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        TermValue sought = value.Evaluate(run);
        bool? found = false;
        foreach (CompiledExpression item in list)
        {
            bool? isEqual = ValueComparison.AreEqual(sought, item.Evaluate(run), run.Terms);
            if (isEqual == true)
            {
                return !isNegated;
            }

            found = isEqual is null ? null : found;
        }

        return found ^ isNegated;
    }
}

/// <summary>IN and NOT IN over a list of IRIs, however long: equal IRIs have equal ids.</summary>
/// <param name="value">The value that is looked for.</param>
/// <param name="iris">The list.</param>
/// <param name="isNegated">True for NOT IN.</param>
internal sealed class InIrisOperator(CompiledExpression value, FrozenSet<TermId> iris, bool isNegated)
    : BooleanExpression
{
    /// <inheritdoc/>
    public override bool? EvaluateBoolean(ExpressionEvaluator run)
    {
        TermValue sought = value.Evaluate(run);
        return sought.IsError ? null
            : sought.Kind != ValueKind.Iri ? isNegated
            : iris.Contains(run.Terms.Intern(sought)) ^ isNegated;
    }
}
