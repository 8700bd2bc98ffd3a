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

    private readonly ImmutableArray<Commit> _commits;

    /// <summary>For each commit the pack that its small graphs are in, and where they begin in it.</summary>
    private readonly (PackRecord? Pack, int Start)[] _places;

    private GraphPacks(ImmutableArray<PackRecord> current, ImmutableArray<Commit> commits)
    {
        (Current, _commits) = (current, commits);
        _places = new (PackRecord?, int)[commits.Length];
        int next = 0;
        foreach (PackRecord pack in current)
        {
            next = Place(pack, next);
        }
    }

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

        return new GraphPacks([.. stack.Reverse()], commits);
    }

    /// <summary>Tells whether a graph belongs into a pack: one of metadata, since old cells are seldom asked
    /// for.</summary>
    internal static bool IsPacked(GraphRecord graph) =>
        graph.Role == GraphRole.Metadata && graph.Count is > 0 and <= TriplesMax;

    /// <summary>Finds where the triples of a graph's revision stand.</summary>
    internal (SegmentName Segment, int Start) PlaceOf(GraphRecord graph)
    {
        int index = IsPacked(graph) ? _commits.BinarySearch(new Commit(graph.Commit, 0, 0), CommitOrder.ById) : -1;
        if (index < 0 || _places[index] is not ({ } pack, var start))
        {
            return (graph.Segment!, graph.Start);
        }

        ImmutableArray<GraphRecord> graphs = _commits[index].Graphs;
        for (int i = 0; graphs[i].Name != graph.Name; i++)
        {
            start += IsPacked(graphs[i]) ? graphs[i].Count : 0;
        }

        return (pack.Segment, start);
    }

    /// <summary>Finds the places in a pack; the graphs stand in it in the order of the log.</summary>
    /// <returns>The index of the commit behind its last.</returns>
    private int Place(PackRecord pack, int index)
    {
        int start = 0;
        for (; index < _commits.Length && _commits[index].Id <= pack.Last; index++)
        {
            if (_commits[index].Id >= pack.First)
            {
                _places[index] = (pack, start);
                foreach (GraphRecord graph in _commits[index].Graphs)
                {
                    start += IsPacked(graph) ? graph.Count : 0;
                }
            }
        }

        // Where the log has changed since, the graphs are read where they were written.
        for (int i = index - 1; start != pack.Count && i >= 0 && _commits[i].Id >= pack.First; i--)
        {
            _places[i] = default;
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
