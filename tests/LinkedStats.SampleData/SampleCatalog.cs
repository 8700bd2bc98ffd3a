using LinkedStats.SampleData.Samples;

namespace LinkedStats.SampleData;

/// <summary>All sample packages: a row for each system that the lab's document names.</summary>
internal static class SampleCatalog
{
    /// <summary>Makes the packages, in the order of their folders, in which they are also published.</summary>
    public static IEnumerable<SamplePackage> Packages()
    {
        SamplePackage[] packages =
        [
            .. AccordsBranche.Packages(),
            .. CartesFidelite.Packages(),
            .. ChampsSirene.Packages(),
            .. DsnAnomalies.Packages(),
            .. LabIndicators.Packages(),
            .. LabLife.Packages(),
            .. LogsEleves.Packages(),
            .. Methods.Packages(),
            .. MlTrajectoires.Packages(),
            .. MobileSegregation.Packages(),
            .. OffresEmploi.Packages(),
            .. PairsEducation.Packages(),
            .. PanelActifs.Packages(),
            .. Recensement.Packages(),
            .. Satellite.Packages(),
            .. Support.Packages(),
        ];
        return packages.Concat(Versioning.Packages(packages))
            .OrderBy(static package => package.Cube.Folder, StringComparer.Ordinal);
    }
}
