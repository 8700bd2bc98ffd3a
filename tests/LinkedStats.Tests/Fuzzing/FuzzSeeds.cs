namespace LinkedStats.Tests.Fuzzing;

/// <summary>Undamaged documents: the files of the suites, as far as they are small.</summary>
internal static class FuzzSeeds
{
    private const long BytesMax = 6000;

    /// <summary>Collects files.</summary>
    /// <param name="suffix">What their names end in.</param>
    /// <param name="folder">The folder below the conformance material.</param>
    public static IReadOnlyList<byte[]> Of(string suffix, params string[] folder) =>
    [
        .. Directory.EnumerateFiles(
                SharedMaterial.PathOf(["conformance", .. folder]), "*" + suffix, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(static path => new FileInfo(path).Length <= BytesMax)
            .Select(File.ReadAllBytes),
    ];
}
