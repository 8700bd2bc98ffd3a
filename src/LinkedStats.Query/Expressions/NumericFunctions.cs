using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Query.Expressions;

/// <summary>Functions on numerics.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 17.4.4. What is no number is the number None, of which all is None.
/// </remarks>
internal static class NumericFunctions
{
    /// <summary>ABS.</summary>
    public static TermValue Abs(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].Number.Abs());

    /// <summary>ROUND.</summary>
    public static TermValue Round(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].Number.Round());

    /// <summary>CEIL.</summary>
    public static TermValue Ceil(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].Number.Ceiling());

    /// <summary>FLOOR.</summary>
    public static TermValue Floor(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(arguments[0].Number.Floor());

    /// <summary>RAND.</summary>
    public static TermValue Rand(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments) =>
        TermValue.Of(NumericValue.FromDouble(run.Context.Random.NextDouble()));
}
