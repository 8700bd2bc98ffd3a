using System.Globalization;
using System.Security.Cryptography;
using LinkedStats.Storage;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Server.Access;

/// <summary>The keys of a server: a SQLite database beside the commit log, which other processes may change
/// meanwhile.</summary>
internal sealed class AccessStore : IDisposable
{
    /// <summary>The name of the file in the store's folder.</summary>
    public const string FileName = "access.db";

    private const int Format = 1;

    /// <summary>Marks the database: the letters LSAC.</summary>
    private const int ApplicationId = 0x4C534143;

    private const string Schema =
        """
        CREATE TABLE keys (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, datasets TEXT NOT NULL,
            digest BLOB NOT NULL, created INTEGER NOT NULL, revoked INTEGER) STRICT;
        """;

    private const string Select = "SELECT id, name, role, datasets, created, revoked, digest FROM keys";

    private readonly SqliteConnection _connection;
    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();

    private AccessStore(SqliteConnection connection, string path, TimeProvider time) =>
        (_connection, _path, _time) = (connection, path, time);

    /// <summary>Opens the keys of a store, or begins them.</summary>
    /// <param name="folder">The store's folder; null for keys in memory, for tests.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="StoreException">The file cannot be opened, or is something else.</exception>
    public static AccessStore Open(string? folder, TimeProvider time)
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
        var store = new AccessStore(connection, path, time);
        try
        {
            store.Prepare();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Makes a key.</summary>
    /// <param name="name">Whom or what it is for.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="datasets">The ids of the datasets that it is for; empty for all.</param>
    /// <returns>The key, and its text, which nobody can tell again.</returns>
    public (AccessKey Key, string Text) Create(string name, AccessRole role, IReadOnlyList<string> datasets)
    {
        (string id, string text) = KeyText.Create();
        var created = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        var key = new AccessKey(id, name, role, datasets, created, null);
        Run(
            "INSERT INTO keys (id, name, role, datasets, digest, created) "
            + "VALUES ($id, $name, $role, $datasets, $digest, $created)",
            static command => command.ExecuteNonQuery(),
            ("$id", id), ("$name", name), ("$role", NameOf(role)), ("$datasets", string.Join(' ', datasets)),
            ("$digest", KeyText.Digest(text)), ("$created", created.ToUnixTimeSeconds()));
        return (key, text);
    }

    /// <summary>Lists the keys, revoked ones too, the oldest first.</summary>
    /// <returns>The keys.</returns>
    public IReadOnlyList<AccessKey> List() =>
        Run(Select + " ORDER BY created, rowid", static command =>
        {
            List<AccessKey> keys = [];
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                keys.Add(Read(reader));
            }

            return keys;
        });

    /// <summary>Revokes a key, at once and for ever.</summary>
    /// <param name="id">The key's id.</param>
    /// <returns>False when there is no such key; true when it is revoked, or was.</returns>
    public bool Revoke(string id) =>
        Run(
            "UPDATE keys SET revoked = coalesce(revoked, $now) WHERE id = $id",
            static command => command.ExecuteNonQuery(),
            ("$id", id), ("$now", _time.GetUtcNow().ToUnixTimeSeconds())) > 0;

    /// <summary>Finds the key that a client shows.</summary>
    /// <param name="text">What the client sent.</param>
    /// <returns>The key; null when it is none, another, or revoked.</returns>
    public AccessKey? Find(string text) => KeyText.IdOf(text) is not { } id ? null : Run(
        Select + " WHERE id = $id",
        command =>
        {
            using SqliteDataReader reader = command.ExecuteReader();
            return reader.Read()
                && CryptographicOperations.FixedTimeEquals(reader.GetFieldValue<byte[]>(6), KeyText.Digest(text))
                && Read(reader) is { Revoked: null } key ? key : null;
        },
        ("$id", id));

    /// <summary>The name of a role on the command line and in the file.</summary>
    /// <param name="role">The role.</param>
    /// <returns>Its name in lower case.</returns>
    public static string NameOf(AccessRole role) => role.ToString().ToLowerInvariant();

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

    private static AccessKey Read(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        Enum.Parse<AccessRole>(reader.GetString(2), ignoreCase: true),
        reader.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(4)),
        reader.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(5)));

    private void Prepare() => Guard(() =>
    {
        _connection.Open();
        using SqliteTransaction transaction = _connection.BeginTransaction();
        (long application, long format) = (Scalar("PRAGMA application_id"), Scalar("PRAGMA user_version"));
        if (application == 0 && format == 0 && Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            using SqliteCommand command = Command(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Schema} PRAGMA application_id={ApplicationId}; PRAGMA user_version={Format}"),
                []);
            command.ExecuteNonQuery();
        }
        else if (application != ApplicationId || format != Format)
        {
            throw new StoreException(
                $"{_path} does not hold the keys of a LinkedStats server of this version; use a newer program.");
        }

        transaction.Commit();
        return true;
    });

    private long Scalar(string sql)
    {
        using SqliteCommand command = Command(sql, []);
        return (long)command.ExecuteScalar()!;
    }

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object value) in parameters)
        {
            _ = command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private T Run<T>(string sql, Func<SqliteCommand, T> action, params (string Name, object Value)[] parameters) =>
        Guard(() =>
        {
            using SqliteCommand command = Command(sql, parameters);
            return action(command);
        });

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
