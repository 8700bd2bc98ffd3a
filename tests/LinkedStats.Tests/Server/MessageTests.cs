using System.Text;
using LinkedStats.Publishing;
using LinkedStats.Query;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Server.Commands;
using LinkedStats.Storage;
using LinkedStats.Tests.Architecture;
using LinkedStats.Tests.Publishing;
using LinkedStats.Tests.Query.Algebra;

namespace LinkedStats.Tests.Server;

/// <summary>What the command line prints for malformed files of every kind: the place, what was found, what was expected,
/// and the line with a caret.</summary>
public sealed class MessageTests
{
    [Theory]
    [InlineData(".ttl")]
    [InlineData(".trig")]
    [InlineData(".nt")]
    [InlineData(".nq")]
    [InlineData(".rdf")]
    [InlineData(".jsonld")]
    public void Print_MalformedRdf_IsAsRecorded(string suffix) =>
        new GoldenFile("Server", "Golden", $"Messages{suffix}.txt").Check(input => Print(input, () => RdfReader.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(input)), RdfFormat.ForFileName(suffix)!, null, new QuadList()),
            "file" + suffix));

    [Fact]
    public void Print_MalformedQuery_IsAsRecorded() =>
        new GoldenFile("Server", "Golden", "Messages.rq.txt").Check(static input => Print(
            input, () => QueryEngine.Parse(input, null, new QueryLimits()), "file.rq"));

    /// <summary>A file of the package of networks, with one piece replaced by another.</summary>
    [Theory]
    [InlineData("release.yaml", "dataset: networks", "dataset: [networks", 0)]
    [InlineData("release.yaml", "version: 1.0.0", "\tversion: 1.0.0", 1)]
    [InlineData("release.yaml", "measures:", "mesures:", 2)]
    [InlineData("observations.csv", "big-data,2016,134,A", "big-dota,2016,134,A", 3)]
    [InlineData("observations.csv", "big-data,2016,134,A", "big-data,2016,13x4,A", 4)]
    [InlineData("observations.csv", "big-data,2016,134,A", "big-data,2016,134", 5)]
    public void Print_MalformedPackage_IsAsRecorded(string file, string piece, string other, int number)
    {
        using var package = new TemporaryPackage();
        foreach (string path in Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "data", "networks")))
        {
            string text = File.ReadAllText(path);
            package.Add(Path.GetFileName(path), Path.GetFileName(path) == file
                ? text.Replace(piece, other, StringComparison.Ordinal) : text);
        }

        using Store store = Store.Open(new StoreOptions());
        using var output = new StringWriter { NewLine = "\n" };
        ReportPrinter.Print(new Publisher(store).Validate(package.Folder), package.Folder, output);
        string printed = output.ToString().Replace(package.Folder + "/", "", StringComparison.Ordinal);

        new GoldenFile("Server", "Golden", $"Messages.package-{number}.txt").Check(_ => printed.Trim('\n'));
    }

    private static string Print(string input, Action read, string name)
    {
        using var output = new StringWriter { NewLine = "\n" };
        try
        {
            read();
            return "accepted";
        }
        catch (RdfSyntaxException error)
        {
            Assert.True(error is { Line: > 0, Column: > 0 }, error.Message);
            ReportPrinter.Print(input, name, error.Line, error.Column, error.Problem, output);
        }
        catch (SparqlSyntaxException error)
        {
            ReportPrinter.Print(input, name, error.Line, error.Column, error.Problem, output);
        }

        return output.ToString().Trim('\n');
    }
}
