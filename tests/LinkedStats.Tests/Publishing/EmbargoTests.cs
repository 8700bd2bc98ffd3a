using System.Globalization;
using LinkedStats.Publishing;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Publishing;

/// <summary>Packages under embargo beside public ones: nothing shows early, nothing is lost.</summary>
public sealed class EmbargoTests : IDisposable
{
    private static readonly DateTimeOffset Monday = new(2018, 6, 25, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Friday = Monday.AddDays(4);
    private static readonly Iri Areas = Iri.Parse("http://localhost:5080/concepts/areas");

    private readonly ManualTime _time = new(Monday);
    private readonly Store _store;

    public EmbargoTests() => _store = Store.Open(new StoreOptions { Time = _time });

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Publish_ListOfAnEmbargoedRelease_DoesNotShowItsCodesEarly()
    {
        Publish("first", "1.0.0", null, "FR");
        Publish("secret", "1.0.0", Friday, "FR", "XX");
        _time.Now = Monday.AddHours(1);
        Publish("open", "1.0.0", null, "FR", "R11");

        Assert.Equal(["FR", "R11"], Codes(Viewer.Public));
        Assert.Equal(["FR", "R11", "XX"], Codes(Viewer.Public, Friday));
    }

    [Fact]
    public void Publish_ListThatOnlyAnEmbargoedReleaseHas_IsPublicWithThePublicRelease()
    {
        Publish("secret", "1.0.0", Friday, "FR", "R11");
        _time.Now = Monday.AddHours(1);
        Publish("open", "1.0.0", null, "FR", "R11");

        Assert.Equal(["FR", "R11"], Codes(Viewer.Public));
    }

    [Fact]
    public void Publish_BetweenTwoEmbargoes_EachInstantHasTheCodesPublicByThen()
    {
        Publish("last", "1.0.0", Friday, "FR", "C");
        Publish("middle", "1.0.0", Friday.AddDays(-1), "FR", "B");
        _time.Now = Monday.AddHours(1);
        Publish("open", "1.0.0", null, "FR", "A");

        Assert.Equal(["A", "FR"], Codes(Viewer.Public));
        Assert.Equal(["A", "B", "FR"], Codes(Viewer.Public, Friday.AddDays(-1)));
        Assert.Equal(["A", "B", "C", "FR"], Codes(Viewer.Public, Friday));
        Assert.Empty(Codes(Viewer.Public, Monday));
    }

    [Fact]
    public void Acquire_ReaderOfOneDataset_SeesItsCodesAndNoOtherEmbargoedOnes()
    {
        Publish("last", "1.0.0", Friday, "FR", "C");
        Publish("middle", "1.0.0", Friday.AddDays(-1), "FR", "B");
        Publish("same", "1.0.0", Friday, "FR", "D");

        Assert.Empty(Codes(Viewer.Public));
        Assert.Equal(["B", "FR"], Codes(Viewer.Of(["middle"])));
        Assert.Equal(["C", "FR"], Codes(Viewer.Of(["last"])));
        Assert.Equal(["D", "FR"], Codes(Viewer.Of(["same", "other"])));
        Assert.Equal(["B", "C", "FR"], Codes(Viewer.Of(["last", "middle"])));
        Assert.Equal(["B", "C", "D", "FR"], Codes(Viewer.Of(["same", "last", "middle"])));
        Assert.Equal(["B", "C", "D", "FR"], Codes(Viewer.Everything));
        Assert.Equal(["B", "C", "D", "FR"], Codes(Viewer.Public, Friday));

        _time.Now = Monday.AddHours(1);
        Publish("open", "1.0.0", null, "FR", "A");

        Assert.Equal(["A", "FR"], Codes(Viewer.Public));
        Assert.Equal(["A", "B", "FR"], Codes(Viewer.Of(["middle"])));
        Assert.Equal(["A", "C", "FR"], Codes(Viewer.Of(["last"])));
        Assert.Equal(["A", "D", "FR"], Codes(Viewer.Of(["same"])));
        Assert.Equal(["A", "B", "C", "D", "FR"], Codes(Viewer.Everything));
        Assert.Equal(["A", "B", "C", "D", "FR"], Codes(Viewer.Public, Friday));
        Assert.Equal(["A", "B", "C", "D", "FR"], Codes(Viewer.Of(["middle"]), Friday));
    }

    [Fact]
    public void Acquire_RandomEmbargoesOnOneList_ShowsEachViewerTheCodesOfTheReleasesThatHeSees()
    {
        int seed = Environment.TickCount;
        var random = new Random(seed);
        for (int round = 0; round < 25; round++)
        {
            _time.Now = Monday;
            using Store store = Store.Open(new StoreOptions { Time = _time });
            List<(string Id, DateTimeOffset Recorded, DateTimeOffset Public, string[] Codes)> releases = [];
            for (int step = 0; step < 6; step++)
            {
                _time.Now = _time.Now.AddHours(random.Next(1, 30));
                DateTimeOffset? release = random.Next(3) == 0 ? null : Monday.AddDays(random.Next(1, 6));
                string[] codes = [.. Enumerable.Range(0, 6).Where(_ => random.Next(3) == 0).Select(static c => $"c{c}").Prepend("FR")];
                string id = string.Create(CultureInfo.InvariantCulture, $"d{step}");
                Publish(store, id, "1.0.0", release, "Rates", codes);
                releases.Add((id, _time.Now, release > _time.Now ? release.Value : _time.Now, codes));
            }

            foreach (string[]? datasets in (string[]?[])[[], ["d0", "d3"], ["d1", "d2", "d4"], ["d5"], null])
            {
                Viewer viewer = datasets is null ? Viewer.Everything : Viewer.Of(datasets);
                for (int look = 0; look < 12; look++)
                {
                    DateTimeOffset instant = Monday.AddHours(random.Next(170));
                    string[] expected = [.. releases
                        .Where(r => r.Public <= instant
                            || (r.Recorded <= instant && (datasets is null || datasets.Contains(r.Id))))
                        .SelectMany(static r => r.Codes).Distinct().Order(StringComparer.Ordinal)];
                    string history = string.Join('\n', releases.Select(static r =>
                        $"{r.Id} {r.Recorded:dd HH}-{r.Public:dd HH} {string.Join(' ', r.Codes)}"));
                    Assert.True(
                        expected.SequenceEqual(Codes(store, viewer, instant)),
                        $"seed {seed}, round {round}, {string.Join(' ', datasets ?? ["all"])} at {instant:dd HH}: "
                        + $"{string.Join(' ', Codes(store, viewer, instant))}\n{history}");
                }
            }
        }
    }

    [Fact]
    public void Publish_OtherLabelsUnderEmbargo_ShowToTheReadersOfTheDataset()
    {
        Publish("rates", "1.0.0", null, "FR");
        Publish("rates", "1.1.0", Friday, "FR", "XX");
        Publish("rates", "1.1.0", Friday, "Tax rates", ["FR", "XX"]);

        Assert.Empty(Titles(Viewer.Public, "Tax rates 1.1.0"));
        Assert.Empty(Titles(Viewer.Of(["other"]), "Tax rates 1.1.0"));
        Assert.NotEmpty(Titles(Viewer.Of(["rates"]), "Tax rates 1.1.0"));
        Assert.NotEmpty(Titles(Viewer.Public, "Tax rates 1.1.0", Friday));
    }

    [Fact]
    public void Publish_ReleaseDatedBeforeTheStoredOne_KeepsTheCodesOfBoth()
    {
        Publish("young", "1.0.0", Monday.AddDays(-1), "FR", "R11");
        Publish("old", "1.0.0", Monday.AddYears(-1), "FR", "R84");

        Assert.Equal(["FR", "R11", "R84"], Codes(Viewer.Public));
    }

    [Fact]
    public void Publish_VersionAfterAnEmbargoedOne_DoesNotNameIt()
    {
        Publish("rates", "1.0.0", null, "FR");
        Publish("rates", "1.1.0", Friday, "FR", "XX");
        _time.Now = Monday.AddHours(1);
        Publish("rates", "1.2.0", null, "FR", "R11");

        using SnapshotLease lease = _store.Acquire(Viewer.Public);
        Snapshot snapshot = lease.Snapshot;
        Assert.Equal(["1.0.0", "1.2.0"], snapshot.Datasets[0].Versions.Select(static v => v.Version));
        string all = string.Join('\n', snapshot.GraphNames.Prepend(default)
            .SelectMany(name => (name.IsNone ? snapshot.Default : snapshot.Graph(name)!).Match(null, null, null))
            .Select(static quad => quad.ToString()));
        Assert.DoesNotContain("1.1.0", all, StringComparison.Ordinal);
        Assert.DoesNotContain("XX", all, StringComparison.Ordinal);
        Assert.Contains("versions/1.0.0>", all, StringComparison.Ordinal);
    }

    private void Publish(string id, string version, DateTimeOffset? release, params string[] codes) =>
        Publish(id, version, release, "Rates", codes);

    private void Publish(string id, string version, DateTimeOffset? release, string title, string[] codes) =>
        Publish(_store, id, version, release, title, codes);

    internal static void Publish(
        Store store, string id, string version, DateTimeOffset? release, string title, string[] codes)
    {
        string date = release is { } at ? $"release: {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "";
        using TemporaryPackage package = new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: {{id}}
                version: {{version}}
                title: { fr: "Taux", en: "{{title}}" }
                licence: etalab-2.0
                {{date}}
                dimensions:
                  - { id: area, property: sdmx-dimension:refArea, codes: { file: areas.csv }, title: { en: "Area" } }
                measures:
                  - { id: people, type: integer, aggregation: sum }
                data: data.csv
                """)
            .Add("areas.csv", string.Join('\n', codes.Select(static c => $"{c},{c}").Prepend("code,label_en")))
            .Add("data.csv", string.Join('\n', codes.Select(static c => $"{c},1").Prepend("area,people")));
        PublishOutcome outcome =
            new Publisher(store).Publish(package.Folder, null, TestContext.Current.CancellationToken);
        Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
    }

    private string[] Titles(Viewer viewer, string title, DateTimeOffset? instant = null)
    {
        using SnapshotLease lease = _store.Acquire(viewer, instant);
        return [.. lease.Snapshot.Default.Match(null, null, new Literal(title, "en")).Select(static t => t.ToString())];
    }

    private string[] Codes(Viewer viewer, DateTimeOffset? instant = null) => Codes(_store, viewer, instant);

    internal static string[] Codes(Store store, Viewer viewer, DateTimeOffset? instant)
    {
        using SnapshotLease lease = store.Acquire(viewer, instant);
        return [.. lease.Snapshot.Default.Match(null, LinkedStats.Rdf.Vocabularies.SkosVocabulary.InScheme, Areas)
            .Select(static t => ((Iri)t.Subject).Text.Split('/')[^1]).Order(StringComparer.Ordinal)];
    }
}
