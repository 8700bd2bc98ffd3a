using LinkedStats.Query.Expressions;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Triples;

namespace LinkedStats.Query.Execution.Scans;

/// <summary>A property path over ids: from a node it leads to a set of nodes.</summary>
internal abstract record PathStep;

/// <summary>One predicate; None when nothing visible mentions it.</summary>
/// <param name="Predicate">The predicate.</param>
internal sealed record LinkStep(TermId Predicate) : PathStep;

/// <summary>The step backwards.</summary>
/// <param name="Step">The step.</param>
internal sealed record InverseStep(PathStep Step) : PathStep;

/// <summary>One step and then another.</summary>
/// <param name="First">The first.</param>
/// <param name="Second">The second.</param>
internal sealed record SequenceStep(PathStep First, PathStep Second) : PathStep;

/// <summary>Either of two steps.</summary>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
internal sealed record AlternativeStep(PathStep Left, PathStep Right) : PathStep;

/// <summary>A step repeated.</summary>
/// <param name="Step">The step.</param>
/// <param name="IncludesZero">True when no step at all is a way.</param>
/// <param name="IsUnbounded">True when there may be more than one.</param>
internal sealed record RepeatStep(PathStep Step, bool IncludesZero, bool IsUnbounded) : PathStep;

/// <summary>Any predicate but some.</summary>
/// <param name="Forward">
/// The predicates excluded forwards; null when the set names none, so that it has no such way.
/// </param>
/// <param name="Inverse">The predicates excluded backwards; null likewise.</param>
internal sealed record NegatedStep(IReadOnlySet<TermId>? Forward, IReadOnlySet<TermId>? Inverse) : PathStep;

/// <summary>Walks paths: breadth first, each node once, within the limits.</summary>
/// <remarks>Source: SPARQL 1.1 Query, section 18.4, ALP.</remarks>
internal sealed class PathWalker(EvaluationContext context, TripleSource source)
{
    private const int BytesPerNode = 48;
    private const int ReadSize = 256;
    private readonly TermId[] _none = [];

    /// <summary>Finds the nodes that a step leads to.</summary>
    /// <param name="step">The step.</param>
    /// <param name="node">Where it starts.</param>
    /// <param name="isBackwards">True to walk it from its end.</param>
    /// <param name="found">Receives the nodes; those in it already are kept.</param>
    public void Walk(PathStep step, TermId node, bool isBackwards, HashSet<TermId> found)
    {
        switch (step)
        {
            case LinkStep link:
                if (!link.Predicate.IsNone)
                {
                    ReadNodes(node, link.Predicate, isBackwards, null, found);
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

    /// <summary>Gives back the memory of a set of nodes.</summary>
    /// <param name="nodes">The set, which is not used any more.</param>
    public void Forget(HashSet<TermId> nodes) => context.Release((long)nodes.Count * BytesPerNode);

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
            ReadNodes(node, TermId.None, isBackwards, forward, found);
        }

        if (negated.Inverse is { } inverse)
        {
            ReadNodes(node, TermId.None, !isBackwards, inverse, found);
        }
    }

    private void ReadNodes(
        TermId node, TermId predicate, bool isBackwards, IReadOnlySet<TermId>? excluded, HashSet<TermId> found)
    {
        context.ThrowIfStopped();
        TripleCursor cursor = isBackwards
            ? source.Match(TermId.None, predicate, node)
            : source.Match(node, predicate, TermId.None);
        Span<TermId> nodes = stackalloc TermId[ReadSize];
        Span<TermId> predicates = excluded is null ? _none : stackalloc TermId[ReadSize];
        int count;
        while ((count = cursor.Read(
            isBackwards ? nodes : [], predicates, isBackwards ? [] : nodes, ReadSize)) > 0)
        {
            for (int i = 0; i < count; i++)
            {
                if (excluded is null || !excluded.Contains(predicates[i]))
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
