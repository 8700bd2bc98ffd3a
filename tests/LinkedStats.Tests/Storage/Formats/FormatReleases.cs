using LinkedStats.Publishing;
using LinkedStats.Storage;
using LinkedStats.Tests.Publishing;

namespace LinkedStats.Tests.Storage.Formats;

/// <summary>
/// The releases that the stores of all formats hold: versions, revisions and embargoes of small invented cubes.
/// </summary>
/// <remarks>They never change, since stores that older programs wrote are compared with them.</remarks>
internal static class FormatReleases
{
    private const string Areas = """
        code,parent,label_fr,label_en,iri,total
        FR,,France,France,,true
        R11,FR,Île-de-France,Île-de-France,,
        R84,FR,Auvergne-Rhône-Alpes,Auvergne-Rhône-Alpes,,
        """;

    private const string Rates = """
        area,year,rate,people,obsStatus,remark
        FR,2023,10.50,1000,A,
        FR,2024,10.75,1010,A,
        R11,2023,:,400,,withheld
        R11,2024,9.5,404,P,
        """;

    private const string Lineage = """
        experiments:
          - id: trial
            title: { fr: "Essai", en: "Trial" }
            sponsors: [{ id: unit-a, name: "Unit A" }]
            domains: [methods]
            stage: closed
            start: 2025-01-01
            end: 2025-06-30
            outcome: not-viable
        models:
          - id: matcher
            title: Matcher
            experiment: trial
            versions:
              - version: 1.0.0
                codeRevision: swh:1:rev:94b2a0229d1794516ba89e37e47ff11166c47b54
                generatedBy: t1
                metrics: { precision: 0.91 }
            aliases: [{ name: production, version: 1.0.0, from: 2025-02-01T00:00:00Z }]
        runs:
          - { id: t1, kind: training, seed: 7 }
          - id: r1
            kind: scoring
            uses: [{ model: matcher, version: 1.0.0 }]
            inputs: [{ dataset: rates, version: 1.0.0 }, { title: Forms, version: "2018" }]
            parameters: { threshold: 0.85 }
        """;

    // Own IRIs that no template explains, a blank one, and triples that no structure declares.
    private const string Flows = """
        @prefix qb: <http://purl.org/linked-data/cube#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix : <http://example.org/> .
        :flows a qb:DataSet ; qb:structure :dsd ; rdfs:label "Flux"@fr, "Flows"@en .
        :dsd a qb:DataStructureDefinition ; qb:component
            [ qb:dimension :from ; qb:order 1 ], [ qb:dimension :year ; qb:order 2 ],
            [ qb:measure :count ], [ qb:attribute :status ] .
        :from rdfs:range skos:Concept ; qb:codeList :places .
        :year rdfs:range xsd:gYear .
        :places a skos:ConceptScheme .
        :north a skos:Concept ; skos:inScheme :places ; skos:notation "N" ; skos:note [ rdfs:label "cold" ] .
        :south a skos:Concept ; skos:inScheme :places ; skos:notation "S" .
        :thursday qb:dataSet :flows ; :from :north ; :year "2023"^^xsd:gYear ; :count 12e0 ; :status "a", "b" .
        :friday qb:dataSet :flows ; :from :north ; :year "2024"^^xsd:gYear ; :count 1.3e1 ; rdfs:comment "odd" .
        [] qb:dataSet :flows ; :from :south ; :year "2023"^^xsd:gYear ; :count 14 ; :status "a" .

        """;

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <summary>When the releases that only wait for 2999 are left.</summary>
    public static DateTimeOffset End { get; } = Start.AddDays(90);

    /// <summary>Writes them, each at its instant.</summary>
    /// <param name="folder">The folder of the store, empty or missing.</param>
    public static void Publish(string folder)
    {
        var time = new ManualTime(Start);
        using Store store = Store.Open(new StoreOptions { Folder = folder, Time = time });
        Accept(
            store,
            RatesPackage("1.0.0", "run: r1", "Rates", Areas, Rates).Add("lineage.yaml", Lineage),
            "rates 1.0.0");

        time.Now = Start.AddDays(28);
        const string More = "\nR84,2023,11.25,600,A,\nR84,2024,12,606,A,provisional";
        Accept(store, RatesPackage("1.1.0", "", "Rates", Areas, Rates + More), "rates 1.1.0");

        // The same figures under another title: a revision of the metadata.
        time.Now = Start.AddDays(35);
        Accept(store, RatesPackage("1.1.0", "", "Match rates", Areas, Rates + More), "rates 1.1.0");
        time.Now = Start.AddDays(42);
        Accept(store, new TemporaryPackage().Add("flows.ttl", Flows), "flows 1.0.0");

        // Two releases under embargo: one ends while the later ones are published, the other in 2999.
        time.Now = Start.AddDays(46);
        Accept(store, ForecastPackage("2026-03-02T07:00:00Z"), "forecast 1.0.0");
        time.Now = Start.AddDays(53);
        Accept(
            store,
            RatesPackage(
                "2.0.0",
                "release: 2999-01-01T00:00:00Z",
                "Match rates",
                Areas + "\nR93,FR,Provence-Alpes-Côte d'Azur,Provence-Alpes-Côte d'Azur,,",
                Rates.Replace("R11,2024,9.5,404,P,", "R93,2024,8.25,500,A,", StringComparison.Ordinal)),
            "rates 2.0.0");
        time.Now = Start.AddDays(63);
        string revised = Flows.Replace(":count 14", ":count 15", StringComparison.Ordinal);
        Accept(store, new TemporaryPackage().Add("flows.ttl", revised), "flows 1.0.1");
    }

    /// <summary>Publishes one release more, as a program of today does with a store of before.</summary>
    /// <param name="store">The store.</param>
    public static void PublishNext(Store store) =>
        Accept(
            store,
            RatesPackage(
                "2.1.0", "", "Match rates", Areas, Rates + "\nR84,2023,11.25,600,A,\nR84,2024,12,606,A,\nR84,2025,12.5,610,P,"),
            "rates 2.1.0");

    private static TemporaryPackage RatesPackage(
        string version, string more, string title, string areas, string data) =>
        new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: rates
                version: {{version}}
                title: { fr: "Taux", en: "{{title}}" }
                licence: etalab-2.0
                synthetic: true
                {{more}}
                sdmx: { agency: EXAMPLE, structure: RATES }
                dimensions:
                  - { id: area, property: sdmx-dimension:refArea, codes: { file: areas.csv }, title: { en: "Area" } }
                  - { id: year, property: sdmx-dimension:refPeriod, type: gYear, sdmx: TIME_PERIOD }
                measures:
                  - { id: rate, type: decimal, unit: percent, aggregation: mean(people), title: { en: "Rate" } }
                  - { id: people, type: integer, aggregation: sum }
                attributes:
                  - { id: obsStatus, property: sdmx-attribute:obsStatus, codes: { scheme: sdmx-code:obsStatus } }
                  - { id: remark, type: string }
                missing: [":", ""]
                observations: "http://example.org/rates/{area}/{year}"
                data: data.csv
                """)
            .Add("areas.csv", areas)
            .Add("data.csv", data);

    private static TemporaryPackage ForecastPackage(string release) =>
        new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: forecast
                version: 1.0.0
                title: { fr: "Prévisions", en: "Forecast" }
                licence: etalab-2.0
                synthetic: true
                release: {{release}}
                dimensions: [{ id: area, codes: { file: areas.csv } }]
                measures: [{ id: people, type: integer, aggregation: sum }]
                data: data.csv
                """)
            .Add("areas.csv", Areas + "\nR76,FR,Occitanie,Occitanie,,")
            .Add("data.csv", "area,people\nFR,2000\nR76,700");

    private static void Accept(Store store, TemporaryPackage package, string published)
    {
        using (package)
        {
            PublishOutcome outcome =
                new Publisher(store).Publish(package.Folder, null, TestContext.Current.CancellationToken);
            Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
            Assert.Equal([published], outcome.Published);
        }
    }
}
