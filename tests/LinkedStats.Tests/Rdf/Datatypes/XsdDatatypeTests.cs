using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Datatypes;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Rdf.Datatypes;

public sealed class XsdDatatypeTests
{
    public static TheoryData<string, string> Valid { get; } = new()
    {
        { "string", "any \n thing" },
        { "boolean", "1" },
        { "integer", "-007" },
        { "integer", "123456789012345678901234567890" },
        { "decimal", "+.5" },
        { "double", "1e400" },
        { "double", "-.5E-3" },
        { "double", "+INF" },
        { "float", "NaN" },
        { "byte", "-128" },
        { "unsignedLong", "18446744073709551615" },
        { "nonPositiveInteger", "-0" },
        { "positiveInteger", "1" },
        { "dateTime", "2024-02-29T24:00:00" },
        { "dateTime", "-12345-02-28T23:59:59.999999999999999999999+14:00" },
        { "dateTimeStamp", "2024-02-29T00:00:00Z" },
        { "date", "0000-01-01Z" },
        { "time", "24:00:00" },
        { "gYear", "-0044" },
        { "gYearMonth", "2024-12-05:00" },
        { "gMonthDay", "--02-29" },
        { "gDay", "---31" },
        { "gMonth", "--12" },
        { "duration", "-P1Y2M3DT4H5M6.7S" },
        { "duration", "PT1M" },
        { "dayTimeDuration", "P3DT0.5S" },
        { "yearMonthDuration", "P14M" },
        { "hexBinary", "0Aff" },
        { "base64Binary", "QUJD" },
        { "language", "fr-CA" },
        { "anyURI", "http://a b" },
        { "unknownType", "anything" },
    };

    public static TheoryData<string, string> Invalid { get; } = new()
    {
        { "boolean", "TRUE" },
        { "integer", "1.0" },
        { "integer", " 1" },
        { "integer", "" },
        { "decimal", "1e0" },
        { "double", "1e" },
        { "double", "1e1.5" },
        { "double", "Infinity" },
        { "double", "0x10" },
        { "double", "1,5" },
        { "byte", "128" },
        { "unsignedInt", "-1" },
        { "negativeInteger", "0" },
        { "dateTime", "2024-02-29" },
        { "dateTime", "2024-02-30T00:00:00" },
        { "dateTime", "2024-02-29T24:00:01" },
        { "dateTime", "2024-02-29T00:00:60" },
        { "dateTime", "2024-02-29T00:00:00+14:01" },
        { "dateTime", "2024-02-29T00:00:00." },
        { "dateTimeStamp", "2024-02-29T00:00:00" },
        { "date", "24-02-29" },
        { "date", "02024-02-29" },
        { "date", "2023-02-29" },
        { "date", "2024-2-9" },
        { "gYear", "24" },
        { "gYearMonth", "2024-13" },
        { "gMonthDay", "--02-30" },
        { "duration", "P" },
        { "duration", "P1YT" },
        { "duration", "1Y" },
        { "duration", "P1.5D" },
        { "duration", "PT1.S" },
        { "duration", "P1M1Y" },
        { "dayTimeDuration", "P1Y" },
        { "yearMonthDuration", "P1D" },
        { "hexBinary", "0A1" },
        { "base64Binary", "?" },
        { "language", "fr_CA" },
        { "token", " a" },
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void IsValid_FormOfTheDatatype_IsTrue(string name, string lexical) =>
        Assert.True(XsdDatatype.IsValid(lexical, Iri.Parse(XsdVocabulary.Namespace + name)));

    [Theory]
    [MemberData(nameof(Invalid))]
    public void IsValid_OtherForm_IsFalse(string name, string lexical) =>
        Assert.False(XsdDatatype.IsValid(lexical, Iri.Parse(XsdVocabulary.Namespace + name)));

    [Fact]
    public void IsValid_LongInput_TakesLinearTime()
    {
        string digits = new('9', 5_000_000);

        Assert.True(XsdDatatype.IsValid(digits, XsdVocabulary.Decimal));
        Assert.False(XsdDatatype.IsValid(digits, XsdVocabulary.GYear));
    }

    [Theory]
    [InlineData(XsdType.DateTime, "2024-02-29T10:20:30.500-05:00", "2024-02-29T10:20:30.5-05:00")]
    [InlineData(XsdType.DateTime, "1999-12-31T24:00:00Z", "2000-01-01T00:00:00Z")]
    [InlineData(XsdType.Date, "-0001-12-31", "-0001-12-31")]
    [InlineData(XsdType.Time, "09:08:07", "09:08:07")]
    [InlineData(XsdType.GMonthDay, "--02-29", "--02-29")]
    [InlineData(XsdType.GDay, "---31", "---31")]
    [InlineData(XsdType.GYear, "12024Z", "12024Z")]
    public void DateTime_Parsed_PrintsItself(XsdType type, string lexical, string expected)
    {
        Assert.True(XsdDateTime.TryParse(lexical, type, out XsdDateTime value));

        Assert.Equal(expected, value.ToString());
    }

    [Fact]
    public void DateTime_AnyInstant_AgreesWithTheCalendarOfDotNet() =>
        Gen.DateTimeOffset.Sample(static instant =>
        {
            XsdDateTime value = XsdDateTime.FromInstant(instant);
            DateTime utc = instant.UtcDateTime;
            return (value.Year, value.Month, value.Day, value.Hour, value.Minute)
                == (utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute)
                && XsdDateTime.TryParse(value.ToString(), XsdType.DateTime, out XsdDateTime read) && read == value;
        });

    [Theory]
    [InlineData("PT0S", "PT0S")]
    [InlineData("-P0D", "PT0S")]
    [InlineData("PT36H", "P1DT12H")]
    [InlineData("P13M", "P1Y1M")]
    [InlineData("-PT90.50S", "-PT1M30.5S")]
    public void Duration_Parsed_PrintsCanonically(string lexical, string expected)
    {
        Assert.True(XsdDuration.TryParse(lexical, XsdType.Duration, out XsdDuration value));

        Assert.Equal(expected, value.ToString());
    }

    [Theory]
    [InlineData(0, "0.0E0")]
    [InlineData(1, "1.0E0")]
    [InlineData(-65.9, "-6.59E1")]
    [InlineData(1e21, "1.0E21")]
    [InlineData(1.5e-7, "1.5E-7")]
    [InlineData(0.0001, "1.0E-4")]
    [InlineData(123456789, "1.23456789E8")]
    [InlineData(double.NegativeInfinity, "-INF")]
    [InlineData(double.Epsilon, "5.0E-324")]
    public void Double_Printed_IsCanonical(double value, string expected) =>
        Assert.Equal(expected, XsdDouble.Format(value));

    [Fact]
    public void Double_Printed_ReadsBack() =>
        Gen.Double.Sample(static value =>
            XsdDouble.TryParse(XsdDouble.Format(value), out double read) && read.Equals(value)
            && XsdDouble.TryParse(XsdDouble.FormatPlain(value), out read) && read.Equals(value));
}
