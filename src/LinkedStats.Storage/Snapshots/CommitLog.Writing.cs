using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;

namespace LinkedStats.Storage.Snapshots;

/// <content>What changes the log.</content>
internal sealed partial class CommitLog
{
    /// <summary>Appends commits together: when this returns, they exist, also after a crash.</summary>
    internal void Append(ImmutableArray<Commit> commits) => Guard("written", () =>
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        if (_lacksTexts)
        {
            AddTexts();
        }

        foreach (Commit commit in commits)
        {
            Insert(commit);
        }

        transaction.Commit();
        _lacksTexts = false;
        return true;
    });

    /// <summary>
    /// Puts records in the place of those with their numbers, and appends one, all together; of what stood there no
    /// byte is left in the file once no reader looks at it.
    /// </summary>
    /// <param name="changed">The records that take the place of others.</param>
    /// <param name="added">The record that is appended.</param>
    internal void Replace(ImmutableArray<Commit> changed, Commit added) => Guard("written", () =>
    {
        Execute("PRAGMA secure_delete=ON");
        using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            foreach (Commit commit in changed)
            {
                foreach (string table in CommitLogSchema.PartTables)
                {
                    Execute(FormattableString.Invariant($"DELETE FROM {table} WHERE commit_id={commit.Id}"));
                }

                Execute(FormattableString.Invariant($"DELETE FROM commits WHERE id={commit.Id}"));
                Insert(commit);
            }

            Insert(added);
            transaction.Commit();
        }

        return true;
    });

    /// <summary>Empties the file of changes beside the log, as soon as no reader needs it.</summary>
    internal void Checkpoint() => Guard("written", () =>
    {
        const int AttemptsMax = 50;
        const int WaitMs = 20;
        for (int attempt = 0; attempt < AttemptsMax && Scalar("PRAGMA wal_checkpoint(TRUNCATE)") != 0; attempt++)
        {
            Thread.Sleep(WaitMs);
        }

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

    /// <summary>Adds to each record of an earlier program the text that is read instead of it.</summary>
    private void AddTexts()
    {
        foreach (Commit commit in ReadRows(0))
        {
            using SqliteCommand command = _connection.CreateCommand();
            command.CommandText = "UPDATE commits SET digest=$digest, record=$record WHERE id=$id AND record IS NULL";
            command.Parameters.AddWithValue("$id", commit.Id);
            command.Parameters.AddWithValue("$digest", CommitDigest.Of(commit));
            command.Parameters.AddWithValue("$record", Encoding.UTF8.GetString(CommitDigest.TextOf(commit)));
            command.ExecuteNonQuery();
        }
    }

    private void Insert(Commit commit)
    {
        Insert("commits", ("id", commit.Id), ("recorded_at", commit.RecordedAt), ("visible_from", commit.VisibleFrom),
            ("mentions", commit.Mentions?.Text), ("mentions_bytes", commit.Mentions?.Length),
            ("digest", CommitDigest.Of(commit)), ("record", Encoding.UTF8.GetString(CommitDigest.TextOf(commit))),
            ("datasets", commit.RecordedDatasets is { } ids ? string.Join(' ', ids) : null),
            ("pack", commit.Pack?.Segment.Text), ("pack_bytes", commit.Pack?.Segment.Length),
            ("pack_first", commit.Pack?.First), ("pack_last", commit.Pack?.Last), ("pack_count", commit.Pack?.Count));
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
        foreach (TombstoneRecord t in commit.Tombstones)
        {
            Insert("tombstones", ("commit_id", t.Commit), ("dataset_id", t.DatasetId), ("dataset", (long)t.Dataset),
                ("version", t.Version), ("graph", (long)t.Graph), ("recorded_at", t.RecordedAt),
                ("public_from", t.PublicFrom), ("reason", t.ReasonText),
                ("kind", (int)t.Kind), ("cells", t.Cells), ("digest", t.Digest));
        }

        foreach (RetiredRecord r in commit.Retired)
        {
            Insert("retired", ("commit_id", r.Commit), ("target", r.Target), ("graph", (long)r.Graph));
        }
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
