using System.Globalization;
using LinkedStats.Storage;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Server.Access;

/// <summary>The SQLite database of keys and of what was done with them: beside the commit log, and changed by several
/// processes at a time.</summary>
internal sealed class AccessDatabase : IDisposable
{
    /// <summary>The name of the file in the store's folder.</summary>
    public const string FileName = "access.db";

    /// <summary>Marks the database: the letters LSAC.</summary>
    private const int ApplicationId = 0x4C534143;

    /// <summary>What leads from each format to the next, from nothing on.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE keys (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, datasets TEXT NOT NULL,
            digest BLOB NOT NULL, created INTEGER NOT NULL, revoked INTEGER) STRICT;
        """,
        """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT, instant INTEGER NOT NULL,
            actor_kind TEXT NOT NULL, actor_id TEXT NOT NULL, actor_name TEXT NOT NULL, action TEXT NOT NULL,
            dataset TEXT, version TEXT, outcome TEXT NOT NULL, commit_id INTEGER, digest TEXT, detail TEXT) STRICT;
        """,
    ];

    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly Lock _gate = new();

    /// <summary>Guarded by the gate.</summary>
    private bool _isWriting;

    private AccessDatabase(SqliteConnection connection, string path) => (_connection, _path) = (connection, path);

    /// <summary>Opens the database of a store, or begins it; one of an earlier program is brought up to date.</summary>
    /// <param name="folder">The store's folder; null for one in memory, for tests.</param>
    /// <returns>The database.</returns>
    /// <exception cref="StoreException">The file cannot be opened, or is something else.</exception>
    public static AccessDatabase Open(string? folder)
    {
        string path = ":memory:";
        if (folder is not null)
        {
            _ = Directory.CreateDirectory(folder);
            path = Path.Combine(folder, FileName);
            CreatePrivate(path);
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString());
        var database = new AccessDatabase(connection, path);
        try
        {
            database.Prepare();
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements in one transaction, that of the caller where he has one: all of them count, or
    /// none.</summary>
    /// <typeparam name="T">What they give.</typeparam>
    /// <param name="action">Runs them.</param>
    /// <returns>What they gave.</returns>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    public T Write<T>(Func<T> action) => Guard(() =>
    {
        if (_isWriting)
        {
            return action();
        }

        using SqliteTransaction transaction = _connection.BeginTransaction();
        _isWriting = true;
        try
        {
            T result = action();
            transaction.Commit();
            return result;
        }
        finally
        {
            _isWriting = false;
        }
    });

    /// <summary>Runs a statement.</summary>
    /// <typeparam name="T">What it gives.</typeparam>
    /// <param name="sql">The statement.</param>
    /// <param name="action">Executes it.</param>
    /// <param name="parameters">Its parameters; null is NULL.</param>
    /// <returns>What it gave.</returns>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    public T Run<T>(string sql, Func<SqliteCommand, T> action, params (string Name, object? Value)[] parameters) =>
        Guard(() =>
        {
            using SqliteCommand command = Command(sql, parameters);
            return action(command);
        });

    /// <summary>Runs a statement that gives nothing.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Its parameters; null is NULL.</param>
    /// <returns>The number of rows that it changed.</returns>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    public int Execute(string sql, params (string Name, object? Value)[] parameters) =>
        Run(sql, static command => command.ExecuteNonQuery(), parameters);

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // What the file holds lets nobody in, but names who may enter: it is for the server's own account.
    private static void CreatePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path))
        {
            return;
        }

        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    private void Prepare() => Guard(() =>
    {
        _connection.Open();
        using SqliteTransaction transaction = _connection.BeginTransaction();
        (long application, long format) = (Scalar("PRAGMA application_id"), Scalar("PRAGMA user_version"));
        bool isNew = application == 0 && format == 0 && Scalar("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew && (application != ApplicationId || format < 1 || format > Migrations.Length))
        {
            throw new StoreException(
                $"{_path} does not hold the keys of a LinkedStats server of this version; use a newer program.");
        }

        if (format < Migrations.Length)
        {
            _ = Execute(string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Concat(Migrations[(int)format..])} PRAGMA application_id={ApplicationId}; "
                + $"PRAGMA user_version={Migrations.Length}"));
        }

        transaction.Commit();
        return true;
    });

    private long Scalar(string sql) => Run(sql, static command => (long)command.ExecuteScalar()!);

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters)
        {
            _ = command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            lock (_gate)
            {
                return action();
            }
        }
        catch (SqliteException error)
        {
            throw new StoreException($"{_path} cannot be used: {error.Message}", error);
        }
    }
}
