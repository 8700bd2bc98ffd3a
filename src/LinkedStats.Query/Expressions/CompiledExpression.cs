using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>An expression whose variables are columns; immutable, so that any number of runs may share it.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 17. An error and an unbound variable are the same value: TermValue.Error.
/// </remarks>
internal abstract class CompiledExpression
{
    /// <summary>Computes the value for the evaluator's current row.</summary>
    /// <param name="run">The evaluator.</param>
    /// <returns>The value, or an error.</returns>
    public abstract TermValue Evaluate(ExpressionEvaluator run);

    /// <summary>Computes the effective boolean value for the evaluator's current row (section 17.2.2).</summary>
    /// <param name="run">The evaluator.</param>
    /// <returns>True, false, or null for an error.</returns>
    public virtual bool? EvaluateBoolean(ExpressionEvaluator run) =>
        ValueComparison.EffectiveBoolean(Evaluate(run), run.Terms);

    /// <summary>Computes the number for the evaluator's current row, for operands of arithmetic.</summary>
    /// <param name="run">The evaluator.</param>
    /// <returns>The number; None for an error and for what is no number.</returns>
    public virtual NumericValue EvaluateNumber(ExpressionEvaluator run) => Evaluate(run).Number;

    /// <summary>Gets the id of the value without computing anything.</summary>
    /// <param name="run">The evaluator.</param>
    /// <returns>The id; None where there is none, or where it would have to be computed.</returns>
    public virtual TermId PeekId(ExpressionEvaluator run) => TermId.None;
}

/// <summary>An expression that is true, false or an error; its truth does not pass through a term.</summary>
internal abstract class BooleanExpression : CompiledExpression
{
    /// <inheritdoc/>
    public sealed override TermValue Evaluate(ExpressionEvaluator run) => TermValue.Of(EvaluateBoolean(run));

    /// <inheritdoc/>
    public abstract override bool? EvaluateBoolean(ExpressionEvaluator run);
}

/// <summary>The value of a column.</summary>
/// <param name="column">The column's index; negative for a variable that is never bound.</param>
internal sealed class ColumnExpression(int column) : CompiledExpression
{
    private const int LongText = 1024;

    /// <summary>The column's index; negative for a variable that is never bound.</summary>
    public int Column => column;

    /// <inheritdoc/>
    public override TermValue Evaluate(ExpressionEvaluator run)
    {
        if (column < 0)
        {
            return TermValue.Error;
        }

        TermValue value = run.Terms.ValueOf(run.IdAt(column));
        if (value.Source is string { Length: > LongText } text)
        {
            run.Context.Work(2L * text.Length);
        }

        return value;
    }

    /// <inheritdoc/>
    public override NumericValue EvaluateNumber(ExpressionEvaluator run)
    {
        TermId id = PeekId(run);
        return InlineTerm.TryGetDecimal(id, out long mantissa, out int scale)
            ? id.Tag == TermTag.Integer
                ? NumericValue.FromInteger(mantissa)
                : NumericValue.FromDecimal(new XsdDecimal(mantissa, scale))
            : Evaluate(run).Number;
    }

    /// <inheritdoc/>
    public override TermId PeekId(ExpressionEvaluator run) => column < 0 ? TermId.None : run.IdAt(column);
}

/// <summary>A constant.</summary>
/// <param name="value">The value, with its id.</param>
internal sealed class ConstantValue(TermValue value) : CompiledExpression
{
    private readonly NumericValue _number = value.Number;

    /// <inheritdoc/>
    public override TermValue Evaluate(ExpressionEvaluator run) => value;

    /// <inheritdoc/>
    public override NumericValue EvaluateNumber(ExpressionEvaluator run) => _number;

    /// <inheritdoc/>
    public override TermId PeekId(ExpressionEvaluator run) => value.Id;
}

/// <summary>
/// A call of a function that computes with the values of its arguments; an error in one is the result.
/// </summary>
/// <param name="function">The function.</param>
/// <param name="arguments">The arguments.</param>
internal sealed class FunctionCall(Function function, CompiledExpression[] arguments) : CompiledExpression
{
    /// <inheritdoc/>
    public override TermValue Evaluate(ExpressionEvaluator run)
    {
        ArgumentBuffer buffer = default;
        Span<TermValue> values = arguments.Length <= ArgumentBuffer.Length
            ? ((Span<TermValue>)buffer)[..arguments.Length]
            : new TermValue[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            values[i] = arguments[i].Evaluate(run);
            if (values[i].IsError)
            {
                return TermValue.Error;
            }
        }

        return function(run, values);
    }

    /// <summary>Room for the arguments of all functions but CONCAT and the longest lists.</summary>
    [System.Runtime.CompilerServices.InlineArray(Length)]
    private struct ArgumentBuffer
    {
        public const int Length = 4;

        private TermValue _first;
    }
}
