using System.Text.Json;
using System.Text.Json.Serialization;
using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Purging;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server.Publications;

/// <summary><c>POST /datasets/{id}/purges</c>: removes a version, or cells, from every state.</summary>
internal static class PurgeEndpoint
{
    private const string JsonType = "application/json";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) =>
        app.MapMethods(
                "/datasets/{id}/purges", ["POST"], static (HttpContext http, Site site) => ServeAsync(http, site))
            .WithMetadata(new AddressDescription(
                "Removes a version, or cells, from every state: version, or cells with version or allVersions, and "
                + "reason with en or fr", "Publishing")
            {
                Offered = [Variant.Json],
                Reads = [JsonType],
                Answers =
                [
                    ("200", "The cells are removed; salt is told only here."),
                    ("400", "The body does not say what and why."),
                    ("401", "A good key is needed."),
                    ("403", "The key is no administrator's."),
                    ("404", "There is no such version or cell, and nothing is removed."),
                    ("415", "The body is not application/json."),
                    ("503", "Too many publications are under way."),
                ],
            });

    /// <summary>Tells whether purges are sent to an address.</summary>
    /// <param name="path">The path, percent-encoded.</param>
    /// <returns>True for <c>/datasets/{id}/purges</c>.</returns>
    public static bool IsAddress(string path) =>
        path.Split('/') is ["", "datasets", { Length: > 0 }, "purges"];

    private static async Task ServeAsync(HttpContext http, Site site)
    {
        var change = ChangeRequest.Begin(http, site, static (caller, _) => caller.IsAdministrator, "purge cells of");
        change.Parameters.RequireKnown([]);
        PurgeRequest request = await ReadAsync(http, change.DatasetId);
        CancellationToken cancellation = change.Cancellation;
        var audited = AuditedChange.Of(http);
        PurgeOutcome outcome = await audited.GuardAsync(() => site.Publications.DoAsync(
            store => new Purger(store).Purge(
                request,
                coming => audited.Begin(PurgeAudit.EntriesOf(change.Caller.Actor, request, coming)),
                cancellation),
            cancellation));
        if (outcome.Versions.IsEmpty)
        {
            throw outcome.MissingKeys.IsEmpty
                ? new RequestProblemException(
                    ProblemKind.NotFound, $"There is no version '{request.Version}' of '{request.DatasetId}' to purge.")
                : new RequestProblemException(
                    ProblemKind.NotFound, "Nothing is purged: some keys are those of no cell.",
                    ("missing", outcome.MissingKeys.ToArray()));
        }

        audited.End(PurgeAudit.EntriesOf(change.Caller.Actor, request, outcome));
        await change.AnswerAsync(new
        {
            Dataset = request.DatasetId,
            Purged = outcome.Instant.UtcDateTime,
            Reason = request.Reason.Texts,
            outcome.Salt,
            Versions = outcome.Versions.Select(static version => new
            {
                version.Version,
                Whole = version.IsWhole,
                version.Cells,
                version.Digest,
            }),
        });
    }

    private static async Task<PurgeRequest> ReadAsync(HttpContext http, string dataset)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals(JsonType, StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestProblemException(
                ProblemKind.UnsupportedMediaType, $"The address reads {JsonType}.");
        }

        PurgeBody body;
        try
        {
            body = await JsonSerializer.DeserializeAsync<PurgeBody>(http.Request.Body, Strict, http.RequestAborted)
                ?? throw new JsonException("The body is null.");
        }
        catch (JsonException error)
        {
            throw new RequestProblemException(
                ProblemKind.MalformedRequest, $"The body is not a purge: {Explain(error)}",
                ("line", (error.LineNumber ?? 0) + 1), ("column", (error.BytePositionInLine ?? 0) + 1));
        }

        return body.ToRequest(dataset);
    }

    // What the library says of members names types of this program.
    private static string Explain(JsonException error) => error switch
    {
        { InnerException: not null } => "it is not JSON.",
        { Path: { } path } when path.StartsWith("$.", StringComparison.Ordinal) =>
            $"'{path[2..]}' is none of its members, or has no value that it takes. The members are version (text), "
            + "cells (list of texts), allVersions (true or false), and reason (en, fr: texts).",
        _ => "it is no JSON object.",
    };

    /// <summary>What is sent.</summary>
    /// <param name="Version">The version; null for all.</param>
    /// <param name="Cells">The keys; null for the whole version.</param>
    /// <param name="AllVersions">True for cells of every version.</param>
    /// <param name="Reason">Why, by <c>en</c> and <c>fr</c>.</param>
    private sealed record PurgeBody(
        string? Version, string[]? Cells, bool AllVersions, Dictionary<string, string>? Reason)
    {
        internal PurgeRequest ToRequest(string dataset)
        {
            if (AllVersions == (Version is not null) || (Cells is null && Version is null) || Cells is []
                || Cells?.Length > Purger.KeysMax || Cells?.Contains(null) == true)
            {
                throw new RequestProblemException(
                    ProblemKind.MalformedValue,
                    "A purge names version, or cells with version, or cells with allVersions true; "
                    + $"at most {Purger.KeysMax} cells.");
            }

            LanguageMap? reason = Reason is null || Reason.Keys.Except(["en", "fr"]).Any()
                ? null
                : WithdrawalReason.Parse(Reason.GetValueOrDefault("en"), Reason.GetValueOrDefault("fr"));
            return new PurgeRequest(dataset, reason ?? throw new RequestProblemException(
                ProblemKind.MalformedValue, $"A purge needs a reason, en or fr or both: {WithdrawalReason.Rule}."))
            {
                Version = Version,
                Keys = [.. (Cells ?? []).Distinct(StringComparer.Ordinal)],
            };
        }
    }
}
