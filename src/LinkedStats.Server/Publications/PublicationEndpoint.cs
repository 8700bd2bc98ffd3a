using System.Text.Json;
using LinkedStats.Cubes;
using LinkedStats.Publishing;
using LinkedStats.Server.Access;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Resources;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server.Publications;

/// <summary><c>PUT /datasets/{id}/versions/{version}</c>: a package becomes that version, or nothing of it
/// does.</summary>
/// <remarks>Source: RFC 9110, section 9.3.4.</remarks>
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
        RequestAddress address = http.Features.GetRequiredFeature<RequestAddress>();
        string id = address.Segments[1];
        Caller caller = Authorization.Require(http, key => key.MayPublish(id), $"publish '{id}'");
        (PublicationTarget target, bool isDryRun) = Check(http, site, address, id);
        target = target with { KeepsShared = !caller.MayPublishAll, Viewer = caller.Viewer };
        PublicationAnswer answer;
        PublishOutcome? outcome = null;
        try
        {
            outcome = await PublishAsync(http, site, target, isDryRun);
            string location = site.Own($"datasets/{id}/versions/{target.Version}").Text;
            answer = PublicationAnswer.Of(target, outcome, isDryRun, location);
        }
        catch (Exception error) when (!isDryRun && error is not OperationCanceledException)
        {
            Record(ProblemTable.Report(error).Kind.Status);
            throw;
        }

        int status = answer is { Outcome: PublicationAnswer.Published, DryRun: false }
            ? StatusCodes.Status201Created
            : StatusCodes.Status200OK;
        if (!isDryRun)
        {
            Record(status);
        }

        await AnswerAsync(http, answer, status);

        // A dry run does nothing, so there is nothing to be recorded.
        void Record(int code) => http.Audit(new AuditEntry(
            caller.Actor, AuditEntry.Publish, code.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            Dataset = id,
            Version = target.Version.ToString(),
            Commit = outcome?.Commit,
            Digest = outcome?.Digest,
            Detail = outcome?.Commit is null ? null : outcome.Move?.ToString(),
        });
    }

    private static Task<PublishOutcome> PublishAsync(
        HttpContext http, Site site, PublicationTarget target, bool isDryRun)
    {
        CancellationToken cancellation = http.RequestAborted;
        return site.Publications.ServeAsync(
            () => ReceivedPackage.ReceiveAsync(http, site.Limits.PackageBytesMax, CheckType(http.Request)),
            (publisher, path) => isDryRun
                ? publisher.Check(path, target, cancellation)
                : publisher.Publish(path, target, null, cancellation),
            cancellation);
    }

    private static (PublicationTarget Target, bool IsDryRun) Check(
        HttpContext http, Site site, RequestAddress address, string id)
    {
        if (address.AsOf is not null)
        {
            throw new RequestProblemException(
                new ProblemReport(ProblemKind.MethodNotAllowed, "Past states are read only.") { Allow = "GET, HEAD" });
        }

        var parameters = QueryParameters.Parse(address.RawQuery, site.Limits.ParameterCountMax);
        if (parameters.All.FirstOrDefault(static p => p.Name != DryRun).Name is { } unknown)
        {
            throw new RequestProblemException(
                ProblemKind.UnknownParameter, $"'{unknown}' is not a parameter here; {DryRun} is.",
                ("parameter", unknown));
        }

        string dryRun = parameters.Single(DryRun) ?? "false";
        if (dryRun is not ("true" or "false"))
        {
            throw new RequestProblemException(
                ProblemKind.MalformedValue, $"{DryRun} is true or false, not '{dryRun}'.", ("parameter", DryRun));
        }

        string version = address.Segments[3];
        if (address.Suffix is not null || !VersionNumber.TryParse(version, out VersionNumber number))
        {
            throw new RequestProblemException(
                ProblemKind.MalformedValue, $"'{version}' is not a version number, as 1.2.0.");
        }

        CheckHeaders(http.Request);
        return site.IsReady
            ? (new PublicationTarget(id, number), dryRun == "true")
            : throw new RequestProblemException(
                new ProblemReport(ProblemKind.StoreUnavailable, "The server is starting.") { RetryAfterSeconds = 1 });
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

    private static async Task AnswerAsync(HttpContext http, PublicationAnswer answer, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        if (status == StatusCodes.Status201Created)
        {
            http.Response.Headers.Location = answer.Location;
        }

        byte[] body = JsonSerializer.SerializeToUtf8Bytes(answer, JsonFormat.Serializer);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
