using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>Walks paths: breadth first, each node once, within the limits.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.4, ALP.</remarks>
internal sealed class PathWalker(EvaluationContext context, TripleSource source)
{
    private const int BytesPerNode = 48;
    private const int ReadSize = 256;

    // Fewer nodes than this are found faster by looking through them than by hashing.
    private const int ListMax = 16;

    private readonly TermId[] _none = [];
    private readonly List<TermId> _followed = [];
    private readonly HashSet<TermId> _seen = [];
    private readonly Dictionary<(TermId Predicate, bool IsBackwards), PathLinks> _links = [];
    private long _nodesCharged;

    /// <summary>Finds the nodes that a path leads to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="node">Where it starts.</param>
    /// <param name="isBackwards">True to walk it from its end.</param>
    /// <param name="ends">Receives the nodes, each once; those found before are dropped.</param>
    public void Walk(PathStep path, TermId node, bool isBackwards, List<TermId> ends)
    {
        context.Release(_nodesCharged * BytesPerNode);
        _nodesCharged = 0;
        ends.Clear();
        if (path is RepeatStep repeat && LinksOf(repeat.Step, isBackwards) is { } links)
        {
            Repeat(repeat, links, node, ends);
        }
        else
        {
            var found = new HashSet<TermId>();
            Walk(path, node, isBackwards, found);
            ends.AddRange(found);
            _nodesCharged = found.Count;
        }
    }

    /// <summary>Tells whether a node is known to be in the graph, as one that has been read.</summary>
    /// <param name="node">The node.</param>
    /// <returns>False where it has to be looked for.</returns>
    public bool IsKnown(TermId node) => _links.Values.Any(links => links.IsKnown(node));

    /// <summary>Gives back the memory of a set of nodes.</summary>
    /// <param name="nodes">The set, which is not used any more.</param>
    public void Forget(HashSet<TermId> nodes) => context.Release((long)nodes.Count * BytesPerNode);

    private void Walk(PathStep step, TermId node, bool isBackwards, HashSet<TermId> found)
    {
        switch (step)
        {
            case LinkStep:
                if (LinksOf(step, isBackwards) is { } links)
                {
                    _followed.Clear();
                    links.Follow(node, _followed);
                    _followed.ForEach(next => Add(found, next));
                }

                break;
            case InverseStep inverse:
                Walk(inverse.Step, node, !isBackwards, found);
                break;
            case SequenceStep sequence:
                var middle = new HashSet<TermId>();
                Walk(isBackwards ? sequence.Second : sequence.First, node, isBackwards, middle);
                foreach (TermId next in middle)
                {
                    Walk(isBackwards ? sequence.First : sequence.Second, next, isBackwards, found);
                }

                Forget(middle);
                break;
            case AlternativeStep alternative:
                Walk(alternative.Left, node, isBackwards, found);
                Walk(alternative.Right, node, isBackwards, found);
                break;
            case RepeatStep repeat:
                Repeat(repeat, node, isBackwards, found);
                break;
            case NegatedStep negated:
                WalkNegated(negated, node, isBackwards, found);
                break;
        }
    }

    // The links of a step that is one predicate; null for any other, and where nothing visible mentions it.
    private PathLinks? LinksOf(PathStep step, bool isBackwards)
    {
        while (step is InverseStep inverse)
        {
            (step, isBackwards) = (inverse.Step, !isBackwards);
        }

        if (step is not LinkStep { Predicate: { IsNone: false } predicate })
        {
            return null;
        }

        if (!_links.TryGetValue((predicate, isBackwards), out PathLinks? links))
        {
            _links.Add((predicate, isBackwards), links = new PathLinks(context, source, predicate, isBackwards));
        }

        return links;
    }

    // The nodes found are the queue of those still to be walked on from.
    private void Repeat(RepeatStep repeat, PathLinks links, TermId node, List<TermId> ends)
    {
        _seen.Clear();
        if (repeat.IncludesZero)
        {
            AddEnd(ends, node);
        }

        int walked = ends.Count;
        Follow(links, node, ends);
        while (repeat.IsUnbounded && walked < ends.Count)
        {
            Follow(links, ends[walked++], ends);
        }
    }

    private void Follow(PathLinks links, TermId node, List<TermId> ends)
    {
        _followed.Clear();
        links.Follow(node, _followed);
        foreach (TermId next in _followed)
        {
            AddEnd(ends, next);
        }
    }

    private void AddEnd(List<TermId> ends, TermId node)
    {
        if (ends.Count < ListMax)
        {
            if (ends.Contains(node))
            {
                return;
            }
        }
        else
        {
            if (_seen.Count == 0)
            {
                _seen.UnionWith(ends);
            }

            if (!_seen.Add(node))
            {
                return;
            }
        }

        if (++_nodesCharged % ReadSize == 0)
        {
            context.ThrowIfStopped();
        }

        context.Charge(BytesPerNode);
        ends.Add(node);
    }

    private void Repeat(RepeatStep repeat, TermId node, bool isBackwards, HashSet<TermId> found)
    {
        // What was reached by another way before must be walked on all the same, so this walk has a set of its own.
        var reached = new HashSet<TermId>();
        if (repeat.IncludesZero)
        {
            Add(reached, node);
        }

        var frontier = new HashSet<TermId>();
        Walk(repeat.Step, node, isBackwards, frontier);
        while (true)
        {
            List<TermId> fresh = [.. frontier.Where(next => Add(reached, next))];
            Forget(frontier);
            if (!repeat.IsUnbounded || fresh.Count == 0)
            {
                break;
            }

            frontier = [];
            foreach (TermId next in fresh)
            {
                Walk(repeat.Step, next, isBackwards, frontier);
            }
        }

        foreach (TermId next in reached)
        {
            Add(found, next);
        }

        Forget(reached);
    }

    private void WalkNegated(NegatedStep negated, TermId node, bool isBackwards, HashSet<TermId> found)
    {
        if (negated.Forward is { } forward)
        {
            ReadNodes(node, isBackwards, forward, found);
        }

        if (negated.Inverse is { } inverse)
        {
            ReadNodes(node, !isBackwards, inverse, found);
        }
    }

    private void ReadNodes(TermId node, bool isBackwards, IReadOnlySet<TermId> excluded, HashSet<TermId> found)
    {
        context.ThrowIfStopped();
        TripleCursor cursor = isBackwards
            ? source.Match(TermId.None, TermId.None, node)
            : source.Match(node, TermId.None, TermId.None);
        Span<TermId> nodes = stackalloc TermId[ReadSize];
        Span<TermId> predicates = stackalloc TermId[ReadSize];
        int count;
        while ((count = cursor.Read(
            isBackwards ? nodes : _none, predicates, isBackwards ? _none : nodes, ReadSize)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                if (!excluded.Contains(predicates[i]))
                {
                    Add(found, nodes[i]);
                }
            }

            context.ThrowIfStopped();
        }
    }

    private bool Add(HashSet<TermId> nodes, TermId node)
    {
        if (!nodes.Add(node))
        {
            return false;
        }

        context.Charge(BytesPerNode);
        return true;
    }
}
