using System.Buffers;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Encoding;

/// <summary>The digest of observations: the sum of their hashes, made on all cores.</summary>
internal sealed class RowDigest
{
    private const int ChunkRows = 1 << 13;

    private readonly CubeRows _rows;
    private readonly byte[][][] _codes;
    private readonly byte[][][] _attributes;
    private readonly byte[][] _runs;

    private RowDigest(CubeRows rows)
    {
        _rows = rows;
        _codes = [.. rows.Dimensions.Select(Hashes)];
        _attributes = [.. rows.Attributes.Select(Hashes)];
        _runs = Hashes(rows.Runs);
    }

    /// <summary>Adds up the hashes of observations.</summary>
    internal static Sum256 SumOf(CubeRows rows, CancellationToken cancellation)
    {
        var digest = new RowDigest(rows);
        var sums = new Sum256[(rows.Count + ChunkRows - 1) / ChunkRows];
        Parallel.For(
            0,
            sums.Length,
            new ParallelOptions { CancellationToken = cancellation },
            chunk => sums[chunk] = digest.SumOf(
                chunk * ChunkRows, Math.Min(ChunkRows, rows.Count - (chunk * ChunkRows))));
        return sums.Aggregate(default(Sum256), static (total, sum) => total.Plus(sum));
    }

    private static byte[][] Hashes(TermBook book) => [.. book.Terms.Select(DigestBuffer.HashOf)];

    private Sum256 SumOf(int start, int count)
    {
        int[][] codes = [.. _codes.Select(_ => new int[count])];
        TermId[][] measures = [.. Enumerable.Range(0, _rows.MeasureCount).Select(_ => new TermId[count])];
        int[][] attributes = [.. _attributes.Select(_ => new int[count])];
        int[] runs = new int[count];
        for (int i = 0; i < codes.Length; i++)
        {
            _rows.ReadCodes(i, start, codes[i]);
        }

        for (int i = 0; i < measures.Length; i++)
        {
            _rows.ReadMeasures(i, start, measures[i]);
        }

        for (int i = 0; i < attributes.Length; i++)
        {
            _rows.ReadAttributes(i, start, attributes[i]);
        }

        _rows.ReadRuns(start, runs);
        var buffer = new DigestBuffer();
        var iri = new ArrayBufferWriter<byte>(256);
        Span<int> key = stackalloc int[codes.Length];
        Sum256 sum = default;
        for (int row = 0; row < count; row++)
        {
            buffer.Clear();
            for (int i = 0; i < codes.Length; i++)
            {
                key[i] = codes[i][row];
                AppendHash(buffer, _codes[i], key[i]);
            }

            foreach (TermId[] measure in measures)
            {
                AppendValue(buffer, measure[row]);
            }

            for (int i = 0; i < attributes.Length; i++)
            {
                AppendHash(buffer, _attributes[i], attributes[i][row]);
            }

            AppendHash(buffer, _runs, runs[row]);
            AppendIri(buffer, start + row, key, iri);
            sum = sum.Plus(buffer.Hash());
        }

        return sum;
    }

    private static void AppendHash(DigestBuffer buffer, byte[][] hashes, int number)
    {
        if (number < 0)
        {
            buffer.AppendEnd();
            return;
        }

        buffer.Append(hashes[number]);
    }

    private void AppendValue(DigestBuffer buffer, TermId value)
    {
        if (value.IsInline)
        {
            Span<byte> lexical = stackalloc byte[InlineTerm.LengthMax];
            buffer.Append(lexical[..InlineTerm.Format(value, lexical)]);
            buffer.Append([1]);
            buffer.Append(InlineDatatypes.Utf8Of(value));
            buffer.Append([1]);
            buffer.AppendEnd();
        }
        else if (value.IsNone)
        {
            buffer.AppendEnd();
        }
        else
        {
            buffer.AppendText(_rows.TermOf(value));
        }
    }

    private void AppendIri(DigestBuffer buffer, int row, ReadOnlySpan<int> key, ArrayBufferWriter<byte> iri)
    {
        iri.ResetWrittenCount();
        if (_rows.OwnIris?.TryWrite(row, key, iri) == true)
        {
            buffer.Append(iri.WrittenSpan);
        }

        buffer.AppendEnd();
    }
}
