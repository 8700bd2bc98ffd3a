using System.Buffers.Text;
using System.Text.Json;
using LinkedStats.Server.Problems;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LinkedStats.Server.Access;

/// <summary>Reads the bearer tokens of an OpenID provider: who holds one, and what he may do.</summary>
/// <param name="options">Whose tokens are good.</param>
/// <param name="time">The clock.</param>
/// <remarks>
/// Source: RFC 7519, section 7.2; RFC 8725, sections 3.1 (algorithms), 3.8 and 3.9 (issuer, audience); RFC 7515,
/// section 4.1.11 (crit).
/// </remarks>
internal sealed class TokenReader(TokenOptions options, TimeProvider time) : IDisposable
{
    private const int RetryAfterSeconds = 10;
    private const int TokenCharsMax = 16 << 10;
    private const int IdCharsMax = 100;

    /// <summary>The clocks of provider and server may differ by this.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);

    /// <summary>Signatures that only the provider can make; none that the public keys would be secrets of.</summary>
    private static readonly string[] Algorithms =
        ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private readonly ProviderKeys _keys = new(options.Authority, time);
    private readonly JsonWebTokenHandler _handler = new()
    {
        MapInboundClaims = false,
        MaximumTokenSizeInBytes = TokenCharsMax,
    };

    /// <summary>Tells whether a text may be a token: three parts with dots between them.</summary>
    /// <param name="text">The text.</param>
    /// <returns>False for keys, and for anything else.</returns>
    public static bool IsToken(string text) => text.AsSpan().Count('.') == 2;

    /// <summary>Reads a token.</summary>
    /// <param name="text">The token.</param>
    /// <param name="cancellation">Ends the waiting for the provider.</param>
    /// <returns>Who holds it; null when it is none, with the reason.</returns>
    /// <exception cref="RequestProblemException">The provider cannot be asked (503).</exception>
    public async Task<(Caller? Caller, string Reason)> ReadAsync(string text, CancellationToken cancellation)
    {
        try
        {
            ProviderKeys.Fetched keys = await _keys.GetAsync(null, cancellation);
            TokenValidationResult result = await ValidateAsync(text, keys);
            if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
            {
                ProviderKeys.Fetched newer = await _keys.GetAsync(keys, cancellation);
                result = newer == keys ? result : await ValidateAsync(text, newer);
            }

            return result is { IsValid: true, SecurityToken: JsonWebToken token }
                ? ToCaller(token)
                : (null, Explain(result.Exception));
        }
        catch (IOException)
        {
            throw new RequestProblemException(new ProblemReport(
                ProblemKind.AuthorityUnavailable,
                $"The token cannot be checked, since {options.Authority} cannot be asked; keys and reading without "
                + "either work.")
            {
                RetryAfterSeconds = RetryAfterSeconds,
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();

    private Task<TokenValidationResult> ValidateAsync(string text, ProviderKeys.Fetched keys) =>
        _handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidAlgorithms = Algorithms,
            ValidIssuer = keys.Issuer,
            ValidAudience = options.Audience,
            IssuerSigningKeys = keys.Keys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsCurrent,
        });

    private bool IsCurrent(
        DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && now < end + Skew && (notBefore is not { } start || now >= start - Skew);
    }

    private static string Explain(Exception? error) => error switch
    {
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException =>
            "The token has expired, is not good yet, or says no time.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        SecurityTokenInvalidIssuerException => "The token is of another issuer.",
        SecurityTokenSignatureKeyNotFoundException => "The token is signed with a key that its issuer does not have.",
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException =>
            "The token is not signed as it should be.",
        _ => "The token is not well-formed.",
    };

    private (Caller? Caller, string Reason) ToCaller(JsonWebToken token)
    {
        using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedHeader));
        using JsonDocument payload = JsonDocument.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        JsonElement claims = payload.RootElement;
        if (header.RootElement.TryGetProperty("crit", out _))
        {
            return (null, "The token asks for what the server does not know.");
        }

        if (!TokenKind.MayBeAccess(header.RootElement, claims))
        {
            return (null, "The token is no access token: it tells a client who has signed in, or serves another end.");
        }

        if (TextOf(claims, "sub") is not { } subject)
        {
            return (null, "The token names no subject.");
        }

        string name = TextOf(claims, "name") ?? TextOf(claims, "preferred_username") ?? TextOf(claims, "client_id")
            ?? TextOf(claims, "azp") ?? "";
        return (TokenRoles.Read(new Actor(Actor.Subject, subject, name), claims, options.RolesClaim), "");
    }

    private static string? TextOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text[..Math.Min(text.Length, IdCharsMax)]
            : null;
}
