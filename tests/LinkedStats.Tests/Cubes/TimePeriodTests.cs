using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Cubes;

public sealed class TimePeriodTests
{
    [Theory]
    [InlineData("2018", "2018-01-01", "2019-01-01")]
    [InlineData("2018-07", "2018-07-01", "2018-08-01")]
    [InlineData("2018-Q3", "2018-07-01", "2018-10-01")]
    [InlineData("2018Q3", "2018-07-01", "2018-10-01")]
    [InlineData("2018-S2", "2018-07-01", "2019-01-01")]
    [InlineData("2018-W28", "2018-07-09", "2018-07-16")]
    [InlineData("2018-07-14", "2018-07-14", "2018-07-15")]
    [InlineData("2004-01-01T00:00:00/P3Y", "2004-01-01", "2007-01-01")]
    [InlineData("2010-2011", "2010-01-01", "2012-01-01")]
    [InlineData("2018+02:00", null, null)]
    [InlineData("2018-13", null, null)]
    [InlineData("R84", null, null)]
    public void TryParse_Text_GivesStartAndEnd(string text, string? start, string? end)
    {
        bool isPeriod = TimePeriod.TryParse(text, out TimePeriod period);

        Assert.Equal(start is not null, isPeriod);
        Assert.Equal(start ?? "0001-01-01", period.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Equal(end ?? "0001-01-01", period.End.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void AsTime_MixedCodes_OrdersByInstantAndPutsYearsBeforeTheirMonths()
    {
        string[] names = ["2019-01", "unknown", "2018-12", "2018", "2018-01", "1999-Q4"];
        IEnumerable<Code> codes = names.Select(name => new Code(Iri.FromTrusted("http://example.org/" + name), name));

        IEnumerable<string> ordered = CodeOrder.AsTime(codes).Select(code => code.Name);

        Assert.Equal(["1999-Q4", "2018", "2018-01", "2018-12", "2019-01", "unknown"], ordered);
    }

    [Fact]
    public void Find_IntervalIri_ReadsStartAndLengthFromItsEnd()
    {
        var iri = Iri.FromTrusted("http://reference.data.gov.uk/id/gregorian-interval/2005-01-01T00:00:00/P3Y");

        TimePeriod? period = TimePeriod.Find(iri, "P3Y");

        Assert.Equal(2008, period?.End.Year);
    }
}
