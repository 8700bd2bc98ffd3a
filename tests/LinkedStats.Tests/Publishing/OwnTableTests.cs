using LinkedStats.Publishing;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Publishing;

/// <summary>Tables of packages of our own: what their fields become.</summary>
public sealed class OwnTableTests
{
    private const string Manifest = """
        dataset: moods
        version: 1.0.0
        title: { en: "Moods" }
        dimensions:
          - { id: area, property: "http://example.org/area", codes: { file: areas.csv }, title: { en: "Area" } }
          - { id: year, property: sdmx-dimension:refPeriod, type: gYear, title: { en: "Year" } }
        measures:
          - { id: mood, property: "http://example.org/mood", codes: { file: moods.csv }, title: { en: "Mood" } }
          - { id: share, property: "http://example.org/share", type: double, title: { en: "Share" } }
        observations: "http://example.org/moods/{area}/{year}"
        missing: [""]
        data: data.csv
        """;

    private const string Areas = "code,label_en\nA,First\nB,Second\nC D,Third\n";

    private const string Moods = "code,label_en\ngood,Good\nbad,Bad\n";

    [Fact]
    public void Publish_MeasureWithCodes_KeepsThem()
    {
        using TemporaryPackage package = Write("area,year,mood,share\nA,2017,good,1.5\nB,2017,bad,2\nA,2016,,\n");
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        IEnumerable<string> moods = cube.Snapshot.Default.Match(null, Iri.Parse("http://example.org/mood"), null)
            .Select(static triple => triple.Object.ToString()).Order(StringComparer.Ordinal);

        Assert.Equal(
            ["<http://localhost:5080/concepts/moods/bad>", "<http://localhost:5080/concepts/moods/good>"], moods);
    }

    [Fact]
    public void Publish_NumbersInAnyStyle_AreKeptToTheLetter()
    {
        string[] numbers = ["1.50", "2", "+3", "0.1234567890123456789", "1E5", "-0.0", "INF", "00.5", "1e-400"];
        using TemporaryPackage package = Write(
            "area,year,mood,share\n" + string.Concat(numbers.Select(static (n, i) => $"A,{2000 + i},good,{n}\n")));
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        IEnumerable<Term> values = cube.Snapshot.Default.Match(null, Iri.Parse("http://example.org/share"), null)
            .Select(static triple => triple.Object);

        Assert.Equal(
            numbers.Select(static n => new Literal(n, XsdVocabulary.Double)).ToHashSet<Term>(), values.ToHashSet());
    }

    [Fact]
    public void Publish_CodeThatCannotStandInAnIri_LeavesThatCellItsOwn()
    {
        using TemporaryPackage package = Write("area,year,mood,share\nA,2017,good,1\nC D,2017,bad,2\nB,2017,bad,3\n");
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        IEnumerable<string> cells = cube.Snapshot.Default
            .Match(null, RdfVocabulary.Type, CubeVocabulary.Observation)
            .Select(static triple => triple.Subject.ToString()).Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "<http://example.org/moods/A/2017>",
                "<http://example.org/moods/B/2017>",
                "<http://localhost:5080/datasets/moods/observations/C~20D.2017>",
            ],
            cells);
    }

    [Fact]
    public void Publish_ManyRepeatedKeys_ReportsTheFirstOnesByTheirLines()
    {
        // The rows descend, and each key comes twice: first all of them, then all of them again.
        IEnumerable<string> rows = Enumerable.Range(0, 150).Select(static i => $"A,{3000 - i},good,1\n");
        using TemporaryPackage package = Write(
            $"area,year,mood,share\n{string.Concat(rows)}\n{string.Concat(rows)}");
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(package.Folder);

        Assert.False(outcome.Report.IsAccepted);
        Assert.Equal(
            Enumerable.Range(153, 100).Select(static line => (long)line),
            outcome.Report.Problems.Where(static p => p is { Rule: "IC-12", Line: > 0 }).Select(static p => p.Line));
        Assert.Contains(outcome.Report.Problems, static p => p.Message == "and 50 more of this rule");
        Assert.Equal(
            "Another observation has the key of <http://example.org/moods/A/3000>: area A, year 3000.",
            outcome.Report.Problems.First(static p => p.Line == 153).Message);
    }

    private static TemporaryPackage Write(string data) => new TemporaryPackage()
        .Add("release.yaml", Manifest).Add("areas.csv", Areas).Add("moods.csv", Moods).Add("data.csv", data);
}
