namespace LinkedStats.Query;

/// <summary>
/// How much a query may use; checked once a batch, and inside sorts, hash tables, paths and text functions.
/// </summary>
public sealed record QueryLimits
{
    /// <summary>The time a query may run; 30 seconds by default.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The memory that its sorts, hash tables and computed terms may take, in bytes; 1 GiB by default.
    /// </summary>
    public long BytesMax { get; init; } = 1L << 30;

    /// <summary>The most rows or triples it may give; 100 million by default.</summary>
    public long RowsMax { get; init; } = 100_000_000;

    /// <summary>The longest query text, in bytes; 1 MiB by default.</summary>
    public int TextBytesMax { get; init; } = 1 << 20;

    /// <summary>The deepest nesting of groups, expressions and paths; 200 by default.</summary>
    public int DepthMax { get; init; } = 200;

    /// <summary>What SERVICE may ask of other endpoints.</summary>
    public ServiceLimits Service { get; init; } = new();
}

/// <summary>How much one query may ask of other endpoints by SERVICE.</summary>
public sealed record ServiceLimits
{
    /// <summary>The most calls of a query; 50 by default.</summary>
    public int CallsMax { get; init; } = 50;

    /// <summary>The time that a call may take, within the query's own deadline; 15 seconds by default.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The largest answer to a call, in bytes; 64 MiB by default.</summary>
    public long BytesMax { get; init; } = 64 << 20;

    /// <summary>The most rows that the calls of a query may bring, in all; 1 million by default.</summary>
    public long RowsMax { get; init; } = 1_000_000;

    /// <summary>The most solutions that are sent along with one call, in VALUES; 200 by default.</summary>
    public int BlockRows { get; init; } = 200;

    /// <summary>
    /// The most calls that share the solutions of one SERVICE; more solutions are not sent, but joined here. 10 by
    /// default.
    /// </summary>
    public int BlocksMax { get; init; } = 10;
}
