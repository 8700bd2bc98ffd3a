using LinkedStats.Server.Problems;
using Microsoft.Extensions.Primitives;

namespace LinkedStats.Server.Access;

/// <summary>Who asks, by the key in the Authorization header.</summary>
/// <remarks>Source: RFC 6750, sections 2.1 and 3; RFC 9110, section 11.</remarks>
internal static class Authorization
{
    private const string Scheme = "Bearer ";
    private const string Realm = "Bearer realm=\"LinkedStats\"";

    /// <summary>Reads the key of a request, which is nobody's when the header is absent. A header that holds no good
    /// key is refused at every address, so that nobody takes an answer for strangers for one to himself.</summary>
    /// <param name="http">The exchange; keeps the key.</param>
    /// <param name="keys">The keys.</param>
    /// <exception cref="RequestProblemException">The header holds no good key.</exception>
    public static void Read(HttpContext http, AccessStore keys)
    {
        StringValues header = http.Request.Headers.Authorization;
        if (header.Count == 0)
        {
            return;
        }

        string text = header.Count == 1 ? header.ToString() : "";
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            throw Refused("The Authorization header is not of the form 'Bearer KEY', once.");
        }

        http.Features.Set(keys.Find(text[Scheme.Length..].Trim())
            ?? throw Refused("The key is unknown, incomplete or revoked."));
    }

    /// <summary>Finds the key of a request.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="may">What the key must allow.</param>
    /// <param name="need">What the request needs, for the message, as <c>publish pop</c>.</param>
    /// <returns>The key.</returns>
    /// <exception cref="RequestProblemException">There is none (401), or it may not (403).</exception>
    public static AccessKey Require(HttpContext http, Func<AccessKey, bool> may, string need)
    {
        AccessKey key = http.Features.Get<AccessKey>() ?? throw new RequestProblemException(
            new ProblemReport(ProblemKind.Unauthorized, $"A key is needed to {need}: 'Authorization: Bearer KEY'.")
            {
                Challenge = Realm,
            });
        return may(key) ? key : throw new RequestProblemException(
            new ProblemReport(ProblemKind.Forbidden, $"The key {key.Id} may not {need}.")
            {
                Challenge = Realm + ", error=\"insufficient_scope\"",
            });
    }

    private static RequestProblemException Refused(string detail) => new(
        new ProblemReport(ProblemKind.Unauthorized, detail) { Challenge = Realm + ", error=\"invalid_token\"" });
}
