using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests;

/// <summary>The test material that is not part of the project: suites, real cubes, the benchmark's generator.</summary>
/// <remarks>Found through <c>LINKEDSTATS_SHARED</c>, by default the folder <c>shared</c> beside the checkout.</remarks>
internal static class SharedMaterial
{
    /// <summary>True where a missing file or service is a failure, as in CI.</summary>
    public static bool IsRequired { get; } =
        Environment.GetEnvironmentVariable("LINKEDSTATS_REQUIRE_SERVICES") == "1";

    /// <summary>The folder, whether or not it exists.</summary>
    public static string Root { get; } = Path.GetFullPath(
        Environment.GetEnvironmentVariable("LINKEDSTATS_SHARED") ?? Path.Combine(SourceTree.Root, "..", "shared"));

    /// <summary>Gives a path in the material; skips the running test where it is absent, or fails it in CI.</summary>
    /// <param name="parts">The path's parts, below <see cref="Root"/>.</param>
    /// <returns>The full path of an existing file or folder.</returns>
    public static string PathOf(params string[] parts)
    {
        string path = Path.Combine([Root, .. parts]);
        Require(Path.Exists(path), $"The test material {path} is absent; set LINKEDSTATS_SHARED.");
        return path;
    }

    /// <summary>Skips the running test where something it needs is absent, or fails it in CI.</summary>
    /// <param name="isPresent">Whether it is there.</param>
    /// <param name="reason">What is missing and how to get it.</param>
    public static void Require(bool isPresent, string reason)
    {
        Assert.False(IsRequired && !isPresent, reason);
        Assert.SkipUnless(isPresent, reason);
    }
}
