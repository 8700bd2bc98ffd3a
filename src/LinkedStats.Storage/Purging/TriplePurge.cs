using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Storage.Purging;

/// <summary>A revision of a graph, and what remains of its triples.</summary>
/// <param name="record">What the log says of it.</param>
/// <param name="open">Opens its triples.</param>
internal sealed class TriplePurge(GraphRecord record, Func<GraphRecord, TripleIndex> open)
{
    private List<IdTriple>? _changed;

    internal GraphRecord Record => record;

    /// <summary>True when the revision does not exist any more.</summary>
    internal bool IsDropped { get; private set; }

    internal bool IsChanged => IsDropped || _changed is not null;

    /// <summary>The triples that remain.</summary>
    internal IEnumerable<IdTriple> Triples => IsDropped ? [] : _changed ?? Read();

    /// <summary>Removes the revision.</summary>
    /// <param name="removed">Receives what was removed.</param>
    internal void Drop(List<IdTriple> removed)
    {
        removed.AddRange(Triples);
        IsDropped = true;
    }

    /// <summary>Puts other triples in the place of all.</summary>
    /// <param name="triples">The triples.</param>
    /// <param name="removed">Receives what was removed.</param>
    internal void Replace(IEnumerable<IdTriple> triples, List<IdTriple> removed)
    {
        removed.AddRange(Triples);
        _changed = [.. triples];
    }

    /// <summary>Adds triples.</summary>
    internal void Add(IEnumerable<IdTriple> triples) => _changed = [.. Triples, .. triples];

    /// <summary>Removes the triples that speak of resources, and of the blank nodes that only these led to.</summary>
    /// <param name="gone">The ids of the resources.</param>
    /// <param name="removed">Receives what was removed.</param>
    internal void Forget(IReadOnlySet<ulong> gone, List<IdTriple> removed)
    {
        if (gone.Count == 0 || IsDropped || record.Count == 0 && _changed is null)
        {
            return;
        }

        List<IdTriple> kept = [];
        int before = removed.Count;
        foreach (IdTriple triple in Triples)
        {
            bool isGone = gone.Contains(triple.Subject) || gone.Contains(triple.Object);
            (isGone ? removed : kept).Add(triple);
        }

        if (removed.Count > before)
        {
            _changed = WithoutOrphans(kept, removed, before);
        }
    }

    /// <summary>The triples that remain, sorted.</summary>
    internal TripleIndex ToIndex() => _changed is null ? open(record) : TripleIndexBuilder.Build(_changed);

    private static List<IdTriple> WithoutOrphans(List<IdTriple> kept, List<IdTriple> removed, int start)
    {
        for (int next = start; next < removed.Count;)
        {
            HashSet<ulong> orphans = [.. removed[next..].Select(static triple => triple.Object)
                .Where(static id => new TermId(id).Tag == TermTag.BlankNode)];
            next = removed.Count;
            if (orphans.Count > 0)
            {
                orphans.ExceptWith(kept.Select(static triple => triple.Object));
                removed.AddRange(kept.Where(triple => orphans.Contains(triple.Subject)));
                kept.RemoveAll(triple => orphans.Contains(triple.Subject));
            }
        }

        return kept;
    }

    private IEnumerable<IdTriple> Read()
    {
        if (record.Segment is null || record.Count == 0)
        {
            yield break;
        }

        SortedRun run = open(record)[KeyOrder.Spo];
        for (int i = 0; i < run.Count; i++)
        {
            yield return new IdTriple(run.First.Span[i], run.Second.Span[i], run.Third.Span[i]);
        }
    }
}

/// <summary>Writes what remains of the revisions of graphs.</summary>
/// <param name="batch">Where the segments go.</param>
internal sealed class TriplePurgeWriter(SegmentBatch batch)
{
    /// <summary>Writes every segment anew that holds a revision which has changed.</summary>
    /// <param name="graphs">All revisions of the log.</param>
    /// <returns>The revisions that have another record from now on, with that; null for those that are no
    /// more.</returns>
    internal Dictionary<TriplePurge, GraphRecord?> Write(IEnumerable<TriplePurge> graphs)
    {
        Dictionary<TriplePurge, GraphRecord?> records = [];
        foreach (IGrouping<SegmentName?, TriplePurge> shared in graphs.GroupBy(static g => g.Record.Segment))
        {
            if (!shared.Any(static graph => graph.IsChanged))
            {
                continue;
            }

            // Graphs lie one after another in a segment; those that have not changed move with the others.
            (TriplePurge Graph, TripleIndex Index)[] kept =
            [
                .. shared.Where(static graph => !graph.IsDropped && (graph.IsChanged || graph.Record.Count > 0))
                    .Select(static graph => (graph, graph.ToIndex())),
            ];
            SegmentName? segment = kept.All(static item => item.Index.Count == 0)
                ? null
                : batch.Write("triples", TripleIndex.Write([.. kept.Select(static item => item.Index)]));
            int start = 0;
            foreach ((TriplePurge graph, TripleIndex index) in kept)
            {
                records[graph] = graph.Record with { Segment = segment, Start = start, Count = index.Count };
                start += index.Count;
            }

            foreach (TriplePurge graph in shared.Where(graph => !records.ContainsKey(graph)))
            {
                // Empty revisions need no segment.
                records[graph] = graph.IsDropped ? null : graph.Record with { Segment = segment, Start = 0 };
            }
        }

        return records;
    }
}
