using LinkedStats.Publishing;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Publishing;

/// <summary>The <c>lineage.yaml</c> of a package: what becomes of it, and what is said about a wrong one.</summary>
public sealed class LineageTests
{
    private const string Manifest = """
        dataset: small
        version: 1.0.0
        title: Small
        experiment: trial
        run: r1
        dimensions: [{ id: year, type: gYear }]
        measures: [{ id: n, type: integer }]
        data: data.csv
        """;

    private const string Lineage = """
        experiments:
          - id: trial
            title: { fr: "Essai", en: "Trial" }
            sponsors: [{ id: unit-a, name: "Unit A" }]
            domains: [methods]
            stage: closed
            start: 2018-01-01
            end: 2018-06-30
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
            aliases: [{ name: production, version: 1.0.0, from: 2018-02-01T00:00:00Z }]
        runs:
          - { id: t1, kind: training, seed: 7 }
          - id: r1
            kind: scoring
            uses: [{ model: matcher, version: 1.0.0 }]
            inputs: [{ dataset: small, version: 1.0.0 }, { title: Forms, version: "2018" }]
            parameters: { threshold: 0.85 }
        errata:
          - { id: e1, affects: { model: matcher, version: 1.0.0 }, reason: "Wrong", date: 2018-05-01 }
        """;

    /// <summary>Each row: what to replace, by what, and the problem as line:column rule.</summary>
    public static TheoryData<string, string, string> Broken { get; } = new()
    {
        { "experiment: trial", "experiment: trail", "13:17 reference" },
        { "generatedBy: t1", "generatedBy: t2", "17:22 reference" },
        { "uses: [{ model: matcher", "uses: [{ model: watcher", "24:12 reference" },
        { "dataset: small, version: 1.0.0", "dataset: small, version: 3.0.0", "25:14 reference" },
        { "affects: { model: matcher", "affects: { model: watcher", "28:24 reference" },
        { "production, version: 1.0.0", "production, version: 2.0.0", "19:15 reference" },
        { "kind: training", "kind: learning", "21:21 code-unknown" },
        { "stage: closed", "stage: done", "6:12 code-unknown" },
        { "    outcome: not-viable\n", "", "2:5 experiment" },
        { "    domains: [methods]\n", "", "2:5 experiment" },
        { "end: 2018-06-30", "end: 2017-06-30", "8:10 experiment" },
        { "swh:1:rev:94", "swh:1:rev:zz", "16:23 code-revision" },
        { "id: r1", "id: t1", "22:9 id-twice" },
        { "seed: 7", "sead: 7", "21:31 key-unknown" },
        { "start: 2018-01-01", "start: 01/01/2018", "7:12 datatype" },
    };

    [Fact]
    public void Publish_Lineage_GivesEachThingAGraphOfItsOwn()
    {
        using TemporaryPackage package = Write(Lineage);
        using PublishedCube cube = PublishedCube.Of(package.Folder);
        string[] paths = ["experiments/trial", "models/matcher", "models/matcher/versions/1.0.0", "runs/t1", "runs/r1"];

        Assert.All(paths, path => Assert.NotNull(
            cube.Snapshot.Graph(cube.Snapshot.Find(Iri.Parse("http://localhost:5080/" + path)))));
        Assert.True(cube.Snapshot.Default.Has(
            Iri.Parse("http://localhost:5080/datasets/small/versions/1.0.0"),
            ProvVocabulary.WasGeneratedBy,
            Iri.Parse("http://localhost:5080/runs/r1")));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Publish_BrokenLineage_NamesThePlaceAndLeavesNothing(string old, string @new, string expected)
    {
        Assert.Contains(old, Lineage);
        using TemporaryPackage package = Write(Lineage.Replace(old, @new, StringComparison.Ordinal));
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(package.Folder);

        Assert.Contains(expected, outcome.Report.Problems
            .Where(p => p.File == "lineage.yaml").Select(p => $"{p.Line}:{p.Column} {p.Rule}"));
        Assert.Empty(outcome.Published);
        Assert.Empty(cube.Snapshot.GraphNames);
    }

    private static TemporaryPackage Write(string lineage) => new TemporaryPackage()
        .Add("release.yaml", Manifest).Add("lineage.yaml", lineage).Add("data.csv", "year,n\n2018,1\n");
}
