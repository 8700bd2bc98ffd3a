namespace LinkedStats.Rdf.Datatypes;

/// <content>Arithmetic and rounding.</content>
public readonly partial struct NumericValue
{
    /// <summary>Adds (op:numeric-add).</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The sum in the promoted type.</returns>
    public static NumericValue operator +(NumericValue left, NumericValue right) =>
        Combine(left, right, Operation.Add);

    /// <summary>Subtracts (op:numeric-subtract).</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The difference in the promoted type.</returns>
    public static NumericValue operator -(NumericValue left, NumericValue right) =>
        Combine(left, right, Operation.Subtract);

    /// <summary>Multiplies (op:numeric-multiply).</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <returns>The product in the promoted type.</returns>
    public static NumericValue operator *(NumericValue left, NumericValue right) =>
        Combine(left, right, Operation.Multiply);

    /// <summary>Divides (op:numeric-divide); integers give a decimal.</summary>
    /// <param name="left">The dividend.</param>
    /// <param name="right">The divisor.</param>
    /// <returns>The quotient; None where an exact number is divided by an exact zero.</returns>
    public static NumericValue operator /(NumericValue left, NumericValue right) =>
        Combine(left, right, Operation.Divide);

    /// <summary>Negates (op:numeric-unary-minus).</summary>
    /// <param name="value">The operand.</param>
    /// <returns>The negated number.</returns>
    public static NumericValue operator -(NumericValue value) => new(value.Kind, -value._exact, -value._floating);

    /// <summary>The absolute value (fn:abs).</summary>
    /// <returns>A number of the same type.</returns>
    public NumericValue Abs() => new(Kind, _exact.Abs(), Math.Abs(_floating));

    /// <summary>The nearest integer; of two, the one nearer to positive infinity (fn:round).</summary>
    /// <returns>A number of the same type.</returns>
    public NumericValue Round() => IsExact
        ? new NumericValue(Kind, _exact.Round(), 0)
        : new NumericValue(Kind, default, RoundHalfUp(_floating));

    /// <summary>The smallest integer that is not smaller (fn:ceiling).</summary>
    /// <returns>A number of the same type.</returns>
    public NumericValue Ceiling() => IsExact
        ? new NumericValue(Kind, _exact.Ceiling(), 0)
        : new NumericValue(Kind, default, Math.Ceiling(_floating));

    /// <summary>The greatest integer that is not greater (fn:floor).</summary>
    /// <returns>A number of the same type.</returns>
    public NumericValue Floor() => IsExact
        ? new NumericValue(Kind, _exact.Floor(), 0)
        : new NumericValue(Kind, default, Math.Floor(_floating));

    private enum Operation
    {
        Add,
        Subtract,
        Multiply,
        Divide,
    }

    private static NumericValue Combine(in NumericValue left, in NumericValue right, Operation operation)
    {
        if (left.IsNone || right.IsNone)
        {
            return None;
        }

        NumericKind kind = left.Kind > right.Kind ? left.Kind : right.Kind;
        return kind switch
        {
            NumericKind.Double => FromDouble(Combine(left.ToDouble(), right.ToDouble(), operation)),

            // The result of two floats in double precision rounds to the float that single precision gives.
            NumericKind.Float => FromFloat((float)Combine(left.ToSingle(), right.ToSingle(), operation)),
            _ => CombineExact(left._exact, right._exact, kind, operation),
        };
    }

    private static double Combine(double left, double right, Operation operation) => operation switch
    {
        Operation.Add => left + right,
        Operation.Subtract => left - right,
        Operation.Multiply => left * right,
        _ => left / right,
    };

    private static NumericValue CombineExact(XsdDecimal left, XsdDecimal right, NumericKind kind, Operation operation)
    {
        if (operation == Operation.Divide && right.Sign == 0)
        {
            return None;
        }

        try
        {
            return operation switch
            {
                Operation.Add => new NumericValue(kind, left + right, 0),
                Operation.Subtract => new NumericValue(kind, left - right, 0),
                Operation.Multiply => new NumericValue(kind, left * right, 0),
                _ => new NumericValue(NumericKind.Decimal, left / right, 0),
            };
        }
        catch (OverflowException)
        {
            // Only numbers of thousands of digits come here.
            return None;
        }
    }

    private static double RoundHalfUp(double value)
    {
        // Adding 0.5 to 0.49999999999999994 would give 1, so the fraction is looked at instead.
        double floor = Math.Floor(value);
        double rounded = value - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 && double.IsNegative(value) ? -0.0 : rounded;
    }
}
