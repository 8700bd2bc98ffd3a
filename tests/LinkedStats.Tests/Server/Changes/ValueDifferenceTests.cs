using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Changes;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Server.Changes;

/// <summary>The quick subtraction of inlined numbers never differs from the exact one.</summary>
public sealed class ValueDifferenceTests
{
    [Theory]
    [InlineData("10", "10.5", "0.5")]
    [InlineData("5.10", "5.1", "0.00")]
    [InlineData("99999999999999", "0.0000000000000000000000000000001", null)]
    [InlineData("-90071992547409", "0.000000000000000001", null)]
    public void OfInline_Decimals_IsExactOrNone(string before, string after, string? expected)
    {
        TermId difference = ValueDifference.OfInline(Encode(before), Encode(after));

        Assert.Equal(expected, difference.IsNone ? null : InlineTerm.Decode(difference).Lexical);
        Assert.NotNull(ValueDifference.Of(Literal(before), Literal(after)));
    }

    private static Literal Literal(string lexical) => new(lexical, XsdVocabulary.Decimal);

    private static TermId Encode(string lexical)
    {
        TermId id = InlineTerm.Encode(Literal(lexical));
        Assert.False(id.IsNone);
        return id;
    }
}
