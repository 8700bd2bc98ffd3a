using LinkedStats.Publishing.Packages;
using LinkedStats.Publishing.Validation;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Publishing.Encoding;

/// <summary>A dataset of a package, checked.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Id">Its id.</param>
/// <param name="Chosen">The version that it becomes.</param>
/// <param name="Survey">What its observations are.</param>
/// <param name="Digest">The digest of its contents.</param>
internal sealed record CheckedDataset(
    PackageDataset Dataset,
    string Id,
    ChosenVersion Chosen,
    CubeSurvey Survey,
    string Digest)
{
    private string? Version =>
        Chosen.Version?.ToString() ?? Chosen.Unchanged?.Version ?? Dataset.Version?.ToString();

    /// <summary>Reports what can be said only when all is known: names that are taken, embargoes that come too late,
    /// whether a version that stays is said something new of.</summary>
    /// <param name="package">The package.</param>
    /// <param name="datasets">Its datasets.</param>
    /// <param name="revised">How many graphs beside the versions it revises.</param>
    /// <param name="all">All that the store has.</param>
    /// <param name="known">What the publisher sees of it.</param>
    /// <param name="report">Receives it.</param>
    internal static void CheckStore(
        ReleasePackage package,
        List<CheckedDataset> datasets,
        int revised,
        Snapshot all,
        Snapshot known,
        ReportBuilder report)
    {
        foreach (CheckedDataset item in datasets)
        {
            if (!ReferenceEquals(all, known))
            {
                HiddenNames.Check(item.Dataset, item.Id, all, known, report);
            }

            if (item.Chosen.Unchanged is not { } version)
            {
                continue;
            }

            if (revised > 0)
            {
                report.Warning(
                    PublishOutcome.RevisionRule,
                    $"{item.Id} {version.Version} stays as it is; what the package says of codes, models or runs is "
                    + "revised.",
                    item.Dataset.Place);
            }
            else
            {
                report.Warning(
                    PublishOutcome.UnchangedRule, $"{item.Id} {version.Version} has this content already.",
                    item.Dataset.Place);
                InstantMove.RefuseOfPublic(item.Dataset, item.Id, version, package.Graphs, known, report);
            }
        }
    }

    /// <summary>Says what becomes of a package.</summary>
    /// <param name="report">The report.</param>
    /// <param name="published">The versions that are written.</param>
    /// <param name="datasets">Its datasets.</param>
    /// <param name="revised">How many graphs beside the versions it revises.</param>
    /// <param name="now">The present.</param>
    internal static PublishOutcome ToOutcome(
        ReportBuilder report,
        IReadOnlyList<string> published,
        List<CheckedDataset> datasets,
        int revised,
        DateTimeOffset now)
    {
        CheckedDataset? only = datasets is [var single] ? single : null;
        CheckedDataset[] written = [.. datasets.Where(static item => item.Chosen.Version is not null)];
        IEnumerable<CheckedDataset> named = report.HasErrors || written.Length == 0 ? datasets : written;
        DateTimeOffset? from = only?.Chosen.Move?.To ?? only?.Chosen.Revised?.VisibleFrom
            ?? only?.Chosen.Unchanged?.VisibleFrom ?? only?.Dataset.Release;
        return new PublishOutcome(report.Build(), published)
        {
            Names = [.. named.Select(static item => item.Version is { } v ? $"{item.Id} {v}" : item.Id)],
            HasNewVersion = datasets.Exists(static item => item.Chosen is { Version: not null, Revised: null }),
            HasRevision = revised > 0 || datasets.Exists(static item => item.Chosen.Revised is not null),
            EmbargoUntil = from > now ? from : null,
            RevisedGraphs = revised,
            Changes = only?.Chosen.Changes,
            Move = only?.Chosen.Move,
            Digest = only?.Digest,
        };
    }
}
