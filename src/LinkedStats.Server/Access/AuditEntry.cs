namespace LinkedStats.Server.Access;

/// <summary>One line of the audit log: who did what, and what became of it.</summary>
/// <param name="Actor">Who did it.</param>
/// <param name="Action">What he did: one of the names below.</param>
/// <param name="Outcome">What became of it: a status of HTTP, or a word.</param>
internal sealed record AuditEntry(Actor Actor, string Action, string Outcome)
{
    /// <summary>A package was sent, or given to the command line, to be published.</summary>
    public const string Publish = "publish";

    /// <summary>A version was withdrawn.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>A version's cells were removed from every state.</summary>
    public const string Purge = "purge";

    /// <summary>A key was made.</summary>
    public const string CreateKey = "create-key";

    /// <summary>A key was revoked.</summary>
    public const string RevokeKey = "revoke-key";

    /// <summary>A request was refused for who made it, or for a key that is none.</summary>
    public const string Refuse = "refuse";

    /// <summary>The outcome of what cannot fail.</summary>
    public const string Done = "done";

    /// <summary>The outcome of what is about to be committed: another takes its place.</summary>
    public const string Begun = "begun";

    /// <summary>The outcome of what was begun and did not come about, since the program ended.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The outcome of what was begun and given up, since the client left.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The outcome of a request.</summary>
    /// <param name="status">Its status.</param>
    /// <returns>The status as text.</returns>
    public static string WordOf(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Its number; later entries have higher ones. 0 before it is recorded.</summary>
    public long Id { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset Instant { get; init; }

    /// <summary>The id of the dataset; null where there is none.</summary>
    public string? Dataset { get; init; }

    /// <summary>The version of the dataset; null where there is none.</summary>
    public string? Version { get; init; }

    /// <summary>The number of the commit; null where nothing was committed.</summary>
    public long? Commit { get; init; }

    /// <summary>The digest of the package's contents; null where they are not known.</summary>
    public string? Digest { get; init; }

    /// <summary>What else is to be said: a reason, an address, a key; null for nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>Writes an instant of the log.</summary>
    /// <param name="instant">The instant.</param>
    /// <returns>The text, as <c>2018-06-29T07:00:00.123Z</c>.</returns>
    public static string Show(DateTimeOffset instant) => instant.UtcDateTime.ToString(
        "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Which entries of the audit log are asked for.</summary>
internal sealed record AuditFilter
{
    /// <summary>The id of the dataset; null for any.</summary>
    public string? Dataset { get; init; }

    /// <summary>The id or the name of who did it; null for anyone.</summary>
    public string? Actor { get; init; }

    /// <summary>The first instant; null for the beginning.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The number of the entry before which to go on; null for the newest.</summary>
    public long? Before { get; init; }

    /// <summary>The most entries.</summary>
    public required int Limit { get; init; }
}
