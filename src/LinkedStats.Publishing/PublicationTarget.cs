using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing;

/// <summary>What a package must be, where that is said from outside: each dataset in it is this one.</summary>
/// <param name="Dataset">The dataset's id.</param>
/// <param name="Version">The version.</param>
public sealed record PublicationTarget(string Dataset, VersionNumber Version)
{
    /// <summary>True for who may publish some datasets only: what others use or brought he may add to, not change.
    /// </summary>
    public bool KeepsShared { get; init; }

    /// <summary>Who publishes: the report depends on what he may see, and on nothing else that the store has.</summary>
    public Viewer Viewer { get; init; } = Viewer.Everything;

    /// <summary>Compares a dataset of a package with what it must be.</summary>
    internal void Check(PackageDataset dataset, string id, ReportBuilder report)
    {
        if (id != Dataset)
        {
            report.Error(
                "target", $"The package holds the dataset '{id}', and is sent as '{Dataset}'.", dataset.Place);
        }

        if (dataset.Version is not { } version)
        {
            report.Error("target", $"The package names no version, and is sent as {Version}.", dataset.Place);
        }
        else if (version != Version)
        {
            report.Error("target", $"The package is version {version}, and is sent as {Version}.", dataset.Place);
        }
    }
}
