using System.Globalization;
using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using ParquetSharp;

namespace LinkedStats.Tests.Publishing;

/// <summary>Observations as Parquet: the same cube as from CSV, and a report for whatever is wrong.</summary>
public sealed class ParquetTableTests
{
    private const string Manifest = """
        dataset: moods
        version: 1.0.0
        title: { en: "Moods" }
        dimensions:
          - { id: area, property: "http://example.org/area", codes: { file: areas.csv }, title: { en: "Area" } }
          - { id: year, property: sdmx-dimension:refPeriod, type: gYear, title: { en: "Year" } }
        measures:
          - { id: share, property: "http://example.org/share", type: double, title: { en: "Share" } }
          - { id: money, property: "http://example.org/money", type: decimal, title: { en: "Money" } }
          - { id: people, property: "http://example.org/people", type: integer, title: { en: "People" } }
        attributes:
          - { id: day, property: "http://example.org/day", type: date, title: { en: "Day" } }
          - { id: at, property: "http://example.org/at", type: dateTime, title: { en: "At" } }
          - { id: sure, property: "http://example.org/sure", type: boolean, title: { en: "Sure" } }
          - { id: note, property: "http://example.org/note", type: string, title: { en: "Note" } }
        observations: "http://example.org/moods/{area}/{year}"
        data: data.FORMAT
        """;

    private static readonly MoodRow[] Rows = [.. Enumerable.Range(0, 5000).Select(static i => new MoodRow(
        "A" + (i / 1000),
        1000 + (i % 1000),
        i % 7 == 0 ? null : i % 2 == 0 ? i / 8.0 : double.Parse($"{i}E-9", CultureInfo.InvariantCulture),
        i % 5 == 0 ? null : (i - 2500) / 100m,
        i % 11 == 0 ? null : (i * 1_000_000_007L) - 17,
        new Date(1970, 1, 1).AddDays((i * 13) - 30_000),
        i % 3 == 0 ? null : DateTime.UnixEpoch.AddMilliseconds((i * 86_399_123L) - 100_000_000_000L),
        i % 2 == 0,
        i % 4 == 0 ? null : $"é{i % 30}\"☂"))];

    [Fact]
    public void Publish_SameRowsAsCsvAndParquet_GivesTheSameGraph()
    {
        using TemporaryPackage csv = Package("csv").Add("data.csv", ToCsv(Rows));
        using TemporaryPackage parquet = Package("parquet");
        WriteMoods(parquet, Rows, groupRows: 1300);
        using PublishedCube fromCsv = PublishedCube.Of(csv.Folder);
        using PublishedCube fromParquet = PublishedCube.Of(parquet.Folder);

        Assert.Equal(Observations(fromCsv), Observations(fromParquet));
        Assert.Contains(fromCsv.Publish(parquet.Folder).Report.Problems, static p => p.Rule == "unchanged");
    }

    [Fact]
    public void Publish_FloatsDecimalsAndUnsignedNumbers_AreWrittenPlainly()
    {
        float[] shares = [0.1f, 1e-7f, -2.5e20f, float.NegativeInfinity, float.NaN];
        decimal[] money = [0.10m, -12.34m, 0m, 79228162514264337593543.95m, -0.01m];
        ulong[] people = [0, ulong.MaxValue, 7, 8, 9];
        using TemporaryPackage package = Package("parquet", "day", "at", "sure", "note");
        Column[] columns =
        [
            new Column<string>("area"), new Column<int>("year"), new Column<float>("share"),
            new Column<decimal>("money", LogicalType.Decimal(29, 2)), new Column<ulong>("people"),
        ];
        Write(package, columns, ["A0", "A0", "A0", "A0", "A0"], [2000, 2001, 2002, 2003, 2004], shares, money, people);

        using PublishedCube cube = PublishedCube.Of(package.Folder);

        Assert.Equal(
            ["-250000000000000000000", "-INF", "0.0000001", "0.1", "NaN"], Lexicals(cube, "http://example.org/share"));
        Assert.Equal(
            ["-0.01", "-12.34", "0", "0.1", "79228162514264337593543.95"], Lexicals(cube, "http://example.org/money"));
        Assert.Equal(["0", "18446744073709551615", "7", "8", "9"], Lexicals(cube, "http://example.org/people"));
    }

    [Theory]
    [InlineData("B9", "1", "year", 2, "code-unknown", "'B9' is not a code of 'area'")]
    [InlineData("", "1", "year", 2, "IC-11", "has no value for 'area'")]
    [InlineData("A1", "x", "year", 2, "datatype", "'x' in 'share' is not of the type double")]
    [InlineData("A0", "1", "year", 2, "IC-12", "Another observation has the key of")]
    [InlineData("A1", "1", "years", 0, "column-unknown", "No component has the id 'years'; did you mean 'year'?")]
    [InlineData("A1", "1", "years", 0, "column-missing", "There is no column 'year'")]
    public void Publish_WrongRow_IsReportedWithItsNumber(
        string area, string share, string heading, long line, string rule, string message)
    {
        using TemporaryPackage package = Package("parquet", "money", "people", "day", "at", "sure", "note");
        Column[] columns = [new Column<string>("area"), new Column<int>(heading), new Column<string>("share")];
        Write(package, columns, ["A0", area], [2000, 2000], ["1", share]);
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(package.Folder);

        Assert.False(outcome.Report.IsAccepted);
        Assert.Contains(outcome.Report.Problems, p => p.Rule == rule && p.File == "data.parquet" && p.Line == line
            && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Publish_NestedColumn_IsNoTable()
    {
        using TemporaryPackage package = Package("parquet", "money", "people", "day", "at", "sure", "note");
        Column[] columns = [new Column<string>("area"), new Column<int>("year"), new Column<double[]>("share")];
        Write<string, int, double[]>(package, columns, ["A0"], [2000], [[1, 2]]);
        using var cube = new PublishedCube();

        Problem problem = Assert.Single(
            cube.Publish(package.Folder).Report.Problems, static p => p.Rule == "column-type");

        Assert.Equal("data.parquet", problem.File);
        Assert.Contains("share", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_DamagedFile_GivesAReport()
    {
        using TemporaryPackage package = Package("parquet");
        WriteMoods(package, Rows[..300], groupRows: 100);
        string path = Path.Combine(package.Folder, "data.parquet");
        byte[] good = File.ReadAllBytes(path);
        using Store store = Store.Open(new StoreOptions());
        var publisher = new Publisher(store);
        var random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 400; round++)
        {
            byte[] damaged = [.. good[..(round % 4 == 0 ? random.Next(good.Length) : good.Length)]];
            for (int i = random.Next(6); i >= 0 && damaged.Length > 0; i--)
            {
                // The end of the file says where everything is.
                int back = round % 2 == 0 ? damaged.Length : Math.Min(damaged.Length, 2000);
                damaged[damaged.Length - 1 - random.Next(back)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(path, damaged);
            ValidationReport report = publisher.Validate(package.Folder, TestContext.Current.CancellationToken);
            Assert.All(report.Problems, static p => Assert.False(string.IsNullOrEmpty(p.Message)));
            refused += report.IsAccepted ? 0 : 1;
        }

        Assert.True(refused > 100, $"Only {refused} were refused.");
    }

    private static TemporaryPackage Package(string format, params string[] without)
    {
        IEnumerable<string> lines = Manifest.Replace("FORMAT", format, StringComparison.Ordinal).Split('\n')
            .Where(line => !without.Any(id => line.Contains($"id: {id},", StringComparison.Ordinal))
                && !(without.Contains("note") && line.StartsWith("attributes", StringComparison.Ordinal)));
        return new TemporaryPackage().Add("release.yaml", string.Join('\n', lines))
            .Add("areas.csv", "code,label_en\nA0,Zero\nA1,One\nA2,Two\nA3,Three\nA4,Four\n");
    }

    private static string ToCsv(IEnumerable<MoodRow> rows) =>
        "area,year,share,money,people,day,at,sure,note\n" + string.Concat(rows.Select(static r => string.Create(
            CultureInfo.InvariantCulture,
            $"{r.Area},{r.Year},{(decimal?)r.Share / 1.0000000000000000000000000000m},{r.Money / 1.0000000000000000000000000000m},")
            + string.Create(CultureInfo.InvariantCulture, $"{r.People},{r.Day.DateTime:yyyy-MM-dd},{Show(r.At)},")
            + $"{(r.IsSure ? "true" : "false")},{(r.Note is null ? "" : $"\"{r.Note.Replace("\"", "\"\"")}\"")}\n"));

    private static string Show(DateTime? time) => time is not { } at ? ""
        : at.ToString("yyyy-MM-ddTHH:mm:ss.FFF", CultureInfo.InvariantCulture) + "Z";

    private static void WriteMoods(TemporaryPackage package, MoodRow[] rows, int groupRows)
    {
        Column[] columns =
        [
            new Column<string>("area"), new Column<int>("year"), new Column<double?>("share"),
            new Column<decimal?>("money", LogicalType.Decimal(29, 4)), new Column<long?>("people"),
            new Column<Date>("day"), new Column<DateTime?>("at", LogicalType.Timestamp(true, TimeUnit.Millis)),
            new Column<bool>("sure"), new Column<string?>("note"),
        ];
        using var file = new ParquetFileWriter(Path.Combine(package.Folder, "data.parquet"), columns);
        foreach (MoodRow[] chunk in rows.Chunk(groupRows))
        {
            using RowGroupWriter group = file.AppendRowGroup();
            WriteColumn(group, chunk, static r => r.Area);
            WriteColumn(group, chunk, static r => r.Year);
            WriteColumn(group, chunk, static r => r.Share);
            WriteColumn(group, chunk, static r => r.Money);
            WriteColumn(group, chunk, static r => r.People);
            WriteColumn(group, chunk, static r => r.Day);
            WriteColumn(group, chunk, static r => r.At);
            WriteColumn(group, chunk, static r => r.IsSure);
            WriteColumn(group, chunk, static r => r.Note);
        }

        file.Close();
    }

    private static void WriteColumn<T>(RowGroupWriter group, MoodRow[] rows, Func<MoodRow, T> value)
    {
        using LogicalColumnWriter<T> writer = group.NextColumn().LogicalWriter<T>();
        writer.WriteBatch([.. rows.Select(value)]);
    }

    private static void Write<TArea, TYear, TShare>(
        TemporaryPackage package, Column[] columns, TArea[] areas, TYear[] years, TShare[] shares) =>
        Write<TArea, TYear, TShare, int, int>(package, columns, areas, years, shares, null, null);

    private static void Write<TArea, TYear, TShare, TMoney, TPeople>(
        TemporaryPackage package, Column[] columns, TArea[] areas, TYear[] years, TShare[] shares, TMoney[]? money,
        TPeople[]? people)
    {
        using var file = new ParquetFileWriter(Path.Combine(package.Folder, "data.parquet"), columns);
        using RowGroupWriter group = file.AppendRowGroup();
        WriteColumn(areas);
        WriteColumn(years);
        WriteColumn(shares);
        WriteColumn(money);
        WriteColumn(people);
        file.Close();

        void WriteColumn<T>(T[]? values)
        {
            if (values is not null)
            {
                using LogicalColumnWriter<T> writer = group.NextColumn().LogicalWriter<T>();
                writer.WriteBatch(values);
            }
        }
    }

    private static string[] Observations(PublishedCube cube) =>
        [.. cube.Snapshot.Default.Match(null, null, null)
            .Where(static t => t.Subject is Iri iri && iri.Text.StartsWith("http://example.org/moods/", StringComparison.Ordinal))
            .Select(static t => $"{t.Subject} {t.Predicate} {t.Object}").Order(StringComparer.Ordinal)];

    private static string[] Lexicals(PublishedCube cube, string property) =>
        [.. cube.Snapshot.Default.Match(null, Iri.Parse(property), null)
            .Select(static t => ((Literal)t.Object).Lexical).Order(StringComparer.Ordinal)];

    private sealed record MoodRow(
        string Area, int Year, double? Share, decimal? Money, long? People, Date Day, DateTime? At, bool IsSure,
        string? Note);
}
