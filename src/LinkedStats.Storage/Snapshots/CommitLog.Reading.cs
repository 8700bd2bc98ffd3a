using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Storage.Snapshots;

/// <content>What reads the records of the log.</content>
internal sealed partial class CommitLog
{
    /// <summary>Reads the whole log.</summary>
    internal ImmutableArray<Commit> Read() => Guard("read", () =>
    {
        // One moment for all tables: between two queries another process may append a commit.
        using SqliteTransaction moment = _connection.BeginTransaction(deferred: true);
        return ReadCommits(0);
    });

    /// <summary>Reads what was appended since a log was read.</summary>
    /// <param name="known">The log as it was read.</param>
    /// <returns>The commits that came since; null where it must be read as a whole.</returns>
    internal ImmutableArray<Commit>? ReadAfter(ImmutableArray<Commit> known) => Guard("read", () =>
    {
        if (known is not [.., var last])
        {
            return default(ImmutableArray<Commit>?);
        }

        // Records are replaced by purges alone, each of which adds one.
        using SqliteTransaction moment = _connection.BeginTransaction(deferred: true);
        string same = FormattableString.Invariant(
            $"SELECT count(*) FROM commits WHERE id={last.Id} AND digest='{CommitDigest.Of(last)}'");
        string count = FormattableString.Invariant($"SELECT count(*) FROM commits WHERE id<={last.Id}");
        int purges = known.Count(static c => c.Tombstones.Any(static t => t.Kind != TombstoneKind.Withdrawn));
        bool isSame = Scalar(same) == 1 && Scalar(count) == known.Length && CountPurges() == purges;
        return isSame ? ReadCommits(last.Id) : null;
    });

    /// <summary>Compares the whole log with its checksums, in both of the forms in which it holds each
    /// record.</summary>
    /// <returns>The log.</returns>
    /// <exception cref="StoreException">One of them is not what was written.</exception>
    internal ImmutableArray<Commit> ReadChecked() => Guard("read", () =>
    {
        using SqliteTransaction moment = _connection.BeginTransaction(deferred: true);
        _ = ReadCommits(0);
        return ReadRows(0);
    });

    /// <summary>Reads records from their texts; where an earlier program wrote one without, or where one seems to be
    /// missing, from the tables.</summary>
    private ImmutableArray<Commit> ReadCommits(int after)
    {
        bool hasTexts = ColumnsThere().IsSupersetOf(["digest", "record"]);
        int last = after;
        var reader = new CommitTextReader();
        string sql = From("commits", "id, digest, record", "id", after);
        List<Commit?> commits = hasTexts ? Query(sql, ReadText, new()) : [];
        if (hasTexts && !commits.Contains(null) && FindLastCommit() <= last)
        {
            return [.. commits.OfType<Commit>()];
        }

        _lacksTexts = true;
        return ReadRows(after);

        Commit? ReadText(CommitLogRow row)
        {
            (int id, string? digest) = (row.Int(), row.Text());
            ReadOnlySpan<byte> text = row.Utf8();
            if (digest is null || text.IsEmpty || id != ++last)
            {
                return null;
            }

            Commit? commit = CommitDigest.OfText(text) == digest ? reader.Read(text) : null;
            return commit?.Id == id ? commit : throw Damaged();
        }
    }

    /// <summary>The number of the last commit to which anything belongs, whatever table has it.</summary>
    private long FindLastCommit() => CommitLogSchema.PartTables
        .Where(table => Scalar($"SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='{table}'") > 0)
        .Max(table => Scalar($"SELECT ifnull((SELECT commit_id FROM {table} ORDER BY rowid DESC LIMIT 1), 0)"));

    /// <summary>Reads records from the tables.</summary>
    private ImmutableArray<Commit> ReadRows(int after)
    {
        var texts = new SharedTexts();
        CommitParts<T> Parts<T>(string table, string columns, Func<CommitLogRow, T> read, Func<T, int> commitOf) =>
            new(Query(From(table, columns, "commit_id", after), read, texts), commitOf);
        var graphs = Parts("graphs", CommitLogSchema.GraphColumns, static r => r.Graph(), static g => g.Commit);
        var cubes = Parts("cubes", CommitLogSchema.CubeColumns, static r => r.Cube(), static c => c.Commit);
        var terms = Parts("terms", CommitLogSchema.TermColumns, static r => r.Terms(), static t => t.Commit);

        // A log of format 1 that is only read stays as it is, until a writer comes.
        bool hasTombstones = Scalar(CommitLogSchema.CountTombstoneTables) > 0;
        var tombstones = hasTombstones
            ? Parts("tombstones", CommitLogSchema.TombstoneColumns, static r => r.Tombstone(), static t => t.Commit)
            : new([], static t => t.Commit);
        var retired = hasTombstones
            ? Parts("retired", CommitLogSchema.RetiredColumns, static r => r.Retired(), static r => r.Commit)
            : new([], static r => r.Commit);
        List<(Commit Commit, string? Digest)> commits = Query(
            From("commits", CommitColumns(), "id", after),
            r =>
            {
                var commit = new Commit(r.Int(), r.Long(), r.Long()) { Mentions = r.Segment() };
                string? digest = r.Text();
                ReadOnlySpan<(int Commit, bool IsIndex, TermsRecord Record)> runs = terms.Take(commit.Id);
                return (
                    commit with
                    {
                        RecordedDatasets = r.Words(),
                        Pack = r.Pack(),
                        Graphs = [.. graphs.Take(commit.Id)],
                        Cubes = [.. cubes.Take(commit.Id)],
                        Terms = TermsOf(runs, isIndex: false),
                        TermIndex = TermsOf(runs, isIndex: true),
                        Tombstones = [.. tombstones.Take(commit.Id)],
                        Retired = [.. retired.Take(commit.Id)],
                    },
                    digest);
            },
            texts);
        bool isWhole = graphs.IsEmpty && cubes.IsEmpty && terms.IsEmpty && tombstones.IsEmpty && retired.IsEmpty;
        if (!isWhole || commits.AsParallel().Any(IsDamaged))
        {
            throw Damaged();
        }

        return [.. commits.Select(static c => c.Commit)];
    }

    private StoreException Damaged() =>
        new($"{_path} does not hold what it was written with; restore it from a copy of the store.");

    private static string From(string table, string columns, string id, int after) =>
        FormattableString.Invariant($"SELECT {columns} FROM {table} WHERE {id}>{after} ORDER BY rowid");

    private static TermsRecord? TermsOf(
        ReadOnlySpan<(int Commit, bool IsIndex, TermsRecord Record)> runs, bool isIndex)
    {
        foreach (var run in runs)
        {
            if (run.IsIndex == isIndex)
            {
                return run.Record;
            }
        }

        return null;
    }

    private static bool IsDamaged((Commit Commit, string? Digest) record) =>
        record.Digest is { } digest && digest != CommitDigest.Of(record.Commit);

    /// <summary>The columns of commits; those that logs of earlier programs lack are empty.</summary>
    private string CommitColumns()
    {
        HashSet<string> there = ColumnsThere();
        return string.Join(", ", CommitLogSchema.CommitColumns.Select(
            column => there.Contains(column) ? column : "NULL AS " + column));
    }

    private HashSet<string> ColumnsThere() =>
        [.. Query("SELECT name FROM pragma_table_info('commits')", static r => r.Text()!, new())];

    private List<T> Query<T>(string sql, Func<CommitLogRow, T> read, SharedTexts texts)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var row = new CommitLogRow(reader, texts);
        List<T> rows = [];
        while (row.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}

/// <summary>What belongs to commits, given out commit by commit, from the first to the last.</summary>
internal sealed class CommitParts<T>
{
    private readonly Func<T, int> _commitOf;
    private readonly List<T> _parts;
    private int _next;

    /// <param name="parts">The parts in the order of the log.</param>
    /// <param name="commitOf">The number of a part's commit.</param>
    internal CommitParts(List<T> parts, Func<T, int> commitOf)
    {
        // What a purge put in the place of others stands behind them.
        bool isAscending = true;
        for (int i = 1; i < parts.Count && isAscending; i++)
        {
            isAscending = commitOf(parts[i - 1]) <= commitOf(parts[i]);
        }

        (_parts, _commitOf) = (isAscending ? parts : [.. parts.OrderBy(commitOf)], commitOf);
    }

    /// <summary>True when all were given out.</summary>
    internal bool IsEmpty => _next == _parts.Count;

    /// <summary>Takes those of a commit, which has not a lower number than those before.</summary>
    internal ReadOnlySpan<T> Take(int commit)
    {
        int start = _next;
        while (_next < _parts.Count && _commitOf(_parts[_next]) == commit)
        {
            _next++;
        }

        return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_parts)[start.._next];
    }
}
