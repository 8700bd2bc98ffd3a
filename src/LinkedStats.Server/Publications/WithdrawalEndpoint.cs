using System.Text.Json;
using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Snapshots;
using Microsoft.AspNetCore.Http.Features;

namespace LinkedStats.Server.Publications;

/// <summary><c>DELETE /datasets/{id}/versions/{version}?reason=…</c>: withdraws a version; past states keep
/// it.</summary>
/// <remarks>Source: RFC 9110, section 9.3.5.</remarks>
internal static class WithdrawalEndpoint
{
    private const string English = "reason";
    private const string French = "reason.fr";

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) =>
        app.MapMethods(
                "/datasets/{id}/versions/{version}",
                ["DELETE"],
                static (HttpContext http, Site site) => ServeAsync(http, site))
            .WithMetadata(new AddressDescription("Withdraws a version, which past states keep", "Publishing")
            {
                Parameters =
                [
                    (English, $"Why, in English: {WithdrawalReason.Rule}. One of the two reasons is needed."),
                    (French, "Why, in French, likewise."),
                ],
                Offered = [Variant.Json],
                NeedsKey = true,
                Answers =
                [
                    ("200", "The version is withdrawn, or was before."),
                    ("400", "There is no reason."),
                    ("401", "A good key is needed."),
                    ("403", "The key may not publish this dataset."),
                    ("404", "There is no such version."),
                    ("503", "Too many publications are under way."),
                ],
            });

    private static async Task ServeAsync(HttpContext http, Site site)
    {
        RequestAddress address = http.Features.GetRequiredFeature<RequestAddress>();
        string id = address.Segments[1];
        Caller caller = Authorization.Require(http, key => key.MayPublish(id), $"publish '{id}'");
        if (address.AsOf is not null)
        {
            throw new RequestProblemException(
                new ProblemReport(ProblemKind.MethodNotAllowed, "Past states are read only.") { Allow = "GET, HEAD" });
        }

        LanguageMap reason = ReadReason(QueryParameters.Parse(address.RawQuery, site.Limits.ParameterCountMax));
        string version = RequestAddress.Decode(address.RawPath.Split('/')[4]);
        CancellationToken cancellation = http.RequestAborted;
        WithdrawalOutcome outcome = await site.Publications.DoAsync(
                store => new Withdrawer(store).Withdraw(id, version, reason, cancellation), cancellation)
            ?? throw new RequestProblemException(
                ProblemKind.NotFound, $"There is no version '{version}' of '{id}' to withdraw.");
        http.Audit(new AuditEntry(caller.Actor, AuditEntry.Withdraw, outcome.IsNew ? AuditEntry.Done : "unchanged")
        {
            Dataset = id,
            Version = version,
            Commit = outcome.Commit,
            Detail = WithdrawalReason.ToLine(reason),
        });
        await AnswerAsync(http, site, outcome);
    }

    private static LanguageMap ReadReason(QueryParameters parameters)
    {
        parameters.RequireKnown(English, French);
        return WithdrawalReason.Parse(parameters.Single(English), parameters.Single(French))
            ?? throw new RequestProblemException(
                ProblemKind.MalformedValue,
                $"A withdrawal needs a reason, {WithdrawalReason.Rule}: ?{English}=… in English, {French}=… in French.",
                ("parameter", English));
    }

    private static async Task AnswerAsync(HttpContext http, Site site, WithdrawalOutcome outcome)
    {
        VersionTombstone tombstone = outcome.Tombstone;
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Dataset = tombstone.DatasetId,
                tombstone.Version,
                Outcome = outcome.IsNew ? "withdrawn" : "unchanged",
                Withdrawn = tombstone.TakenAt.UtcDateTime,
                Reason = tombstone.Reason.Texts,
                Location = site.Own($"datasets/{tombstone.DatasetId}/versions/{tombstone.Version}").Text,
            },
            JsonFormat.Serializer);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
