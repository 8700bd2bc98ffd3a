namespace LinkedStats.Rdf.Datatypes;

/// <summary>A number of one of the four numeric types; integers and decimals are exact and of any size.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 17.3; XPath 2.0, appendix B.1 (promotion); XPath functions, sections 6.2 to 6.4.
/// An operation that fails gives <see cref="None"/>, never an exception and never a wrong number: integers that leave
/// 64 bits grow, and those that leave <see cref="XsdDecimal.DigitsMax"/> digits are errors.
/// </remarks>
public readonly partial struct NumericValue : IEquatable<NumericValue>
{
    private readonly XsdDecimal _exact;
    private readonly double _floating;

    private NumericValue(NumericKind kind, XsdDecimal exact, double floating)
    {
        Kind = kind;
        _exact = exact;
        _floating = floating;
    }

    /// <summary>No number: the error of an operation.</summary>
    public static NumericValue None => default;

    /// <summary>The type.</summary>
    public NumericKind Kind { get; }

    /// <summary>True for an error.</summary>
    public bool IsNone => Kind == NumericKind.None;

    /// <summary>True for integers and decimals.</summary>
    public bool IsExact => Kind is NumericKind.Integer or NumericKind.Decimal;

    /// <summary>True for NaN.</summary>
    public bool IsNaN => double.IsNaN(_floating);

    /// <summary>The value of an integer or a decimal.</summary>
    public XsdDecimal Exact => _exact;

    /// <summary>The sign: -1, 0 (also of NaN) or 1.</summary>
    public int Sign => IsExact ? _exact.Sign : IsNaN ? 0 : Math.Sign(_floating);

    /// <summary>Creates an xsd:integer.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The number.</returns>
    public static NumericValue FromInteger(long value) => new(NumericKind.Integer, new XsdDecimal(value), 0);

    /// <summary>Creates an xsd:integer.</summary>
    /// <param name="value">The value; a fraction is cut off.</param>
    /// <returns>The number.</returns>
    public static NumericValue FromInteger(XsdDecimal value) => new(NumericKind.Integer, value.Truncate(), 0);

    /// <summary>Creates an xsd:decimal.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The number.</returns>
    public static NumericValue FromDecimal(XsdDecimal value) => new(NumericKind.Decimal, value, 0);

    /// <summary>Creates an xsd:double.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The number.</returns>
    public static NumericValue FromDouble(double value) => new(NumericKind.Double, default, value);

    /// <summary>Creates an xsd:float.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The number.</returns>
    public static NumericValue FromFloat(float value) => new(NumericKind.Float, default, value);

    /// <summary>Reads the lexical form of a numeric datatype.</summary>
    /// <param name="lexical">The lexical form.</param>
    /// <param name="type">The datatype.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the datatype is not numeric, or has no such lexical form.</returns>
    public static bool TryParse(ReadOnlySpan<char> lexical, XsdType type, out NumericValue value)
    {
        value = default;
        switch (type)
        {
            case XsdType.Double when XsdDouble.TryParse(lexical, out double number):
                value = FromDouble(number);
                return true;
            case XsdType.Float when XsdDouble.TryParse(lexical, out float number):
                value = FromFloat(number);
                return true;
            case XsdType.Decimal when XsdDecimal.TryParse(lexical, out XsdDecimal number):
                value = FromDecimal(number);
                return true;
            case >= XsdType.Integer and <= XsdType.PositiveInteger
                when XsdDecimal.TryScan(lexical, out int point) && point < 0
                    && XsdDecimal.TryParse(lexical, out XsdDecimal number)
                    && XsdDatatype.IsInRange(number, type):
                value = FromInteger(number);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The value as a double.</summary>
    /// <returns>The nearest double.</returns>
    public double ToDouble() => IsExact ? _exact.ToDouble() : _floating;

    /// <summary>The value as a float.</summary>
    /// <returns>The nearest float.</returns>
    public float ToSingle() => IsExact ? _exact.ToSingle() : (float)_floating;

    /// <summary>The value as an integer of 64 bits.</summary>
    /// <param name="value">The value.</param>
    /// <returns>False when it has a fraction or does not fit.</returns>
    public bool TryGetInt64(out long value)
    {
        value = 0;
        return IsExact && _exact.IsInteger && _exact.Truncate().TryGetMantissa(out value);
    }

    /// <summary>
    /// The decimal that the number counts as in exact sums and in orders: itself, or the shortest decimal that reads
    /// back as the float or double.
    /// </summary>
    /// <param name="value">The decimal.</param>
    /// <returns>False for NaN, the infinities and errors.</returns>
    public bool TryGetShortest(out XsdDecimal value)
    {
        value = _exact;
        if (IsExact)
        {
            return true;
        }

        if (IsNone || !double.IsFinite(_floating))
        {
            return false;
        }

        value = Kind == NumericKind.Float
            ? XsdDecimal.FromShortest((float)_floating)
            : XsdDecimal.FromShortest(_floating);
        return true;
    }

    /// <summary>Casts to another numeric type (XPath functions, section 17.1.3).</summary>
    /// <param name="kind">The type.</param>
    /// <returns>The number; None when a NaN or an infinity should become exact.</returns>
    public NumericValue CastTo(NumericKind kind)
    {
        if (IsNone || Kind == kind)
        {
            return this;
        }

        if (kind is NumericKind.Double)
        {
            return FromDouble(ToDouble());
        }

        if (kind is NumericKind.Float)
        {
            return FromFloat(ToSingle());
        }

        if (!IsExact && !double.IsFinite(_floating))
        {
            return None;
        }

        XsdDecimal exact = IsExact ? _exact : XsdDecimal.FromExact(_floating);
        return kind == NumericKind.Integer ? FromInteger(exact) : FromDecimal(exact);
    }

    /// <summary>Compares as <c>=</c> and <c>&lt;</c> do: in the type that both are promoted to.</summary>
    /// <param name="other">The right operand.</param>
    /// <returns>Negative, zero or positive; null when NaN is among them.</returns>
    public int? CompareTo(NumericValue other)
    {
        if (IsExact && other.IsExact)
        {
            return _exact.CompareTo(other._exact);
        }

        double left = ToDouble();
        double right = other.ToDouble();
        if (Kind <= NumericKind.Float && other.Kind <= NumericKind.Float)
        {
            left = ToSingle();
            right = other.ToSingle();
        }

        return double.IsNaN(left) || double.IsNaN(right) ? null : left.CompareTo(right);
    }

    /// <summary>
    /// Orders numbers of all types on one line, by the decimal that each counts as; NaN comes first, and 1, 1.0 and 1e0
    /// share a place. Unlike the comparison of promoted numbers this is transitive, as sorting needs it.
    /// </summary>
    /// <param name="left">The left number.</param>
    /// <param name="right">The right number.</param>
    /// <returns>Negative, zero or positive.</returns>
    public static int CompareOrder(in NumericValue left, in NumericValue right)
    {
        if (left.IsExact && right.IsExact)
        {
            return left._exact.CompareTo(right._exact);
        }

        if (left.Kind == right.Kind && !left.IsExact)
        {
            return left._floating.CompareTo(right._floating);
        }

        bool isLeftFinite = left.TryGetShortest(out XsdDecimal a);
        bool isRightFinite = right.TryGetShortest(out XsdDecimal b);
        return isLeftFinite && isRightFinite
            ? a.CompareTo(b)
            : (isLeftFinite ? 0.0 : left._floating).CompareTo(isRightFinite ? 0.0 : right._floating);
    }

    /// <summary>Prints the canonical lexical form of the type.</summary>
    /// <returns>The lexical form; empty for an error.</returns>
    public override string ToString() => Kind switch
    {
        NumericKind.Integer or NumericKind.Decimal => _exact.ToString(),
        NumericKind.Float => XsdDouble.Format((float)_floating),
        NumericKind.Double => XsdDouble.Format(_floating),
        _ => "",
    };

    /// <inheritdoc/>
    public bool Equals(NumericValue other) =>
        Kind == other.Kind && (IsExact ? _exact == other._exact : _floating.Equals(other._floating));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NumericValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Kind, IsExact ? _exact.GetHashCode() : _floating.GetHashCode());

    /// <summary>Same type and value.</summary>
    public static bool operator ==(NumericValue left, NumericValue right) => left.Equals(right);

    /// <summary>Another type or value.</summary>
    public static bool operator !=(NumericValue left, NumericValue right) => !left.Equals(right);
}
