using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Storage;

namespace LinkedStats.Server.Access;

/// <summary>Records what requests do. What was done stays done where the log cannot be written: then the program's own
/// log says so.</summary>
internal static partial class AuditTrail
{
    private const int IdCharsMax = 100;

    /// <summary>Records what a request did.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="entry">The entry; its actor is whom <see cref="Authorization.Require"/> gave.</param>
    public static void Audit(this HttpContext http, AuditEntry entry) =>
        Guard(http, entry, static (log, entry) => log.Record(entry));

    /// <summary>Records that a request is about to commit something.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="entry">The entry; its outcome is <see cref="AuditEntry.Begun"/>.</param>
    /// <returns>The number of the entry; null where the log cannot be written.</returns>
    public static long? AuditBegin(this HttpContext http, AuditEntry entry)
    {
        long? id = null;
        Guard(http, entry, (log, begun) => id = log.Record(begun));
        return id;
    }

    /// <summary>Records what a request did, in the place of what was recorded as begun.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="begun">The number of that entry; null for none.</param>
    /// <param name="entry">The entry.</param>
    public static void AuditEnd(this HttpContext http, long? begun, AuditEntry entry) =>
        Guard(http, entry, (log, end) =>
        {
            if (begun is { } id)
            {
                log.Settle(id, end.Outcome, end.Commit);
            }
            else
            {
                log.Record(end);
            }
        });

    /// <summary>Records that a request was refused for who made it.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="kind">Why.</param>
    public static void AuditRefusal(this HttpContext http, ProblemKind kind)
    {
        RequestAddress? address = http.Features.Get<RequestAddress>();
        string[] segments = address?.Segments ?? [];
        bool isOfDataset = segments is ["datasets", { Length: <= IdCharsMax }, ..];

        // What a stranger says of himself does not make him the actor.
        string claim = Authorization.ClaimOf(http) is { } id ? $", shown as key {id}" : "";
        var entry = new AuditEntry(
            http.Features.Get<Caller>()?.Actor ?? Actor.Stranger,
            AuditEntry.Refuse,
            kind.Status.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            Dataset = isOfDataset ? segments[1] : null,
            Version = isOfDataset && segments is [_, _, "versions", { Length: <= IdCharsMax } version, ..]
                ? version
                : null,
            Detail = $"{http.Request.Method} {address?.RawPath ?? "/"}{claim}",
        };
        Guard(http, entry, static (log, entry) => log.RecordRefusal(entry));
    }

    private static void Guard(HttpContext http, AuditEntry entry, Action<AuditLog, AuditEntry> record)
    {
        try
        {
            record(http.RequestServices.GetRequiredService<Site>().Access.Audit, entry);
        }
        catch (StoreException error)
        {
            LogUnwritten(
                http.RequestServices.GetRequiredService<ILogger<AuditLog>>(), error, entry.Actor, entry.Action,
                entry.Dataset, entry.Version, entry.Outcome);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The audit log could not be written: {Actor} {Action} {Dataset} {Version}: {Outcome}")]
    private static partial void LogUnwritten(
        ILogger log, Exception error, Actor actor, string action, string? dataset, string? version, string outcome);
}
