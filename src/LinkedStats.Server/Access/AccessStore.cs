using System.Security.Cryptography;
using LinkedStats.Storage;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Server.Access;

/// <summary>The keys of a server, which other processes may change meanwhile.</summary>
internal sealed class AccessStore : IDisposable
{
    private const string Select = "SELECT id, name, role, datasets, created, revoked, digest FROM keys";

    private readonly AccessDatabase _database;
    private readonly TimeProvider _time;

    private AccessStore(AccessDatabase database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        Audit = new AuditLog(database, time);
    }

    /// <summary>What was done, by whom.</summary>
    public AuditLog Audit { get; }

    /// <summary>Opens the keys of a store, or begins them.</summary>
    /// <param name="folder">The store's folder; null for keys in memory, for tests.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The keys.</returns>
    /// <exception cref="StoreException">The file cannot be opened, or is something else.</exception>
    public static AccessStore Open(string? folder, TimeProvider time) => new(AccessDatabase.Open(folder), time);

    /// <summary>Makes a key, which the audit log says of the user who runs the program.</summary>
    /// <param name="name">Whom or what it is for.</param>
    /// <param name="role">What it may do.</param>
    /// <param name="datasets">The ids of the datasets that it is for; empty for all.</param>
    /// <returns>The key, and its text, which nobody can tell again.</returns>
    public (AccessKey Key, string Text) Create(string name, AccessRole role, IReadOnlyList<string> datasets)
    {
        (string id, string text) = KeyText.Create();
        var created = DateTimeOffset.FromUnixTimeSeconds(_time.GetUtcNow().ToUnixTimeSeconds());
        var key = new AccessKey(id, name, role, datasets, created, null);
        return _database.Write(() =>
        {
            _ = _database.Execute(
                "INSERT INTO keys (id, name, role, datasets, digest, created) "
                + "VALUES ($id, $name, $role, $datasets, $digest, $created)",
                ("$id", id), ("$name", name), ("$role", NameOf(role)), ("$datasets", string.Join(' ', datasets)),
                ("$digest", KeyText.Digest(text)), ("$created", created.ToUnixTimeSeconds()));
            Audit.Record(new AuditEntry(Actor.LocalUser(), AuditEntry.CreateKey, AuditEntry.Done)
            {
                Detail = $"key {id}, {NameOf(role)} of {(datasets.Count == 0 ? "all" : string.Join(", ", datasets))}, "
                    + $"for {name}",
            });
            return (key, text);
        });
    }

    /// <summary>Lists the keys, revoked ones too, the oldest first.</summary>
    /// <returns>The keys.</returns>
    public IReadOnlyList<AccessKey> List() =>
        _database.Run(Select + " ORDER BY created, rowid", static command =>
        {
            List<AccessKey> keys = [];
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                keys.Add(Read(reader));
            }

            return keys;
        });

    /// <summary>Revokes a key, at once and for ever; the audit log says so of the user who runs the program.</summary>
    /// <param name="id">The key's id.</param>
    /// <returns>False when there is no such key; true when it is revoked, or was.</returns>
    public bool Revoke(string id) => _database.Write(() =>
    {
        bool isRevoked = _database.Execute(
            "UPDATE keys SET revoked = $now WHERE id = $id AND revoked IS NULL",
            ("$id", id), ("$now", _time.GetUtcNow().ToUnixTimeSeconds())) > 0;
        if (isRevoked)
        {
            Audit.Record(new AuditEntry(Actor.LocalUser(), AuditEntry.RevokeKey, AuditEntry.Done)
            {
                Detail = $"key {id}",
            });
        }

        return isRevoked || List().Any(key => key.Id == id);
    });

    /// <summary>Finds the key that a client shows.</summary>
    /// <param name="text">What the client sent.</param>
    /// <returns>The key; null when it is none, another, or revoked.</returns>
    public AccessKey? Find(string text) => KeyText.IdOf(text) is not { } id ? null : _database.Run(
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

    /// <summary>Writes what the audit log still has to say, and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            Audit.Flush();
        }
        catch (StoreException)
        {
            // A number of refusals is not worth failing for, when all else has ended well.
        }

        _database.Dispose();
    }

    private static AccessKey Read(SqliteDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        Enum.Parse<AccessRole>(reader.GetString(2), ignoreCase: true),
        reader.GetString(3).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(4)),
        reader.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(5)));
}
