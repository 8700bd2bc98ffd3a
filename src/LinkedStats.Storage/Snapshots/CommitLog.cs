using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The commit log on disk: a SQLite database whose transactions are the moments of visibility.</summary>
internal sealed class CommitLog : IDisposable
{
    /// <summary>The format of the store, files included; a store of a higher one is not opened.</summary>
    internal const int Format = 1;

    /// <summary>Marks the database as a LinkedStats store: the letters LSTS.</summary>
    private const int ApplicationId = 0x4C535453;

    /// <summary>SQLITE_READONLY.</summary>
    private const int ReadOnlyError = 8;

    private readonly SqliteConnection _connection;
    private readonly string _path;

    private CommitLog(SqliteConnection connection, string path) => (_connection, _path) = (connection, path);

    /// <summary>Opens a log, or creates an empty one.</summary>
    /// <exception cref="StoreException">It is missing, damaged, of a newer format, or not a log at all.</exception>
    internal static CommitLog Open(string path, bool readOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        try
        {
            connection.Open();
            var log = new CommitLog(connection, path);
            log.CheckFormat(readOnly);
            return log;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == ReadOnlyError)
        {
            connection.Dispose();
            throw new StoreException(
                $"{path} cannot be opened: the folder must be writable, for reading too, since readers and the writer "
                + "meet in files beside the log.",
                e);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            throw new StoreException($"{path} cannot be opened as a commit log: {e.Message}", e);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A number that changes when another process or store appends.</summary>
    internal long ReadDataVersion() => Guard("read", () => Scalar("PRAGMA data_version"));

    /// <summary>Reads the whole log.</summary>
    internal ImmutableArray<Commit> Read() => Guard("read", () =>
    {
        // One moment for all tables: between two queries another process may append a commit.
        using SqliteTransaction moment = _connection.BeginTransaction(deferred: true);
        ILookup<int, GraphRecord> graphs =
            Query("SELECT * FROM graphs ORDER BY rowid", static r => r.Graph()).ToLookup(static g => g.Commit);
        ILookup<int, CubeRecord> cubes =
            Query("SELECT * FROM cubes ORDER BY rowid", static r => r.Cube()).ToLookup(static c => c.Commit);
        var terms = Query("SELECT * FROM terms", static r => (
            Commit: r.Int("commit_id"),
            IsIndex: r.Int("is_index") == 1,
            Record: new TermsRecord(r.Int("first"), r.Int("count"), r.Segment("segment", "bytes")!)))
            .ToDictionary(static t => (t.Commit, t.IsIndex), static t => t.Record);
        ImmutableArray<(Commit Commit, string? Digest)> commits = [.. Query("SELECT * FROM commits ORDER BY id", r => (
            new Commit(r.Int("id"), r.Long("recorded_at"), r.Long("visible_from"))
            {
                Graphs = [.. graphs[r.Int("id")]],
                Cubes = [.. cubes[r.Int("id")]],
                Terms = terms.GetValueOrDefault((r.Int("id"), false)),
                TermIndex = terms.GetValueOrDefault((r.Int("id"), true)),
                Mentions = r.Segment("mentions", "mentions_bytes"),
                RecordedDatasets = r.AddedText("datasets") is { } ids ? [.. CommitLogRow.Split(ids)] : null,
            },
            r.AddedText("digest")))];
        int[] ids = [.. commits.Select(static c => c.Commit.Id)];
        int[] others = [.. graphs.Select(static g => g.Key), .. cubes.Select(static c => c.Key),
            .. terms.Keys.Select(static t => t.Commit)];
        if (others.Except(ids).Any() || commits.Any(static c => c.Digest is { } d && d != CommitDigest.Of(c.Commit)))
        {
            throw new StoreException(
                $"{_path} does not hold what it was written with; restore it from a copy of the store.");
        }

        return commits.Select(static c => c.Commit).ToImmutableArray();
    });

    /// <summary>Looks for damage to the database itself.</summary>
    /// <returns>What is wrong; empty when nothing is.</returns>
    internal IEnumerable<string> FindDamage() => Guard("read", () =>
        Query("PRAGMA integrity_check", static r => r.Text("integrity_check")!))
        .Where(static line => line != "ok").Select(line => $"{_path} is damaged: {line}");

    /// <summary>Copies the log as it is at one moment, while others read and write it.</summary>
    /// <param name="path">The new file; it needs none beside it, and can be read where nothing can be written.</param>
    internal void CopyTo(string path) => Guard("copied", () =>
    {
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
        }.ToString());
        copy.Open();
        _connection.BackupDatabase(copy);
        using SqliteCommand command = copy.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=DELETE";
        command.ExecuteNonQuery();
        return true;
    });

    /// <summary>Appends commits together: when this returns, they exist, also after a crash.</summary>
    internal void Append(ImmutableArray<Commit> commits) => Guard("written", () =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        foreach (Commit commit in commits)
        {
            Insert(commit);
        }

        transaction.Commit();
        return true;
    });

    /// <summary>
    /// Appends a transaction without contents: what a failed append may have left behind the end of the log cannot come
    /// back after it.
    /// </summary>
    internal void Seal() => Guard("written", () =>
    {
        Execute($"PRAGMA user_version={Format}");
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Insert(Commit commit)
    {
        Insert("commits", ("id", commit.Id), ("recorded_at", commit.RecordedAt), ("visible_from", commit.VisibleFrom),
            ("mentions", commit.Mentions?.Text), ("mentions_bytes", commit.Mentions?.Length),
            ("digest", CommitDigest.Of(commit)),
            ("datasets", commit.RecordedDatasets is { } ids ? string.Join(' ', ids) : null));
        foreach (GraphRecord g in commit.Graphs)
        {
            Insert("graphs", ("commit_id", g.Commit), ("name", (long)g.Name), ("role", (int)g.Role),
                ("segment", g.Segment?.Text), ("bytes", g.Segment?.Length), ("start", g.Start), ("count", g.Count),
                ("visible_to", g.VisibleTo));
        }

        foreach (CubeRecord c in commit.Cubes)
        {
            Insert("cubes", ("commit_id", c.Commit), ("dataset_id", c.DatasetId), ("dataset", (long)c.Dataset),
                ("version", c.Version), ("graph", (long)c.Graph), ("row_count", c.RowCount),
                ("cells", c.Cells.Text), ("cells_bytes", c.Cells.Length),
                ("codes", c.Codes.Text), ("codes_bytes", c.Codes.Length),
                ("sparse", c.Sparse?.Text), ("sparse_bytes", c.Sparse?.Length),
                ("dimensions", string.Join(' ', c.Dimensions)), ("radices", string.Join(' ', c.Radices)),
                ("template", c.Template), ("has_own_iris", c.HasOwnIris ? 1 : 0), ("visible_to", c.VisibleTo));
        }

        InsertTerms(commit.Id, isIndex: false, commit.Terms);
        InsertTerms(commit.Id, isIndex: true, commit.TermIndex);
    }

    private void InsertTerms(int commit, bool isIndex, TermsRecord? terms)
    {
        if (terms is not null)
        {
            Insert("terms", ("commit_id", commit), ("is_index", isIndex ? 1 : 0),
                ("first", terms.First), ("count", terms.Count),
                ("segment", terms.Segment.Text), ("bytes", terms.Segment.Length));
        }
    }

    private void CheckFormat(bool readOnly)
    {
        (long application, long format) = (Scalar("PRAGMA application_id"), Scalar("PRAGMA user_version"));
        if (application == 0 && format == 0 && !readOnly && Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            Execute(CommitLogSchema.Settings);
            string marks = $"PRAGMA application_id={ApplicationId}; PRAGMA user_version={Format}";
            Execute($"BEGIN IMMEDIATE; {CommitLogSchema.Tables} {marks}; COMMIT");
            return;
        }

        if (application != ApplicationId)
        {
            throw new StoreException($"{_path} is not the commit log of a LinkedStats store; choose another folder.");
        }

        if (format != Format)
        {
            throw new StoreException(
                $"{_path} has the store format {format}, and this program knows format {Format}: use a newer program.");
        }

        if (!readOnly)
        {
            Execute(CommitLogSchema.Settings);
            AddMissingColumns();
        }
    }

    private void AddMissingColumns()
    {
        foreach ((string table, string column, string type) in CommitLogSchema.AddedColumns)
        {
            string count = $"SELECT count(*) FROM pragma_table_info('{table}') WHERE name='{column}'";
            if (Scalar(count) == 0)
            {
                // Another process may be at the same.
                using SqliteTransaction transaction = _connection.BeginTransaction();
                if (Scalar(count) == 0)
                {
                    Execute($"ALTER TABLE {table} ADD COLUMN {column} {type}");
                }

                transaction.Commit();
            }
        }
    }

    private T Guard<T>(string verb, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is not StoreException)
        {
            // Damage that SQLite does not notice shows as a number out of range, a text that is none, and the like.
            throw new StoreException($"{_path} cannot be {verb}: {e.Message}", e);
        }
    }

    private List<T> Query<T>(string sql, Func<CommitLogRow, T> read)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var row = new CommitLogRow(reader);
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private long Scalar(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void Insert(string table, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        using SqliteCommand command = _connection.CreateCommand();
        List<string> columns = [];
        foreach ((string column, object? value) in values)
        {
            columns.Add(column);
            command.Parameters.AddWithValue("$" + column, value ?? DBNull.Value);
        }

        string parameters = string.Join(',', columns.Select(static c => "$" + c));
        command.CommandText = $"INSERT INTO {table} ({string.Join(',', columns)}) VALUES ({parameters})";
        command.ExecuteNonQuery();
    }
}
