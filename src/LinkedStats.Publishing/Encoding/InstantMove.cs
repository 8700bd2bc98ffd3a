using LinkedStats.Cubes;
using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>Moves a version under embargo to another instant, where its package comes again with one.</summary>
/// <remarks>What is public cannot be hidden again, and an embargo does not end in the past: who wants a version to be
/// public at once names the next minute. A package without an instant leaves it where it is.</remarks>
internal static class InstantMove
{
    /// <summary>Finds where a version is moved to.</summary>
    /// <param name="dataset">The package's dataset.</param>
    /// <param name="entry">The dataset.</param>
    /// <param name="version">The version, which has the package's figures.</param>
    /// <param name="now">The present.</param>
    /// <param name="report">Receives why it cannot be moved, or that it is.</param>
    /// <returns>The move; null when it stays where it is.</returns>
    internal static ReleaseMove? Find(
        PackageDataset dataset,
        DatasetEntry entry,
        DatasetVersionEntry version,
        DateTimeOffset now,
        ReportBuilder report)
    {
        if (dataset.Release is not { } release || release == version.VisibleFrom || version.VisibleFrom <= now)
        {
            return null;
        }

        string name = $"{entry.Id} {version.Version}";
        if (release <= now)
        {
            report.Error(
                "release",
                $"{name} is under embargo until {Show(version.VisibleFrom)}, and cannot be moved to {Show(release)}, "
                + $"which has passed; it is {Show(now)}.",
                dataset.Place);
            return null;
        }

        if (FindOvertaken(entry, version, release) is { } other)
        {
            report.Error(
                "release",
                $"{name} cannot be moved to {Show(release)}: version {other.Version} is public at "
                + $"{Show(other.VisibleFrom)}, and versions follow each other by number.",
                dataset.Place);
            return null;
        }

        report.Warning(
            PublishOutcome.MovedRule,
            $"{name} is under embargo until {Show(release)}, no longer until {Show(version.VisibleFrom)}.",
            dataset.Place);
        return new ReleaseMove(version.VisibleFrom, release);
    }

    /// <summary>Refuses an embargo on a version that is public already, where nothing else of the package waits for an
    /// instant: what is said anew of public figures, or of codes, may be under embargo.</summary>
    /// <param name="dataset">The package's dataset.</param>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version that has the package's contents.</param>
    /// <param name="graphs">The graphs that the package brings besides; none of them is new.</param>
    /// <param name="before">What the publisher sees.</param>
    /// <param name="report">Receives an error.</param>
    internal static void RefuseOfPublic(
        PackageDataset dataset,
        string id,
        DatasetVersionEntry version,
        IEnumerable<PackageGraph> graphs,
        Snapshot before,
        ReportBuilder report)
    {
        if (dataset.Release is { } release && release > before.Instant && version.VisibleFrom <= before.Instant
            && !graphs.Select(static graph => graph.Name).Append(version.Iri)
                .Any(name => before.PublicFrom(name) > before.Instant))
        {
            report.Error(
                "release",
                $"{id} {version.Version} has been public since {Show(version.VisibleFrom)}, and cannot be put under "
                + $"embargo until {Show(release)}; withdraw it, or publish another version.",
                dataset.Place);
        }
    }

    /// <summary>Refuses a move whose instants came while the package was checked.</summary>
    /// <param name="dataset">The package's dataset.</param>
    /// <param name="report">Receives an error.</param>
    internal static void RefuseLate(PackageDataset dataset, ReportBuilder report) => report.Error(
        "release", "The embargo ended while the package was checked, and was not moved.", dataset.Place);

    /// <summary>Finds a version that comes in its order now, and would not any more.</summary>
    private static DatasetVersionEntry? FindOvertaken(
        DatasetEntry entry, DatasetVersionEntry version, DateTimeOffset release)
    {
        VersionNumber number = VersionChooser.NumberOf(version);
        bool IsInOrder(DatasetVersionEntry other, DateTimeOffset instant) =>
            VersionChooser.NumberOf(other) > number ? instant <= other.VisibleFrom : other.VisibleFrom <= instant;
        return entry.Versions.FirstOrDefault(other => other.Version != version.Version
            && IsInOrder(other, version.VisibleFrom) && !IsInOrder(other, release));
    }

    private static string Show(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        "yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
