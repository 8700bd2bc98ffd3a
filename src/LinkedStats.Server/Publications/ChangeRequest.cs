using System.Text.Json;
using LinkedStats.Server.Access;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace LinkedStats.Server.Publications;

/// <summary>A request that changes a dataset, by somebody who may: what the addresses for such begin and end
/// with.</summary>
internal sealed class ChangeRequest
{
    private ChangeRequest(HttpContext http, Site site, RequestAddress address, Caller caller)
    {
        (Http, Site, Address, Caller) = (http, site, address, caller);
        Parameters = QueryParameters.Parse(address.RawQuery, site.Limits.ParameterCountMax);
    }

    /// <summary>The exchange.</summary>
    public HttpContext Http { get; }

    /// <summary>What every request shares.</summary>
    public Site Site { get; }

    /// <summary>The address.</summary>
    public RequestAddress Address { get; }

    /// <summary>Who asks.</summary>
    public Caller Caller { get; }

    /// <summary>The parameters.</summary>
    public QueryParameters Parameters { get; }

    /// <summary>The id of the dataset, as the address has it.</summary>
    public string DatasetId => Address.Segments[1];

    /// <summary>Stops the work when the client has gone.</summary>
    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Lets a request in.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="site">What every request shares.</param>
    /// <param name="may">What the caller must be allowed, for the dataset's id.</param>
    /// <param name="need">What the request needs, for the message, as <c>publish</c>.</param>
    /// <returns>The request.</returns>
    /// <exception cref="RequestProblemException">The caller is a stranger (401) or may not (403), the address is of a
    /// past state (405), or the server is starting (503).</exception>
    public static ChangeRequest Begin(HttpContext http, Site site, Func<Caller, string, bool> may, string need)
    {
        RequestAddress address = http.Features.GetRequiredFeature<RequestAddress>();
        string id = address.Segments[1];
        Caller caller = Authorization.Require(http, key => may(key, id), $"{need} '{id}'");
        if (address.AsOf is not null)
        {
            throw new RequestProblemException(
                new ProblemReport(ProblemKind.MethodNotAllowed, "Past states are read only.") { Allow = "GET, HEAD" });
        }

        return site.IsReady
            ? new ChangeRequest(http, site, address, caller)
            : throw new RequestProblemException(
                new ProblemReport(ProblemKind.StoreUnavailable, "The server is starting.") { RetryAfterSeconds = 1 });
    }

    /// <summary>Answers with JSON, which nobody keeps.</summary>
    /// <typeparam name="T">What is answered.</typeparam>
    /// <param name="answer">The answer.</param>
    /// <param name="status">The status.</param>
    /// <param name="location">The address of what was made; null for nothing.</param>
    /// <returns>When it is sent.</returns>
    public async Task AnswerAsync<T>(T answer, int status = StatusCodes.Status200OK, string? location = null)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(answer, JsonFormat.Serializer);
        HttpResponse response = Http.Response;
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        if (location is not null)
        {
            response.Headers.Location = location;
        }

        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, Cancellation);
    }
}
