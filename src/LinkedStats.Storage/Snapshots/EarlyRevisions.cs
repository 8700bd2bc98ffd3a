namespace LinkedStats.Storage.Snapshots;

/// <summary>Chooses the revisions of graphs for a viewer who sees some embargoed releases and not others.</summary>
/// <param name="instant">The instant, in UTC ticks.</param>
/// <remarks>
/// A revision has what was public when it was recorded, and what is embargoed until its own release of the datasets
/// that its commit is about. The first commit of a release that others precede is made without these: a second one, for
/// its instant, has them too, and may be hidden from this viewer. So no single revision may have all that he sees.
/// </remarks>
internal sealed class EarlyRevisions(long instant)
{
    private readonly Dictionary<ulong, List<Revision>> _revisions = [];

    /// <summary>Adds a revision; they come in the order of the log.</summary>
    /// <param name="commit">Its commit.</param>
    /// <param name="graph">The revision.</param>
    /// <param name="isVisible">True when the viewer sees it.</param>
    internal void Add(Commit commit, GraphRecord graph, bool isVisible)
    {
        if (!_revisions.TryGetValue(graph.Name, out List<Revision>? revisions))
        {
            _revisions.Add(graph.Name, revisions = []);
        }

        if (revisions is [.., var last] && last.Commit.RecordedAt == commit.RecordedAt
            && last.Commit.PublicFrom == commit.PublicFrom)
        {
            revisions[^1] = last with { IsFirst = true };
        }

        revisions.Add(new Revision(commit, graph, isVisible, IsFirst: false));
    }

    /// <summary>Chooses the revisions of a graph that together have all that the viewer sees of it.</summary>
    /// <param name="graph">The graph's name.</param>
    /// <returns>The revisions; one where it has what the others have.</returns>
    internal IEnumerable<(Commit Commit, GraphRecord Record)> Choose(ulong graph)
    {
        Revision[] visible = [.. _revisions[graph].Where(static r => r.IsVisible)];

        // Of the public ones the last has what the others have, as for everybody.
        Revision? open = null;
        foreach (Revision revision in visible.Where(r => r.Commit.PublicFrom <= instant))
        {
            open = open is null || open.Commit.PublicFrom <= revision.Commit.PublicFrom ? revision : open;
        }

        Revision[] candidates =
            [.. visible.Where(r => r.Commit.PublicFrom > instant).Concat(open is null ? [] : [open])];
        return candidates.Where(r => !candidates.Any(other => other.Has(r)))
            .Select(static r => (r.Commit, r.Graph));
    }

    /// <param name="Commit">Its commit.</param>
    /// <param name="Graph">The revision.</param>
    /// <param name="IsVisible">True when the viewer sees it.</param>
    /// <param name="IsFirst">True when its release has a second one, for the same instant.</param>
    private sealed record Revision(Commit Commit, GraphRecord Graph, bool IsVisible, bool IsFirst)
    {
        /// <summary>Tells whether this revision has what an earlier one has.</summary>
        internal bool Has(Revision other) =>
            Commit.Id > other.Commit.Id
            && Commit.PublicFrom >= other.Commit.PublicFrom
            && (other.Commit.PublicFrom <= Commit.RecordedAt
                || (!IsFirst && other.Commit.Datasets.All(id => Commit.Datasets.Contains(id, StringComparer.Ordinal))));
    }
}
