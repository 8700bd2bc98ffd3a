using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Tests.Storage;

/// <summary>Which literals fit into an id, and that they come out of it to the letter.</summary>
public sealed class InlineTermTests
{
    private static readonly Iri[] Datatypes =
    [
        XsdVocabulary.Integer, XsdVocabulary.Decimal, XsdVocabulary.Double, XsdVocabulary.Boolean,
        XsdVocabulary.GYear, XsdVocabulary.GYearMonth, XsdVocabulary.Date, XsdVocabulary.DateTime,
    ];

    public static TheoryData<string, string, TermTag> Accepted => new()
    {
        { "integer", "0", TermTag.Integer },
        { "integer", "-17", TermTag.Integer },
        { "integer", "576460752303423487", TermTag.Integer },
        { "integer", "-576460752303423488", TermTag.Integer },
        { "decimal", "5", TermTag.Decimal },
        { "decimal", "5.10", TermTag.Decimal },
        { "decimal", "0.05", TermTag.Decimal },
        { "decimal", "-0.5", TermTag.Decimal },
        { "decimal", "0.00", TermTag.Decimal },
        { "decimal", "18014398509481983", TermTag.Decimal },
        { "decimal", "0.0000000000000000000000000000001", TermTag.Decimal },
        { "double", "65.9", TermTag.Double },
        { "double", "999999999999999", TermTag.Double },
        { "double", "6.59E1", TermTag.ScientificDouble },
        { "double", "9.448e3", TermTag.ScientificDouble },
        { "double", "0.0E0", TermTag.ScientificDouble },
        { "double", "-1E-300", TermTag.ScientificDouble },
        { "boolean", "true", TermTag.Boolean },
        { "boolean", "false", TermTag.Boolean },
        { "gYear", "2018", TermTag.Temporal },
        { "gYearMonth", "2018-07", TermTag.Temporal },
        { "date", "2016-02-29", TermTag.Temporal },
        { "dateTime", "2018-06-29T07:00:00", TermTag.Temporal },
        { "dateTime", "2018-06-29T23:59:59Z", TermTag.Temporal },
    };

    public static TheoryData<string, string> Refused => new()
    {
        { "integer", "+5" }, { "integer", "05" }, { "integer", "-0" }, { "integer", "576460752303423488" },
        { "integer", "" }, { "integer", "-" }, { "integer", "5.0" }, { "integer", " 5" }, { "integer", "٥" },
        { "decimal", "+5" }, { "decimal", ".5" }, { "decimal", "5." }, { "decimal", "-0.0" }, { "decimal", "1E3" },
        { "decimal", "18014398509481984" }, { "decimal", "1.2.3" }, { "decimal", "1-2" },
        { "decimal", "0.00000000000000000000000000000001" },
        { "double", "INF" }, { "double", "NaN" }, { "double", "65.90E1.0" }, { "double", "65.9E1" }, { "double", "E1" },
        { "double", "1.0E+5" }, { "double", "1.0E05" }, { "double", "1.0E-0" }, { "double", "-0.0E0" },
        { "double", "1.E5" },
        { "double", "1000000000000000" }, { "double", "1.0E600" }, { "double", "1E" },
        { "boolean", "1" }, { "boolean", "TRUE" },
        { "gYear", "18" }, { "gYear", "2018Z" }, { "gYear", "-2018" }, { "gYear", "12018" },
        { "gYearMonth", "2018-13" }, { "gYearMonth", "2018-00" }, { "gYearMonth", "2018_07" },
        { "date", "2018-02-29" }, { "date", "2018-02-01Z" }, { "date", "0000-01-01" },
        { "dateTime", "2018-06-29T24:00:00" }, { "dateTime", "2018-06-29T07:00:00.5" },
        { "dateTime", "2018-06-29 07:00:00" },
        { "dateTime", "2018-06-29T07:00:00+02:00" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Encode_FormThatFits_DecodesToTheLetter(string datatype, string lexical, TermTag tag)
    {
        var literal = new Literal(lexical, Iri.Parse(XsdVocabulary.Namespace + datatype));

        TermId id = InlineTerm.Encode(literal);

        Assert.Equal(tag, id.Tag);
        Assert.Equal(literal, InlineTerm.Decode(id));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Encode_FormThatWouldBeLost_IsRefused(string datatype, string lexical) =>
        Assert.True(InlineTerm.Encode(new Literal(lexical, Iri.Parse(XsdVocabulary.Namespace + datatype))).IsNone);

    [Fact]
    public void Encode_AnyText_DecodesToTheLetterOrIsRefused() =>
        Gen.Select(Gen.OneOf(Datatypes), Gen.Char["0123456789-+.eETZ:"].Array[1, 24]).Sample((datatype, text) =>
        {
            var literal = new Literal(new string(text), datatype);
            TermId id = InlineTerm.Encode(literal);
            return id.IsNone || InlineTerm.Decode(id) == literal;
        });

    [Fact]
    public void Encode_NumbersAsWritten_DecodeToTheLetterAndToTheValue() =>
        Gen.Select(Gen.Long[-999_999_999_999_999, 999_999_999_999_999], Gen.Int[0, 15]).Sample((mantissa, scale) =>
        {
            string text = ((decimal)mantissa / (decimal)Math.Pow(10, scale))
                .ToString("F" + scale, System.Globalization.CultureInfo.InvariantCulture);
            TermId id = InlineTerm.Encode(new Literal(text, XsdVocabulary.Double));
            bool isNegativeZero = text[0] == '-' && mantissa == 0;
            return isNegativeZero || (InlineTerm.Decode(id).Lexical == text
                && InlineTerm.TryGetDouble(id, out double value)
                && value == double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        });

    [Fact]
    public void Encode_ScientificDoubles_HaveTheValueOfTheirText() =>
        Gen.Select(Gen.Long[0, 9_999_999_999_999], Gen.Int[-300, 300], Gen.Bool).Sample((digits, exponent, isSmall) =>
        {
            string all = digits.ToString(System.Globalization.CultureInfo.InvariantCulture);
            string text = $"{all[0]}.{(all.Length > 1 ? all[1..] : "0")}{(isSmall ? 'e' : 'E')}{exponent}";
            TermId id = InlineTerm.Encode(new Literal(text, XsdVocabulary.Double));
            return InlineTerm.Decode(id).Lexical == text && InlineTerm.TryGetDouble(id, out double value)
                && value == double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        });

    [Fact]
    public void FromDecimal_BeyondTheMantissa_IsNone()
    {
        Assert.True(InlineTerm.FromDecimal(InlineTerm.MantissaMax + 1, 0).IsNone);
        Assert.True(InlineTerm.FromInteger(long.MaxValue).IsNone);
        Assert.Equal("-0.07", InlineTerm.Decode(InlineTerm.FromDecimal(-7, 2)).Lexical);
    }

    [Fact]
    public void Temporal_Ids_AreInTheOrderOfTheirInstants()
    {
        string[] instants =
            ["1999-12-31T23:59:59", "2018-01-01T00:00:00", "2018-01-01T00:00:01", "2018-02-01T00:00:00"];

        TermId[] ids = [.. instants.Select(static t => InlineTerm.Encode(new Literal(t, XsdVocabulary.DateTime)))];

        Assert.Equal(ids.Order(), ids);
    }
}
