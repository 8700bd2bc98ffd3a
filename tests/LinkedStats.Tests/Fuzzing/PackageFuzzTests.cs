using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Commands;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Architecture;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>Whatever is in a package, there is a report, and its places are places.</summary>
public sealed class PackageFuzzTests
{
    private static readonly string[] YamlWords =
    [
        ":", "- ", "\n", "  ", "\t", "{", "}", "[", "]", "&a", "*a", "!t", "|", ">", "'", "\"", "#", "---", "...", "~", "? ", "null",
        "fr:", "dataset:", "version:", "dimensions:", "measures:", "codes:", "1.0.0", "999999999999", "../../etc/passwd", "\\x00",
        "%YAML 9.9", "@", "`", "<<: *a", "- - - ", "{a: ", "[[", "release:", "2024-99-99", "é", "unit:", "id:", "labels:",
    ];

    private static readonly string[] CsvWords =
        [",", "\"", "\"\"", "\r\n", "\n", ",,,,", ";", "\t", "-1", "1e400", "NaN", "é", "=1+1", " ", "'", "\"a\nb\"", "0", "1.50"];

    private static readonly string[] JsonWords =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1", "1e999", "\"\\ud800\"", "\"@context\":", "\"@id\":", "\"@type\":",
        "\"@value\":", "\"@language\":1", "\"@list\":", "\"tables\":", "\"url\":", "\"tableSchema\":", "\"columns\":", "\"name\":",
        "\"aboutUrl\":\"{", "\"valueUrl\":\"{+x*}\"", "\"propertyUrl\":\"<\"", "\"datatype\":", "\"primaryKey\":", "\"virtual\":true",
        "\"required\":true", "\"separator\":\"\"", "\"suppressOutput\":true", "\"null\":[]", "[[", "{\"a\":", "\"foreignKeys\":",
    ];

    private static readonly Dictionary<string, string[]> WordsOf = new()
    {
        [".yaml"] = YamlWords,
        [".csv"] = CsvWords,
        [".json"] = JsonWords,
    };

    [Theory]
    [InlineData("release.yaml")]
    [InlineData("lineage.yaml")]
    [InlineData("observations.csv")]
    [InlineData("work-packages.csv")]
    public void Validate_OwnPackageWithDamagedFile_GivesAReport(string file) =>
        Run(file, Path.Combine(SourceTree.Root, "data", "networks"));

    [Theory]
    [InlineData("data.csv-metadata.json")]
    [InlineData("data.csv")]
    [InlineData("dim-1.csv-metadata.json")]
    public void Validate_CsvwPackageWithDamagedFile_GivesAReport(string file) =>
        Run(file, SharedMaterial.PathOf(
            "conformance", "datacube", "real", "csvcubed", "cli", "inspect", "code-list-with-notation-as-identifier"));

    private static void Run(string file, string folder)
    {
        using var package = new Publishing.TemporaryPackage();
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            File.WriteAllBytes(Path.Combine(package.Folder, Path.GetFileName(path)), File.ReadAllBytes(path));
        }

        // Every file of the kind is a seed, so that pieces of one come into another.
        string suffix = Path.GetExtension(file);
        byte[][] seeds = [File.ReadAllBytes(Path.Combine(folder, file)), .. Directory.EnumerateFiles(folder, "*" + suffix)
            .Select(File.ReadAllBytes)];
        using Store store = Store.Open(new StoreOptions());
        var publisher = new Publisher(store);
        var target = new FuzzTarget("package-" + file, seeds, WordsOf[suffix], document =>
        {
            File.WriteAllBytes(Path.Combine(package.Folder, file), document);
            bool isAccepted = false;
            MemoryBound.Check(
                () => isAccepted = Check(publisher.Validate(package.Folder)),
                document.Length,
                bytesPerByte: 4000,
                bytesAtStart: 32 << 20);
            if (isAccepted)
            {
                Export(package.Folder);
            }
        });
        target.RunFindings();
        target.Run();
    }

    private static bool Check(ValidationReport report)
    {
        Assert.All(report.Problems, static problem =>
        {
            Assert.True(
                problem is { Line: >= 0, Column: >= 0 } && (problem.Line > 0 || problem.Column == 0), $"{problem}");
            Assert.InRange(problem.Message.Length, 1, 1100);
        });
        return report.IsAccepted;
    }

    /// <summary>What a package brings into the store leaves it as well-formed RDF.</summary>
    private static void Export(string folder)
    {
        using Store store = Store.Open(new StoreOptions());
        Assert.True(new Publisher(store).Publish(folder).Report.IsAccepted, "accepted, then refused");
        using SnapshotLease lease = store.Acquire(Viewer.Everything);
        string text = RdfText.Write(Exporting.AllQuads(lease.Snapshot), RdfFormat.NQuads);

        Assert.NotEmpty(RdfText.Read(text, RdfFormat.NQuads));
    }
}
