using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LinkedStats.Server;
using LinkedStats.Server.Access;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Server.Access;

/// <summary>Bearer tokens of an OpenID provider: which are good, and what they let their holders do.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private const string Audience = "linkedstats";
    private const string Publishing = "datasets/libraries/versions/1.0.0";

    private TestIssuer _issuer = null!;
    private ReleaseServer _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _issuer = await TestIssuer.StartAsync();
        _server = await ReleaseServer.StartAsync(new ServerOptions
        {
            Tokens = new TokenOptions(new Uri(_issuer.Url), Audience, TokenOptions.DefaultRolesClaim),
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Theory]
    [InlineData("[\"administrator\"]", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("[\"publisher\"]", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("[\"offline_access\",\"publisher:libraries\"]", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("\"openid publisher:libraries\"", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData("[\"publisher:other\",\"reader\"]", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("[\"Administrator\",\"publisher:\",7,null]", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("{}", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task Roles_InTheClaim_SayWhatTheHolderMayDo(string roles, HttpStatusCode publish, HttpStatusCode audit)
    {
        string token = _issuer.Token(Claims(("roles", roles)));

        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", token));
        Assert.Equal(publish, await AskAsync(Publishing + "?dryRun=true", token, PublicationTests.Zip()));
        Assert.Equal(audit, await AskAsync("audit", token));
    }

    [Theory]
    [InlineData("realm_access.roles", "realm_access", "{\"roles\":[\"administrator\"]}")]
    [InlineData("https://example.org/claims.roles", "https://example.org/claims.roles", "\"administrator\"")]
    public void Roles_ElsewhereInTheToken_AreFoundByTheirPath(string path, string claim, string value)
    {
        using JsonDocument claims = JsonDocument.Parse(Claims((claim, value)));

        Assert.True(TokenRoles.Read(Actor.Stranger, claims.RootElement, path).IsAdministrator);
        Assert.False(TokenRoles.Read(Actor.Stranger, claims.RootElement, path + ".other").IsAdministrator);
    }

    [Fact]
    public async Task Reader_ByToken_SeesTheEmbargoedVersionOfItsDataset()
    {
        CubeSample.Small(("A", 2018, "1")).Publish(_server.Store, "libraries", "1.0.0", _server.Time.Now.AddDays(1));

        Assert.Equal(HttpStatusCode.NotFound, await AskAsync("datasets/libraries.nt", null));
        Assert.Equal(HttpStatusCode.NotFound, await AskAsync("datasets/libraries.nt", _issuer.Token(Claims(("roles", "\"reader:other\"")))));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets/libraries.nt", _issuer.Token(Claims(("roles", "\"reader:libraries\"")))));
    }

    [Fact]
    public async Task Publication_ByToken_IsTheSubjectsInTheAuditLog()
    {
        string token = _issuer.Token(Claims(("roles", "\"publisher\""), ("preferred_username", "\"a.martin\"")));

        Assert.Equal(HttpStatusCode.Created, await AskAsync(Publishing, token, PublicationTests.Zip()));

        AuditEntry entry = _server.Site.Access.Audit.List(new AuditFilter { Limit = 1 })[0];
        Assert.Equal(new Actor(Actor.Subject, "somebody", "a.martin"), entry.Actor);
        Assert.Equal(("publish", "libraries", "201"), (entry.Action, entry.Dataset, entry.Outcome));
    }

    [Theory]
    [InlineData("expired", "expired")]
    [InlineData("not yet good", "not good yet")]
    [InlineData("no expiry", "says no time")]
    [InlineData("wrong audience", "another audience")]
    [InlineData("no audience", "another audience")]
    [InlineData("wrong issuer", "another issuer")]
    [InlineData("unknown key id", "a key that its issuer does not have")]
    [InlineData("key of somebody else", "not signed as it should be")]
    [InlineData("tampered claims", "not signed as it should be")]
    [InlineData("tampered signature", "not signed as it should be")]
    [InlineData("none", "not signed as it should be")]
    [InlineData("none with a signature", "signed")]
    [InlineData("public key as a secret", "not signed as it should be")]
    [InlineData("shared secret of the key set", "a key that its issuer does not have")]
    [InlineData("no subject", "no subject")]
    [InlineData("critical header", "does not know")]
    [InlineData("no json", "not well-formed")]
    [InlineData("empty parts", "not well-formed")]
    public async Task Token_NotGood_IsRefusedEverywhereWithItsReason(string flaw, string reason)
    {
        string token = Flawed(flaw);
        foreach (string path in (string[])["datasets", "audit", "health/live"])
        {
            using HttpResponseMessage response = await SendAsync(path, token, null);
            string body = await response.Content.ReadAsStringAsync(Stop);

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{flaw}: {response.StatusCode} {body}");
            Assert.Contains(reason, body, StringComparison.Ordinal);
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    // What tells the kind of a token: the header's type, and claims of OpenID Connect Core, sections 2 and 3.3.2.11.
    [Theory]
    [InlineData(null, "nonce", "\"n-0S6_WzA2Mj\"")]
    [InlineData("JWT", "nonce", "\"n-0S6_WzA2Mj\"")]
    [InlineData(null, "at_hash", "\"77QmUPtjPfzWtF2AnpK9RQ\"")]
    [InlineData("JWT", "c_hash", "\"LDktKdoQak3Pk0cnXxCltA\"")]
    [InlineData("JWT", "at_hash", "\"77QmUPtjPfzWtF2AnpK9RQ\"", "scope", "\"openid\"")]
    [InlineData("JWT", "s_hash", "\"77QmUPtjPfzWtF2AnpK9RQ\"")]
    [InlineData("JWT", "typ", "\"ID\"")]
    [InlineData("JWT", "typ", "\"Refresh\"")]
    [InlineData("logout+jwt", "events", "{}")]
    [InlineData("application/secevent+jwt", "jti", "\"1\"")]
    public async Task Token_ThatIsNoAccessToken_IsRefused(string? type, params string[] claims)
    {
        using HttpResponseMessage response = await SendAsync("datasets", Typed(type, claims), null);
        string body = await response.Content.ReadAsStringAsync(Stop);

        Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{response.StatusCode} {body}");
        Assert.Contains("no access token", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("JWT")]
    [InlineData("at+jwt")]
    [InlineData("AT+JWT")]
    [InlineData("application/at+jwt")]
    [InlineData("at+jwt", "nonce", "\"n-0S6_WzA2Mj\"")]
    [InlineData("JWT", "nonce", "\"n-0S6_WzA2Mj\"", "typ", "\"Bearer\"")]
    [InlineData(null, "nonce", "\"n-0S6_WzA2Mj\"", "scope", "\"openid profile\"")]
    [InlineData("JWT", "nonce", "\"n-0S6_WzA2Mj\"", "scp", "[\"read\"]")]
    [InlineData("JWT", "auth_time", "1", "acr", "\"1\"", "amr", "[\"pwd\"]", "azp", "\"portal\"")]
    public async Task Token_ThatMayBeAnAccessToken_IsGood(string? type, params string[] claims) =>
        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", Typed(type, claims)));

    private string Typed(string? type, string[] claims)
    {
        var header = new JsonObject { ["alg"] = "RS256", ["kid"] = "first" };
        if (type is not null)
        {
            header["typ"] = type;
        }

        (string, string?)[] all = [.. claims.Chunk(2).Select(static pair => (pair[0], (string?)pair[1]))];
        return _issuer.Token(Claims(all), header: header.ToJsonString());
    }

    [Fact]
    public async Task Keys_Changed_AreFetchedWhenATokenNamesThem()
    {
        string old = _issuer.Token(Claims());
        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", old));
        _server.Time.Now = _server.Time.Now.AddMinutes(1);
        _issuer.AddKey("second");

        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", _issuer.Token(Claims(), "second")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", old));
        Assert.Equal(2, _issuer.DiscoveryCount);

        _issuer.RemoveKey("first");
        _server.Time.Now = _server.Time.Now.AddMinutes(61);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("datasets", old));
    }

    [Fact]
    public async Task Tokens_OfUnknownKeys_InAFlood_AskTheProviderOnce()
    {
        _issuer.AddKey("other");
        string unknown = _issuer.Token(Claims(), "other");
        _issuer.RemoveKey("other");
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("datasets", unknown));
        }

        Assert.InRange(_issuer.DiscoveryCount, 1, 2);
    }

    [Fact]
    public async Task Provider_Unreachable_FailsTokensAndNothingElse()
    {
        string token = _issuer.Token(Claims(("roles", "\"administrator\"")));
        await _issuer.DisposeAsync();
        string key = _server.Site.Access.Create("A", AccessRole.Administrator, []).Text;

        using HttpResponseMessage response = await SendAsync("datasets", token, null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("authority-unavailable", await response.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("audit", key));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("datasets", "nonsense"));
    }

    [Fact]
    public async Task Provider_GoneForAWhile_LeavesItsKeysGood()
    {
        string token = _issuer.Token(Claims(("exp", "4102444800")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", token));
        await _issuer.DisposeAsync();

        _server.Time.Now = _server.Time.Now.AddHours(2);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("datasets", token));
        _server.Time.Now = _server.Time.Now.AddHours(24);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("datasets", token));
    }

    [Theory]
    [InlineData("another name")]
    [InlineData("keys over http")]
    public async Task Provider_ThatCannotBeTrusted_IsAsGoodAsNone(string flaw)
    {
        _issuer.CalledAs = flaw == "another name" ? "https://login.example.org" : null;
        _issuer.KeysAt = flaw == "keys over http" ? "http://keys.example.org/keys" : null;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await AskAsync("datasets", _issuer.Token(Claims())));
    }

    [Theory]
    [InlineData("--oidc-authority", "https://login.example.org")]
    [InlineData("--oidc-audience", "linkedstats")]
    [InlineData("--oidc-authority", "http://login.example.org", "--oidc-audience", "linkedstats")]
    [InlineData("--oidc-authority", "login", "--oidc-audience", "linkedstats")]
    public async Task Serve_WithHalfAProvider_ExitsWithTwo(params string[] arguments)
    {
        (int code, _, string errors) = await ServerProcess.RunAsync(["serve", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains("--oidc-", errors, StringComparison.Ordinal);
    }

    private string Flawed(string flaw)
    {
        using var other = RSA.Create(2048);
        string good = _issuer.Token(Claims());
        string[] parts = good.Split('.');
        return flaw switch
        {
            "expired" => _issuer.Token(Claims(("exp", Seconds(-61)))),
            "not yet good" => _issuer.Token(Claims(("nbf", Seconds(61)))),
            "no expiry" => _issuer.Token(Claims(("exp", null))),
            "wrong audience" => _issuer.Token(Claims(("aud", "\"elsewhere\""))),
            "no audience" => _issuer.Token(Claims(("aud", null))),
            "wrong issuer" => _issuer.Token(Claims(("iss", "\"https://login.example.org\""))),
            "unknown key id" => _issuer.Token(Claims(), "unknown", with: other),
            "key of somebody else" => _issuer.Token(Claims(), with: other),
            "tampered claims" => $"{parts[0]}.{_issuer.Token(Claims(("roles", "\"administrator\""))).Split('.')[1]}.{parts[2]}",
            "tampered signature" => $"{parts[0]}.{parts[1]}.{(parts[2][0] == 'A' ? 'B' : 'A')}{parts[2][1..]}",
            "none" => _issuer.Token(Claims(), algorithm: "none"),
            "none with a signature" => _issuer.Token(Claims(), header: "{\"alg\":\"none\",\"typ\":\"JWT\"}"),
            "public key as a secret" => _issuer.Token(Claims(), algorithm: "HS256"),
            "shared secret of the key set" => _issuer.Token(Claims(), "secret", "HS256"),
            "no subject" => _issuer.Token(Claims(("sub", null))),
            "critical header" => _issuer.Token(
                Claims(), header: "{\"alg\":\"RS256\",\"kid\":\"first\",\"crit\":[\"exp\"],\"exp\":1}"),
            "no json" => _issuer.Token("no json"),
            _ => "..",
        };
    }

    private string Seconds(int fromNow) => _server.Time.Now.AddSeconds(fromNow).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string Claims(params (string Name, string? Json)[] others)
    {
        var claims = new JsonObject
        {
            ["iss"] = _issuer.Url,
            ["aud"] = new JsonArray("account", Audience),
            ["sub"] = "somebody",
            ["exp"] = _server.Time.Now.AddMinutes(5).ToUnixTimeSeconds(),
            ["nbf"] = _server.Time.Now.AddMinutes(-5).ToUnixTimeSeconds(),
        };
        foreach ((string name, string? json) in others)
        {
            claims.Remove(name);
            if (json is not null)
            {
                claims[name] = JsonNode.Parse(json);
            }
        }

        return claims.ToJsonString();
    }

    private async Task<HttpStatusCode> AskAsync(string path, string? token, byte[]? zip = null)
    {
        using HttpResponseMessage response = await SendAsync(path, token, zip);
        return response.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string? token, byte[]? zip)
    {
        using var request = new HttpRequestMessage(zip is null ? HttpMethod.Get : HttpMethod.Put, path);
        if (zip is not null)
        {
            request.Content = new ByteArrayContent(zip);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        }

        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await _server.Client.SendAsync(request, Stop);
    }
}
