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
}
