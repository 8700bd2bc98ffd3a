using LinkedStats.Rdf;
using LinkedStats.Server.Access;
using LinkedStats.Server.Federation;

namespace LinkedStats.Server;

/// <summary>How the program was started.</summary>
internal sealed record ServerOptions
{
    /// <summary>The address that is listened on when none is given.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>The folder of the store; null keeps everything in memory, for tests.</summary>
    public string? StoreFolder { get; init; } = "./store";

    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>The base address that was configured; null for the first of <see cref="Urls"/>.</summary>
    public Iri? ConfiguredBase { get; init; }

    /// <summary>The folder whose packages are published into an empty store; null for none.</summary>
    public string? PackageFolder { get; init; }

    /// <summary>The endpoints that SERVICE may ask; none, by default, switches it off.</summary>
    public IReadOnlyList<ServiceEndpoint> Services { get; init; } = [];

    /// <summary>The OpenID provider whose tokens are good besides keys; null for none.</summary>
    public TokenOptions? Tokens { get; init; }

    /// <summary>The limits.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Is told how far publications over HTTP are; null for nobody.</summary>
    public IProgress<LinkedStats.Publishing.PublishProgress>? Progress { get; init; }

    /// <summary>The base address of the store's own IRIs; ends in a slash, and never comes from the Host
    /// header.</summary>
    public Iri Base => ConfiguredBase ?? Iri.FromTrusted(BaseOf(Urls[0]));

    /// <summary>Makes a base address of a listening address.</summary>
    /// <param name="url">The address, as <c>http://localhost:5080</c> or <c>http://*:80</c>.</param>
    /// <returns>The base, ending in a slash; a wildcard host is named <c>localhost</c>.</returns>
    public static string BaseOf(string url) =>
        url.Replace("//*", "//localhost", StringComparison.Ordinal)
            .Replace("//+", "//localhost", StringComparison.Ordinal)
            .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
            .Replace("//[::]", "//localhost", StringComparison.Ordinal)
            .TrimEnd('/') + "/";
}
