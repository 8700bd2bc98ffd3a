using LinkedStats.Storage;
using LinkedStats.Tests.Publishing;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Embargo;

/// <summary>
/// The releases of the walk: public ones, and between and after them some under embargo, which only one of two stores
/// gets.
/// </summary>
/// <remarks>
/// What is hidden comes before public releases that say some of the same things later, so that its traces would show in
/// the order of codes and terms, in names of blank nodes and in tags.
/// </remarks>
internal static class WalkReleases
{
    /// <summary>When the first release is published.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>When the embargoes end.</summary>
    public static readonly DateTimeOffset Instant = new(2026, 3, 9, 7, 0, 0, TimeSpan.Zero);

    /// <summary>The line of a manifest that puts a release under this embargo.</summary>
    public const string Release = "release: 2026-03-09T07:00:00Z";

    /// <summary>What releases say of models and runs.</summary>
    public const string LineageText = """
        experiments:
          - id: PREFIXtrial
            title: { fr: "Essai PREFIX", en: "Trial PREFIX" }
            sponsors: [{ id: PREFIXunit, name: "Unit PREFIX" }]
            domains: [methods]
            stage: closed
            start: 2025-01-01
            end: 2025-06-30
            outcome: not-viable
        models:
          - id: PREFIXmatcher
            title: Matcher PREFIX
            experiment: PREFIXtrial
            versions:
              - version: 1.0.0
                codeRevision: swh:1:rev:94b2a0229d1794516ba89e37e47ff11166c47b54
                generatedBy: PREFIXt1
        runs:
          - { id: PREFIXt1, kind: training, seed: 7 }
          - { id: PREFIXr1, kind: scoring, uses: [{ model: PREFIXmatcher, version: 1.0.0 }] }
        errata:
          - { id: PREFIXe1, affects: { model: PREFIXmatcher, version: 1.0.0 }, reason: "Wrong PREFIX", date: 2025-05-01 }
        """;

    private const string Flows = """
        @prefix qb: <http://purl.org/linked-data/cube#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix : <http://PREFIX.example.org/> .
        :flows a qb:DataSet ; qb:structure :dsd ; rdfs:label "Flux PREFIX"@fr, "Flows PREFIX"@en .
        :dsd a qb:DataStructureDefinition ; qb:component
            [ qb:dimension :from ; qb:order 1 ], [ qb:dimension :year ; qb:order 2 ], [ qb:measure :count ] .
        :from rdfs:range skos:Concept ; qb:codeList :places .
        :year rdfs:range xsd:gYear .
        :places a skos:ConceptScheme .
        :north a skos:Concept ; skos:inScheme :places ; skos:notation "N" ; skos:note [ rdfs:label "cold PREFIX" ] .
        :south a skos:Concept ; skos:inScheme :places ; skos:notation "S" .
        :thursday qb:dataSet :flows ; :from :north ; :year "2023"^^xsd:gYear ; :count 12 .
        :friday qb:dataSet :flows ; :from :north ; :year "2024"^^xsd:gYear ; :count 13 ; rdfs:comment "odd PREFIX" .
        [] qb:dataSet :flows ; :from :south ; :year "2023"^^xsd:gYear ; :count 14 .

        """;

    /// <summary>Publishes all that is public by the end of the walk, and perhaps what is not.</summary>
    /// <param name="store">The store.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="isHidden">True to publish what is under embargo too.</param>
    public static void Publish(Store store, ManualTime time, bool isHidden)
    {
        Rates(store, "rates", "1.0.0", "Rates", "", "FR").Accept();
        Rdf(store, "open").Accept();
        if (isHidden)
        {
            time.Now = Start.AddHours(1);
            Rates(store, "rates", "1.1.0", "Rates", Release, "FR", "R84", "ZSECRET", "R11").Accept();
            Rates(store, "secret", "1.0.0", "Secret ZSECRET", Release, "FR", "R84", "ZSECRET", "R11")
                .Lineage("secret-").List("secret-areas").Accept();

            // It says otherwise what the public list says of its codes.
            Rates(store, "secret-labels", "1.0.0", "Labels ZSECRET", Release, "FR=ZSECRET France", "R11=ZSECRET R11").Accept();
        }

        time.Now = Start.AddHours(2);
        Rates(store, "rates", "1.2.0", "Rates", "", "FR", "R11", "R84").Accept();
        Rates(store, "regions", "1.0.0", "Regions", "", "R11", "R84").Lineage("open-").Accept();
        Rdf(store, "later").Accept();
        if (isHidden)
        {
            time.Now = Start.AddHours(3);
            Rates(store, "rates", "2.0.0", "Rates", Release, "FR", "ZSECRET", "ZSECRETS").Accept();
            Rates(store, "regions", "1.0.0", "Regions ZSECRET", Release, "R11", "R84").Lineage("open-").Accept();
            Rates(store, "secret", "1.1.0", "Secret ZSECRET", Release, "FR", "R84", "ZSECRET", "R11", "ZSECRETS")
                .List("secret-areas").Accept();
        }

        // What is announced is the same; what it will say is not.
        time.Now = Start.AddHours(4);
        string[] codes = isHidden ? ["FR", "ZSECRET"] : ["FR", "OTHER", "ANOTHER"];
        Rates(store, "announced", "1.0.0", "Announced", Release + "\nannounce: true", codes).Accept();
        time.Now = Start.AddHours(5);
    }

    /// <summary>Makes a package of two years of numbers.</summary>
    /// <param name="store">Where it goes.</param>
    /// <param name="id">The dataset's id.</param>
    /// <param name="version">The version.</param>
    /// <param name="title">The title.</param>
    /// <param name="release">More lines of the manifest, as the release instant.</param>
    /// <param name="codes">The codes of the list "areas", each perhaps with another label: <c>FR=Frankreich</c>.</param>
    public static Sending Rates(
        Store store, string id, string version, string title, string release, params string[] codes) =>
        new(store, new TemporaryPackage()
            .Add("release.yaml", $$"""
                dataset: {{id}}
                version: {{version}}
                title: { fr: "Taux {{title}}", en: "{{title}}" }
                licence: etalab-2.0
                {{release}}
                dimensions:
                  - { id: area, codes: { file: areas.csv }, title: { en: "Area" } }
                  - { id: year, property: sdmx-dimension:refPeriod, type: gYear }
                measures:
                  - { id: people, type: integer, aggregation: sum }
                data: data.csv
                """)
            .Add("areas.csv", string.Join('\n', codes.Select(CodeLine).Prepend("code,label_fr,label_en")))
            .Add("data.csv", string.Join('\n', codes.Select(static c => c.Split('=')[0])
                .SelectMany(static c => new[] { $"{c},2023,{c.Length}", $"{c},2024,{c.Length + 1}" })
                .Prepend("area,year,people"))));

    private static string CodeLine(string code) => code.Split('=') is [var name, var label]
        ? $"{name},{label},{label}"
        : $"{code},Lieu {code},Area {code}";

    // The open cube first says what the hidden one says too.
    private static Sending Rdf(Store store, string prefix) =>
        new(store, new TemporaryPackage().Add(
            "flows.ttl", Flows.Replace("PREFIX", prefix, StringComparison.Ordinal)));
}
