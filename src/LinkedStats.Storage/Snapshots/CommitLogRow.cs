using System.Globalization;
using LinkedStats.Storage.Segments;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LinkedStats.Storage.Snapshots;

/// <summary>A row of the commit log, read by column name.</summary>
/// <param name="reader">The reader at the row.</param>
internal sealed class CommitLogRow(SqliteDataReader reader)
{
    private readonly Dictionary<string, int> _columns = Enumerable.Range(0, reader.FieldCount)
        .ToDictionary(reader.GetName, StringComparer.Ordinal);

    // The statement is asked itself: a store of many releases has many rows, all of which are read when it is opened.
    private readonly sqlite3_stmt _statement = reader.Handle!;

    internal int Int(string column) => checked((int)Long(column));

    internal long Long(string column)
    {
        int index = _columns[column];
        long value = raw.sqlite3_column_int64(_statement, index);
        return value != 0 || raw.sqlite3_column_type(_statement, index) == raw.SQLITE_INTEGER
            ? value
            : throw new InvalidOperationException($"'{column}' is no number.");
    }

    internal string? Text(string column)
    {
        int index = _columns[column];
        return raw.sqlite3_column_type(_statement, index) == raw.SQLITE_NULL
            ? null
            : raw.sqlite3_column_text(_statement, index).utf8_to_string();
    }

    /// <summary>The text of a column that logs of earlier programs lack.</summary>
    internal string? AddedText(string column) => _columns.ContainsKey(column) ? Text(column) : null;

    internal SegmentName? Segment(string column, string lengthColumn) =>
        Text(column) is string name ? new SegmentName(name, Long(lengthColumn)) : null;

    internal PackRecord? Pack() => AddedText("pack") is null ? null
        : new PackRecord(Int("pack_first"), Int("pack_last"), Int("pack_count"), Segment("pack", "pack_bytes")!);

    internal GraphRecord Graph() => new(
        Int("commit_id"),
        (ulong)Long("name"),
        (GraphRole)Int("role"),
        Segment("segment", "bytes"),
        Int("start"),
        Int("count"))
    {
        VisibleTo = Long("visible_to"),
    };

    internal CubeRecord Cube() => new(
        Int("commit_id"), Text("dataset_id")!, (ulong)Long("dataset"), Text("version")!, (ulong)Long("graph"))
    {
        Cells = Segment("cells", "cells_bytes")!,
        Codes = Segment("codes", "codes_bytes")!,
        Sparse = Segment("sparse", "sparse_bytes"),
        RowCount = Int("row_count"),
        Dimensions = [.. Words("dimensions").Select(static w => ulong.Parse(w, CultureInfo.InvariantCulture))],
        Radices = [.. Words("radices").Select(static w => int.Parse(w, CultureInfo.InvariantCulture))],
        Template = Text("template"),
        HasOwnIris = Int("has_own_iris") == 1,
        VisibleTo = Long("visible_to"),
    };

    internal TombstoneRecord Tombstone() => new(
        Int("commit_id"), Text("dataset_id")!, (ulong)Long("dataset"), Text("version")!, (ulong)Long("graph"))
    {
        RecordedAt = Long("recorded_at"),
        PublicFrom = Long("public_from"),
        Reason = TombstoneRecord.ParseReason(Text("reason")!),
        Kind = (TombstoneKind)Int("kind"),
        Cells = IsNull("cells") ? null : Int("cells"),
        Digest = Text("digest"),
    };

    internal RetiredRecord Retired() => new(Int("commit_id"), Int("target"), (ulong)Long("graph"));

    private bool IsNull(string column) => raw.sqlite3_column_type(_statement, _columns[column]) == raw.SQLITE_NULL;

    /// <summary>Splits a list of words.</summary>
    internal static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private string[] Words(string column) => Split(Text(column)!);
}
