using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LinkedStats.Tests.Server.Access;

/// <summary>An OpenID provider on a loopback port: discovery document, keys, and tokens made without any library.</summary>
internal sealed class TestIssuer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RSA> _keys = new();

    private TestIssuer(string? url)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url ?? "http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () =>
        {
            DiscoveryCount++;
            return Results.Text(JsonSerializer.Serialize(new { issuer = CalledAs ?? Url, jwks_uri = KeysAt ?? Url + "/keys" }), "application/json");
        });
        _app.MapGet("/keys", () => Results.Text(
            JsonSerializer.Serialize(new { keys = _keys.Select(static key => Publish(key.Key, key.Value)).Append(Secret) }), "application/json"));
    }

    /// <summary>Its address.</summary>
    public string Url { get; private set; } = "";

    /// <summary>What it calls itself; its address when null.</summary>
    public string? CalledAs { get; set; }

    /// <summary>Where it says that its keys are.</summary>
    public string? KeysAt { get; set; }

    /// <summary>How often it was asked.</summary>
    public int DiscoveryCount { get; private set; }

    /// <summary>A key that nobody should verify with.</summary>
    public static byte[] SecretBytes { get; } = Encoding.ASCII.GetBytes("a shared secret of thirty-two bytes, or more");

    private static object Secret => new { kty = "oct", kid = "secret", alg = "HS256", k = Base64Url.EncodeToString(SecretBytes) };

    public static async Task<TestIssuer> StartAsync(string? url = null)
    {
        var issuer = new TestIssuer(url);
        issuer.AddKey("first");
        await issuer._app.StartAsync(TestContext.Current.CancellationToken);
        issuer.Url = issuer._app.Urls.Single();
        return issuer;
    }

    /// <summary>Begins to sign with another key.</summary>
    public void AddKey(string id) => _keys[id] = RSA.Create(2048);

    /// <summary>Forgets a key.</summary>
    public void RemoveKey(string id) => _keys.TryRemove(id, out _);

    /// <summary>The public key as PEM, as somebody who takes it for a secret would.</summary>
    public byte[] PublicPem(string id) => Encoding.ASCII.GetBytes(_keys[id].ExportSubjectPublicKeyInfoPem());

    /// <summary>Makes a token.</summary>
    public string Token(
        object claims, string kid = "first", string algorithm = "RS256", RSA? with = null, string? header = null)
    {
        string signed = Encode(header ?? JsonSerializer.Serialize(new { alg = algorithm, typ = "JWT", kid }))
            + "." + Encode(claims as string ?? JsonSerializer.Serialize(claims));
        byte[] bytes = Encoding.ASCII.GetBytes(signed);
        RSA? key = with ?? _keys.GetValueOrDefault(kid);
        byte[] signature = algorithm switch
        {
            "none" => [],
            "HS256" => HMACSHA256.HashData(kid == "secret" ? SecretBytes : PublicPem(kid), bytes),
            "PS256" => key!.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            _ => key!.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        };
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (RSA key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static object Publish(string id, RSA key)
    {
        RSAParameters parameters = key.ExportParameters(false);
        return new
        {
            kty = "RSA",
            use = "sig",
            kid = id,
            n = Base64Url.EncodeToString(parameters.Modulus),
            e = Base64Url.EncodeToString(parameters.Exponent),
        };
    }
}
