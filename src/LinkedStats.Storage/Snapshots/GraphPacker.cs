using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Packs the small graphs of releases that came before the one being written.</summary>
/// <param name="before">What the store holds.</param>
/// <remarks>
/// A triple is written again once for each level of packs, and there are few: each holds eight times what the one below
/// it does.
/// </remarks>
internal sealed class GraphPacker(SnapshotContents before)
{
    /// <summary>So many releases are read where they were written before they are packed.</summary>
    internal const int LooseMax = 16;

    /// <summary>So many packs of about one size become one.</summary>
    private const int FanIn = 8;

    /// <summary>Writes a pack when there is enough for one.</summary>
    /// <param name="segments">Where it goes.</param>
    /// <returns>The pack; null when nothing is to be packed.</returns>
    internal PackRecord? Write(SegmentBatch segments)
    {
        if (Plan() is not ({ } first, { } last))
        {
            return null;
        }

        TripleIndex[] graphs =
        [
            .. before.State.Commits.Where(c => c.Id >= first && c.Id <= last)
                .SelectMany(static c => c.Graphs.Where(GraphPacks.IsPacked))
                .Select(before.OpenTriples),
        ];
        int count = graphs.Sum(static g => g.Count);
        return count == 0
            ? null
            : new PackRecord(first, last, count, segments.Write("triples", TripleIndex.Write(graphs)));
    }

    /// <summary>Chooses the commits: those that are in no pack, and with them packs that are no larger.</summary>
    private (int? First, int? Last) Plan()
    {
        IReadOnlyList<PackRecord> packs = before.State.Packs.Current;
        int packed = packs.Count == 0 ? 0 : packs[^1].Last;
        Commit[] loose = [.. before.State.Commits.Where(c => c.Id > packed)];
        if (loose.Length < LooseMax)
        {
            return default;
        }

        int first = loose[0].Id;
        int last = loose[^1].Id;
        int kept = packs.Count;
        while (true)
        {
            int size = last - first + 1;
            int small = packs.Take(kept).Reverse().TakeWhile(p => p.Last - p.First + 1 < 2 * size).Count();
            if (small < FanIn - 1)
            {
                return (first, last);
            }

            kept -= small;
            first = packs[kept].First;
        }
    }
}
