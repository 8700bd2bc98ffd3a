using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server.Publications;

/// <summary><c>PUT /datasets/{id}/versions/{version}</c>: a package becomes that version, or nothing of it
/// does.</summary>
/// <remarks>Source: RFC 9110, sections 9.3.4 and 13.</remarks>
internal static class PublicationEndpoint
{
    private const string ZipType = "application/zip";
    private const string DryRun = "dryRun";

    /// <summary>Maps the address.</summary>
    /// <param name="app">The application.</param>
    public static void Map(WebApplication app) =>
        app.MapMethods(
                "/datasets/{id}/versions/{version}",
                ["PUT"],
                static (HttpContext http, Site site) => ServeAsync(http, site))
            .WithMetadata(new AddressDescription("Publishes a release package as a version", "Publishing")
            {
                Parameters = [(DryRun, "true to get the report and the changes without publishing.")],
                Offered = [Variant.Json],
                Reads = [ZipType, FormPackage.MediaType],
                Answers =
                [
                    ("200", "The same contents again, a revision of metadata, a moved embargo, or a dry run."),
                    ("201", "The version is published."),
                    ("401", "A good key is needed."),
                    ("403", "The key may not publish this dataset."),
                    ("409", "The version exists with other contents."),
                    ("412", "If-Match or If-None-Match does not hold."),
                    ("413", "The package is too large."),
                    ("415", "The body is neither application/zip nor multipart/form-data."),
                    ("422", "The package is refused; problems holds the whole report."),
                    ("503", "Too many publications are under way."),
                    ("507", "A disk of the server is full."),
                ],
            });

    /// <summary>Tells whether packages are sent to an address.</summary>
    /// <param name="path">The path, percent-encoded.</param>
    /// <returns>True for <c>/datasets/{id}/versions/{version}</c>.</returns>
    public static bool IsAddress(string path) =>
        path.Split('/') is ["", "datasets", { Length: > 0 }, "versions", { Length: > 0 }];

    private static async Task ServeAsync(HttpContext http, Site site)
    {
        var request = ChangeRequest.Begin(http, site, static (caller, id) => caller.MayPublish(id), "publish");
        (PublicationTarget target, bool isDryRun) = Check(request);
        PublicationAnswer answer;
        PublishOutcome? outcome = null;
        var audited = AuditedChange.Of(http);
        VersionPrecondition precondition = VersionPrecondition.Read(http.Request);
        try
        {
            precondition.Require(request, target.Version.ToString());
            outcome = await PublishAsync(request, precondition, target, isDryRun, Begin);
            string location = site.Own($"datasets/{target.Dataset}/versions/{target.Version}").Text;
            answer = PublicationAnswer.Of(target, outcome, isDryRun, location);
        }
        catch (OperationCanceledException)
        {
            audited.Fail(AuditEntry.Cancelled);
            throw;
        }
        catch (Exception error) when (!isDryRun)
        {
            audited.End(Entry(AuditEntry.WordOf(ProblemTable.Report(error).Kind.Status), outcome));
            throw;
        }

        bool isNew = answer is { Outcome: PublicationAnswer.Published, DryRun: false };
        int status = isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        if (!isDryRun)
        {
            // A dry run does nothing, so there is nothing to be recorded.
            audited.End(Entry(AuditEntry.WordOf(status), outcome));
        }

        await request.AnswerAsync(answer, status, isNew ? answer.Location : null);

        void Begin(PublishOutcome coming)
        {
            // Nobody else writes from here on to the commit.
            precondition.Require(request, target.Version.ToString());
            audited.Begin(Entry(AuditEntry.Begun, coming));
        }

        AuditEntry Entry(string word, PublishOutcome? what) => new(request.Caller.Actor, AuditEntry.Publish, word)
        {
            Dataset = target.Dataset,
            Version = target.Version.ToString(),
            Commit = what?.Commit,
            Digest = what?.Digest,
            Detail = what?.Commit is null ? null : what.Move?.ToString(),
        };
    }

    private static Task<PublishOutcome> PublishAsync(
        ChangeRequest request,
        VersionPrecondition precondition,
        PublicationTarget target,
        bool isDryRun,
        Action<PublishOutcome> committing)
    {
        CancellationToken cancellation = request.Cancellation;
        return request.Site.Publications.ServeAsync(
            () => ReceivedPackage.ReceiveAsync(
                request.Http, request.Site.Store, request.Site.Limits.PackageBytesMax, CheckType(request.Http.Request)),
            (publisher, path) =>
            {
                // Others may have published while the package came and waited.
                precondition.Require(request, target.Version.ToString());
                return isDryRun
                    ? publisher.Check(path, target, cancellation)
                    : publisher.Publish(path, target, request.Site.Options.Progress, cancellation, committing);
            },
            cancellation);
    }

    private static (PublicationTarget Target, bool IsDryRun) Check(ChangeRequest request)
    {
        if (request.Parameters.All.FirstOrDefault(static p => p.Name != DryRun).Name is { } unknown)
        {
            throw new RequestProblemException(
                ProblemKind.UnknownParameter, $"'{unknown}' is not a parameter here; {DryRun} is.",
                ("parameter", unknown));
        }

        string dryRun = request.Parameters.Single(DryRun) ?? "false";
        if (dryRun is not ("true" or "false"))
        {
            throw new RequestProblemException(
                ProblemKind.MalformedValue, $"{DryRun} is true or false, not '{dryRun}'.", ("parameter", DryRun));
        }

        string version = request.Address.Segments[3];
        if (request.Address.Suffix is not null || !VersionNumber.TryParse(version, out VersionNumber number))
        {
            throw new RequestProblemException(
                ProblemKind.MalformedValue, $"'{version}' is not a version number, as 1.2.0.");
        }

        CheckHeaders(request.Http.Request);
        var target = new PublicationTarget(request.DatasetId, number)
        {
            KeepsShared = !request.Caller.MayPublishAll,
            Viewer = request.Caller.Viewer,
        };
        return (target, dryRun == "true");
    }

    // What the body is: the boundary of a form, or null for a zip.
    private static string? CheckType(HttpRequest request)
    {
        bool isType = MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type);
        if (isType && request.Headers.ContentEncoding.Count == 0)
        {
            if (type!.MediaType.Equals(ZipType, StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            if (type.MediaType.Equals(FormPackage.MediaType, StringComparison.OrdinalIgnoreCase))
            {
                return FormPackage.BoundaryOf(type) ?? throw new RequestProblemException(
                    ProblemKind.MalformedRequest, "The Content-Type names no boundary between the parts.");
            }
        }

        throw new RequestProblemException(
            ProblemKind.UnsupportedMediaType,
            $"The address reads {ZipType} and {FormPackage.MediaType}, without a Content-Encoding.");
    }

    private static void CheckHeaders(HttpRequest request)
    {
        _ = CheckType(request);
        if (request.Headers.ContentRange.Count > 0)
        {
            throw new RequestProblemException(
                ProblemKind.MalformedRequest, "A package is sent as a whole, without Content-Range.");
        }
    }
}
