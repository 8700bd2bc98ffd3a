using LinkedStats.Query;

namespace LinkedStats.Server;

/// <summary>How much a request may ask of the server; published at <c>/limits</c>.</summary>
internal sealed record ServerLimits
{
    /// <summary>The longest address that is read, in bytes; longer queries go by POST. 64 KiB by default.</summary>
    public int AddressBytesMax { get; init; } = 64 << 10;

    /// <summary>The largest headers of a request in all, in bytes; 32 KiB by default.</summary>
    public int HeaderBytesMax { get; init; } = 32 << 10;

    /// <summary>The most parameters of a query string; 200 by default.</summary>
    public int ParameterCountMax { get; init; } = 200;

    /// <summary>The largest body of a request, in bytes: a query and its graph names; 2 MiB by default.</summary>
    public int BodyBytesMax { get; init; } = 2 << 20;

    /// <summary>The largest package that is sent to be published, in bytes; 2 GiB by default.</summary>
    public long PackageBytesMax { get; init; } = 2L << 30;

    /// <summary>The most publications that are received or wait at a time; 4 by default.</summary>
    public int PublicationsMax { get; init; } = 4;

    /// <summary>The most cells that one page of a paged answer holds; 100,000 by default.</summary>
    public int PageRowsMax { get; init; } = 100_000;

    /// <summary>The rows of one HTML page of a table; 100 by default.</summary>
    public int HtmlRowsMax { get; init; } = 100;

    /// <summary>The most calls of other endpoints at a time, those of all queries together; 32 by default.</summary>
    public int ServiceCallsMax { get; init; } = 32;

    /// <summary>What a query may use.</summary>
    public QueryLimits Query { get; init; } = new();
}
