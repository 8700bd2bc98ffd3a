using System.Collections.Immutable;
using LinkedStats.SampleData;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Data;

/// <summary>The committed sample packages.</summary>
internal static class SampleFolder
{
    public static string Root { get; } = Path.Combine(SourceTree.Root, "data");

    /// <summary>The packages as the generator makes them, once for all tests.</summary>
    public static ImmutableArray<SamplePackage> Made { get; } = [.. SampleCatalog.Packages()];

    /// <summary>The packages, in the order in which they are published.</summary>
    public static TheoryData<string> Packages() =>
        [.. Directory.EnumerateDirectories(Root).Select(static path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)];

    /// <summary>The files below the packages, relative to a root, in order.</summary>
    public static string[] FilesBelow(string root) =>
        [.. Directory.EnumerateDirectories(root)
            .SelectMany(static package => Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];
}
