using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The segments that a viewer sees at an instant: the one place where visibility is decided.</summary>
/// <param name="Graphs">The visible revision of each graph, ascending by name; several where none has what the others
/// have.</param>
/// <param name="Cubes">The visible cells of each dataset version, oldest version first.</param>
/// <param name="Tombstones">The versions that were taken away, and of which the viewer may know.</param>
/// <param name="From">The first instant of which this is true, in UTC ticks.</param>
/// <param name="Until">The instant at which it changes, in UTC ticks.</param>
internal sealed record VisibleSegments(
    ImmutableArray<GraphRecord> Graphs, ImmutableArray<VisibleCube> Cubes, ImmutableArray<VisibleTombstone> Tombstones,
    long From, long Until)
{
    /// <summary>A name of all this: equal names, equal contents.</summary>
    internal required string Fingerprint { get; init; }

    /// <summary>
    /// The ranges of the dictionary that came with what is not visible: the first index, and the one behind the last.
    /// </summary>
    internal required ImmutableArray<(int First, int End)> HiddenTerms { get; init; }

    /// <summary>True for a term that came with what is not visible; what is visible may have it too.</summary>
    internal bool IsHiddenTerm(ulong index)
    {
        foreach ((int first, int end) in HiddenTerms)
        {
            if (index >= (ulong)first && index < (ulong)end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Compares what is visible, whenever and to whom.</summary>
    internal bool ShowsSame(VisibleSegments other) =>
        Fingerprint == other.Fingerprint && HiddenTerms.SequenceEqual(other.HiddenTerms)
        && Graphs.SequenceEqual(other.Graphs) && Cubes.SequenceEqual(other.Cubes)
        && Tombstones.SequenceEqual(other.Tombstones);
}

/// <summary>The visible cells of a dataset version.</summary>
/// <param name="Record">The cells.</param>
/// <param name="First">The commit that made the version public first.</param>
/// <param name="Edition">When cells of it were purged last, in UTC ticks; 0 for never.</param>
internal sealed record VisibleCube(CubeRecord Record, Commit First, long Edition)
{
    /// <summary>When the version was first accepted, in UTC ticks.</summary>
    internal long RecordedAt => First.RecordedAt;

    /// <summary>When the version first became public, in UTC ticks; republishing it does not change that.</summary>
    internal long VisibleFrom => First.VisibleFrom;
}

/// <summary>A version that was taken away.</summary>
/// <param name="Record">What the log keeps of it.</param>
/// <param name="TakenAt">When it was taken away, in UTC ticks.</param>
internal sealed record VisibleTombstone(TombstoneRecord Record, long TakenAt);
