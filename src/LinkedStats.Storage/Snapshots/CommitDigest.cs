using System.Globalization;
using System.IO.Hashing;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The checksum of a record of the log, with all that belongs to it, and the text that it is of.</summary>
internal static class CommitDigest
{
    [ThreadStatic]
    private static CommitText? _text;

    /// <summary>Computes the checksum.</summary>
    internal static string Of(Commit commit) => OfText(TextOf(commit));

    /// <summary>Computes the checksum of a record's text.</summary>
    internal static string OfText(ReadOnlySpan<byte> text) =>
        XxHash128.HashToUInt128(text).ToString("x32", CultureInfo.InvariantCulture);

    /// <summary>Writes the text of a record in UTF-8; it is gone when this thread writes the next one.</summary>
    /// <remarks>Checksums of logs are of these texts, and newer logs hold them: what is written stays.</remarks>
    internal static ReadOnlySpan<byte> TextOf(Commit commit)
    {
        CommitText text = _text ??= new CommitText();
        text.Begin(commit.Id).Field(commit.RecordedAt).Field(commit.VisibleFrom).Field(commit.Mentions);
        if (commit.RecordedDatasets is { } datasets)
        {
            text.Line("datasets").Field(datasets);
        }

        if (commit.Pack is { } pack)
        {
            text.Line("pack").Field(pack.First).Field(pack.Last).Field(pack.Count).Field(pack.Segment);
        }

        foreach (GraphRecord g in commit.Graphs)
        {
            text.Line("graph").Field(g.Name).Field((int)g.Role).Field(g.Segment)
                .Field(g.Start).Field(g.Count).Field(g.VisibleTo);
        }

        foreach (CubeRecord c in commit.Cubes)
        {
            text.Line("cube").Field(c.DatasetId).Field(c.Dataset).Field(c.Version).Field(c.Graph).Field(c.RowCount)
                .Field(c.HasOwnIris).Field(c.Cells).Field(c.Codes).Field(c.Sparse).Field(c.Dimensions)
                .Field("/").Field(c.Radices).Field(c.VisibleTo).Field(c.Template);
        }

        text.Line("terms").Field(commit.Terms?.First).Field(commit.Terms?.Count).Field(commit.Terms?.Segment);
        text.Line("terms")
            .Field(commit.TermIndex?.First).Field(commit.TermIndex?.Count).Field(commit.TermIndex?.Segment);

        // Logs of earlier programs have neither, and their digests stay what they were.
        foreach (TombstoneRecord t in commit.Tombstones)
        {
            text.Line("tombstone").Field(t.DatasetId).Field(t.Dataset).Field(t.Version).Field(t.Graph)
                .Field(t.RecordedAt).Field(t.PublicFrom).Field((int)t.Kind).Field(t.Cells).Field(t.Digest)
                .Field(t.ReasonText);
        }

        foreach (RetiredRecord r in commit.Retired)
        {
            text.Line("retired").Field(r.Target).Field(r.Graph);
        }

        return text.Bytes;
    }
}
