using System.Collections.Immutable;
using System.Diagnostics;
using LinkedStats.Query.Sparql;

namespace LinkedStats.Query.Algebra;

/// <content>Expressions.</content>
public sealed partial class AlgebraTranslator
{
    /// <summary>Translates an expression in which no aggregate can stand.</summary>
    private Expression TranslateExpression(ExpressionSyntax expression) => TranslateExpression(expression, level: null);

    /// <summary>Translates an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="level">What replaces aggregates and the variables outside them; null where the query has no
    /// groups.</param>
    private Expression TranslateExpression(ExpressionSyntax expression, AggregateLevel? level) => expression switch
    {
        VariableValueSyntax variable =>
            level?.Ungrouped(variable.Name) ?? new VariableExpression(new Variable(variable.Name)),
        ConstantSyntax constant => new ConstantExpression(constant.Value),
        CallSyntax { Name: "||" or "&&" } call => TranslateChain(call, level),
        CallSyntax call => new Call(call.Name, TranslateAll(call.Arguments, level)),
        IriCallSyntax call => new IriCall(call.Function, TranslateAll(call.Arguments, level)),
        ExistsSyntax exists => new Exists(TranslateGroup(exists.Group), exists.IsNegated),
        AggregateSyntax aggregate => level?.Aggregated(aggregate) ?? throw new UnreachableException(),
        _ => throw new UnreachableException(),
    };

    private ImmutableArray<Expression> TranslateAll(
        ImmutableArray<ExpressionSyntax> expressions, AggregateLevel? level) =>
        [.. expressions.Select(expression => TranslateExpression(expression, level))];

    /// <summary>
    /// Both operators are associative, errors included (section 17.2), so long chains make balanced trees.
    /// </summary>
    private Expression TranslateChain(CallSyntax call, AggregateLevel? level) => Balanced<ExpressionSyntax, Expression>(
        call.Arguments.AsSpan(),
        argument => TranslateExpression(argument, level),
        (left, right) => new Call(call.Name, [left, right]));
}
