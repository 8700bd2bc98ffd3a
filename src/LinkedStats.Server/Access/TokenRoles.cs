using System.Text.Json;

namespace LinkedStats.Server.Access;

/// <summary>What the claims of a token let its holder do.</summary>
/// <remarks>
/// A role is <c>administrator</c>, <c>publisher</c> or <c>reader</c>; the last two with a colon and the id of a dataset
/// are of that one, else of all. What is none of these is somebody else's role. The claim is an array of texts, or one
/// text with spaces between roles, as <c>scope</c> of RFC 6749 is.
/// </remarks>
internal static class TokenRoles
{
    /// <summary>Reads the roles.</summary>
    /// <param name="actor">Who holds the token.</param>
    /// <param name="claims">The claims of his token, which was found good.</param>
    /// <param name="claim">The claim: a name, or a path of names with dots between them.</param>
    /// <returns>Who asks, and what he may do: nothing without roles.</returns>
    public static Caller Read(Actor actor, JsonElement claims, string claim)
    {
        bool isAdministrator = false;
        HashSet<string>? publishes = [];
        HashSet<string>? reads = [];
        foreach (string role in Find(claims, claim))
        {
            string[] parts = role.Split(':', 2);
            switch (parts)
            {
                case ["administrator"]:
                    isAdministrator = true;
                    break;
                case ["publisher"]:
                    publishes = null;
                    break;
                case ["publisher", var dataset]:
                    publishes?.Add(dataset);
                    break;
                case ["reader"]:
                    reads = null;
                    break;
                case ["reader", var dataset]:
                    reads?.Add(dataset);
                    break;
            }
        }

        return new Caller(actor) { IsAdministrator = isAdministrator, Publishes = publishes, Reads = reads };
    }

    private static IEnumerable<string> Find(JsonElement claims, string claim)
    {
        // A name may have dots itself, as one that is an address.
        if (!claims.TryGetProperty(claim, out JsonElement value))
        {
            value = claims;
            foreach (string name in claim.Split('.'))
            {
                if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                {
                    return [];
                }
            }
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => value.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String)
                .Select(static item => item.GetString()!),
            _ => [],
        };
    }
}
