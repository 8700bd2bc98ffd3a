using LinkedStats.Publishing.Validation;

namespace LinkedStats.Publishing;

/// <summary>What became of a package.</summary>
/// <param name="Report">Every problem found.</param>
/// <param name="Published">The dataset versions that became visible, as <c>champs-sirene 1.2.0</c>; empty when
/// refused.</param>
public sealed record PublishOutcome(ValidationReport Report, IReadOnlyList<string> Published)
{
    /// <summary>The rule of the warning that the store has these contents under this version already.</summary>
    public const string UnchangedRule = "unchanged";

    /// <summary>The rule of the warning that only what is said about the figures is new.</summary>
    public const string RevisionRule = "metadata-revision";

    /// <summary>The rule of the warning that a version under embargo becomes public at another instant.</summary>
    public const string MovedRule = "moved";

    /// <summary>The rule of the error that the version exists with other contents.</summary>
    public const string VersionExistsRule = "version-exists";

    /// <summary>The datasets of which something is written, with their versions, as <c>champs-sirene 1.2.0</c>; of what
    /// is refused or unchanged all of them. Without a number where there is none yet.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>True when a version is new; of a dry run, would be.</summary>
    public bool HasNewVersion { get; init; }

    /// <summary>True when what is said of a version, of codes, models or runs is new; of a dry run, would be.</summary>
    public bool HasRevision { get; init; }

    /// <summary>When its only dataset's version becomes public; null where it is.</summary>
    public DateTimeOffset? EmbargoUntil { get; init; }

    /// <summary>What became of the package, in one word: <c>refused</c>, <c>moved</c> (an embargo, to another instant),
    /// <c>published</c>, <c>revised</c> or <c>unchanged</c>; of a dry run, what would have.</summary>
    public string Word => !Report.IsAccepted ? "refused"
        : Move is not null ? "moved"
        : HasNewVersion ? "published"
        : HasRevision ? "revised"
        : "unchanged";

    /// <summary>How many graphs beside the versions it revises: code lists, models, runs; of a dry run, would revise.
    /// </summary>
    public int RevisedGraphs { get; init; }

    /// <summary>What the package changes in the cells of the version that it was compared with; null without such a
    /// version, for the same contents, and for several datasets.</summary>
    public CellChanges? Changes { get; init; }

    /// <summary>How the instant of its only dataset's version moves; null where it stays.</summary>
    public ReleaseMove? Move { get; init; }

    /// <summary>The number of the commit; null where nothing was to be committed.</summary>
    public int? Commit { get; init; }

    /// <summary>The digest of what the package says of its only dataset; null for several, and for none.</summary>
    public string? Digest { get; init; }
}

/// <summary>The move of a version under embargo to another instant.</summary>
/// <param name="From">When it was to be public.</param>
/// <param name="To">When it is instead.</param>
public sealed record ReleaseMove(DateTimeOffset From, DateTimeOffset To)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"moved from {From.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'} to {To.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}");
}

/// <summary>What a release changes in the cells of a version.</summary>
/// <param name="Since">The version.</param>
/// <param name="Added">The cells that are new.</param>
/// <param name="Removed">The cells that are gone.</param>
/// <param name="Revised">The cells of which a measure or an attribute differs.</param>
public sealed record CellChanges(string Since, long Added, long Removed, long Revised);
