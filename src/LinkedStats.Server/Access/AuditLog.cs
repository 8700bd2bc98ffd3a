using System.Globalization;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Server.Access;

/// <summary>Who did what, when: the newest entries, kept in the database of keys.</summary>
/// <param name="database">The database.</param>
/// <param name="time">The clock.</param>
/// <param name="entriesMax">The most entries that are kept, besides refusals.</param>
/// <param name="refusalsMax">The most refusals that are kept: a flood of them must not displace what was done.</param>
internal sealed class AuditLog(
    AccessDatabase database, TimeProvider time, int entriesMax = 100_000, int refusalsMax = 10_000)
{
    /// <summary>The most refusals that are written in a minute; the rest are counted.</summary>
    public const int RefusalsPerMinuteMax = 20;

    private const string Columns =
        "SELECT id, instant, actor_kind, actor_id, actor_name, action, dataset, version, outcome, commit_id, digest, "
        + "detail FROM audit";

    private const int TextCharsMax = 500;
    private const int TrimInterval = 100;

    private readonly Lock _gate = new();
    private DateTimeOffset _minute;
    private int _refusalCount;
    private long _unwritten;

    /// <summary>Records an entry; its number and instant are given here.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public long Record(AuditEntry entry) => database.Write(() =>
    {
        long id = database.Run(
            """
            INSERT INTO audit (instant, actor_kind, actor_id, actor_name, action, dataset, version, outcome, commit_id,
                digest, detail)
            VALUES ($instant, $kind, $id, $name, $action, $dataset, $version, $outcome, $commit, $digest, $detail)
            RETURNING id
            """,
            static command => (long)command.ExecuteScalar()!,
            ("$instant", time.GetUtcNow().ToUnixTimeMilliseconds()),
            ("$kind", entry.Actor.Kind), ("$id", Cut(entry.Actor.Id)), ("$name", Cut(entry.Actor.Name)),
            ("$action", entry.Action), ("$dataset", Cut(entry.Dataset)), ("$version", Cut(entry.Version)),
            ("$outcome", entry.Outcome), ("$commit", entry.Commit), ("$digest", entry.Digest),
            ("$detail", Cut(entry.Detail)));
        if (id % TrimInterval == 0)
        {
            Trim("=", refusalsMax);
            Trim("<>", entriesMax);
        }

        return id;
    });

    /// <summary>Says what became of what was recorded as begun.</summary>
    /// <param name="id">The number of the entry.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="commit">The number of the commit; null where nothing was committed.</param>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public void Settle(long id, string outcome, long? commit) => database.Execute(
        "UPDATE audit SET outcome = $outcome, commit_id = $commit WHERE id = $id",
        ("$outcome", outcome), ("$commit", commit), ("$id", id));

    /// <summary>Settles what processes left as begun that ended in the middle of it: it was done when the store has its
    /// commit.</summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    /// <exception cref="StoreException">The file or the store cannot be used.</exception>
    public void SettleInterrupted(Store store, CancellationToken cancellation)
    {
        if (ListBegun().Count == 0)
        {
            return;
        }

        // While nobody else writes, what is begun still is what nobody goes on with.
        using StoreWriter writer = store.BeginWrite(cancellation);
        foreach (AuditEntry entry in ListBegun())
        {
            bool isDone = entry.Commit is { } commit && writer.HasCommit((int)commit, entry.Dataset)
                && database.Run(
                    "SELECT count(*) FROM audit WHERE commit_id = $commit AND id > $id AND outcome <> $begun",
                    static command => (long)command.ExecuteScalar()!,
                    ("$commit", commit), ("$id", entry.Id), ("$begun", AuditEntry.Begun)) == 0;
            Settle(entry.Id, isDone ? AuditEntry.Done : AuditEntry.Interrupted, isDone ? entry.Commit : null);
        }
    }

    /// <summary>Records a refusal, or counts it where there were many within the minute.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public void RecordRefusal(AuditEntry entry)
    {
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            if (now - _minute >= TimeSpan.FromMinutes(1) || now < _minute)
            {
                (_minute, _refusalCount) = (now, 0);
                Flush();
            }

            if (_refusalCount >= RefusalsPerMinuteMax)
            {
                _unwritten++;
                return;
            }

            _refusalCount++;
        }

        Record(entry);
    }

    /// <summary>Writes how many refusals were only counted.</summary>
    /// <exception cref="StoreException">The file cannot be written.</exception>
    public void Flush()
    {
        lock (_gate)
        {
            if (_unwritten > 0)
            {
                var entry = new AuditEntry(Actor.Stranger, AuditEntry.Refuse, "counted")
                {
                    Detail = string.Create(CultureInfo.InvariantCulture, $"{_unwritten} more refusals"),
                };
                Record(entry);
                _unwritten = 0;
            }
        }
    }

    /// <summary>Lists entries, the newest first.</summary>
    /// <param name="filter">Which ones.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public IReadOnlyList<AuditEntry> List(AuditFilter filter)
    {
        Flush();
        return database.Run(
            Columns + """
             WHERE ($dataset IS NULL OR dataset = $dataset)
                AND ($actor IS NULL OR actor_id = $actor OR actor_name = $actor)
                AND ($since IS NULL OR instant >= $since) AND ($before IS NULL OR id < $before)
            ORDER BY id DESC LIMIT $limit
            """,
            ReadAll,
            ("$dataset", filter.Dataset), ("$actor", filter.Actor),
            ("$since", filter.Since?.ToUnixTimeMilliseconds()), ("$before", filter.Before), ("$limit", filter.Limit));
    }

    private List<AuditEntry> ListBegun() => database.Run(
        Columns + " WHERE outcome = $begun ORDER BY id", ReadAll, ("$begun", AuditEntry.Begun));

    private static List<AuditEntry> ReadAll(SqliteCommand command)
    {
        List<AuditEntry> entries = [];
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            entries.Add(Read(reader));
        }

        return entries;
    }

    private static string? Cut(string? text) => text?.Length > TextCharsMax ? text[..TextCharsMax] + "…" : text;

    private static AuditEntry Read(SqliteDataReader reader) =>
        new(
            new Actor(reader.GetString(2), reader.GetString(3), reader.GetString(4)),
            reader.GetString(5),
            reader.GetString(8))
        {
            Id = reader.GetInt64(0),
            Instant = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)),
            Dataset = Text(reader, 6),
            Version = Text(reader, 7),
            Commit = reader.IsDBNull(9) ? null : reader.GetInt64(9),
            Digest = Text(reader, 10),
            Detail = Text(reader, 11),
        };

    private static string? Text(SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    private void Trim(string comparison, int kept) => database.Execute(
        $"""
        DELETE FROM audit WHERE action {comparison} $refuse AND id <= (
            SELECT id FROM audit WHERE action {comparison} $refuse ORDER BY id DESC LIMIT 1 OFFSET $kept)
        """,
        ("$refuse", AuditEntry.Refuse), ("$kept", kept));
}
