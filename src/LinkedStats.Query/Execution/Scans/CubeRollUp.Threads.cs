using System.Runtime.ExceptionServices;

namespace LinkedStats.Query.Execution.Scans;

/// <content>Threads read pieces of a cube, each into arrays of its own, which are added up at the end.</content>
internal sealed partial class CubeRollUp
{
    // Fewer rows are read sooner than other threads are there; those that come group by group take a quarter of the
    // time.
    private const long RowsWorthThreads = 1 << 18;
    private const int OrderedRowsPerRow = 4;
    private const int RowsPerPiece = 1 << 16;
    private const int ThreadsMax = 8;

    // Arrays of groups that are as long as this share of the rows cost more to add up than threads save.
    private const int RowsPerSlot = 16;

    /// <summary>The most threads that have read a cube.</summary>
    public int Threads { get; private set; } = 1;

    private int ThreadsFor(CellReader reader, RollUpAxis[] maps)
    {
        long rows = reader.RowsMax();
        bool isOrdered = rows > 0 && Array.TrueForAll(maps, m => m.RowsOfRun(reader, reader.NextRow) >= ShortRun);
        bool isWorth = rows / (isOrdered ? OrderedRowsPerRow : 1) >= RowsWorthThreads
            && (long)_groups.Count * RowsPerSlot <= rows;
        return isWorth && reader.MayBeSplit && Array.TrueForAll(_aggregates, static a => a.IsMergeable)
            ? (int)Math.Min(Math.Min(Environment.ProcessorCount, ThreadsMax), rows / RowsPerPiece)
            : 1;
    }

    private void ReadOnThreads(CellReader reader, RollUpAxis[] maps, int table, int threads)
    {
        (int Start, int Count)[] pieces = [.. reader.Pieces(RowsPerPiece)];

        // What is charged to the query is charged here, by its one thread.
        CubeRollUp[] parts = [this, .. Enumerable.Range(1, threads - 1).Select(
            _ => new CubeRollUp(_context, _groups, [.. _aggregates.Select(static a => a.NewEmpty())]))];
        int next = -1;
        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, (part, state) =>
            {
                CellReader piece = reader.Split();
                for (int i; !state.IsExceptional && (i = Interlocked.Increment(ref next)) < pieces.Length;)
                {
                    piece.MoveTo(pieces[i]);
                    parts[part].ReadRuns(piece, maps, table, isSimple: true);
                }
            });
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
        }

        Threads = Math.Max(Threads, threads);
        foreach (CubeRollUp part in parts.AsSpan(1))
        {
            Merge(part);
        }
    }

    private void Merge(CubeRollUp other)
    {
        for (int slot = 0; slot < other._counts.Length; slot++)
        {
            _counts[slot] += other._counts[slot];
        }

        for (int i = 0; i < _aggregates.Length; i++)
        {
            _aggregates[i].Merge(other._aggregates[i]);
        }
    }
}
