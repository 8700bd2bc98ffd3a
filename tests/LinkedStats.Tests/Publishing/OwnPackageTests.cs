using System.Text.Json;
using LinkedStats.Cubes;
using LinkedStats.Cubes.Mapping;
using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Publishing;

/// <summary>Packages with a <c>release.yaml</c>: what they become, and what is said about wrong ones.</summary>
public sealed class OwnPackageTests
{
    private const string Manifest = """
        dataset: rates
        version: 1.0.0
        title: { fr: "Taux", en: "Rates" }
        licence: etalab-2.0
        release: 2018-06-29T07:00:00Z
        sdmx: { agency: SSPLAB, structure: RATES }
        dimensions:
          - { id: area, property: sdmx-dimension:refArea, codes: { file: areas.csv }, title: { en: "Area" } }
          - { id: year, property: sdmx-dimension:refPeriod, type: gYear, sdmx: TIME_PERIOD }
        measures:
          - { id: rate, type: decimal, unit: percent, aggregation: mean(people), title: { fr: "Taux", en: "Rate" } }
          - { id: people, type: integer, aggregation: sum }
        attributes:
          - { id: obsStatus, property: sdmx-attribute:obsStatus, codes: { scheme: sdmx-code:obsStatus } }
        missing: [":", ""]
        data: data.csv
        """;

    private const string Areas = """
        code,parent,label_fr,label_en,iri,total
        FR,,France,France,,true
        R11,FR,Île-de-France,Île-de-France,,
        R84,FR,Auvergne-Rhône-Alpes,Auvergne-Rhône-Alpes,,
        """;

    private const string Data = """
        area,year,rate,people,obsStatus
        FR,2017,10.50,100,A
        R11,2017,:,40,
        R11,2016,9.5,40,P
        """;

    /// <summary>Each row: the file to change, what to replace, by what, and the problem as file:line:column
    /// rule.</summary>
    public static TheoryData<string, string, string, string> Broken { get; } = new()
    {
        { "release.yaml", "licence: ", "license: ", "release.yaml:4:1 key-unknown" },
        { "release.yaml", "etalab-2.0", "etalab-3.0", "release.yaml:4:10 licence" },
        { "release.yaml", "version: 1.0.0", "version: 1.0", "release.yaml:2:10 version" },
        { "release.yaml", "07:00:00Z", "07:00:30Z", "release.yaml:5:10 release" },
        { "release.yaml", "mean(people)", "mean(persons)", "release.yaml:11:5 reference" },
        { "release.yaml", "type: gYear", "type: gyear", "release.yaml:9:59 type" },
        { "release.yaml", "areas.csv", "../areas.csv", "release.yaml:8:66 path" },
        { "release.yaml", "areas.csv", "/etc/passwd", "release.yaml:8:66 path" },
        { "release.yaml", "areas.csv", "area.csv", "release.yaml:8:66 file-missing" },
        { "release.yaml", "data: data.csv", "data: data.csv\nrun: r1", "release.yaml:0:0 reference" },
        { "release.yaml", "sdmx-code:obsStatus", "sdmx-code:obsStates", "release.yaml:14:75 scheme-unknown" },
        { "release.yaml", "dataset: rates", "dataset: [rates", "release.yaml:1:10 syntax" },
        { "release.yaml", "dataset: rates", "dataset: &a rates", "release.yaml:1:10 syntax" },
        { "areas.csv", "R84,FR", "R84,DE", "areas.csv:4:1 parent" },
        { "areas.csv", "R84,FR", "R11,FR", "areas.csv:4:1 code-twice" },
        { "areas.csv", "FR,,France", "FR,R84,France", "areas.csv:2:1 parent" },
        { "areas.csv", ",,true", ",,perhaps", "areas.csv:2:20 type" },
        { "areas.csv", "label_en", "labelen", "areas.csv:1:22 column-unknown" },
        { "data.csv", "area,year", "aera,year", "data.csv:1:0 column-missing" },
        { "data.csv", "FR,2017", "FX,2017", "data.csv:2:1 code-unknown" },
        { "data.csv", "FR,2017,", "FR,17,", "data.csv:2:4 datatype" },
        { "data.csv", "10.50,100", "10.50,1e2", "data.csv:2:15 datatype" },
        { "data.csv", "R11,2016", "R11,2017", "data.csv:4:0 IC-12" },
        { "data.csv", "R11,2016", ",2016", "data.csv:4:0 IC-11" },
        { "data.csv", "9.5,40,P", "9.5,40", "data.csv:4:0 syntax" },
        { "data.csv", "9.5,40,P", "9.5,40,X", "data.csv:4:17 code-unknown" },
    };

    [Fact]
    public void Publish_Package_BecomesACubeWithItsStructure()
    {
        using TemporaryPackage package = Write();
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        DatasetVersionEntry version = cube.Snapshot.Datasets.Single().Current;
        CubeTable table = version.Cells;
        Assert.Equal(
            ["FR.2017", "R11.2016", "R11.2017"], Enumerable.Range(0, table.RowCount).Select(table.Key).Order());
        Assert.Equal([10.50m, 9.5m], cube.Values("rates", "rate").OrderDescending());
        DataStructureDefinition structure = CubeQuads.ReadStructure(
            version.Graph, Iri.FromTrusted("http://localhost:5080/datasets/rates"))!;
        Assert.Equal(["area", "year"], structure.Dimensions.Select(d => d.Id));
        Assert.Equal("TIME_PERIOD", structure.Dimensions[1].SdmxId);
        Assert.True(structure.Dimensions[1].IsTime);
        Assert.Equal(new Additivity(AdditivityKind.Mean, "people"), structure.Measures[0].Aggregation);
        Assert.Equal("Taux", structure.Measures[0].Labels.Choose("fr", out _));
    }

    [Fact]
    public void Publish_Package_KeepsItsCodeListInOrderWithTotals()
    {
        using TemporaryPackage package = Write();
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        CodeList list = CubeQuads.ReadCodeList(
            cube.Snapshot.Default, Iri.FromTrusted("http://localhost:5080/concepts/areas"));
        Assert.Equal(["FR", "R11", "R84"], list.Codes.Select(c => c.Name));
        Assert.Equal([true, false, false], list.Codes.Select(c => c.IsTotal));
        Assert.Equal(list.Codes[0].Term, list.Codes[1].Parent);
        Assert.NotNull(cube.Snapshot.Graph(cube.Snapshot.Find(list.Iri)));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Publish_BrokenPackage_NamesThePlaceAndLeavesNothing(
        string file, string old, string @new, string expected)
    {
        using TemporaryPackage package = Write(file, old, @new);
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(package.Folder);

        Assert.False(outcome.Report.IsAccepted);
        Assert.Contains(expected, outcome.Report.Problems.Select(p => $"{p.File}:{p.Line}:{p.Column} {p.Rule}"));
        Assert.Empty(outcome.Published);
        Assert.Empty(cube.Snapshot.Datasets);
        Assert.Empty(cube.Snapshot.GraphNames);
    }

    [Theory]
    [InlineData("release.yaml", "release.schema.json")]
    [InlineData("lineage.yaml", "lineage.schema.json")]
    public void Schema_EveryKey_IsKnownToTheReader(string file, string schema)
    {
        string path = Path.Combine(SourceTree.Root, "ontologies", "schemas", schema);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        string keys = string.Concat(document.RootElement.GetProperty("properties").EnumerateObject()
            .Select(property => $"{property.Name}:\n"));
        using TemporaryPackage package = Write().Add(file, keys);
        using var cube = new PublishedCube();

        Assert.DoesNotContain(cube.Publish(package.Folder).Report.Problems, p => p.Rule == "key-unknown");
    }

    [Fact]
    public void Publish_UnknownKey_SuggestsTheNearestOne()
    {
        using TemporaryPackage package = Write("release.yaml", "licence: ", "license: ");
        using var cube = new PublishedCube();

        Assert.Contains("'licence'", cube.Publish(package.Folder).Report.Problems.First().Message);
    }

    [Fact]
    public void Publish_ManyProblemsOfOneRule_KeepsTheFirstAndCountsTheRest()
    {
        string rows = string.Concat(Enumerable.Range(0, 250).Select(i => $"X{i},2017,1,1,\n"));
        using TemporaryPackage package = Write().Add("data.csv", "area,year,rate,people,obsStatus\n" + rows);
        using var cube = new PublishedCube();

        Problem[] problems = [.. cube.Publish(package.Folder).Report.Problems.Where(p => p.Rule == "code-unknown")];
        Assert.Equal(101, problems.Length);
        Assert.Equal("and 150 more of this rule", problems[^1].Message);
    }

    [Fact]
    public void Publish_SameContentAgain_IsAcceptedAndChangesNothing()
    {
        using TemporaryPackage package = Write();
        using PublishedCube cube = PublishedCube.Of(package.Folder);

        PublishOutcome again = cube.Publish(package.Folder);

        Assert.True(again.Report.IsAccepted);
        Assert.Equal("unchanged", Assert.Single(again.Report.Problems).Rule);
        Assert.Empty(again.Published);
    }

    [Fact]
    public void Publish_SameVersionWithOtherContent_IsRefusedWithTheRightNumber()
    {
        using TemporaryPackage package = Write();
        using PublishedCube cube = PublishedCube.Of(package.Folder);
        package.Add("data.csv", Data.Replace("9.5", "9.6", StringComparison.Ordinal));

        Problem problem = cube.Publish(package.Folder).Report.Problems.Single();

        Assert.Equal("version-exists", problem.Rule);
        Assert.Contains("1.0.1", problem.Message);
    }

    [Fact]
    public void Publish_WithoutVersion_CountsOn()
    {
        using TemporaryPackage package = Write("release.yaml", "version: 1.0.0\n", "");
        using PublishedCube cube = PublishedCube.Of(package.Folder);
        package.Add("data.csv", Data.Replace("9.5", "9.6", StringComparison.Ordinal));
        Assert.Equal(["rates 1.0.1"], cube.Publish(package.Folder).Published);
        package.Add("data.csv", Data + "\nR84,2016,1.0,3,");

        Assert.Equal(["rates 1.1.0"], cube.Publish(package.Folder).Published);
        Assert.Equal(
            ["1.0.0", "1.0.1", "1.1.0"], cube.Snapshot.Datasets.Single().Versions.Select(v => v.Version));
    }

    [Fact]
    public void Publish_CodeBelowAnotherParentThanInTheStore_IsRefused()
    {
        using TemporaryPackage package = Write();
        using PublishedCube cube = PublishedCube.Of(package.Folder);
        using TemporaryPackage other = Write("release.yaml", "dataset: rates", "dataset: other")
            .Add("areas.csv", Areas.Replace("R84,FR", "R84,R11", StringComparison.Ordinal));

        Assert.Contains(cube.Publish(other.Folder).Report.Problems, p => p.Rule == "code-conflict");
    }

    [Fact]
    public void Publish_NewVersionThatMovesACodeOfItsOwnList_IsAccepted()
    {
        using TemporaryPackage package = Write();
        using PublishedCube cube = PublishedCube.Of(package.Folder);
        using TemporaryPackage next = Write("release.yaml", "version: 1.0.0", "version: 2.0.0")
            .Add("areas.csv", Areas.Replace("R84,FR", "R84,R11", StringComparison.Ordinal));

        Assert.Equal(["rates 2.0.0"], cube.Publish(next.Folder).Published);
    }

    [Fact]
    public void Publish_SymbolicLinkOutOfThePackage_IsRefused()
    {
        using TemporaryPackage package = Write();
        File.Delete(Path.Combine(package.Folder, "areas.csv"));
        File.CreateSymbolicLink(Path.Combine(package.Folder, "areas.csv"), "/etc/hosts");
        using var cube = new PublishedCube();

        Assert.Contains(cube.Publish(package.Folder).Report.Problems, p => p.Rule == "path");
    }

    [Fact]
    public void Publish_UnderEmbargo_ShowsNothingToThePublic()
    {
        using TemporaryPackage package = Write("release.yaml", "2018-06-29T07", "2999-06-29T07");
        using PublishedCube cube = PublishedCube.Of(package.Folder);
        using SnapshotLease lease = cube.Store.Acquire(Viewer.Public);

        Assert.Empty(lease.Snapshot.Datasets);
        Assert.Single(cube.Snapshot.Datasets);
    }

    private static TemporaryPackage Write(string? file = null, string old = "", string @new = "")
    {
        var package = new TemporaryPackage();
        foreach ((string name, string text) in ((string, string)[])
            [("release.yaml", Manifest), ("areas.csv", Areas), ("data.csv", Data)])
        {
            Assert.True(name != file || text.Contains(old, StringComparison.Ordinal));
            package.Add(name, name == file ? text.Replace(old, @new, StringComparison.Ordinal) : text);
        }

        return package;
    }
}
