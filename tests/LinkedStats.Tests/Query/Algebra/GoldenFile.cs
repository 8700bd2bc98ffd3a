using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Query.Algebra;

/// <summary>A file of cases: a title after <c>===</c>, the input, <c>---</c>, and the expected output.</summary>
/// <remarks>With UPDATE_GOLDEN=1 the outputs are written anew; the difference is to be reviewed.</remarks>
internal sealed class GoldenFile
{
    private const string TitleMark = "=== ";
    private const string OutputMark = "---";

    private readonly string _path;

    public GoldenFile(params string[] parts) =>
        _path = Path.Combine([SourceTree.Root, "tests", "LinkedStats.Tests", .. parts]);

    public IReadOnlyList<(string Title, string Input, string Output)> Cases =>
        [.. File.ReadAllText(_path).Split('\n' + TitleMark).Skip(1).Select(Split)];

    /// <summary>Asserts that each case gives its output.</summary>
    /// <param name="run">Makes the output of an input.</param>
    public void Check(Func<string, string> run)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            string head = File.ReadAllText(_path).Split('\n' + TitleMark)[0];
            File.WriteAllText(_path, head + string.Concat(Cases.Select(
                example => $"\n{TitleMark}{example.Title}\n{example.Input}\n{OutputMark}\n{run(example.Input)}\n")));
            return;
        }

        Assert.NotEmpty(Cases);
        Assert.All(Cases, example => Assert.Equal(
            $"{example.Title}\n{example.Output}", $"{example.Title}\n{run(example.Input)}"));
    }

    private static (string Title, string Input, string Output) Split(string text)
    {
        string[] halves = text.Split($"\n{OutputMark}\n", 2);
        string[] parts = halves[0].Split('\n', 2);
        return (parts[0], parts[1].Trim('\n'), halves.Length > 1 ? halves[1].Trim('\n') : string.Empty);
    }
}
