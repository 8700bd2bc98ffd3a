using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Server.Problems;

namespace LinkedStats.Server.Publications;

/// <summary>What a publisher is told of a package that was accepted.</summary>
/// <param name="Dataset">The dataset's id.</param>
/// <param name="Version">The version.</param>
/// <param name="Outcome">
/// <c>published</c>, <c>revised</c> (what is said of an existing version, or its code lists), <c>moved</c> (an embargo,
/// to another instant), or <c>unchanged</c>.
/// </param>
/// <param name="DryRun">True when nothing was done, and the outcome is what would have been.</param>
/// <param name="Location">The address of the version.</param>
/// <param name="EmbargoUntil">When the version becomes public; null where it is.</param>
/// <param name="Changes">What changes in the version before; null for a first version, and for the same again.</param>
/// <param name="Problems">The warnings.</param>
internal sealed record PublicationAnswer(
    string Dataset,
    string Version,
    string Outcome,
    bool DryRun,
    string Location,
    DateTime? EmbargoUntil,
    CellChanges? Changes,
    ImmutableArray<ReportedProblem> Problems)
{
    /// <summary>A new version exists.</summary>
    public const string Published = "published";

    /// <summary>Says what became of a package.</summary>
    /// <param name="target">What was to be published.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="dryRun">True when nothing was done.</param>
    /// <param name="location">The address of the version.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="RequestProblemException">The package was refused; carries the whole report.</exception>
    public static PublicationAnswer Of(
        PublicationTarget target, PublishOutcome outcome, bool dryRun, string location)
    {
        ImmutableArray<ReportedProblem> problems =
            [.. outcome.Report.Problems.Select(static problem => new ReportedProblem(problem))];
        if (!outcome.Report.IsAccepted)
        {
            throw Refused(outcome.Report, problems);
        }

        return new PublicationAnswer(
            target.Dataset, target.Version.ToString(), outcome.Word, dryRun, location,
            outcome.EmbargoUntil?.UtcDateTime, outcome.Changes, problems);
    }

    private static RequestProblemException Refused(
        ValidationReport report, ImmutableArray<ReportedProblem> problems)
    {
        Problem[] errors = [.. report.Problems.Where(static problem => problem.Severity == Severity.Error)];
        bool exists = errors.All(static problem => problem.Rule == PublishOutcome.VersionExistsRule);
        Problem first = errors[0];
        string place = first.File is null ? "" : first.Line == 0 ? $"{first.File}: " : $"{first.File}:{first.Line}: ";
        string count = errors.Length == 1 ? "" : FormattableString.Invariant($" (and {errors.Length - 1} more)");
        return new RequestProblemException(
            exists ? ProblemKind.VersionExists : ProblemKind.InvalidPackage,
            $"{place}{first.Message}{count}",
            ("problems", problems.ToArray()));
    }
}

/// <summary>A problem of a package, as it is told to its publisher.</summary>
/// <param name="problem">The problem.</param>
internal sealed class ReportedProblem(Problem problem)
{
    /// <summary><c>error</c> or <c>warning</c>.</summary>
    public string Severity { get; } = problem.Severity == Publishing.Validation.Severity.Error ? "error" : "warning";

    /// <summary>The short name of the rule.</summary>
    public string Rule { get; } = problem.Rule;

    /// <summary>What is wrong and what would be right.</summary>
    public string Message { get; } = problem.Message;

    /// <summary>The file in the package; absent when it concerns the whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; } = problem.File;

    /// <summary>The line, from 1; absent when unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Line { get; } = problem.Line;

    /// <summary>The column, from 1; absent when unknown.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Column { get; } = problem.Column;
}
