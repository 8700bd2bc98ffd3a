using LinkedStats.Query.Algebra;
using LinkedStats.Query.Execution.Scans;
using LinkedStats.Query.Expressions;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Planning;

/// <summary>Compiles exact arithmetic over measures to loops over columns.</summary>
/// <remarks>
/// Integers and decimals only: their sums, differences and products are exact in whichever order, so that mantissas
/// give the same results as terms. Source: XPath functions, section 6.2.
/// </remarks>
/// <param name="table">The cube.</param>
/// <param name="columnOf">Finds the column of a variable that every selected cell binds; null for any other.</param>
/// <param name="terms">The query's terms.</param>
internal sealed class CellNumbers(CubeTable table, Func<string, CellColumn?> columnOf, QueryTerms terms)
{
    private const int PowersMax = 18;

    /// <summary>Compiles an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>Its numbers; null where it needs other values, or more bits.</returns>
    public CellNumber? Compile(Expression expression)
    {
        CellNumber? number = expression switch
        {
            VariableExpression { Variable.Name: var name } => Bounded(Measure(table, columnOf(name))),
            ConstantExpression { Value: var value } => Constant(terms.ValueOf(terms.Intern(value))),
            Call { Name: "+" or "-" or "*" or "/", Arguments: [var left, var right] } call =>
                Arithmetic(call.Name, Exact(left), Exact(right)),
            Call { Name: "UNARY-", Arguments: [var operand] } =>
                Arithmetic("*", new ConstantNumber(-1, 0, TermTag.Integer), Exact(operand)),
            Call { Name: "IF", Arguments: [Call condition, var yes, var no] } =>
                Choice(condition, Exact(yes), Exact(no)),
            _ => null,
        };
        return number is { IsSafe: true } ? number : null;
    }

    /// <summary>The numbers of a measure, whose bounds are not looked for.</summary>
    /// <param name="table">The cube.</param>
    /// <param name="column">A column that every selected cell has; null for none.</param>
    /// <returns>Its numbers; null where it has no scale.</returns>
    public static MeasureNumber? Measure(CubeTable table, CellColumn? column) =>
        column is { Kind: CellColumnKind.Measure } measure
            && table.TryGetScale(measure.Index, out int scale, out TermTag tag)
            ? new MeasureNumber(measure, scale, tag, default) : null;

    private MeasureNumber? Bounded(MeasureNumber? measure)
    {
        if (measure is null)
        {
            return null;
        }

        (long least, long greatest) = table.MantissaBounds(measure.Column.Index);
        return new MeasureNumber(measure.Column, measure.Scale, measure.Tag, (least, greatest));
    }

    // Arithmetic of doubles rounds, which mantissas do not.
    private CellNumber? Exact(Expression expression) =>
        Compile(expression) is { Tag: not TermTag.Double } number ? number : null;

    private static ConstantNumber? Constant(in TermValue value)
    {
        if (value.Kind != ValueKind.Number || !value.Number.IsExact)
        {
            return null;
        }

        XsdDecimal exact = value.Number.Exact.Canonical();
        TermTag tag = value.Number.Kind == NumericKind.Integer ? TermTag.Integer : TermTag.Decimal;
        return exact.TryGetMantissa(out long mantissa) ? new ConstantNumber(mantissa, exact.Scale, tag) : null;
    }

    private static CellNumber? Arithmetic(string name, CellNumber? left, CellNumber? right)
    {
        if (left is null || right is null)
        {
            return null;
        }

        TermTag tag = left.Tag == TermTag.Integer && right.Tag == TermTag.Integer ? TermTag.Integer : TermTag.Decimal;
        switch (name)
        {
            case "*":
                return new ProductNumber(left, right, tag);
            case "/":
                // A quotient by a power of ten has the digits of the dividend.
                int zeros = right is ConstantNumber { Scale: 0 } divisor ? PowerOf(divisor.Mantissa) : -1;
                return zeros < 0 ? null : new ScaledNumber(left, 1, left.Scale + zeros, TermTag.Decimal);
            default:
                int scale = Math.Max(left.Scale, right.Scale);
                return At(left, scale, tag) is { } first && At(right, scale, tag) is { } second
                    ? new SumNumber(first, second, name == "+" ? 1 : -1) : null;
        }
    }

    private ChosenNumber? Choice(Call condition, CellNumber? yes, CellNumber? no)
    {
        if (yes is null || no is null || yes.Tag != no.Tag || condition.Arguments.Length != 2
            || Test(condition.Name) is not { } test
            || Arithmetic("-", Exact(condition.Arguments[0]), Exact(condition.Arguments[1])) is not { IsSafe: true } d)
        {
            return null;
        }

        int scale = Math.Max(yes.Scale, no.Scale);
        return At(yes, scale, yes.Tag) is { } first && At(no, scale, no.Tag) is { } second
            ? new ChosenNumber(d, test, first, second) : null;
    }

    private static Func<int, bool>? Test(string name) => name switch
    {
        "=" => static sign => sign == 0,
        "!=" => static sign => sign != 0,
        "<" => static sign => sign < 0,
        "<=" => static sign => sign <= 0,
        ">" => static sign => sign > 0,
        ">=" => static sign => sign >= 0,
        _ => null,
    };

    private static CellNumber? At(CellNumber number, int scale, TermTag tag)
    {
        int shift = scale - number.Scale;
        if (shift == 0 && number.Tag == tag)
        {
            return number;
        }

        CellNumber? scaled = shift <= PowersMax ? new ScaledNumber(number, Power(shift), scale, tag) : null;
        return scaled is { IsSafe: true } ? scaled : null;
    }

    private static long Power(int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }

    // The exponent of a power of ten; -1 for any other number.
    private static int PowerOf(long number)
    {
        int exponent = 0;
        for (; number >= 10 && number % 10 == 0; exponent++)
        {
            number /= 10;
        }

        return number == 1 ? exponent : -1;
    }
}
