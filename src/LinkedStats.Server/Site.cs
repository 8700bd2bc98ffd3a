using LinkedStats.Query;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Access;
using LinkedStats.Server.Federation;
using LinkedStats.Server.Publications;
using LinkedStats.Server.Resources;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server;

/// <summary>What every request shares: the store, the engine, the addresses and the limits.</summary>
/// <param name="options">How the program was started.</param>
/// <param name="store">The store.</param>
internal sealed class Site(ServerOptions options, Store store) : IDisposable
{
    private readonly ServiceClient? _services =
        ServiceClient.Create(options.Services, options.Limits.ServiceCallsMax);

    private QueryEngine? _engine;
    private volatile bool _isReady;

    /// <summary>How the program was started.</summary>
    public ServerOptions Options { get; } = options;

    /// <summary>The store.</summary>
    public Store Store { get; } = store;

    /// <summary>The API keys.</summary>
    public AccessStore Access { get; } = AccessStore.Open(options.StoreFolder, options.Time);

    /// <summary>Reads tokens of an OpenID provider; null where none is configured.</summary>
    public TokenReader? Tokens { get; } =
        options.Tokens is null ? null : new TokenReader(options.Tokens, options.Time);

    /// <summary>Where packages are taken in.</summary>
    public PublicationDesk Publications { get; } = new(store, options.Limits.PublicationsMax);

    /// <summary>The query engine.</summary>
    public QueryEngine Engine => _engine ??= new QueryEngine(_services);

    /// <summary>The base address, ending in a slash.</summary>
    public Iri Base { get; } = options.Base;

    /// <summary>The JSON-LD context of the own vocabulary.</summary>
    public LinkedStatsContext Context { get; } = new(options.Base);

    /// <summary>The prefixes that answers are abbreviated with; never changed.</summary>
    public PrefixMap Prefixes { get; } = QuadSender.PrefixesOf(options.Base);

    /// <summary>The path of the base address without its last slash: empty unless a proxy adds one.</summary>
    public string BasePath { get; } = new Uri(options.Base.Text).AbsolutePath.TrimEnd('/');

    /// <summary>The limits.</summary>
    public ServerLimits Limits => Options.Limits;

    /// <summary>The clock.</summary>
    public TimeProvider Time => Options.Time;

    /// <summary>True once the store is open and the first packages are published.</summary>
    public bool IsReady
    {
        get => _isReady;
        set => _isReady = value;
    }

    /// <summary>Closes the keys and the connections to other endpoints.</summary>
    public void Dispose()
    {
        Access.Dispose();
        Tokens?.Dispose();
        Publications.Dispose();
        _services?.Dispose();
    }

    /// <summary>Leases what a request may see: the one way from an address to the store.</summary>
    /// <param name="http">The exchange.</param>
    /// <param name="instant">The instant; null for now.</param>
    /// <returns>The lease.</returns>
    public SnapshotLease Acquire(HttpContext http, DateTimeOffset? instant = null) =>
        Store.Acquire(Authorization.ViewerOf(http), instant);

    /// <summary>Makes the IRI of an own thing.</summary>
    /// <param name="path">The path without a leading slash, as <c>datasets/champs-sirene</c>.</param>
    /// <returns>The IRI.</returns>
    public Iri Own(string path) => Iri.FromTrusted(Base.Text + path);

    /// <summary>Finds the path of an own thing.</summary>
    /// <param name="iri">Any IRI.</param>
    /// <returns>The path without a leading slash; null when the IRI is not under the base address.</returns>
    public string? PathOf(string iri) =>
        iri.StartsWith(Base.Text, StringComparison.Ordinal) ? iri[Base.Text.Length..] : null;
}
