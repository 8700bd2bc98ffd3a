using System.Globalization;
using LinkedStats.Server.Access;
using LinkedStats.Storage.Purging;

namespace LinkedStats.Server.Publications;

/// <summary>What the audit log says of a purge.</summary>
internal static class PurgeAudit
{
    /// <summary>Makes the entries.</summary>
    /// <param name="actor">Who did it.</param>
    /// <param name="request">What was to be removed.</param>
    /// <param name="outcome">What was removed.</param>
    /// <returns>One a version.</returns>
    public static IEnumerable<AuditEntry> EntriesOf(Actor actor, PurgeRequest request, PurgeOutcome outcome) =>
        outcome.Versions.Select(version => new AuditEntry(actor, AuditEntry.Purge, AuditEntry.Done)
        {
            Dataset = version.DatasetId,
            Version = version.Version,
            Commit = outcome.Commit,
            Digest = version.Digest,
            Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"{(version.IsWhole ? "all" : "some")} cells, {version.Cells}: ")
                + WithdrawalReason.ToLine(request.Reason),
        });
}
