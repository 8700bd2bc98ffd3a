using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Sparql;

/// <summary>An expression as written.</summary>
/// <param name="Height">How deep a tree it becomes at most.</param>
internal abstract record ExpressionSyntax(int Height)
{
    /// <summary>The height of the tallest of some expressions.</summary>
    /// <param name="expressions">The expressions.</param>
    /// <returns>The height; 0 for none.</returns>
    protected static int Tallest(ImmutableArray<ExpressionSyntax> expressions) =>
        expressions.IsEmpty ? 0 : expressions.Max(static expression => expression.Height);
}

/// <summary>The value of a variable.</summary>
/// <param name="Name">The name without <c>?</c>.</param>
/// <param name="Position">The index of the variable in the text.</param>
internal sealed record VariableValueSyntax(string Name, int Position) : ExpressionSyntax(1);

/// <summary>A constant.</summary>
/// <param name="Value">The term.</param>
internal sealed record ConstantSyntax(Term Value) : ExpressionSyntax(1);

/// <summary>A built-in call or an operator.</summary>
/// <param name="Name">The keyword in upper case, or the operator; minus and plus signs are <c>UNARY-</c> and
/// <c>UNARY+</c>.</param>
/// <param name="Arguments">The arguments; of <c>||</c> and <c>&amp;&amp;</c> two or more.</param>
internal sealed record CallSyntax(string Name, ImmutableArray<ExpressionSyntax> Arguments)
    : ExpressionSyntax(Tallest(Arguments) + (Name is "||" or "&&" ? SyntaxHeight.OfBalanced(Arguments.Length) : 1));

/// <summary>A call by IRI.</summary>
/// <param name="Function">The function.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record IriCallSyntax(Iri Function, ImmutableArray<ExpressionSyntax> Arguments)
    : ExpressionSyntax(Tallest(Arguments) + 1);

/// <summary>EXISTS or NOT EXISTS.</summary>
/// <param name="Group">The pattern.</param>
/// <param name="IsNegated">True for NOT EXISTS.</param>
internal sealed record ExistsSyntax(GroupSyntax Group, bool IsNegated) : ExpressionSyntax(Group.Height + 1);

/// <summary>An aggregate.</summary>
/// <param name="Name">The keyword in upper case.</param>
/// <param name="Argument">What is aggregated; null for COUNT(*).</param>
/// <param name="IsDistinct">True for DISTINCT.</param>
/// <param name="Separator">The separator of GROUP_CONCAT.</param>
internal sealed record AggregateSyntax(string Name, ExpressionSyntax? Argument, bool IsDistinct, string Separator)
    : ExpressionSyntax((Argument?.Height ?? 0) + 1);
