using System.Globalization;
using LinkedStats.Cubes;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>The versions of a dataset that were withdrawn: their numbers are not used again.</summary>
internal static class WithdrawnVersions
{
    /// <summary>Finds the highest number among them.</summary>
    /// <param name="before">What publishers see.</param>
    /// <param name="id">The dataset's id.</param>
    /// <returns>The number; null when none was withdrawn.</returns>
    internal static VersionNumber? Highest(Snapshot before, string id) => before.Tombstones
        .Where(tombstone => tombstone.DatasetId == id)
        .Select(static tombstone => VersionNumber.TryParse(tombstone.Version, out VersionNumber number)
            ? number
            : default(VersionNumber?))
        .Max();

    /// <summary>Finds what is left of a version.</summary>
    /// <param name="before">What publishers see.</param>
    /// <param name="id">The dataset's id.</param>
    /// <param name="version">The number; null for none.</param>
    /// <returns>What is left; null when the version was not withdrawn.</returns>
    internal static VersionTombstone? Find(Snapshot before, string id, VersionNumber? version) =>
        before.Tombstones.FirstOrDefault(
            tombstone => tombstone.DatasetId == id && tombstone.Version == version?.ToString());

    /// <summary>Says why a number cannot be used.</summary>
    /// <param name="tombstone">What is left of the version.</param>
    /// <param name="next">The number to use.</param>
    internal static string Explain(VersionTombstone tombstone, VersionNumber next) => string.Create(
        CultureInfo.InvariantCulture,
        $"{tombstone.DatasetId} {tombstone.Version} was {(tombstone.IsPurged ? "purged" : "withdrawn")} "
        + $"on {tombstone.TakenAt:yyyy-MM-dd}: ") +
        $"{Sentence(tombstone.Reason.Choose("en", out _) ?? "")} Its number is not used again; the next version is "
        + $"{next}.";

    private static string Sentence(string text) =>
        text.Length == 0 || text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";
}
