using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;

namespace LinkedStats.Tests.Publishing;

/// <summary>The cubes of csvcubed's own tests: those that are right are taken, the others refused with the
/// reason.</summary>
public sealed class CsvcubedTests
{
    /// <summary>Each row: the file, the dataset's id, and the number of observations.</summary>
    public static TheoryData<string, string, int> Accepted { get; } = new()
    {
        { "cli/inspect/code-list-with-notation-as-identifier/data.csv-metadata.json", "data", 2 },
        {
            "cli/inspect/single-unit_single-measure/energy-trends-uk-total-energy.csv-metadata.json",
            "energy-trends-uk-total-energy", 286
        },
        {
            "cli/inspect/suppressed-column-cube/suppressed-data-example.csv-metadata.json",
            "suppressed-data-example", 2
        },
        { "cli/inspect/multi-attribute-resource-values/multi-attribute.csv-metadata.json", "multi-attribute", 12 },
        { "cli/inspect/pivoted-multi-measure-dataset/qb-id-10003.csv-metadata.json", "qb-id-10003", 6 },
        { "cli/inspect/pivoted-multi-measure-dataset/unit_not_locally_defined.csv-metadata.json", "qb-id-10003", 6 },
        { "cli/inspect/pivoted-single-measure-dataset/qb-id-10004.csv-metadata.json", "qb-id-10004", 3 },
        {
            "inspect/eurovision/sweden-at-eurovision-complete-dataset.csv-metadata.json",
            "sweden-at-eurovision-complete-dataset", 183
        },
        {
            "inspect/pivoted-shape/testing-inspector-pivoted-shape.csv-metadata.json",
            "testing-inspector-pivoted-shape", 4
        },
    };

    /// <summary>Each row: the file, a rule of the report, and a word of its message.</summary>
    public static TheoryData<string, string, string> Refused { get; } = new()
    {
        // Their metadata describes six columns, the file they share with the cube beside them has seven.
        {
            "cli/inspect/multi-attribute-resource-values/multi-attribute-duplicate-labels.csv-metadata.json",
            "column-missing", "7 columns"
        },
        {
            "cli/inspect/multi-attribute-resource-values/multi-attribute-duplicate-uris.csv-metadata.json",
            "column-missing", "7 columns"
        },
        { "readers/skoscodelistreader/about-url-invalid-variable.csv-metadata.json", "", "" },
        { "readers/skoscodelistreader/about-url-missing.csv-metadata.json", "", "" },
        { "readers/skoscodelistreader/csv-url-missing.csv-metadata.json", "", "" },
        { "readers/skoscodelistreader/skos-in-scheme-missing.csv-metadata.json", "", "" },
        { "readers/skoscodelistreader/location.csv-metadata.json", "dataset", "qb:DataSet" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Publish_CsvwCube_HasItsObservations(string file, string id, int observationCount)
    {
        using PublishedCube cube = PublishedCube.Of(PathOf(file));

        Assert.Equal(observationCount, cube.Cells(id).RowCount);
    }

    [Fact]
    public void Publish_FolderWithOneCsvwCube_TakesIt()
    {
        using PublishedCube cube = PublishedCube.Of(PathOf("inspect/eurovision"));

        Assert.Equal(183, cube.Cells("sweden-at-eurovision-complete-dataset").RowCount);
    }

    [Fact]
    public void Publish_FolderWithSeveralCsvwCubes_NamesThem()
    {
        using var cube = new PublishedCube();

        Problem problem = Assert.Single(
            cube.Publish(PathOf("cli/inspect/multi-attribute-resource-values")).Report.Problems);
        Assert.Contains("multi-attribute-duplicate-uris.csv-metadata.json", problem.Message);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Publish_BrokenCsvw_IsRefusedAndLeavesNothing(string file, string rule, string word)
    {
        using var cube = new PublishedCube();

        PublishOutcome outcome = cube.Publish(PathOf(file));

        Assert.False(outcome.Report.IsAccepted);
        Assert.Empty(outcome.Published);
        Assert.Contains(outcome.Report.Problems, p => p.Rule.Contains(rule, StringComparison.Ordinal)
            && p.Message.Contains(word, StringComparison.Ordinal));
        Assert.Empty(cube.Snapshot.Datasets);
        Assert.Empty(cube.Snapshot.GraphNames);
    }

    private static string PathOf(string file) =>
        SharedMaterial.PathOf(["conformance", "datacube", "real", "csvcubed", .. file.Split('/')]);
}
