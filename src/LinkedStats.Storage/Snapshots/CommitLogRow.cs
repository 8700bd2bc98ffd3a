using System.Collections.Immutable;
using System.Text;
using LinkedStats.Storage.Segments;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LinkedStats.Storage.Snapshots;

/// <summary>A row of the commit log, read column by column, from the first to the last.</summary>
/// <param name="reader">The reader at the row.</param>
/// <param name="texts">Texts that many rows have.</param>
/// <remarks>A store of many releases has many rows: the statement is asked itself, and what rows have in common is kept
/// once.</remarks>
internal sealed class CommitLogRow(SqliteDataReader reader, SharedTexts texts)
{
    private readonly sqlite3_stmt _statement = reader.Handle!;
    private int _column;

    /// <summary>Goes to the next row.</summary>
    /// <returns>False behind the last one.</returns>
    internal bool Read()
    {
        _column = 0;
        return reader.Read();
    }

    /// <summary>The text of a column in UTF-8; empty where there is none.</summary>
    internal ReadOnlySpan<byte> Utf8() => raw.sqlite3_column_blob(_statement, _column++);

    internal int Int() => checked((int)Long());

    internal ulong Id() => unchecked((ulong)Long());

    internal long Long()
    {
        int column = _column++;
        long value = raw.sqlite3_column_int64(_statement, column);
        return value != 0 || raw.sqlite3_column_type(_statement, column) == raw.SQLITE_INTEGER
            ? value
            : throw new InvalidOperationException($"'{reader.GetName(column)}' is no number.");
    }

    /// <summary>A text that this row alone has; null where there is none.</summary>
    internal string? Text()
    {
        int column = _column++;
        ReadOnlySpan<byte> text = raw.sqlite3_column_blob(_statement, column);
        return text.IsEmpty && IsNull(column) ? null : Encoding.UTF8.GetString(text);
    }

    /// <summary>A text that other rows have too; empty where there is none.</summary>
    internal string SharedText() => texts.Get(raw.sqlite3_column_blob(_statement, _column++));

    internal SegmentName? Segment()
    {
        ReadOnlySpan<byte> text = raw.sqlite3_column_blob(_statement, _column);
        if (text.IsEmpty && IsNull(_column))
        {
            _column += 2;
            return null;
        }

        _column++;
        return SegmentName.Parse(text, Long());
    }

    /// <summary>Words with a space between them; null where there is no text.</summary>
    internal ImmutableArray<string>? Words()
    {
        ReadOnlySpan<byte> text = raw.sqlite3_column_blob(_statement, _column);
        bool isNull = text.IsEmpty && IsNull(_column);
        _column++;
        return isNull ? null : texts.Words(texts.Get(text));
    }

    internal PackRecord? Pack()
    {
        if (Segment() is not { } segment)
        {
            _column += 3;
            return null;
        }

        return new PackRecord(Int(), Int(), Int(), segment);
    }

    internal GraphRecord Graph() => new(Int(), Id(), (GraphRole)Int(), Segment(), Int(), Int())
    {
        VisibleTo = Long(),
    };

    internal CubeRecord Cube() => new(Int(), SharedText(), Id(), SharedText(), Id())
    {
        RowCount = Int(),
        Cells = Segment()!,
        Codes = Segment()!,
        Sparse = Segment(),
        Dimensions = texts.Ids(SharedText()),
        Radices = texts.Numbers(SharedText()),
        Template = Text(),
        HasOwnIris = Int() == 1,
        VisibleTo = Long(),
    };

    internal (int Commit, bool IsIndex, TermsRecord Record) Terms() =>
        (Int(), Int() == 1, new TermsRecord(Int(), Int(), Segment()!));

    internal TombstoneRecord Tombstone() => new(Int(), Text()!, Id(), Text()!, Id())
    {
        RecordedAt = Long(),
        PublicFrom = Long(),
        Reason = TombstoneRecord.ParseReason(Text()!),
        Kind = (TombstoneKind)Int(),
        Cells = IntOrNull(),
        Digest = Text(),
    };

    internal RetiredRecord Retired() => new(Int(), Int(), Id());

    private int? IntOrNull()
    {
        if (IsNull(_column))
        {
            _column++;
            return null;
        }

        return Int();
    }

    private bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;
}
