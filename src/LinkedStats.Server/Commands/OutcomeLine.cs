using System.Globalization;
using LinkedStats.Publishing;

namespace LinkedStats.Server.Commands;

/// <summary>What became of a package in one line, the same whether it was published here or sent to a server.</summary>
internal static class OutcomeLine
{
    /// <summary>Stands before what would have become of a package.</summary>
    public const string DryRun = "dry run: ";

    /// <summary>Writes the line.</summary>
    /// <param name="word">What became of it, as <c>published</c>.</param>
    /// <param name="names">The datasets with their versions.</param>
    /// <param name="embargoUntil">When that is public; null for now.</param>
    /// <param name="changes">What it changes in the cells of the version before; null for nothing.</param>
    /// <returns>The line.</returns>
    public static string Write(string word, string names, DateTimeOffset? embargoUntil, CellChanges? changes)
    {
        string embargo = embargoUntil is { } instant
            ? string.Create(
                CultureInfo.InvariantCulture, $", under embargo until {instant.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}")
            : "";
        string counts = changes is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $": {CellCount.Show(changes.Added)} added, {changes.Removed} removed, {changes.Revised} revised since "
                + $"{changes.Since}");
        return $"{word} {names}{embargo}{counts}";
    }

    /// <summary>Writes the line of a package that was published, or checked, here.</summary>
    /// <param name="outcome">What became of it.</param>
    /// <param name="path">Its path, for a package without a dataset and one that is refused.</param>
    /// <returns>The line.</returns>
    public static string Write(PublishOutcome outcome, string path) =>
        outcome.Report.IsAccepted && outcome.Names.Count > 0
            ? Write(outcome.Word, string.Join(", ", outcome.Names), outcome.EmbargoUntil, outcome.Changes)
            : $"{outcome.Word} {path}";
}
