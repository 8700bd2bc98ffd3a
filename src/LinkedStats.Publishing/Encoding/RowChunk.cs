using System.Buffers;
using System.Security.Cryptography;
using LinkedStats.Rdf;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Encoding;

/// <summary>A copy of some observations, to be hashed.</summary>
internal sealed class RowChunk
{
    private readonly int _count;
    private readonly DigestNames _names;
    private readonly int[][] _codes;
    private readonly TermId[][] _measures;
    private readonly int[][] _attributes;
    private readonly int[] _runs;
    private readonly Dictionary<TermId, Term> _values = [];
    private readonly int _start;
    private readonly OwnCellIris? _writer;
    private readonly ArrayBufferWriter<byte> _iris = new(256);
    private readonly int[] _iriEnds;

    /// <summary>Copies observations.</summary>
    /// <param name="rows">All observations.</param>
    /// <param name="start">The first to copy.</param>
    /// <param name="count">How many.</param>
    /// <param name="names">The IRIs of the store's own things.</param>
    internal RowChunk(CubeRows rows, int start, int count, DigestNames names)
    {
        (_start, _count, _names) = (start, count, names);
        _codes = [.. rows.Dimensions.Select(_ => new int[count])];
        _measures = [.. Enumerable.Range(0, rows.MeasureCount).Select(_ => new TermId[count])];
        _attributes = [.. rows.Attributes.Select(_ => new int[count])];
        _runs = new int[count];
        for (int i = 0; i < _codes.Length; i++)
        {
            rows.ReadCodes(i, start, _codes[i]);
        }

        for (int i = 0; i < _measures.Length; i++)
        {
            rows.ReadMeasures(i, start, _measures[i]);
            foreach (TermId value in _measures[i])
            {
                if (!value.IsInline && !value.IsNone)
                {
                    _values[value] = rows.TermOf(value);
                }
            }
        }

        for (int i = 0; i < _attributes.Length; i++)
        {
            rows.ReadAttributes(i, start, _attributes[i]);
        }

        rows.ReadRuns(start, _runs);
        _writer = rows.OwnIris?.CopyForOtherThread();
        _iriEnds = new int[rows.OwnIris is null || _writer is not null ? 0 : count];
        CopyIris(rows, start);
    }

    /// <summary>The hashes of the codes of each dimension, by their numbers.</summary>
    internal required byte[][][] CodeHashes { get; init; }

    /// <summary>The hashes of the values of each attribute, by their numbers.</summary>
    internal required byte[][][] AttributeHashes { get; init; }

    /// <summary>The hashes of the runs, by their numbers.</summary>
    internal required byte[][] RunHashes { get; init; }

    /// <summary>Adds up the hashes of the observations.</summary>
    internal Sum256 Sum()
    {
        var buffer = new DigestBuffer(_names);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Sum256 sum = default;
        for (int row = 0; row < _count; row++)
        {
            buffer.Clear();
            for (int i = 0; i < _codes.Length; i++)
            {
                AppendHash(buffer, CodeHashes[i], _codes[i][row]);
            }

            foreach (TermId[] measure in _measures)
            {
                AppendValue(buffer, measure[row]);
            }

            for (int i = 0; i < _attributes.Length; i++)
            {
                AppendHash(buffer, AttributeHashes[i], _attributes[i][row]);
            }

            AppendHash(buffer, RunHashes, _runs[row]);
            if (_writer is not null)
            {
                AppendIri(buffer, row);
            }
            else if (_iriEnds.Length > 0)
            {
                buffer.AppendIri(_iris.WrittenSpan[(row == 0 ? 0 : _iriEnds[row - 1]).._iriEnds[row]]);
            }

            buffer.AppendEnd();
            sum = sum.Plus(buffer.Hash(sha256));
        }

        return sum;
    }

    private void AppendIri(DigestBuffer buffer, int row)
    {
        Span<int> key = stackalloc int[_codes.Length];
        for (int d = 0; d < key.Length; d++)
        {
            key[d] = _codes[d][row];
        }

        _iris.ResetWrittenCount();
        buffer.AppendIri(_writer!.TryWrite(_start + row, key, _iris) ? _iris.WrittenSpan : default);
    }

    private void CopyIris(CubeRows rows, int start)
    {
        Span<int> key = stackalloc int[_codes.Length];
        var iri = new ArrayBufferWriter<byte>(256);
        for (int row = 0; row < _iriEnds.Length; row++)
        {
            for (int d = 0; d < key.Length; d++)
            {
                key[d] = _codes[d][row];
            }

            iri.ResetWrittenCount();
            _iris.Write(rows.OwnIris!.TryWrite(start + row, key, iri) ? iri.WrittenSpan : default);
            _iriEnds[row] = _iris.WrittenCount;
        }
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
            buffer.AppendText(_values[value]);
        }
    }
}
