using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Reference;

/// <summary>The values of literals, and how values compare.</summary>
/// <remarks>Source: SPARQL 1.1 Query, sections 17.2.2 and 17.3; XSD 1.1 Part 2, section 3.</remarks>
internal static class ReferenceValue
{
    private static readonly Regex IntegerForm = new(@"^[+-]?[0-9]+\z", RegexOptions.NonBacktracking);
    private static readonly Regex DecimalForm =
        new(@"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\z", RegexOptions.NonBacktracking);
    private static readonly Regex DoubleForm =
        new(@"^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\z", RegexOptions.NonBacktracking);

    /// <summary>The types derived from xsd:integer, with their bounds; null is none.</summary>
    private static readonly Dictionary<string, (BigInteger? Least, BigInteger? Most)> Integers = new()
    {
        ["integer"] = (null, null),
        ["nonPositiveInteger"] = (null, 0),
        ["negativeInteger"] = (null, -1),
        ["nonNegativeInteger"] = (0, null),
        ["positiveInteger"] = (1, null),
        ["long"] = (long.MinValue, long.MaxValue),
        ["int"] = (int.MinValue, int.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue),
        ["byte"] = (sbyte.MinValue, sbyte.MaxValue),
        ["unsignedLong"] = (0, ulong.MaxValue),
        ["unsignedInt"] = (0, uint.MaxValue),
        ["unsignedShort"] = (0, ushort.MaxValue),
        ["unsignedByte"] = (0, byte.MaxValue),
    };

    /// <summary>
    /// The value of a literal: a number, a bool, a temporal, a duration, the text of an xsd:string, or the literal
    /// itself where it has a language; null where the datatype is not known or has no such form.
    /// </summary>
    public static object? Of(Literal literal) =>
        literal.Language is not null ? literal
        : literal.Datatype == XsdVocabulary.String ? literal.Lexical
        : literal.Datatype == XsdVocabulary.Boolean ? ReadBoolean(literal.Lexical)
        : ReadNumber(literal.Lexical, literal.Datatype) is { } number ? number
        : (object?)ReferenceTemporal.Read(literal.Lexical, literal.Datatype)
            ?? ReferenceDuration.Read(literal.Lexical, literal.Datatype);

    public static ReferenceNumber? NumberOf(Term? term) =>
        term is Literal literal && Of(literal) is ReferenceNumber number ? number : null;

    /// <summary>True for xsd:decimal, xsd:float, xsd:double and all integers, whatever the lexical form.</summary>
    public static bool IsNumeric(Iri datatype) =>
        datatype == XsdVocabulary.Decimal || datatype == XsdVocabulary.Float || datatype == XsdVocabulary.Double
        || IsInteger(datatype);

    /// <summary>True for xsd:integer and what is derived from it.</summary>
    public static bool IsInteger(Iri datatype) =>
        datatype.Text.StartsWith(XsdVocabulary.Namespace, StringComparison.Ordinal)
        && Integers.ContainsKey(datatype.Text[XsdVocabulary.Namespace.Length..]);

    public static bool? ReadBoolean(string text) =>
        text switch { "true" or "1" => true, "false" or "0" => false, _ => null };

    public static ReferenceNumber? ReadNumber(string text, Iri datatype)
    {
        if (datatype == XsdVocabulary.Double || datatype == XsdVocabulary.Float)
        {
            return ReadFloating(text, datatype == XsdVocabulary.Float ? NumberType.Float : NumberType.Double);
        }

        if (datatype == XsdVocabulary.Decimal)
        {
            return DecimalForm.IsMatch(text)
                ? ReferenceNumber.Of(ReferenceDecimal.Parse(text), NumberType.Decimal)
                : null;
        }

        if (!IsInteger(datatype) || !IntegerForm.IsMatch(text))
        {
            return null;
        }

        var value = BigInteger.Parse(text, CultureInfo.InvariantCulture);
        (BigInteger? least, BigInteger? most) = Integers[datatype.Text[XsdVocabulary.Namespace.Length..]];
        return value < least || value > most
            ? null
            : ReferenceNumber.Of(new ReferenceDecimal(value), NumberType.Integer);
    }

    /// <summary><c>=</c> (section 17.3); null is an error.</summary>
    public static bool? AreEqual(Term left, Term right)
    {
        if (left is not Literal a || right is not Literal b)
        {
            return left.Equals(right);
        }

        return (Of(a), Of(b)) switch
        {
            (ReferenceNumber x, ReferenceNumber y) => ReferenceNumber.Compare(x, y) == 0,
            _ when a.Equals(b) => true,

            // RDFterm-equal: different terms of which one is not understood may be equal all the same.
            (null, _) or (_, null) => null,
            (ReferenceTemporal x, ReferenceTemporal y) => !x.HasOrderWith(y) ? false
                : ReferenceTemporal.Compare(x, y) is int order ? order == 0 : null,
            (var x, var y) => x.Equals(y),
        };
    }

    /// <summary><c>&lt;</c> (section 17.3), or <c>&lt;=</c>; null is an error.</summary>
    public static bool? IsLess(Term left, Term right, bool isOrEqual)
    {
        if (left is not Literal a || right is not Literal b)
        {
            return null;
        }

        int limit = isOrEqual ? 1 : 0;
        return (Of(a), Of(b)) switch
        {
            (ReferenceNumber x, ReferenceNumber y) => ReferenceNumber.Compare(x, y) < limit,
            (string x, string y) => ReferenceOrder.CompareText(x, y) < limit,
            (bool x, bool y) => x.CompareTo(y) < limit,
            (ReferenceTemporal x, ReferenceTemporal y) =>
                ReferenceTemporal.Compare(x, y) is int order ? order < limit : null,
            (ReferenceDuration x, ReferenceDuration y) =>
                ReferenceDuration.Compare(x, y) is int order ? order < limit : null,
            _ => null,
        };
    }

    /// <summary>The effective boolean value (section 17.2.2); null is an error.</summary>
    public static bool? Boolean(Term? term) => term is not Literal literal ? null : Of(literal) switch
    {
        bool truth => truth,
        string text => text.Length > 0,
        Literal text => text.Lexical.Length > 0,
        ReferenceNumber { IsExact: true } number => number.Exact.Sign != 0,
        ReferenceNumber number => number.Floating != 0 && !number.IsNaN,
        null when literal.Datatype == XsdVocabulary.Boolean || IsNumeric(literal.Datatype) => false,
        _ => null,
    };

    private static ReferenceNumber? ReadFloating(string text, NumberType type)
    {
        double? special = text switch
        {
            "INF" or "+INF" => double.PositiveInfinity,
            "-INF" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => null,
        };
        if (special is { } value)
        {
            return ReferenceNumber.Of(value, type);
        }

        return !DoubleForm.IsMatch(text) ? null
            : type == NumberType.Float
                ? ReferenceNumber.Of(float.Parse(text, CultureInfo.InvariantCulture), type)
                : ReferenceNumber.Of(double.Parse(text, CultureInfo.InvariantCulture), type);
    }
}
