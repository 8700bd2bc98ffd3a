using LinkedStats.Publishing;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Publishing;

/// <summary>Code lists in RDF files, which packages published one after another often share.</summary>
public sealed class RdfCodeListTests
{
    private const string Codes = """
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix ex: <http://example.org/> .
        ex:areas a skos:ConceptScheme .
        ex:A skos:inScheme ex:areas ; skos:notation "A" ; skos:prefLabel "First"@en .
        ex:B skos:inScheme ex:areas ; skos:notation "B" ; skos:prefLabel "Second"@en .
        """;

    [Fact]
    public void Publish_PackagesWithOneList_KeepsItOnce()
    {
        using Store store = Store.Open(new StoreOptions());
        var publisher = new Publisher(store);
        using TemporaryPackage first = Write("first", Codes, "A,2017,1");
        using TemporaryPackage second = Write("second", Codes, "B,2017,2");

        Assert.True(publisher.Publish(first.Folder).Report.IsAccepted);
        Assert.True(publisher.Publish(second.Folder).Report.IsAccepted);

        Assert.Equal(["\"First\"@en", "\"Second\"@en"], Labels(store));
    }

    [Fact]
    public void Publish_ListThatChangedMeanwhile_IsReadAgain()
    {
        using Store store = Store.Open(new StoreOptions());
        var publisher = new Publisher(store);
        using TemporaryPackage first = Write("first", Codes, "A,2017,1");
        using TemporaryPackage second = Write(
            "second", Codes.Replace("Second", "Zweites", StringComparison.Ordinal), "B,2017,2");

        Assert.True(publisher.Publish(first.Folder).Report.IsAccepted);
        Assert.True(publisher.Publish(second.Folder).Report.IsAccepted);

        Assert.Equal(["\"First\"@en", "\"Zweites\"@en"], Labels(store));
    }

    [Fact]
    public void Publish_ListThatChangedThereAndBack_IsAsTheLastPackageHasIt()
    {
        using Store store = Store.Open(new StoreOptions());
        var publisher = new Publisher(store);
        string changed = Codes.Replace("Second", "Zweites", StringComparison.Ordinal);
        string[] lists = [Codes, Codes, Codes, changed, Codes, changed, changed, Codes];
        for (int i = 0; i < lists.Length; i++)
        {
            using TemporaryPackage package = Write($"d{i}", lists[i], "B,2017,2");
            Assert.True(publisher.Publish(package.Folder).Report.IsAccepted);
            Assert.Equal(
                ["\"First\"@en", lists[i] == Codes ? "\"Second\"@en" : "\"Zweites\"@en"], Labels(store));
        }
    }

    [Fact]
    public void Publish_ListWithAnUnknownScheme_SaysSoForEachPackage()
    {
        using Store store = Store.Open(new StoreOptions());
        var publisher = new Publisher(store);
        using TemporaryPackage package = Write(
            "first", Codes.Replace("ex:areas", "ex:other", StringComparison.Ordinal), "A,2017,1");

        for (int i = 0; i < 2; i++)
        {
            Assert.Contains(
                publisher.Publish(package.Folder).Report.Problems, static problem => problem.Rule == "codes-empty");
        }
    }

    private static IEnumerable<string> Labels(Store store)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        return [.. lease.Snapshot.Default
            .Match(null, Iri.Parse("http://www.w3.org/2004/02/skos/core#prefLabel"), null)
            .Select(static triple => triple.Object.ToString()).Order(StringComparer.Ordinal)];
    }

    private static TemporaryPackage Write(string id, string codes, string row) => new TemporaryPackage()
        .Add("areas.ttl", codes)
        .Add("data.csv", $"area,year,count\n{row}\n")
        .Add("release.yaml", $$"""
            dataset: {{id}}
            version: 1.0.0
            title: { en: "Rates" }
            dimensions:
              - id: area
                property: "http://example.org/area"
                title: { en: "Area" }
                codes: { file: areas.ttl, scheme: "http://example.org/areas" }
              - { id: year, property: sdmx-dimension:refPeriod, type: gYear, title: { en: "Year" } }
            measures:
              - { id: count, property: "http://example.org/count", type: integer, title: { en: "Count" } }
            data: data.csv
            """);
}
