using System.Diagnostics;
using LinkedStats.Publishing;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Publishing;

/// <summary>The benchmark's three cubes, published as N-Triples and as CSV with the same IRIs.</summary>
[Trait("Speed", "Slow")]
public sealed class BenchmarkCubeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("benchmark-").FullName;

    [Fact]
    public void Publish_AsTriplesAndAsTables_GivesTheSameCellsAndCodes()
    {
        Generate(6000);
        using PublishedCube triples = PublishedCube.Of(RdfFolder());
        using PublishedCube tables = PublishedCube.Of(Manifests());

        foreach (string id in (string[])["vac", "pop", "seg"])
        {
            Assert.Equal(Cells(triples, id), Cells(tables, id));
        }

        foreach (string scheme in (string[])["area", "period", "occ", "sex"])
        {
            Iri name = Iri.Parse("http://stats.example.org/scheme/" + scheme);
            Assert.Equal(GraphOf(triples, name), GraphOf(tables, name));
        }
    }

    [Fact]
    public void Publish_AMillionTriples_TakesSeconds()
    {
        Generate(100_000);
        using Store store = Store.Open(new StoreOptions());
        var clock = Stopwatch.StartNew();

        PublishOutcome outcome = new Publisher(store).Publish(RdfFolder());

        Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
        Assert.Equal(["pop 1.0.0", "seg 1.0.0", "vac 1.0.0"], outcome.Published.Order());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 120);
        TestContext.Current.TestOutputHelper?.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Generate(int observationCount)
    {
        string script = SharedMaterial.PathOf("bench", "gen_cube.py");
        using Process python = Process.Start("python3", [script, "--obs", $"{observationCount}", "--out", _folder]);
        python.WaitForExit();
        Assert.Equal(0, python.ExitCode);
    }

    private string RdfFolder()
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "rdf")).FullName;
        foreach (string file in Directory.GetFiles(_folder, "*.nt"))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        return folder;
    }

    private string[] Manifests() =>
    [
        Manifest("pop", "Active population", "double", false),
        Manifest("seg", "Segregation indicators", "double", true),
        Manifest("vac", "Job vacancies", "decimal", true),
    ];

    // The tables have one shape; a cube without occupations leaves that column empty, so it is cut out.
    private string Manifest(string id, string title, string type, bool hasOccupation)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, "csv-" + id)).FullName;
        File.Copy(Path.Combine(_folder, "meta.nt"), Path.Combine(folder, "meta.nt"));
        File.WriteAllLines(Path.Combine(folder, "data.csv"), File.ReadLines(Path.Combine(_folder, id + ".csv"))
            .Select(line => line.Split(',')).Select(f => string.Join(',', hasOccupation ? f : [.. f[..2], .. f[3..]])));
        string part = hasOccupation ? "{occ}/" : "";
        string occupation = hasOccupation ? """
              - { id: occ, property: "http://stats.example.org/def#occupation",
                  codes: { file: meta.nt, scheme: "http://stats.example.org/scheme/occ" } }
            """ : "";
        File.WriteAllText(Path.Combine(folder, "release.yaml"), $$"""
            dataset: {{id}}
            iri: http://stats.example.org/dataset/{{id}}
            title: { en: "{{title}}" }
            dimensions:
              - { id: area, property: sdmx-dimension:refArea,
                  codes: { file: meta.nt, scheme: "http://stats.example.org/scheme/area" } }
              - { id: period, property: sdmx-dimension:refPeriod,
                  codes: { file: meta.nt, scheme: "http://stats.example.org/scheme/period" } }
            {{occupation}}
              - { id: sex, property: sdmx-dimension:sex,
                  codes: { file: meta.nt, scheme: "http://stats.example.org/scheme/sex" } }
            measures:
              - { id: value, property: sdmx-measure:obsValue, type: {{type}} }
              - { id: cnt, property: "http://stats.example.org/def#count", type: integer }
            attributes:
              - { id: status, property: sdmx-attribute:obsStatus, codes: { scheme: sdmx-code:obsStatus } }
            data: data.csv
            observations: "http://stats.example.org/data/{{id}}/{area}/{period}/{{part}}{sex}"
            """);
        return folder;
    }

    private static HashSet<Quad> Cells(PublishedCube cube, string id)
    {
        GraphView graph = cube.Snapshot.Datasets.Single(d => d.Id == id).Current.Graph;
        string start = $"http://stats.example.org/data/{id}/";
        HashSet<Quad> cells = [.. graph.Match(null, null, null)
            .Where(t => t.Subject is Iri iri && iri.Text.StartsWith(start, StringComparison.Ordinal))];
        Assert.NotEmpty(cells);
        return cells;
    }

    private static HashSet<Quad> GraphOf(PublishedCube cube, Iri name)
    {
        HashSet<Quad> triples = [.. cube.Snapshot.Graph(cube.Snapshot.Find(name))!.Match(null, null, null)];
        Assert.NotEmpty(triples);
        return triples;
    }
}
