using LinkedStats.Rdf;

namespace LinkedStats.Tests.Reference;

/// <summary>The order of ORDER BY, MIN and MAX.</summary>
/// <remarks>
/// Source: SPARQL 1.1 Query, section 15.1. Among literals, which the section leaves open where <c>&lt;</c> does not
/// apply, the order is that of ARCHITECTURE.md, "Where SPARQL leaves room".
/// </remarks>
internal static class ReferenceOrder
{
    /// <summary>The order with ties broken by datatype and lexical form, as MIN and MAX need it.</summary>
    public static IComparer<Term> Total { get; } = Comparer<Term>.Create(
        static (left, right) => Compare(left, right) is var order && order != 0 ? order : CompareForms(left, right));

    /// <summary>Compares terms; null is unbound.</summary>
    public static int Compare(Term? left, Term? right)
    {
        object? a = left is Literal one ? ReferenceValue.Of(one) : null;
        object? b = right is Literal two ? ReferenceValue.Of(two) : null;
        int order = Rank(left, a).CompareTo(Rank(right, b));
        return order != 0 ? order : (a, b) switch
        {
            (ReferenceNumber x, ReferenceNumber y) => CompareNumbers(x, y),
            (bool x, bool y) => x.CompareTo(y),
            (ReferenceTemporal x, ReferenceTemporal y) => ReferenceTemporal.CompareOrder(x, y),
            (ReferenceDuration x, ReferenceDuration y) => ReferenceDecimal.Compare(x.Length, y.Length),
            (not null, not null) => CompareStrings((Literal)left!, (Literal)right!),
            _ when left is Iri x => CompareText(x.Text, ((Iri)right!).Text),
            _ => CompareForms(left, right),
        };
    }

    /// <summary>Compares by code points.</summary>
    public static int CompareText(string left, string right)
    {
        int[] a = [.. left.EnumerateRunes().Select(static rune => rune.Value)];
        int[] b = [.. right.EnumerateRunes().Select(static rune => rune.Value)];
        return a.AsSpan().SequenceCompareTo(b);
    }

    private static int Rank(Term? term, object? value) => term switch
    {
        null => 0,
        BlankNode => 1,
        Iri => 2,
        _ => value switch
        {
            ReferenceNumber => 3,
            bool => 4,
            ReferenceTemporal => 5,
            ReferenceDuration => 6,
            string or Literal => 7,
            _ => 8,
        },
    };

    /// <summary>NaN, -INF, then by the decimal that each number counts as, then INF.</summary>
    private static int CompareNumbers(ReferenceNumber left, ReferenceNumber right)
    {
        static int Place(ReferenceNumber n) => n.IsFinite ? 2 : n.IsNaN ? 0 : n.Floating < 0 ? 1 : 3;
        return left.IsFinite && right.IsFinite
            ? ReferenceDecimal.Compare(left.Shortest, right.Shortest)
            : Place(left).CompareTo(Place(right));
    }

    private static int CompareStrings(Literal left, Literal right)
    {
        int order = CompareText(left.Lexical, right.Lexical);
        return order != 0 ? order : string.CompareOrdinal(left.Language ?? "", right.Language ?? "");
    }

    private static int CompareForms(Term? left, Term? right)
    {
        if (left is not Literal a || right is not Literal b)
        {
            return 0;
        }

        int order = string.CompareOrdinal(a.Datatype.Text, b.Datatype.Text);
        return order != 0 ? order : CompareText(a.Lexical, b.Lexical);
    }
}
