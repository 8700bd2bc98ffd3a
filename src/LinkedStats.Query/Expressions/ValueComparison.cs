using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;

namespace LinkedStats.Query.Expressions;

/// <summary>Equality, order and truth of values as operators see them; null is an error.</summary>
/// <remarks>Source: SPARQL 1.1 Query, sections 17.2.2 and 17.3.</remarks>
internal static class ValueComparison
{
    /// <summary>Compares by value, as <c>=</c> does.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="terms">The query's terms.</param>
    /// <returns>
    /// Whether the values are equal; null where that is not known: for two literals that are different terms and of
    /// which one is of an unknown datatype or ill-typed (RDFterm-equal), and where XSD does not decide.
    /// </returns>
    public static bool? AreEqual(in TermValue left, in TermValue right, QueryTerms terms)
    {
        if (left.IsError || right.IsError)
        {
            return null;
        }

        if (left.Kind == ValueKind.Number && right.Kind == ValueKind.Number)
        {
            return left.Number.CompareTo(right.Number) == 0;
        }

        if (!left.Id.IsNone && left.Id == right.Id)
        {
            return true;
        }

        if (left.IsLiteral != right.IsLiteral)
        {
            return false;
        }

        if (left.Kind == ValueKind.Other || right.Kind == ValueKind.Other)
        {
            return AreSame(left, right, terms) ? true : null;
        }

        if (left.Kind != right.Kind)
        {
            // Their value spaces are known, and have nothing in common.
            return false;
        }

        return left.Kind switch
        {
            ValueKind.Boolean => left.IsTrue == right.IsTrue,
            ValueKind.String => (string)left.Source! == (string)right.Source!,
            ValueKind.Temporal => !left.Temporal.HasOrderWith(right.Temporal)
                ? false
                : left.Temporal.CompareTo(right.Temporal) is int order ? order == 0 : null,
            ValueKind.Duration => left.Duration == right.Duration,
            _ => AreSame(left, right, terms),
        };
    }

    /// <summary>Compares by order, as <c>&lt;</c> and <c>&lt;=</c> do.</summary>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="isOrEqual">True for <c>&lt;=</c>.</param>
    /// <returns>The truth; null where the values have no order.</returns>
    public static bool? IsLess(in TermValue left, in TermValue right, bool isOrEqual)
    {
        if (left.Kind != right.Kind)
        {
            return null;
        }

        int limit = isOrEqual ? 1 : 0;
        return left.Kind switch
        {
            // A comparison with NaN is false, not an error.
            ValueKind.Number => left.Number.CompareTo(right.Number) is int order && order < limit,
            ValueKind.String => CompareText((string)left.Source!, (string)right.Source!) < limit,
            ValueKind.Boolean => left.IsTrue.CompareTo(right.IsTrue) < limit,
            ValueKind.Temporal => left.Temporal.CompareTo(right.Temporal) is int order ? order < limit : null,
            ValueKind.Duration => left.Duration.CompareTo(right.Duration) is int order ? order < limit : null,
            _ => null,
        };
    }

    /// <summary>The effective boolean value (section 17.2.2).</summary>
    /// <param name="value">The value.</param>
    /// <param name="terms">The query's terms.</param>
    /// <returns>The truth; null for what has none, such as an IRI or a date.</returns>
    public static bool? EffectiveBoolean(in TermValue value, QueryTerms terms) => value.Kind switch
    {
        ValueKind.Boolean => value.IsTrue,
        ValueKind.Number => value.Number.Sign != 0,
        ValueKind.String => ((string)value.Source!).Length > 0,
        ValueKind.LangString => ((Literal)value.Source!).Lexical.Length > 0,

        // Ill-typed booleans and numbers are false.
        ValueKind.Other when XsdDatatype.TypeOf(terms.DatatypeOf(value)) is >= XsdType.Boolean and <= XsdType.Double =>
            false,
        _ => null,
    };

    /// <summary>Compares strings by code points, as the codepoint collation does.</summary>
    /// <param name="left">The left string.</param>
    /// <param name="right">The right string.</param>
    /// <returns>Negative, zero or positive.</returns>
    public static int CompareText(string left, string right)
    {
        int length = left.AsSpan().CommonPrefixLength(right);
        if (length == left.Length || length == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        // In UTF-16 surrogates stand before U+E000 to U+FFFF, whose code points are smaller.
        char a = left[length];
        char b = right[length];
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }

    /// <summary>Says whether two values are the same term.</summary>
    private static bool AreSame(in TermValue left, in TermValue right, QueryTerms terms) =>
        !left.Id.IsNone && !right.Id.IsNone
            ? left.Id == right.Id
            : terms.TermOf(left) == terms.TermOf(right);
}
