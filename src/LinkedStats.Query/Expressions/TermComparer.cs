using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Expressions;

/// <summary>The order of ORDER BY, MIN and MAX over terms of all kinds.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 15.1: unbound, blank nodes, IRIs, literals. Among literals, which the section
/// leaves open: numbers by value, booleans, dates by datatype and moment (without a zone as UTC), durations by length,
/// strings by code points with the language last, then all others by datatype and lexical form. Numbers of all types
/// stand on one line, see <see cref="NumericValue.CompareOrder"/>.
/// </remarks>
internal sealed class TermComparer : IComparer<TermId>
{
    private readonly QueryTerms _terms;

    /// <summary>Creates a comparer.</summary>
    /// <param name="terms">The query's terms.</param>
    public TermComparer(QueryTerms terms) => _terms = terms;

    /// <summary>Makes the sort key of a term: its value, with the text decoded where the order needs it.</summary>
    /// <param name="id">The id, or None.</param>
    /// <returns>The key; keeping it keeps <see cref="BytesOf"/> bytes.</returns>
    public TermValue KeyOf(TermId id) => KeyOf(_terms.ValueOf(id));

    /// <summary>Makes the sort key of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The key.</returns>
    public TermValue KeyOf(in TermValue value) =>
        value is { Kind: ValueKind.Iri or ValueKind.BlankNode, Source: null }
            ? TermValue.Of(_terms.Get(value.Id), value.Id)
            : value;

    /// <summary>The memory that a kept key takes.</summary>
    /// <param name="key">The key.</param>
    /// <returns>How many bytes, roughly.</returns>
    public static long BytesOf(in TermValue key) => 80 + key.Source switch
    {
        string text => 24 + (2L * text.Length),
        Literal literal => 80 + (2L * literal.Lexical.Length),
        Iri iri => 56 + (2L * iri.Text.Length),
        null => 0,
        _ => 48,
    };

    /// <summary>
    /// Compares as ORDER BY does; terms of equal value, as 1 and 1.0, are a tie that a next key may break.
    /// </summary>
    /// <param name="x">The left id, or None.</param>
    /// <param name="y">The right id, or None.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int Compare(TermId x, TermId y) =>
        x == y ? 0
        : x.Tag == y.Tag && x.Tag is TermTag.Integer or TermTag.Decimal or TermTag.Temporal
            && InlineComparison.TryCompare(x, y, out int order) ? order
        : Compare(KeyOf(x), KeyOf(y));

    /// <summary>Compares sort keys as ORDER BY does; terms of equal value are a tie.</summary>
    /// <param name="left">The left key.</param>
    /// <param name="right">The right key.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int Compare(in TermValue left, in TermValue right)
    {
        int order = ClassOf(left.Kind).CompareTo(ClassOf(right.Kind));
        return order != 0 ? order : left.Kind switch
        {
            ValueKind.None => 0,
            ValueKind.BlankNode => string.CompareOrdinal(
                ((BlankNode)left.Source!).Label, ((BlankNode)right.Source!).Label),
            ValueKind.Iri => ValueComparison.CompareText(((Iri)left.Source!).Text, ((Iri)right.Source!).Text),
            ValueKind.Number => NumericValue.CompareOrder(left.Number, right.Number),
            ValueKind.Boolean => left.IsTrue.CompareTo(right.IsTrue),
            ValueKind.Temporal => CompareTemporals(left.Temporal, right.Temporal),
            ValueKind.Duration => LengthOf(left.Duration).CompareTo(LengthOf(right.Duration)),
            ValueKind.String or ValueKind.LangString => CompareStrings(left, right),
            _ => CompareLexical(left, right),
        };
    }

    /// <summary>
    /// Compares as ORDER BY does, and breaks ties by datatype and lexical form, so that only equal terms tie.
    /// </summary>
    /// <param name="left">The left key.</param>
    /// <param name="right">The right key.</param>
    /// <returns>Negative, zero or positive.</returns>
    public int CompareTotal(in TermValue left, in TermValue right)
    {
        int order = Compare(left, right);
        return order != 0 || !left.IsLiteral ? order : CompareLexical(left, right);
    }

    private static int ClassOf(ValueKind kind) => (int)(kind == ValueKind.LangString ? ValueKind.String : kind);

    private static int CompareTemporals(in XsdDateTime left, in XsdDateTime right) =>
        left.HasOrderWith(right) ? XsdDateTime.CompareUtc(left, right) : ((int)left.Type).CompareTo((int)right.Type);

    /// <summary>The length in seconds, a month counting as the twelfth of 365.2425 days.</summary>
    private static XsdDecimal LengthOf(XsdDuration duration) =>
        (new XsdDecimal(duration.Months) * new XsdDecimal(2_629_746)) + duration.Seconds;

    private static int CompareStrings(in TermValue left, in TermValue right)
    {
        _ = StringFunctions.TryText(left, out string a, out string? leftLanguage);
        _ = StringFunctions.TryText(right, out string b, out string? rightLanguage);
        int order = ValueComparison.CompareText(a, b);
        return order != 0 ? order : string.CompareOrdinal(leftLanguage, rightLanguage);
    }

    private int CompareLexical(in TermValue left, in TermValue right)
    {
        if (!left.Id.IsNone && left.Id == right.Id)
        {
            return 0;
        }

        int order = string.CompareOrdinal(_terms.DatatypeOf(left).Text, _terms.DatatypeOf(right).Text);
        return order != 0 ? order : ValueComparison.CompareText(_terms.LexicalOf(left), _terms.LexicalOf(right));
    }
}
