using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The checksum of a record of the log, with all that belongs to it.</summary>
internal static class CommitDigest
{
    private const int CharsKeptMax = 1 << 16;

    // All records are looked at when a store is opened.
    [ThreadStatic]
    private static StringBuilder? _text;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _bytes;

    /// <summary>Computes it.</summary>
    internal static string Of(Commit commit)
    {
        StringBuilder text = _text is { Capacity: <= CharsKeptMax } kept ? kept : _text = new StringBuilder(1 << 11);
        text.Clear();
        CultureInfo culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"{commit.Id} {commit.RecordedAt} {commit.VisibleFrom}")
            .Append(culture, $" {commit.Mentions?.Text} {commit.Mentions?.Length}");
        if (commit.RecordedDatasets is { } datasets)
        {
            text.Append(culture, $"\ndatasets {string.Join(' ', datasets)}");
        }

        if (commit.Pack is { } pack)
        {
            text.Append(culture, $"\npack {pack.First} {pack.Last} {pack.Count}")
                .Append(culture, $" {pack.Segment.Text} {pack.Segment.Length}");
        }

        foreach (GraphRecord g in commit.Graphs)
        {
            text.Append(culture, $"\ngraph {g.Name} {(int)g.Role} {g.Segment?.Text} {g.Segment?.Length}")
                .Append(culture, $" {g.Start} {g.Count} {g.VisibleTo}");
        }

        foreach (CubeRecord c in commit.Cubes)
        {
            text.Append(culture, $"\ncube {c.DatasetId} {c.Dataset} {c.Version} {c.Graph} {c.RowCount} {c.HasOwnIris}")
                .Append(culture, $" {c.Cells.Text} {c.Cells.Length} {c.Codes.Text} {c.Codes.Length}")
                .Append(culture, $" {c.Sparse?.Text} {c.Sparse?.Length} {string.Join(' ', c.Dimensions)}")
                .Append(culture, $" / {string.Join(' ', c.Radices)} {c.VisibleTo} {c.Template}");
        }

        foreach (TermsRecord? t in (ReadOnlySpan<TermsRecord?>)[commit.Terms, commit.TermIndex])
        {
            text.Append(culture, $"\nterms {t?.First} {t?.Count} {t?.Segment.Text} {t?.Segment.Length}");
        }

        // Logs of earlier programs have neither, and their digests stay what they were.
        foreach (TombstoneRecord t in commit.Tombstones)
        {
            text.Append(culture, $"\ntombstone {t.DatasetId} {t.Dataset} {t.Version} {t.Graph} {t.RecordedAt}")
                .Append(culture, $" {t.PublicFrom} {(int)t.Kind} {t.Cells} {t.Digest} {t.ReasonText}");
        }

        foreach (RetiredRecord r in commit.Retired)
        {
            text.Append(culture, $"\nretired {r.Target} {r.Graph}");
        }

        return HashOf(text);
    }

    private static string HashOf(StringBuilder text)
    {
        ArrayBufferWriter<byte> bytes = _bytes ??= new ArrayBufferWriter<byte>(1 << 12);
        var hash = new XxHash128();
        Encoder encoder = Encoding.UTF8.GetEncoder();
        foreach (ReadOnlyMemory<char> chunk in text.GetChunks())
        {
            bytes.ResetWrittenCount();
            encoder.Convert(chunk.Span, bytes, flush: false, out _, out _);
            hash.Append(bytes.WrittenSpan);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
