using System.CommandLine;
using LinkedStats.Server.Access;

namespace LinkedStats.Server.Commands;

/// <summary>The options that name the OpenID provider whose tokens are good.</summary>
internal sealed class OidcOptions
{
    private readonly Option<string?> _authority = new("--oidc-authority")
    {
        Description = "The OpenID provider whose bearer tokens are good, besides keys: its issuer address.",
        HelpName = "URL",
    };

    private readonly Option<string?> _audience = new("--oidc-audience")
    {
        Description = "What tokens must be made for: the name of this server at the provider.",
        HelpName = "NAME",
    };

    private readonly Option<string> _roles = new("--oidc-roles-claim")
    {
        Description = "The claim with roles, as roles or realm_access.roles: administrator, publisher, reader, "
            + "publisher:DATASET, reader:DATASET.",
        HelpName = "CLAIM",
        DefaultValueFactory = static _ => TokenOptions.DefaultRolesClaim,
    };

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Add(_authority);
        command.Add(_audience);
        command.Add(_roles);
        command.Validators.Add(result =>
        {
            string? authority = result.GetValue(_authority);
            if ((authority is null) != string.IsNullOrEmpty(result.GetValue(_audience)))
            {
                result.AddError("--oidc-authority and --oidc-audience come together.");
            }
            else if (authority is not null && !IsAuthority(authority))
            {
                result.AddError("--oidc-authority takes an https address without query or fragment; http only of this "
                    + $"machine, not '{authority}'.");
            }
        });
    }

    /// <summary>Reads the options.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <returns>Whose tokens are good; null for nobody's.</returns>
    public TokenOptions? Read(ParseResult arguments) => arguments.GetValue(_authority) is { } authority
        ? new TokenOptions(new Uri(authority), arguments.GetValue(_audience)!, arguments.GetValue(_roles)!)
        : null;

    private static bool IsAuthority(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && TokenOptions.IsTrustworthy(uri) && uri.Query.Length == 0 && uri.Fragment.Length == 0
        && uri.UserInfo.Length == 0;
}
