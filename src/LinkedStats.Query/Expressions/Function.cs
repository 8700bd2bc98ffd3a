namespace LinkedStats.Query.Expressions;

/// <summary>Computes a function from the values of its arguments, none of which is an error.</summary>
/// <param name="run">The evaluator.</param>
/// <param name="arguments">The arguments; live only during the call.</param>
/// <returns>The value, or an error.</returns>
internal delegate TermValue Function(ExpressionEvaluator run, ReadOnlySpan<TermValue> arguments);

/// <summary>A row of the function table.</summary>
/// <param name="Name">The keyword in upper case.</param>
/// <param name="ArityMin">The fewest arguments.</param>
/// <param name="ArityMax">The most arguments.</param>
/// <param name="Body">What it does.</param>
/// <param name="IsDeterministic">False when equal arguments may give another value, so that nothing may be
/// cached.</param>
internal sealed record FunctionRow(
    string Name, int ArityMin, int ArityMax, Function Body, bool IsDeterministic = true);
