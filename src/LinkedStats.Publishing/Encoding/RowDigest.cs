using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Publishing.Encoding;

/// <summary>The digest of observations: the sum of their hashes, made on other cores while more of them come.</summary>
/// <param name="rows">The observations.</param>
/// <param name="names">The IRIs of the store's own things.</param>
internal sealed class RowDigest(CubeRows rows, DigestNames names)
{
    private const int ChunkRows = 1 << 13;

    private readonly Queue<Task<Sum256>> _open = [];
    private readonly TermHashes[] _codes = [.. rows.Dimensions.Select(_ => new TermHashes(names))];
    private readonly TermHashes[] _attributes = [.. rows.Attributes.Select(_ => new TermHashes(names))];
    private readonly TermHashes _runs = new(names);
    private Sum256 _sum;
    private int _start;

    /// <summary>Takes on the observations that have come since.</summary>
    internal void Advance()
    {
        while (rows.Count - _start >= ChunkRows)
        {
            Begin(ChunkRows);
        }
    }

    /// <summary>Adds up the hashes of all observations.</summary>
    internal Sum256 Finish()
    {
        Advance();
        if (rows.Count > _start)
        {
            Begin(rows.Count - _start);
        }

        while (_open.Count > 0)
        {
            End();
        }

        return _sum;
    }

    private void Begin(int count)
    {
        // What the other thread needs is copied, since the rows and their books go on growing.
        var chunk = new RowChunk(rows, _start, count, names)
        {
            CodeHashes = [.. _codes.Select((hashes, i) => hashes.Of(rows.Dimensions[i]))],
            AttributeHashes = [.. _attributes.Select((hashes, i) => hashes.Of(rows.Attributes[i]))],
            RunHashes = _runs.Of(rows.Runs),
        };
        _start += count;
        _open.Enqueue(Task.Run(chunk.Sum));
        if (_open.Count > 2 * Environment.ProcessorCount)
        {
            End();
        }
    }

    private void End() => _sum = _sum.Plus(_open.Dequeue().GetAwaiter().GetResult());

    /// <summary>The hashes of the terms of a book, by their numbers.</summary>
    private sealed class TermHashes(DigestNames names)
    {
        private byte[][] _hashes = new byte[16][];
        private int _count;

        /// <summary>Hashes the terms that are new; arrays handed out before stay as they are where they were
        /// filled.</summary>
        internal byte[][] Of(TermBook book)
        {
            if (book.Count > _hashes.Length)
            {
                Array.Resize(ref _hashes, Math.Max(book.Count, _hashes.Length * 2));
            }

            for (; _count < book.Count; _count++)
            {
                _hashes[_count] = DigestBuffer.HashOf(book[_count], names);
            }

            return _hashes;
        }
    }
}
