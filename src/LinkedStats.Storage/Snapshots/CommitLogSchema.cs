using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The tables of the commit log.</summary>
/// <remarks>
/// Ids are dictionary ids, times are UTC ticks, and a segment stands with its length in bytes. <c>record</c> is the
/// text that <c>digest</c> is the checksum of: the whole of a commit in one value, which is all that is read when a
/// store is opened. The tables say the same, for whoever asks in SQL, and for <c>verify</c>.
/// </remarks>
internal static class CommitLogSchema
{
    /// <summary>Readers never wait for the writer, and a commit survives a loss of power.</summary>
    internal const string Settings = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

    /// <summary>Columns that logs of earlier programs lack; records written then have no value in them.</summary>
    internal static readonly ImmutableArray<(string Table, string Column, string Type)> AddedColumns =
    [
        ("commits", "digest", "TEXT"),
        ("commits", "datasets", "TEXT"),
        ("commits", "pack", "TEXT"),
        ("commits", "pack_bytes", "INTEGER"),
        ("commits", "pack_first", "INTEGER"),
        ("commits", "pack_last", "INTEGER"),
        ("commits", "pack_count", "INTEGER"),
        ("commits", "record", "TEXT"),
    ];

    /// <summary>Logs of format 1 lack the tables of what was taken away.</summary>
    internal const string CountTombstoneTables =
        "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name='tombstones'";

    /// <summary>Counts the commits that removed cells from every state; kind 0 are withdrawals.</summary>
    internal const string CountPurges = "SELECT count(DISTINCT commit_id) FROM tombstones WHERE kind<>0";

    /// <summary>The tables of what belongs to a commit.</summary>
    internal static readonly ImmutableArray<string> PartTables =
        ["graphs", "cubes", "terms", "tombstones", "retired"];

    // The columns in the order in which a row is read.
    internal const string GraphColumns = "commit_id, name, role, segment, bytes, start, count, visible_to";

    internal const string CubeColumns =
        "commit_id, dataset_id, dataset, version, graph, row_count, cells, cells_bytes, codes, codes_bytes, "
        + "sparse, sparse_bytes, dimensions, radices, template, has_own_iris, visible_to";

    internal const string TermColumns = "commit_id, is_index, first, count, segment, bytes";

    internal const string TombstoneColumns =
        "commit_id, dataset_id, dataset, version, graph, recorded_at, public_from, reason, kind, cells, digest";

    internal const string RetiredColumns = "commit_id, target, graph";

    internal static readonly ImmutableArray<string> CommitColumns =
    [
        "id", "recorded_at", "visible_from", "mentions", "mentions_bytes", "digest", "datasets",
        "pack", "pack_bytes", "pack_first", "pack_last", "pack_count",
    ];

    internal const string Tables = """
        CREATE TABLE IF NOT EXISTS commits (
            id INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL, visible_from INTEGER NOT NULL,
            mentions TEXT, mentions_bytes INTEGER, digest TEXT,
            datasets TEXT,
            pack TEXT, pack_bytes INTEGER, pack_first INTEGER, pack_last INTEGER, pack_count INTEGER,
            record TEXT);
        CREATE TABLE IF NOT EXISTS graphs (
            commit_id INTEGER NOT NULL REFERENCES commits, name INTEGER NOT NULL, role INTEGER NOT NULL,
            segment TEXT, bytes INTEGER, start INTEGER NOT NULL, count INTEGER NOT NULL, visible_to INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS cubes (
            commit_id INTEGER NOT NULL REFERENCES commits, dataset_id TEXT NOT NULL, dataset INTEGER NOT NULL,
            version TEXT NOT NULL, graph INTEGER NOT NULL, row_count INTEGER NOT NULL,
            cells TEXT NOT NULL, cells_bytes INTEGER NOT NULL, codes TEXT NOT NULL, codes_bytes INTEGER NOT NULL,
            sparse TEXT, sparse_bytes INTEGER, dimensions TEXT NOT NULL, radices TEXT NOT NULL, template TEXT,
            has_own_iris INTEGER NOT NULL, visible_to INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS terms (
            commit_id INTEGER NOT NULL REFERENCES commits, is_index INTEGER NOT NULL, first INTEGER NOT NULL,
            count INTEGER NOT NULL, segment TEXT NOT NULL, bytes INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS tombstones (
            commit_id INTEGER NOT NULL REFERENCES commits, dataset_id TEXT NOT NULL, dataset INTEGER NOT NULL,
            version TEXT NOT NULL, graph INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
            public_from INTEGER NOT NULL, reason TEXT NOT NULL, kind INTEGER NOT NULL, cells INTEGER, digest TEXT);
        CREATE TABLE IF NOT EXISTS retired (
            commit_id INTEGER NOT NULL REFERENCES commits, target INTEGER NOT NULL, graph INTEGER NOT NULL);
        """;
}
