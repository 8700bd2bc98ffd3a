using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Publishing;

/// <summary>The number of a version must fit what really changed.</summary>
public sealed class VersionRuleTests : IDisposable
{
    private const string First = "FR,2018,1.0\nFR,2019,2.0\nR11,2018,3.0\nR11,2019,4.0";

    private readonly ManualTime _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Store _store;

    public VersionRuleTests()
    {
        _store = Store.Open(new StoreOptions { Time = _time });
        Assert.True(Publish("1.0.0", First).Report.IsAccepted);
    }

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("1.0.1", "FR,2018,1.5\nFR,2019,2.0\nR11,2018,3.0\nR11,2019,4.0", null)]
    [InlineData("1.0.7", "FR,2018,1.5\nFR,2019,2.0\nR11,2018,3.0\nR11,2019,4.0", null)]
    [InlineData("1.1.0", "FR,2018,1.5\nFR,2019,2.0\nR11,2018,3.0\nR11,2019,4.0", null)]
    [InlineData("1.0.1", First + "\nFR,2020,5.0", "1 cell is added; the next version is 1.1.0")]
    [InlineData("1.1.0", First + "\nFR,2020,5.0", null)]
    [InlineData("1.3.0", First + "\nFR,2020,5.0", null)]
    [InlineData("1.0.1", "FR,2018,1.0\nFR,2019,2.0\nR11,2018,3.0\nR12,2019,4.0", "1 cell is removed; the next version is 2.0.0")]
    [InlineData("1.1.0", "FR,2018,1.0\nFR,2019,2.0\nR11,2018,3.0\nR11,2020,4.0", "1 cell is removed; the next version is 2.0.0")]
    [InlineData("1.1.0", "FR,2018,1.0\nFR,2019,2.0", "2 cells are removed; the next version is 2.0.0")]
    [InlineData("2.0.0", "FR,2018,1.0\nFR,2019,2.0", null)]
    [InlineData("0.9.0", "FR,2018,1.0\nFR,2019,2.0", "which is higher than 0.9.0; the next version is 2.0.0")]
    public void Publish_NumberAndChange_MustFit(string version, string data, string? problem)
    {
        ValidationReport report = Publish(version, data).Report;

        if (problem is null)
        {
            Assert.True(report.IsAccepted, PublishedCube.Show(report));
        }
        else
        {
            Problem found = Assert.Single(report.Problems, static p => p.Severity == Severity.Error);
            Assert.Equal("version", found.Rule);
            Assert.Contains(problem, found.Message, StringComparison.Ordinal);
            Assert.Equal("release.yaml", found.File);
            Assert.True(found.Line > 0);
        }
    }

    [Fact]
    public void Publish_HigherThanNeeded_PassesWithAWarning()
    {
        ValidationReport report = Publish("2.0.0", First + "\nFR,2020,5.0").Report;

        Problem warning = Assert.Single(report.Problems, static p => p.Rule == "version");
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains("1.1.0 would do", warning.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unit: percent", "unit: euro", "the unit of 'people' is another; the next version is 2.0.0")]
    [InlineData("id: people", "id: persons", "is gone; the next version is 2.0.0")]
    public void Publish_StructureChanged_NeedsAMajorVersion(string old, string other, string problem)
    {
        ValidationReport report = Publish("1.1.0", First, static manifest => manifest, old, other).Report;

        Assert.Contains(
            report.Problems,
            p => p.Rule == "version" && p.Message.Contains(problem, StringComparison.Ordinal));
    }

    [Fact]
    public void Publish_NoNumber_ChoosesTheOneThatFits()
    {
        Assert.Equal(["rates 1.0.1"], Publish(null, First.Replace("4.0", "4.5", StringComparison.Ordinal)).Published);
        Assert.Equal(["rates 1.1.0"], Publish(null, First + "\nFR,2020,5.0").Published);
        Assert.Equal(["rates 2.0.0"], Publish(null, First).Published);
    }

    [Fact]
    public void Publish_SameAgain_ChangesNothing()
    {
        string before = Fingerprint();

        PublishOutcome outcome = Publish("1.0.0", string.Join('\n', First.Split('\n').Reverse()));

        Assert.True(outcome.Report.IsAccepted);
        Assert.Empty(outcome.Published);
        Assert.Equal(before, Fingerprint());
    }

    [Fact]
    public void Publish_SameAgainUnderAnotherBase_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        using (var store = Store.Open(new StoreOptions { Folder = folder.Path, Time = _time }))
        {
            Assert.Equal(["rates 1.0.0"], Publish("1.0.0", First, store: store).Published);
        }

        var moved = Iri.FromTrusted("https://stats.example.org/lab/");
        using (var store = Store.Open(new StoreOptions { Folder = folder.Path, Time = _time, Base = moved }))
        {
            PublishOutcome outcome = Publish("1.0.0", First, store: store);

            Assert.Null(outcome.Commit);
            Assert.Equal(PublishOutcome.UnchangedRule, Assert.Single(outcome.Report.Problems).Rule);
        }
    }

    [Fact]
    public void Publish_OtherFiguresUnderTheSameNumber_IsRefusedWithTheNextOne()
    {
        ValidationReport report = Publish("1.0.0", First + "\nFR,2020,5.0").Report;

        Problem problem = Assert.Single(report.Problems, static p => p.Severity == Severity.Error);
        Assert.Equal("version-exists", problem.Rule);
        Assert.Contains("the next version is 1.1.0", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Publish_OtherLabelsUnderTheSameNumber_RevisesTheMetadata()
    {
        DateTimeOffset first = _time.Now;
        _time.Now = first.AddDays(1);
        PublishOutcome outcome = Publish("1.0.0", First, static m => m, "en: \"Rates\"", "en: \"Better rates\"");

        Assert.Equal(["rates 1.0.0"], outcome.Published);
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        DatasetEntry dataset = Assert.Single(lease.Snapshot.Datasets);
        Assert.Single(dataset.Versions);
        Assert.Equal(first, dataset.Current.VisibleFrom);
        Assert.Equal(4, dataset.Current.Cells.RowCount);
        Assert.Equal("Better rates", CubeQuads.ReadLabels(dataset.Current.Graph, dataset.Iri).Texts["en"]);
        Quad issued = Assert.Single(dataset.Current.Graph.Match(dataset.Current.Iri, DctermsVocabulary.Issued, null));
        Assert.Equal("2026-03-01T12:00:00Z", ((Literal)issued.Object).Lexical);
        using SnapshotLease then = _store.Acquire(Viewer.Public, first);
        Assert.Equal("Rates", CubeQuads.ReadLabels(then.Snapshot.Datasets[0].Current.Graph, dataset.Iri).Texts["en"]);
    }

    [Fact]
    public void Publish_OtherLabelsAfterAWithdrawal_KeepsWhenTheDatasetWasModified()
    {
        _time.Now = _time.Now.AddMinutes(1);
        Assert.True(Publish("1.1.0", First + "\nFR,2020,5.0").Report.IsAccepted);
        _time.Now = _time.Now.AddMinutes(1);
        var reason = new LanguageMap(LanguageMap.Empty.Texts.Add("en", "Wrong."));
        Assert.True(new Withdrawer(_store).Withdraw("rates", "1.1.0", reason)?.IsNew);
        _time.Now = _time.Now.AddMinutes(1);

        Publish("1.0.0", First, static m => m, "en: \"Rates\"", "en: \"Better rates\"");

        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        DatasetEntry dataset = Assert.Single(lease.Snapshot.Datasets);
        Assert.Equal("Better rates", CubeQuads.ReadLabels(dataset.Current.Graph, dataset.Iri).Texts["en"]);
        Quad modified = Assert.Single(lease.Snapshot.Default.Match(dataset.Iri, DctermsVocabulary.Modified, null));
        Assert.Equal("2026-03-01T12:02:00Z", ((Literal)modified.Object).Lexical);
    }

    [Fact]
    public void Publish_OtherLabelsOfAVersionUnderEmbargo_StayUnderIt()
    {
        DateTimeOffset release = _time.Now.AddDays(7);
        string line = $"\nrelease: {release:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        Assert.True(Publish("1.1.0", First + "\nFR,2020,5.0", manifest => manifest + line).Report.IsAccepted);
        string before = Fingerprint();

        PublishOutcome outcome =
            Publish("1.1.0", First + "\nFR,2020,5.0", static m => m, "en: \"Rates\"", "en: \"Secret\"");

        Assert.Equal(["rates 1.1.0"], outcome.Published);
        Assert.Equal(before, Fingerprint());
        _time.Now = release;
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        DatasetEntry dataset = lease.Snapshot.Datasets[0];
        Assert.Equal("Secret", CubeQuads.ReadLabels(dataset.Current.Graph, dataset.Iri).Texts["en"]);
    }

    private string Fingerprint()
    {
        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        return lease.Snapshot.Fingerprint;
    }

    private PublishOutcome Publish(
        string? version,
        string data,
        Func<string, string>? edit = null,
        string old = "",
        string other = "",
        Store? store = null)
    {
        string manifest = $$"""
            dataset: rates
            {{(version is null ? "" : "version: " + version)}}
            title: { fr: "Taux", en: "Rates" }
            licence: etalab-2.0
            dimensions:
              - { id: area, codes: { file: areas.csv }, title: { en: "Area" } }
              - { id: year, type: gYear, title: { en: "Year" } }
            measures:
              - { id: people, type: decimal, unit: percent, aggregation: none }
            data: data.csv
            """;
        string header = "area,year," + (other.StartsWith("id:", StringComparison.Ordinal) ? other[4..] : "people");
        using TemporaryPackage package = new TemporaryPackage()
            .Add("release.yaml", (edit ?? (static m => m))(old.Length == 0 ? manifest
                : manifest.Replace(old, other, StringComparison.Ordinal)))
            .Add("areas.csv", "code,label_en\nFR,France\nR11,Paris\nR12,Lyon")
            .Add("data.csv", header + "\n" + data);
        return new Publisher(store ?? _store).Publish(package.Folder, null, TestContext.Current.CancellationToken);
    }
}
