namespace LinkedStats.Server.Access;

/// <summary>Whose bearer tokens are good besides keys, and what in them says what their holder may do.</summary>
/// <param name="Authority">The OpenID provider: an https address, or an http one of this machine.</param>
/// <param name="Audience">What tokens must be made for, the name of this server at the provider.</param>
/// <param name="RolesClaim">The claim that holds roles: a name, or a path of names with dots between them.</param>
internal sealed record TokenOptions(Uri Authority, string Audience, string RolesClaim)
{
    /// <summary>The claim of providers that are not told otherwise.</summary>
    public const string DefaultRolesClaim = "roles";

    /// <summary>Tells whether an address may be asked for keys: nobody on the way can change the answer.</summary>
    /// <param name="address">The address.</param>
    /// <returns>True for https, and for http of this machine.</returns>
    public static bool IsTrustworthy(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
}
