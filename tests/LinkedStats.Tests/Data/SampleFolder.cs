using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Data;

/// <summary>The committed sample packages.</summary>
internal static class SampleFolder
{
    public static string Root { get; } = Path.Combine(SourceTree.Root, "data");

    /// <summary>The packages, in the order in which they are published.</summary>
    public static TheoryData<string> Packages() =>
        [.. Directory.EnumerateDirectories(Root).Select(static path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)];

    /// <summary>The files below the packages, relative to a root, in order.</summary>
    public static string[] FilesBelow(string root) =>
        [.. Directory.EnumerateDirectories(root)
            .SelectMany(static package => Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];

    /// <summary>The fields of the rows of a file without quoted line ends, its heading first.</summary>
    public static IEnumerable<string[]> Rows(string package, string file) =>
        File.ReadLines(Path.Combine(Root, package, file)).Select(static line => line.Split(','));
}
