using System.Collections.Immutable;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Where the triples of graphs are to be read: those of small graphs in packs.</summary>
/// <remarks>
/// Each release has a segment of triples, and its description stays in the default graph for ever. A pack holds the
/// small graphs of many releases side by side, so that a store of thousands of them opens a few files.
/// </remarks>
internal sealed class GraphPacks
{
    /// <summary>Graphs with more triples are worth a segment of their own.</summary>
    private const int TriplesMax = 256;

    private readonly Dictionary<(int Commit, ulong Name), (SegmentName Segment, int Start)> _places = [];

    private GraphPacks(ImmutableArray<PackRecord> current) => Current = current;

    /// <summary>The packs in use, in the order of the log; each commit is in one at the most.</summary>
    internal ImmutableArray<PackRecord> Current { get; }

    /// <summary>Finds the packs of a log, and what stands where in them.</summary>
    internal static GraphPacks Of(ImmutableArray<Commit> commits)
    {
        // A later pack that begins before an earlier one takes its place.
        var stack = new Stack<PackRecord>();
        foreach (PackRecord pack in commits.Select(static c => c.Pack).OfType<PackRecord>())
        {
            while (stack.TryPeek(out PackRecord? top) && top.First >= pack.First)
            {
                stack.Pop();
            }

            stack.Push(pack);
        }

        var packs = new GraphPacks([.. stack.Reverse()]);
        int next = 0;
        foreach (PackRecord pack in packs.Current)
        {
            next = packs.Place(pack, commits, next);
        }

        return packs;
    }

    /// <summary>Tells whether a graph belongs into a pack: one of metadata, since old cells are seldom asked
    /// for.</summary>
    internal static bool IsPacked(GraphRecord graph) =>
        graph.Role == GraphRole.Metadata && graph.Count is > 0 and <= TriplesMax;

    /// <summary>Finds where the triples of a graph's revision stand.</summary>
    internal (SegmentName Segment, int Start) PlaceOf(GraphRecord graph) =>
        _places.TryGetValue((graph.Commit, graph.Name), out (SegmentName, int) place)
            ? place
            : (graph.Segment!, graph.Start);

    /// <summary>Finds the places in a pack; the graphs stand in it in the order of the log.</summary>
    /// <returns>The index of the commit behind its last.</returns>
    private int Place(PackRecord pack, ImmutableArray<Commit> commits, int index)
    {
        List<GraphRecord> graphs = [];
        for (; index < commits.Length && commits[index].Id <= pack.Last; index++)
        {
            if (commits[index].Id >= pack.First)
            {
                graphs.AddRange(commits[index].Graphs.Where(IsPacked));
            }
        }

        // Where the log has changed since, the graphs are read where they were written.
        if (graphs.Sum(static g => g.Count) == pack.Count)
        {
            int start = 0;
            foreach (GraphRecord graph in graphs)
            {
                _places[(graph.Commit, graph.Name)] = (pack.Segment, start);
                start += graph.Count;
            }
        }

        return index;
    }
}

/// <summary>The small graphs of some releases, side by side.</summary>
/// <param name="First">The first commit whose graphs are in it.</param>
/// <param name="Last">The last one.</param>
/// <param name="Count">The number of triples.</param>
/// <param name="Segment">The segment.</param>
internal sealed record PackRecord(int First, int Last, int Count, SegmentName Segment);
