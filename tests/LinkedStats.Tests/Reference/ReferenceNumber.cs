using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <summary>The numeric types, in the order of promotion.</summary>
internal enum NumberType
{
    Integer,
    Decimal,
    Float,
    Double,
}

/// <summary>A number of the reference evaluator.</summary>
/// <param name="Type">Its type; types derived from xsd:integer count as xsd:integer.</param>
/// <param name="Exact">The value of an integer or a decimal.</param>
/// <param name="Floating">The value of a float or a double.</param>
/// <remarks>Source: SPARQL 1.1 Query, section 17.3; XPath functions, sections 6.2 to 6.4.</remarks>
internal readonly record struct ReferenceNumber(NumberType Type, ReferenceDecimal Exact, double Floating)
{
    public bool IsExact => Type <= NumberType.Decimal;

    public bool IsFinite => IsExact || double.IsFinite(Floating);

    public bool IsNaN => !IsExact && double.IsNaN(Floating);

    /// <summary>What the number counts as in sums and orders: the shortest decimal of a float or double.</summary>
    public ReferenceDecimal Shortest => IsExact ? Exact
        : Type == NumberType.Float ? ReferenceDecimal.FromShortest((float)Floating)
        : ReferenceDecimal.FromShortest(Floating);

    public static ReferenceNumber Of(int value) => new(NumberType.Integer, new ReferenceDecimal(value), 0);

    public static ReferenceNumber Of(double value, NumberType type) =>
        new(type, default, type == NumberType.Float ? (float)value : value);

    /// <summary>A decimal in one of the types, rounded once where that is float or double.</summary>
    public static ReferenceNumber Of(ReferenceDecimal value, NumberType type) => type switch
    {
        NumberType.Float => new(type, default, value.ToSingle()),
        NumberType.Double => new(type, default, value.ToDouble()),
        _ => new(type, value, 0),
    };

    public static ReferenceNumber Add(ReferenceNumber left, ReferenceNumber right) =>
        Combine(left, right, static (a, b) => a + b, static (a, b) => a + b, static (a, b) => a + b);

    public static ReferenceNumber Subtract(ReferenceNumber left, ReferenceNumber right) =>
        Combine(left, right, static (a, b) => a - b, static (a, b) => a - b, static (a, b) => a - b);

    public static ReferenceNumber Multiply(ReferenceNumber left, ReferenceNumber right) =>
        Combine(left, right, static (a, b) => a * b, static (a, b) => a * b, static (a, b) => a * b);

    /// <summary>op:numeric-divide; two integers give a decimal, exact division by zero is an error.</summary>
    public static ReferenceNumber? Divide(ReferenceNumber left, ReferenceNumber right)
    {
        if (!left.IsExact || !right.IsExact)
        {
            return Combine(left, right, static (a, _) => a, static (a, b) => a / b, static (a, b) => a / b);
        }

        return right.Exact.Sign == 0 ? null : Of(left.Exact / right.Exact, NumberType.Decimal);
    }

    /// <summary>Compares in the promoted type; null where NaN is among them.</summary>
    public static int? Compare(ReferenceNumber left, ReferenceNumber right)
    {
        NumberType type = Promoted(left, right);
        if (type <= NumberType.Decimal)
        {
            return ReferenceDecimal.Compare(left.Exact, right.Exact);
        }

        double a = left.CastTo(type)!.Value.Floating;
        double b = right.CastTo(type)!.Value.Floating;
        return a < b ? -1 : a > b ? 1 : a == b ? 0 : null;
    }

    public ReferenceNumber Negate() => this with { Exact = -Exact, Floating = -Floating };

    public ReferenceNumber Abs() => this with { Exact = Exact.Abs(), Floating = Math.Abs(Floating) };

    public ReferenceNumber Ceiling() => this with { Exact = Exact.Ceiling(), Floating = Math.Ceiling(Floating) };

    public ReferenceNumber Floor() => this with { Exact = Exact.Floor(), Floating = Math.Floor(Floating) };

    /// <summary>fn:round: half towards positive infinity; what is small and negative becomes negative zero.</summary>
    public ReferenceNumber Round()
    {
        if (IsExact)
        {
            return this with { Exact = Exact.Round() };
        }

        if (!double.IsFinite(Floating))
        {
            return this;
        }

        double rounded = ReferenceDecimal.FromExact(Floating).Round().ToDouble();
        return this with { Floating = Math.CopySign(rounded, Floating) };
    }

    /// <summary>Casts to another type (XPath functions, section 17.1.3); null for NaN made exact.</summary>
    public ReferenceNumber? CastTo(NumberType type)
    {
        if (type >= NumberType.Float)
        {
            return IsExact ? Of(Exact, type) : Of(Floating, type);
        }

        if (!IsFinite)
        {
            return null;
        }

        ReferenceDecimal exact = IsExact ? Exact : ReferenceDecimal.FromExact(Floating);
        return Of(type == NumberType.Integer ? new ReferenceDecimal(exact.Whole) : exact, type);
    }

    /// <summary>The canonical literal (XSD 1.1 Part 2, appendix E.1).</summary>
    public Literal ToLiteral() => Type switch
    {
        NumberType.Integer => new Literal(Exact.ToString(), XsdVocabulary.Integer),
        NumberType.Decimal => new Literal(Exact.ToString(), XsdVocabulary.Decimal),
        NumberType.Float => new Literal(Scientific(), XsdVocabulary.Float),
        _ => new Literal(Scientific(), XsdVocabulary.Double),
    };

    /// <summary>The text of a cast to xsd:string (XPath functions, section 17.1.2).</summary>
    public string ToText()
    {
        double least = Type == NumberType.Float ? 1e-6f : 1e-6;
        bool isPlain = !IsExact && Math.Abs(Floating) >= least && Math.Abs(Floating) < 1e6;
        return IsExact ? Exact.ToString()
            : Floating == 0 ? double.IsNegative(Floating) ? "-0" : "0"
            : isPlain ? Shortest.ToString()
            : Scientific();
    }

    private static NumberType Promoted(ReferenceNumber left, ReferenceNumber right) =>
        left.Type > right.Type ? left.Type : right.Type;

    private static ReferenceNumber Combine(
        ReferenceNumber left,
        ReferenceNumber right,
        Func<ReferenceDecimal, ReferenceDecimal, ReferenceDecimal> exact,
        Func<float, float, float> single,
        Func<double, double, double> floating)
    {
        NumberType type = Promoted(left, right);
        if (type <= NumberType.Decimal)
        {
            return Of(exact(left.Exact, right.Exact), type);
        }

        double a = left.CastTo(type)!.Value.Floating;
        double b = right.CastTo(type)!.Value.Floating;
        return type == NumberType.Float ? Of(single((float)a, (float)b), type) : Of(floating(a, b), type);
    }

    /// <summary>One digit before the point and at least one after it, then the exponent.</summary>
    private string Scientific()
    {
        if (!double.IsFinite(Floating))
        {
            return double.IsNaN(Floating) ? "NaN" : Floating > 0 ? "INF" : "-INF";
        }

        if (Floating == 0)
        {
            return double.IsNegative(Floating) ? "-0.0E0" : "0.0E0";
        }

        string plain = Shortest.Abs().ToString();
        string digits = plain.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        int point = plain.IndexOf('.', StringComparison.Ordinal);
        int whole = point < 0 ? plain.Length : point;
        int exponent = plain[0] != '0' ? whole - 1 : digits.Length - (plain.Length - whole - 1) - 1;
        string fraction = digits[1..].TrimEnd('0');
        return FormattableString.Invariant(
            $"{(Floating < 0 ? "-" : "")}{digits[0]}.{(fraction.Length == 0 ? "0" : fraction)}E{exponent}");
    }
}
