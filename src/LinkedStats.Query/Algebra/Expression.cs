using System.Collections.Immutable;
using LinkedStats.Rdf;

namespace LinkedStats.Query.Algebra;

/// <summary>An expression of a filter, a BIND, a sort key or an aggregate.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 17.</remarks>
public abstract record Expression;

/// <summary>The value of a variable.</summary>
/// <param name="Variable">The variable.</param>
public sealed record VariableExpression(Variable Variable) : Expression;

/// <summary>A constant.</summary>
/// <param name="Value">The term.</param>
public sealed record ConstantExpression(Term Value) : Expression;

/// <summary>
/// A built-in call, an operator or a functional form; the name is the SPARQL keyword in upper case
/// (<c>STRLEN</c>, <c>IF</c>, <c>COALESCE</c>, <c>BOUND</c>, <c>SAMETERM</c>, …) or the operator
/// (<c>||</c>, <c>&amp;&amp;</c>, <c>!</c>, <c>=</c>, <c>!=</c>, <c>&lt;</c>, <c>&gt;</c>, <c>&lt;=</c>, <c>&gt;=</c>,
/// <c>IN</c>, <c>NOT IN</c>, <c>+</c>, <c>-</c>, <c>*</c>, <c>/</c>, and <c>UNARY-</c>, <c>UNARY+</c>).
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Arguments">The arguments; of IN, the value and then the list.</param>
public sealed record Call(string Name, ImmutableArray<Expression> Arguments) : Expression;

/// <summary>A call by IRI: an xsd cast, or an extension function.</summary>
/// <param name="Function">The function's IRI.</param>
/// <param name="Arguments">The arguments.</param>
public sealed record IriCall(Iri Function, ImmutableArray<Expression> Arguments) : Expression;

/// <summary>EXISTS and NOT EXISTS.</summary>
/// <param name="Pattern">The pattern, matched with the row's variables substituted.</param>
/// <param name="IsNegated">True for NOT EXISTS.</param>
public sealed record Exists(AlgebraNode Pattern, bool IsNegated) : Expression;

/// <summary>An aggregate; stands only in <see cref="Group"/>, where the translator moved it.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="Argument">What is aggregated; null for COUNT(*).</param>
/// <param name="IsDistinct">True for DISTINCT.</param>
/// <param name="Separator">The separator of GROUP_CONCAT; a space by default.</param>
public sealed record Aggregate(
    AggregateKind Kind, Expression? Argument, bool IsDistinct, string Separator = " ") : Expression;

/// <summary>The set functions (section 18.5.1).</summary>
public enum AggregateKind
{
    /// <summary>COUNT.</summary>
    Count,

    /// <summary>SUM.</summary>
    Sum,

    /// <summary>MIN.</summary>
    Min,

    /// <summary>MAX.</summary>
    Max,

    /// <summary>AVG.</summary>
    Average,

    /// <summary>SAMPLE.</summary>
    Sample,

    /// <summary>GROUP_CONCAT.</summary>
    GroupConcat,
}
