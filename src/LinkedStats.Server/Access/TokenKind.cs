using System.Text.Json;

namespace LinkedStats.Server.Access;

/// <summary>Tells tokens that were made to be shown to a server from others that the same provider signs.</summary>
/// <remarks>
/// Source: RFC 9068, sections 2.1 and 4 (<c>at+jwt</c>); RFC 8725, sections 3.11 and 3.12 (explicit types, rules that
/// exclude one another); OpenID Connect Core 1.0, sections 2, 3.1.3.6 and 3.3.2.11 (ID tokens). Many providers call all
/// tokens <c>JWT</c>, or nothing: then it is refused where it says what only other kinds say. An ID token that says
/// nothing of it cannot be told: its audience is a client, so the server's audience should be none.
/// </remarks>
internal static class TokenKind
{
    private const string MediaTypePrefix = "application/";

    /// <summary>What an ID token says of what was issued beside it.</summary>
    private static readonly string[] Hashes = ["at_hash", "c_hash", "s_hash"];

    /// <summary>What access tokens say, and ID tokens do not.</summary>
    private static readonly string[] Grants = ["scope", "scp", "client_id"];

    /// <summary>How providers that have one form for all kinds call theirs, in a claim.</summary>
    private static readonly string[] OtherNames = ["ID", "Refresh", "Offline", "Logout"];

    /// <summary>Tells whether a token may be an access token.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="claims">Its claims.</param>
    /// <returns>False for what is evidently another kind.</returns>
    public static bool MayBeAccess(JsonElement header, JsonElement claims)
    {
        string type = TextOf(header, "typ");
        if (type.StartsWith(MediaTypePrefix, StringComparison.OrdinalIgnoreCase))
        {
            type = type[MediaTypePrefix.Length..];
        }

        if (type.EndsWith("+jwt", StringComparison.OrdinalIgnoreCase))
        {
            return type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase);
        }

        string name = TextOf(claims, "typ");
        if (OtherNames.Contains(name, StringComparer.OrdinalIgnoreCase)
            || Hashes.Any(hash => claims.TryGetProperty(hash, out _)))
        {
            return false;
        }

        // Some providers repeat the nonce of the ID token in the access token.
        return !claims.TryGetProperty("nonce", out _) || name.Equals("Bearer", StringComparison.OrdinalIgnoreCase)
            || Grants.Any(grant => claims.TryGetProperty(grant, out _));
    }

    private static string TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";
}
