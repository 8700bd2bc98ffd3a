using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Storage;

/// <summary>Removes the files of a store that its log does not name.</summary>
/// <param name="segments">Its segments.</param>
/// <param name="log">Its log; null for a store in memory.</param>
/// <param name="files">What changes the files.</param>
/// <remarks>Only the holder of the writer's lock may sweep: others may be writing what the log will name.</remarks>
internal sealed class StoreSweeper(SegmentStore segments, CommitLog? log, IStoreFiles files)
{
    /// <summary>
    /// True while there may be files of a commit of which nobody knows yet that it failed, or that a purge replaced.
    /// </summary>
    internal bool IsInDoubt { get; set; } = true;

    /// <summary>True while files are there that only a lease on an older state needs.</summary>
    internal bool HasKept { get; private set; }

    /// <summary>Removes what no commit names and no lease needs.</summary>
    /// <param name="state">The store as it is now.</param>
    /// <param name="needed">The names of the segments that leases on older states may still open.</param>
    internal void Sweep(StoreState state, IReadOnlySet<string> needed)
    {
        string[] strays =
            segments.FindStrays(state.Segments().Select(static s => s.Text).ToHashSet(StringComparer.Ordinal));
        if (strays.Length > 0 && IsInDoubt && log is not null)
        {
            // Or a failed append might be found in the log after a crash, its files being gone.
            files.Record(log.Seal);
        }

        string[] kept = [.. strays.Where(path => needed.Contains(Path.GetFileName(path)))];
        segments.Delete(strays.Except(kept));
        HasKept = kept.Length > 0;
        IsInDoubt = HasKept;
    }
}
