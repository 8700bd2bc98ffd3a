using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Publications;

/// <summary><c>DELETE /datasets/{id}/versions/{version}?reason=…</c>: withdraws a version; past states keep
/// it.</summary>
/// <remarks>Source: RFC 9110, sections 9.3.5 and 13.</remarks>
internal static class WithdrawalEndpoint
{
    /// <summary>The outcome of a withdrawal that was not one before.</summary>
    public const string Withdrawn = "withdrawn";

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
                    ("412", "If-Match or If-None-Match does not hold."),
                    ("503", "Too many publications are under way."),
                ],
            });

    /// <summary>The parameter for the reason in a language.</summary>
    /// <param name="language">The language, <c>en</c> or <c>fr</c>.</param>
    /// <returns>The parameter's name.</returns>
    public static string ParameterOf(string language) => language == "fr" ? French : English;

    private static async Task ServeAsync(HttpContext http, Site site)
    {
        var request = ChangeRequest.Begin(http, site, static (caller, id) => caller.MayPublish(id), "publish");
        string id = request.DatasetId;
        LanguageMap reason = ReadReason(request.Parameters);
        string version = RequestAddress.Decode(request.Address.RawPath.Split('/')[4]);
        VersionPrecondition precondition = VersionPrecondition.Read(http.Request);
        precondition.Require(request, version);
        var audited = AuditedChange.Of(http);
        CancellationToken cancellation = request.Cancellation;
        WithdrawalOutcome outcome = await audited.GuardAsync(() => site.Publications.DoAsync(
                store => new Withdrawer(store).Withdraw(id, version, reason, Begin, cancellation), cancellation))
            ?? throw new RequestProblemException(
                ProblemKind.NotFound, $"There is no version '{version}' of '{id}' to withdraw.");
        audited.End(Entry(outcome.IsNew ? AuditEntry.Done : "unchanged", outcome.Commit));
        VersionTombstone tombstone = outcome.Tombstone;
        await request.AnswerAsync(new
        {
            Dataset = tombstone.DatasetId,
            tombstone.Version,
            Outcome = outcome.IsNew ? Withdrawn : "unchanged",
            Withdrawn = tombstone.TakenAt.UtcDateTime,
            Reason = tombstone.Reason.Texts,
            Location = site.Own($"datasets/{tombstone.DatasetId}/versions/{tombstone.Version}").Text,
        });

        void Begin(int commit)
        {
            // Nobody else writes from here on to the commit.
            precondition.Require(request, version);
            audited.Begin(Entry(AuditEntry.Begun, commit));
        }

        AuditEntry Entry(string word, int? commit) => new(request.Caller.Actor, AuditEntry.Withdraw, word)
        {
            Dataset = id,
            Version = version,
            Commit = commit,
            Detail = WithdrawalReason.ToLine(reason),
        };
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
}
