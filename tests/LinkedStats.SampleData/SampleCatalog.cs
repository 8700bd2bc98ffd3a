using LinkedStats.SampleData.Samples;

namespace LinkedStats.SampleData;

/// <summary>All sample packages: a row for each system that the lab's document names.</summary>
internal static class SampleCatalog
{
    /// <summary>Makes the packages, in the order of their folders, in which they are also published.</summary>
    public static IEnumerable<SamplePackage> Packages() =>
        Made().SelectMany(static packages => packages)
            .OrderBy(static package => package.Cube.Folder, StringComparer.Ordinal);

    private static IEnumerable<IEnumerable<SamplePackage>> Made() =>
    [
        ChampsSirene.Packages(),
        DsnAnomalies.Packages(),
        LabIndicators.Packages(),
        MobileSegregation.Packages(),
        OffresEmploi.Packages(),
    ];
}
