using System.Runtime.InteropServices;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>A term as expressions compute with it: its value is decoded, its text is not until someone asks.</summary>
/// <remarks>
/// Either it has an id, or it was computed and gets one when it leaves the expression. <see cref="Source"/> is the text
/// of a string, the term of an IRI, a blank node or a literal, or a boxed date or duration; null when the id tells all.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct TermValue
{
    private readonly NumericValue _number;
    private readonly bool _isTrue;

    private TermValue(ValueKind kind, TermId id, object? source, NumericValue number = default, bool isTrue = false)
    {
        Kind = kind;
        Id = id;
        Source = source;
        _number = number;
        _isTrue = isTrue;
    }

    /// <summary>An error.</summary>
    public static TermValue Error => default;

    /// <summary>What it is.</summary>
    public ValueKind Kind { get; }

    /// <summary>The id; None while the value is only computed.</summary>
    public TermId Id { get; }

    /// <summary>What the id does not tell; see the remarks.</summary>
    public object? Source { get; }

    /// <summary>True for an error.</summary>
    public bool IsError => Kind == ValueKind.None;

    /// <summary>True for every literal, recognised or not.</summary>
    public bool IsLiteral => Kind >= ValueKind.Number;

    /// <summary>The number; an error unless <see cref="Kind"/> is Number.</summary>
    public NumericValue Number => _number;

    /// <summary>The boolean; false unless <see cref="Kind"/> is Boolean.</summary>
    public bool IsTrue => _isTrue;

    /// <summary>The date; only where <see cref="Kind"/> is Temporal.</summary>
    public XsdDateTime Temporal => Source is XsdDateTime temporal ? temporal : DecodeTemporal(Id);

    /// <summary>The duration; only where <see cref="Kind"/> is Duration.</summary>
    public XsdDuration Duration => (XsdDuration)Source!;

    /// <summary>Makes a value of a number.</summary>
    public static TermValue Of(NumericValue number) =>
        number.IsNone ? default : new TermValue(ValueKind.Number, default, null, number);

    /// <summary>Makes a value of an integer.</summary>
    public static TermValue Of(long number) => Of(NumericValue.FromInteger(number));

    /// <summary>Makes a value of a boolean; null is an error.</summary>
    public static TermValue Of(bool? truth) => truth is bool value
        ? new TermValue(ValueKind.Boolean, InlineTerm.FromBoolean(value), null, default, value)
        : default;

    /// <summary>Makes an xsd:string.</summary>
    public static TermValue Of(string text) => new(ValueKind.String, default, text);

    /// <summary>Makes a date; null is an error.</summary>
    public static TermValue Of(XsdDateTime? temporal) =>
        temporal is XsdDateTime value ? new TermValue(ValueKind.Temporal, default, value) : default;

    /// <summary>Makes a duration.</summary>
    public static TermValue Of(XsdDuration duration) => new(ValueKind.Duration, default, duration);

    /// <summary>Makes a value of a term.</summary>
    /// <param name="term">The term.</param>
    /// <param name="id">Its id; None only for IRIs and blank nodes, as literals keep their lexical form by it.</param>
    /// <returns>The value.</returns>
    public static TermValue Of(Term term, TermId id) => term switch
    {
        Iri => new TermValue(ValueKind.Iri, id, term),
        BlankNode => new TermValue(ValueKind.BlankNode, id, term),
        Literal literal => OfLiteral(literal, id),
        _ => default,
    };

    /// <summary>Makes a value of an id that needs no dictionary: an inlined literal, an IRI or a blank node.</summary>
    /// <param name="id">The id; None gives an error.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the term has to be read.</returns>
    public static bool TryOf(TermId id, out TermValue value)
    {
        value = id.Tag switch
        {
            TermTag.Iri or TermTag.Cell => new TermValue(ValueKind.Iri, id, null),
            TermTag.BlankNode => new TermValue(ValueKind.BlankNode, id, null),
            TermTag.Integer => new TermValue(
                ValueKind.Number, id, null, NumericValue.FromInteger(id.SignedPayload)),
            TermTag.Decimal => new TermValue(ValueKind.Number, id, null, DecodeDecimal(id)),
            TermTag.Double or TermTag.ScientificDouble => new TermValue(ValueKind.Number, id, null, DecodeDouble(id)),
            TermTag.Boolean => new TermValue(ValueKind.Boolean, id, null, default, id.Payload == 1),
            TermTag.Temporal => new TermValue(ValueKind.Temporal, id, null),
            _ => default,
        };
        return id.Tag is not (TermTag.Literal or TermTag.Local);
    }

    /// <summary>The same value with its id.</summary>
    public TermValue WithId(TermId id) => new(Kind, id, Source, _number, _isTrue);

    private static NumericValue DecodeDecimal(TermId id)
    {
        _ = InlineTerm.TryGetDecimal(id, out long mantissa, out int scale);
        return NumericValue.FromDecimal(new XsdDecimal(mantissa, scale));
    }

    private static NumericValue DecodeDouble(TermId id)
    {
        _ = InlineTerm.TryGetDouble(id, out double value);
        return NumericValue.FromDouble(value);
    }

    private static XsdDateTime DecodeTemporal(TermId id)
    {
        _ = InlineTemporal.TrySplit(
            id, out InlineDatatype datatype, out int year, out int month, out int day, out int second, out bool isUtc);
        XsdType type = datatype switch
        {
            InlineDatatype.GYear => XsdType.GYear,
            InlineDatatype.GYearMonth => XsdType.GYearMonth,
            InlineDatatype.Date => XsdType.Date,
            _ => XsdType.DateTime,
        };
        return XsdDateTime.FromParts(type, year, Math.Max(1, month), Math.Max(1, day), second, isUtc);
    }

    private static TermValue OfLiteral(Literal literal, TermId id)
    {
        XsdType type = XsdDatatype.TypeOf(literal.Datatype);
        string lexical = literal.Lexical;
        return type switch
        {
            XsdType.String => new TermValue(ValueKind.String, id, lexical),
            XsdType.LangString when literal.Language is not null => new TermValue(ValueKind.LangString, id, literal),
            XsdType.Boolean when XsdDatatype.TryParseBoolean(lexical, out bool truth) =>
                new TermValue(ValueKind.Boolean, id, literal, default, truth),
            >= XsdType.Decimal and <= XsdType.Double
                when NumericValue.TryParse(lexical, type, out NumericValue number) =>
                new TermValue(ValueKind.Number, id, literal, number),
            >= XsdType.DateTime and <= XsdType.GMonth
                when XsdDateTime.TryParse(lexical, type, out XsdDateTime temporal) =>
                new TermValue(ValueKind.Temporal, id, temporal),
            >= XsdType.Duration and <= XsdType.YearMonthDuration
                when XsdDuration.TryParse(lexical, type, out XsdDuration duration) =>
                new TermValue(ValueKind.Duration, id, duration),
            _ => new TermValue(ValueKind.Other, id, literal),
        };
    }
}
