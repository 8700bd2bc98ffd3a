using LinkedStats.Server.Access;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using LinkedStats.Server.Publications;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server;

/// <summary>The outermost step of every request: checks what came, answers OPTIONS, and turns errors into
/// problems.</summary>
/// <param name="next">The rest of the application.</param>
/// <param name="site">What every request shares.</param>
/// <param name="problems">Writes problems.</param>
/// <param name="log">The log.</param>
internal sealed partial class FrontDoor(
    RequestDelegate next, Site site, ProblemWriter problems, ILogger<FrontDoor> log)
{
    private const string Exposed =
        "Link, ETag, Content-Location, Content-Language, Location, Retry-After, Memento-Datetime, Server-Timing";

    /// <summary>Serves a request.</summary>
    /// <param name="http">The exchange.</param>
    /// <returns>When it is served.</returns>
    public async Task InvokeAsync(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        if (!HttpMethods.IsPut(http.Request.Method) && !HttpMethods.IsDelete(http.Request.Method)
            && !PurgeEndpoint.IsAddress(http.Request.Path.Value ?? ""))
        {
            // Scripts of any page may read; what writes is for programs that hold a key.
            headers.AccessControlAllowOrigin = "*";
            headers.AccessControlExposeHeaders = Exposed;
        }

        headers.XContentTypeOptions = "nosniff";
        http.Response.OnStarting(static state =>
        {
            Authorization.Shield((HttpContext)state);
            return Task.CompletedTask;
        }, http);
        try
        {
            if (!await EnterAsync(http))
            {
                return;
            }

            await next(http);
            await DescribeBareStatusAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is there to be told.
        }
        catch (Exception error) when (http.Response.HasStarted)
        {
            // What was sent must not look like a whole answer, so the body is left unterminated.
            LogCut(log, error, http.Request.Path);
            http.Abort();
        }
        catch (Exception error)
        {
            ProblemReport report = ProblemTable.Report(error);
            if (report.Kind == ProblemKind.Internal || report.Kind == ProblemKind.StoreUnavailable
                || report.Kind == ProblemKind.StorageFull)
            {
                LogMistake(log, error, http.Request.Path);
            }

            if (report.Kind == ProblemKind.Unauthorized || report.Kind == ProblemKind.Forbidden)
            {
                http.AuditRefusal(report.Kind);
            }

            await problems.WriteAsync(http, report);
        }
    }

    private async ValueTask<bool> EnterAsync(HttpContext http)
    {
        string target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        bool isOptions = HttpMethods.IsOptions(http.Request.Method);
        if (isOptions && target == "*")
        {
            AnswerOptions(http, "/");
            return false;
        }

        CheckLength(target);
        RequestAddress address = RequestAddress.Parse(target, site.BasePath);
        http.Features.Set(address);
        CheckSizes(http, address);
        await Authorization.ReadAsync(http, site);
        if (isOptions)
        {
            AnswerOptions(http, address.Path);
            return false;
        }

        if (address.RawPath.Length > 1 && address.RawPath[^1] == '/'
            && !address.RawPath.StartsWith("/swagger", StringComparison.Ordinal))
        {
            throw new RequestProblemException(
                ProblemKind.NotFound,
                $"Addresses have no trailing slash. Nearest: {address.RawPath.TrimEnd('/')}.",
                ("nearest", new[] { address.RawPath.TrimEnd('/') }));
        }

        // Routes see the path as it was written: a slash that is part of a code must not split a segment.
        http.Request.PathBase = "";
        http.Request.Path = new PathString(address.Path);
        return true;
    }

    private void CheckLength(string target)
    {
        if (target.Length > site.Limits.AddressBytesMax)
        {
            throw new RequestProblemException(
                ProblemKind.AddressTooLong,
                $"The address has {target.Length} bytes, at most {site.Limits.AddressBytesMax} are read; send long "
                + "queries by POST.");
        }
    }

    private void CheckSizes(HttpContext http, RequestAddress address)
    {
        int bytes = 0;
        foreach ((string name, StringValues value) in http.Request.Headers)
        {
            bytes += name.Length + value.ToString().Length + 4;
        }

        if (bytes > site.Limits.HeaderBytesMax)
        {
            throw new RequestProblemException(
                ProblemKind.HeadersTooLarge,
                $"The headers have {bytes} bytes, at most {site.Limits.HeaderBytesMax} are read.");
        }

        // Packages have a limit of their own, for who may send them.
        bool isPackage = HttpMethods.IsPut(http.Request.Method) && PublicationEndpoint.IsAddress(address.Path);
        if (!isPackage && http.Request.ContentLength > site.Limits.BodyBytesMax)
        {
            throw new RequestProblemException(
                ProblemKind.TooLarge,
                $"The body has {http.Request.ContentLength} bytes, at most {site.Limits.BodyBytesMax} are read.");
        }
    }

    // RFC 9110, section 9.3.7, and the preflight of Fetch, section 3.2.2.
    private static void AnswerOptions(HttpContext http, string path)
    {
        string methods = path == "/sparql" ? "GET, HEAD, POST, OPTIONS" : "GET, HEAD, OPTIONS";
        IHeaderDictionary headers = http.Response.Headers;
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        headers.Allow = PublicationEndpoint.IsAddress(path) ? "GET, HEAD, PUT, DELETE, OPTIONS"
            : PurgeEndpoint.IsAddress(path) ? "POST, OPTIONS"
            : methods;
        headers.AccessControlAllowMethods = methods;
        headers.AccessControlAllowHeaders =
            "Accept, Accept-Language, Authorization, Cache-Control, Content-Type, If-None-Match, Accept-Datetime";
        headers.AccessControlMaxAge = "86400";
    }

    // Routing answers an unknown address or method with a bare status.
    private Task DescribeBareStatusAsync(HttpContext http)
    {
        HttpResponse response = http.Response;
        if (response.HasStarted || response.StatusCode < StatusCodes.Status400BadRequest
            || response.Headers.ContainsKey(HeaderNames.ContentType))
        {
            return Task.CompletedTask;
        }

        ProblemKind kind = ProblemTable.OfStatus(response.StatusCode);
        string detail = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => $"Nothing is published at {http.Request.Path}.",
            StatusCodes.Status405MethodNotAllowed =>
                $"The address answers {response.Headers.Allow}, not {http.Request.Method}.",
            _ => kind.English + ".",
        };
        return problems.WriteAsync(http, new ProblemReport(kind, detail) { Allow = response.Headers.Allow });
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer to {Path} was cut")]
    private static partial void LogCut(ILogger log, Exception error, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "The answer to {Path} failed")]
    private static partial void LogMistake(ILogger log, Exception error, string path);
}
