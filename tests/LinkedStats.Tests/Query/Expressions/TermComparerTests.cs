using LinkedStats.Query.Expressions;
using LinkedStats.Rdf;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Query.Expressions;

public sealed class TermComparerTests
{
    /// <summary>Expressions in the order of ORDER BY; those on one line tie.</summary>
    private static readonly string[][] Ascending =
    [
        ["?unbound"],
        ["<http://a>"],
        ["<http://b>"],
        ["0e0/0e0"],
        ["-1e0/0e0"],
        ["-5"],
        ["0.1", "0.1e0", "0.10"],
        ["1", "1.0", "1e0", "\"01\"^^xsd:integer"],
        ["9007199254740992"],
        ["9007199254740993", "9007199254740993.0"],
        ["1e0/0e0"],
        ["false", "\"0\"^^xsd:boolean"],
        ["true"],
        ["\"2023-12-31T23:00:00Z\"^^xsd:dateTime"],
        ["\"2024-01-01T00:00:00\"^^xsd:dateTime", "\"2024-01-01T01:00:00+01:00\"^^xsd:dateTime"],
        ["\"-0044-03-15\"^^xsd:date"],
        ["\"2024-01-01\"^^xsd:date"],
        ["\"2023\"^^xsd:gYear"],
        ["\"PT1H\"^^xsd:dayTimeDuration"],
        ["\"P1M\"^^xsd:duration"],
        ["\"P31D\"^^xsd:duration"],
        ["\"\""],
        ["\"10\""],
        ["\"9\""],
        ["\"a\""],
        ["\"a\"@en"],
        ["\"a\"@fr"],
        ["\"b\""],
        ["\"\\uFFFD\""],
        ["\"😀\""],
        ["\"z\"^^:a"],
        ["\"a\"^^:b"],
        ["\"abc\"^^xsd:integer"],
    ];

    [Fact]
    public void Compare_TermsOfAllKinds_FollowsTheOrder()
    {
        ExpressionBench bench = new();
        TermComparer comparer = new(bench.Terms);
        TermId[][] ids = [.. Ascending.Select(line => line.Select(bench.IdOf).ToArray())];

        for (int i = 0; i < ids.Length; i++)
        {
            for (int j = 0; j < ids.Length; j++)
            {
                Assert.All(ids[i], a => Assert.All(
                    ids[j], b => Assert.Equal(i.CompareTo(j), Math.Sign(comparer.Compare(a, b)))));
            }
        }
    }

    [Fact]
    public void Compare_BlankNodes_StandBetweenUnboundAndIris()
    {
        ExpressionBench bench = new();
        TermComparer comparer = new(bench.Terms);
        TermId node = bench.Terms.Intern(new BlankNode("b"));

        Assert.True(comparer.Compare(TermId.None, node) < 0);
        Assert.True(comparer.Compare(node, bench.IdOf("<http://a>")) < 0);
    }

    [Fact]
    public void CompareTotal_TermsOfEqualValue_AreOrderedByDatatypeAndForm()
    {
        ExpressionBench bench = new();
        TermComparer comparer = new(bench.Terms);
        string[] terms = ["1.0", "1.00", "1.0E0", "1", "\"01\"^^xsd:integer"];

        string[] sorted = [.. terms.Reverse().OrderBy(
            term => comparer.KeyOf(bench.IdOf(term)),
            Comparer<TermValue>.Create((a, b) => comparer.CompareTotal(a, b)))];

        Assert.Equal(["1.0", "1.00", "1.0E0", "\"01\"^^xsd:integer", "1"], sorted);
    }
}
