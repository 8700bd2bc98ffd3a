using Microsoft.Data.Sqlite;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The commit log on disk: a SQLite database whose transactions are the moments of visibility.</summary>
internal sealed partial class CommitLog : IDisposable
{
    /// <summary>The format of the store, files included; a store of a higher one is not opened.</summary>
    internal const int Format = 2;

    /// <summary>The format of logs from which nothing was ever taken away; it is read as it is.</summary>
    private const int FirstFormat = 1;

    /// <summary>Marks the database as a LinkedStats store: the letters LSTS.</summary>
    private const int ApplicationId = 0x4C535453;

    /// <summary>SQLITE_READONLY.</summary>
    private const int ReadOnlyError = 8;

    private readonly SqliteConnection _connection;
    private readonly string _path;

    /// <summary>True when records were found that an earlier program wrote, without their texts.</summary>
    private bool _lacksTexts;

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

    /// <summary>The number of purges so far: what was copied before another one may hold what it removed.</summary>
    internal long CountPurges() => Guard("read", () =>
        Scalar(CommitLogSchema.CountTombstoneTables) == 0 ? 0 : Scalar(CommitLogSchema.CountPurges));

    /// <summary>Looks for damage to the database itself, and to what it holds.</summary>
    /// <returns>What is wrong; empty when nothing is.</returns>
    internal IEnumerable<string> FindDamage()
    {
        List<string> lines = Guard("read", () => Query("PRAGMA integrity_check", static r => r.Text()!, new()));
        foreach (string line in lines.Where(static line => line != "ok"))
        {
            yield return $"{_path} is damaged: {line}";
        }

        string? damage = null;
        try
        {
            _ = ReadChecked();
        }
        catch (StoreException e)
        {
            damage = e.Message;
        }

        if (damage is not null)
        {
            yield return damage;
        }
    }

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

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

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

        if (format is < FirstFormat or > Format)
        {
            throw new StoreException(
                $"{_path} has the store format {format}, and this program knows format {Format}: use a newer program.");
        }

        if (!readOnly)
        {
            Execute(CommitLogSchema.Settings);
            AddMissingColumns();

            if (format != Format)
            {
                // An older program would show what is taken away from now on; it refuses the new format.
                Execute($"BEGIN IMMEDIATE; {CommitLogSchema.Tables} PRAGMA user_version={Format}; COMMIT");
            }
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
}
