using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace LinkedStats.Server.Access;

/// <summary>The keys with which an OpenID provider signs, fetched when they are needed and kept for an hour.</summary>
/// <remarks>
/// Source: OpenID Connect Discovery 1.0, sections 4.1 and 4.3; RFC 7517. A provider that signs with a new key is asked
/// again when a token names it, and one that does not answer is left in peace for some seconds, so that a flood of
/// tokens does not become a flood of requests.
/// </remarks>
internal sealed class ProviderKeys : IDisposable
{
    private const string DiscoveryPath = "/.well-known/openid-configuration";
    private const int DocumentBytesMax = 1 << 20;

    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Uri _authority;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Fetched? _fetched;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;

    /// <summary>Creates the keys; nothing is fetched yet.</summary>
    /// <param name="authority">The provider.</param>
    /// <param name="time">The clock.</param>
    public ProviderKeys(Uri authority, TimeProvider time)
    {
        (_authority, _time) = (authority, time);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = DocumentBytesMax,
        };
    }

    /// <summary>Gets the keys.</summary>
    /// <param name="unlike">Keys that lack the one in question: newer ones are fetched, if there are; null for
    /// none.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The keys; those given, when there are none newer.</returns>
    /// <exception cref="IOException">The provider gives none, and none are kept.</exception>
    public async Task<Fetched> GetAsync(Fetched? unlike, CancellationToken cancellation)
    {
        if (_fetched is { } kept && kept != unlike && _time.GetUtcNow() - kept.At < Lifetime)
        {
            return kept;
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            return await RefreshAsync(unlike, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _turn.Dispose();
    }

    private async Task<Fetched> RefreshAsync(Fetched? unlike, CancellationToken cancellation)
    {
        // Whoever waited for the turn may find what he wants.
        DateTimeOffset now = _time.GetUtcNow();
        if (_fetched is { } kept && kept != unlike && now - kept.At < Lifetime)
        {
            return kept;
        }

        string reason = "it did not answer a moment ago";
        if (now - _triedAt >= Pause || now < _triedAt)
        {
            _triedAt = now;
            try
            {
                return _fetched = await FetchAsync(now, cancellation);
            }
            catch (Exception error) when (error is not OperationCanceledException
                || !cancellation.IsCancellationRequested)
            {
                reason = error.GetBaseException().Message;
            }
        }

        // Keys that were good are good for a while without their provider.
        return _fetched is { } old && now - old.At < Patience
            ? old
            : throw new IOException($"{_authority} gives no keys: {reason}");
    }

    private async Task<Fetched> FetchAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        string issuer = _authority.OriginalString.TrimEnd('/');
        OpenIdConnectConfiguration found = await OpenIdConnectConfigurationRetriever.GetAsync(
            issuer + DiscoveryPath, new Documents(_http), cancellation);

        // Discovery, section 4.3: the issuer is the address that was asked, or somebody answers for another.
        if (found.Issuer?.TrimEnd('/') != issuer)
        {
            throw new IOException($"it calls itself '{found.Issuer}'");
        }

        SecurityKey[] keys = [.. found.SigningKeys.Where(static key => key is not SymmetricSecurityKey)];
        return keys.Length > 0 ? new Fetched(found.Issuer, keys, now) : throw new IOException("it has no signing keys");
    }

    /// <summary>Keys of a provider.</summary>
    /// <param name="Issuer">What the provider calls itself.</param>
    /// <param name="Keys">The public keys.</param>
    /// <param name="At">When they were fetched.</param>
    internal sealed record Fetched(string Issuer, IReadOnlyList<SecurityKey> Keys, DateTimeOffset At);

    /// <summary>Fetches documents, each within its limits.</summary>
    private sealed class Documents(HttpClient http) : IDocumentRetriever
    {
        public async Task<string> GetDocumentAsync(string address, CancellationToken cancel) =>
            Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && TokenOptions.IsTrustworthy(uri)
                ? await http.GetStringAsync(uri, cancel)
                : throw new IOException($"'{address}' is not an https address");
    }
}
