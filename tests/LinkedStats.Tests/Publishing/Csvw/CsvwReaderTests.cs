using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Packages.Csvw;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;

namespace LinkedStats.Tests.Publishing.Csvw;

public sealed class CsvwReaderTests
{
    private const string Base = "http://example.org/cube/";

    [Fact]
    public void Read_PivotedCubeWithTwoMeasures_GivesAnObservationForEachMeasure()
    {
        (Graph graph, ValidationReport report) = Read(
            "cli/inspect/pivoted-multi-measure-dataset", "qb-id-10003.csv-metadata.json");

        Assert.Empty(report.Problems);
        Iri some = Iri.Parse(Base + "qb-id-10003.csv#obs/b@some-measure");
        Iri other = Iri.Parse(Base + "qb-id-10003.csv#obs/b@some-other-measure");
        Assert.True(graph.Contains(some, RdfVocabulary.Type, CubeVocabulary.Observation));
        Assert.True(graph.Contains(
            some,
            Iri.Parse(Base + "qb-id-10003.csv#measure/some-measure"),
            new Literal("2", XsdVocabulary.Decimal)));
        Assert.True(graph.Contains(
            other,
            Iri.Parse(Base + "qb-id-10003.csv#measure/some-other-measure"),
            new Literal("4", XsdVocabulary.Decimal)));
        Assert.Equal(6, graph.Match(null, RdfVocabulary.Type, CubeVocabulary.Observation).Count());
    }

    [Fact]
    public void Read_CubeWithCodeList_ReadsTheCodeListBesideIt()
    {
        (Graph graph, _) = Read("cli/inspect/pivoted-multi-measure-dataset", "qb-id-10003.csv-metadata.json");

        Iri scheme = Iri.Parse(Base + "some-dimension.csv#code-list");
        Assert.True(graph.Contains(scheme, RdfVocabulary.Type, SkosVocabulary.ConceptScheme));
        Assert.Equal(3, graph.Match(null, SkosVocabulary.InScheme, scheme).Count());
    }

    [Fact]
    public void Read_SuppressedColumn_GivesNoStatement()
    {
        (Graph graph, ValidationReport report) = Read(
            "cli/inspect/suppressed-column-cube", "suppressed-data-example.csv-metadata.json");

        Assert.Empty(report.Problems);
        Assert.DoesNotContain(
            graph.Match(null, null, null),
            static quad => quad.Object is Literal { Lexical: "Yes" or "No" }
                || quad.Predicate.Text.Contains("jo_likes"));
    }

    [Fact]
    public void Read_CubeOfTheStandardShape_GivesAnObservationForEachRowWithAValue()
    {
        (Graph graph, ValidationReport report) = Read(
            "inspect/eurovision", "sweden-at-eurovision-complete-dataset.csv-metadata.json");

        string csv = SharedMaterial.PathOf(
            "conformance", "datacube", "real", "csvcubed", "inspect", "eurovision",
            "sweden-at-eurovision-complete-dataset.csv");
        Assert.Empty(report.Problems);
        Assert.Equal(
            File.ReadLines(csv).Count() - 1,
            graph.Match(null, RdfVocabulary.Type, CubeVocabulary.Observation).Count());
    }

    /// <summary>Each row: metadata, table, and the rule and line that the report must name.</summary>
    public static TheoryData<string, string, string, string, long> Broken => new()
    {
        { """{ "url": "t.csv", "tableSchema": { "columns": [ { "titles": "a", "datatype": "integer" } ] } }""",
            "a\n1\nx\n", "datatype", "t.csv", 3 },
        { """{ "url": "t.csv", "tableSchema": { "columns": [ { "titles": "a", "required": true } ] } }""",
            "a\n\"\"\n", "value-missing", "t.csv", 2 },
        { """{ "url": "t.csv", "tableSchema": { "columns": [ { "titles": "b" } ] } }""",
            "a\n1\n", "column-unknown", "t.csv", 1 },
        { """{ "url": "t.csv", "tableSchema": { "columns": [ { "titles": "a", "aboutUrl": "x{a" } ] } }""",
            "a\n1\n", "template", "m.json", 0 },
        { """{ "url": "t.csv", "tableSchema": { "columns": [ { "titles": "a", "datatype": "decimel" } ] } }""",
            "a\n1\n", "type", "m.json", 0 },
        { """{ "url": "../t.csv", "tableSchema": { "columns": [ { "titles": "a" } ] } }""", "a\n1\n", "path", "m.json",
            0 },
        { """{ "url": "u.csv", "tableSchema": { "columns": [ { "titles": "a" } ] } }""",
            "a\n1\n", "file-missing", "m.json", 0 },
        { """{ "url": "t.csv" }""", "a\n1\n", "metadata", "m.json", 0 },
        { """{ "url": """, "a\n1\n", "syntax", "m.json", 1 },
        { """[]""", "a\n1\n", "syntax", "m.json", 1 },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_BrokenTable_ReportsTheRuleAndThePlace(
        string metadata, string table, string rule, string file, long line)
    {
        string folder = Directory.CreateTempSubdirectory("linkedstats-csvw-").FullName;
        File.WriteAllText(Path.Combine(folder, "m.json"), metadata);
        File.WriteAllText(Path.Combine(folder, "t.csv"), table);

        (_, ValidationReport report) = ReadFolder(folder, "m.json");

        Directory.Delete(folder, recursive: true);
        Problem problem = Assert.Single(report.Problems);
        Assert.Equal((rule, file, line), (problem.Rule, problem.File, problem.Line));
    }

    private static (Graph Graph, ValidationReport Report) Read(string folder, string file) =>
        ReadFolder(SharedMaterial.PathOf("conformance", "datacube", "real", "csvcubed", folder), file);

    private static (Graph Graph, ValidationReport Report) ReadFolder(string folder, string file)
    {
        var graph = new Graph();
        var report = new ReportBuilder();
        new CsvwReader(
            new PackageFolder(folder, PackageLimits.Default),
            Iri.Parse(Base),
            (in Quad quad, Place _) => graph.Add(quad),
            report).Read(file);
        return (graph, report.Build());
    }
}
