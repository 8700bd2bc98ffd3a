using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <summary>
/// Turns a comparison of a measure with a constant into a range of mantissas, which is checked without terms.
/// </summary>
/// <remarks>
/// Numbers of one scale and type ascend with their mantissas, so such a comparison is true below or above one mantissa.
/// It is found by asking the comparison itself, so that rounding and promotion of types are those of the evaluator.
/// </remarks>
internal static class MantissaRange
{
    /// <summary>Finds the range.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">The column that the condition is on.</param>
    /// <param name="filter">The condition.</param>
    /// <param name="condition">The same, compiled over a batch of one column.</param>
    /// <returns>
    /// The range, empty when the least is above the greatest; null when the condition is of another kind.
    /// </returns>
    public static (long Min, long Max)? Find(
        CubeTable table, CellColumn column, CubeFilter filter, RowCondition condition)
    {
        if (column.Kind != CellColumnKind.Measure
            || !table.TryGetScale(column.Index, out int scale, out TermTag tag)
            || IsUpperBound(filter.Condition) is not { } isUpper)
        {
            return null;
        }

        long most = tag == TermTag.Double ? InlineTerm.DoubleMantissaMax : InlineTerm.MantissaMax;
        var probe = new Batch(1, 1) { RowCount = 1 };
        bool isInline = true;
        bool Holds(long mantissa)
        {
            TermId id = tag switch
            {
                TermTag.Integer => InlineTerm.FromInteger(mantissa),
                TermTag.Decimal => InlineTerm.FromDecimal(mantissa, scale),
                _ => InlineTerm.FromDouble(mantissa, scale),
            };
            isInline &= !id.IsNone;
            probe.Column(0)[0] = id;
            return condition(probe, 0);
        }

        // The bound is the last mantissa on the side where the comparison holds.
        (long holds, long fails) = isUpper ? (-most, most) : (most, -most);
        if (!Holds(holds))
        {
            return isInline ? (1, 0) : null;
        }

        if (Holds(fails))
        {
            return isInline ? (long.MinValue + 1, long.MaxValue) : null;
        }

        while (Math.Abs(holds - fails) > 1)
        {
            long middle = fails + ((holds - fails) / 2);
            (holds, fails) = Holds(middle) ? (middle, fails) : (holds, middle);
        }

        return !isInline ? null : isUpper ? (long.MinValue + 1, holds) : (holds, long.MaxValue);
    }

    // True for "less than a constant", false for "greater"; null for all else.
    private static bool? IsUpperBound(Expression? condition) => condition switch
    {
        Call { Name: "<" or "<=", Arguments: [VariableExpression, ConstantExpression] } => true,
        Call { Name: ">" or ">=", Arguments: [VariableExpression, ConstantExpression] } => false,
        Call { Name: "<" or "<=", Arguments: [ConstantExpression, VariableExpression] } => false,
        Call { Name: ">" or ">=", Arguments: [ConstantExpression, VariableExpression] } => true,
        _ => null,
    };
}
