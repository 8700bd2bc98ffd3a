using LinkedStats.Server.Problems;
using LinkedStats.Storage.Snapshots;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace LinkedStats.Server.Access;

/// <summary>Who asks, by the key or token in the Authorization header.</summary>
/// <remarks>Source: RFC 6750, sections 2.1 and 3; RFC 9110, section 11.</remarks>
internal static class Authorization
{
    private const string Scheme = "Bearer ";
    private const string Realm = "Bearer realm=\"LinkedStats\"";

    /// <summary>Reads the key or token of a request, which is nobody's when the header is absent. A header that holds
    /// no good one is refused at every address, so that nobody takes an answer for strangers for one to
    /// himself.</summary>
    /// <param name="http">The exchange; keeps who asks.</param>
    /// <param name="site">What every request shares.</param>
    /// <returns>When it is known who asks.</returns>
    /// <exception cref="RequestProblemException">The header holds no good one (401), or the provider of tokens cannot
    /// be asked (503).</exception>
    public static ValueTask ReadAsync(HttpContext http, Site site)
    {
        StringValues header = http.Request.Headers.Authorization;
        return header.Count == 0 ? ValueTask.CompletedTask : ReadAsync(http, site, header);
    }

    /// <summary>Finds the id of the key that a request shows, be it good or not.</summary>
    /// <param name="http">The exchange.</param>
    /// <returns>The id; null where the header holds nothing like a key.</returns>
    public static string? ClaimOf(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } text] && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && KeyText.IdOf(text[Scheme.Length..].Trim()) is { } id && id.All(char.IsAsciiHexDigitLower) ? id : null;

    /// <summary>Finds what a request may see.</summary>
    /// <param name="http">The exchange.</param>
    /// <returns>The viewer; the public without a key.</returns>
    public static Viewer ViewerOf(HttpContext http) => http.Features.Get<Caller>()?.Viewer ?? Viewer.Public;

    /// <summary>Keeps what is answered to a key away from everybody else.</summary>
    /// <param name="http">The exchange, its headers complete.</param>
    /// <remarks>
    /// A shared cache may store the answer to a request with Authorization where the answer says public, and may answer
    /// such a request from what it stored for others: RFC 9111, sections 3.5 and 4.1. What may be under embargo is not
    /// kept by its reader's program either: section 5.2.2.5.
    /// </remarks>
    public static void Shield(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        if (http.Request.Headers.Authorization.Count > 0)
        {
            headers.CacheControl = "private, no-store";
        }

        headers.Vary = headers.Vary.Count == 0
            ? HeaderNames.Authorization
            : $"{headers.Vary}, {HeaderNames.Authorization}";
    }

    /// <summary>Finds who makes a request.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="may">What he must be allowed.</param>
    /// <param name="need">What the request needs, for the message, as <c>publish pop</c>.</param>
    /// <returns>The caller.</returns>
    /// <exception cref="RequestProblemException">He is a stranger (401), or may not (403).</exception>
    public static Caller Require(HttpContext http, Func<Caller, bool> may, string need)
    {
        Caller caller = http.Features.Get<Caller>() ?? throw new RequestProblemException(
            new ProblemReport(ProblemKind.Unauthorized, $"A key is needed to {need}: 'Authorization: Bearer KEY'.")
            {
                Challenge = Realm,
            });
        return may(caller) ? caller : throw new RequestProblemException(
            new ProblemReport(ProblemKind.Forbidden, $"The {caller.Actor} may not {need}.")
            {
                Challenge = Realm + ", error=\"insufficient_scope\"",
            });
    }

    private static async ValueTask ReadAsync(HttpContext http, Site site, StringValues header)
    {
        string text = header.Count == 1 ? header.ToString() : "";
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused("The Authorization header is not of the form 'Bearer KEY', once.");
        }

        text = text[Scheme.Length..].Trim();
        if (site.Tokens is { } tokens && TokenReader.IsToken(text))
        {
            (Caller? caller, string reason) = await tokens.ReadAsync(text, http.RequestAborted);
            http.Features.Set(caller ?? throw Refused(reason));
            return;
        }

        AccessKey key = site.Access.Find(text) ?? throw Refused("The key is unknown, incomplete or revoked.");
        http.Features.Set(Caller.Of(key));
    }

    private static RequestProblemException Refused(string detail) => new(
        new ProblemReport(ProblemKind.Unauthorized, detail) { Challenge = Realm + ", error=\"invalid_token\"" });
}
