using System.Collections.Immutable;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>One record of the commit log: the segments that one publication made exist together.</summary>
/// <param name="Id">Its number; later commits have higher ones.</param>
/// <param name="RecordedAt">When it was accepted, in UTC ticks.</param>
/// <param name="VisibleFrom">When the public may see it, in UTC ticks.</param>
internal sealed record Commit(int Id, long RecordedAt, long VisibleFrom)
{
    /// <summary>An instant that does not come, in UTC ticks.</summary>
    internal static readonly long Never = DateTimeOffset.MaxValue.UtcTicks;

    /// <summary>When the public did see it first, in UTC ticks: not before it was recorded.</summary>
    internal long PublicFrom => Math.Max(RecordedAt, VisibleFrom);

    /// <summary>
    /// The ids of the datasets that it is about, ascending, as the log has them; null in logs of earlier programs.
    /// </summary>
    internal ImmutableArray<string>? RecordedDatasets { get; init; }

    /// <summary>
    /// The ids of the datasets that it is about: before its release only those see it who may see all of them.
    /// </summary>
    internal ImmutableArray<string> Datasets => RecordedDatasets
        ?? [.. Cubes.Select(static c => c.DatasetId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal ImmutableArray<GraphRecord> Graphs { get; init; } = [];

    /// <summary>The dataset versions that it took away.</summary>
    internal ImmutableArray<TombstoneRecord> Tombstones { get; init; } = [];

    /// <summary>The earlier records that nobody sees from it on.</summary>
    internal ImmutableArray<RetiredRecord> Retired { get; init; } = [];

    /// <summary>The same commit, accepted at another instant; what was public from then on still is.</summary>
    /// <remarks>That a version was taken away which the public has not seen yet, the public never learns.</remarks>
    internal Commit At(long recordedAt) => this with
    {
        RecordedAt = recordedAt,
        VisibleFrom = Tombstones.Any(t => t.PublicFrom > recordedAt) ? Never
            : VisibleFrom == RecordedAt ? recordedAt : VisibleFrom,
    };

    internal ImmutableArray<CubeRecord> Cubes { get; init; } = [];

    /// <summary>The new terms; null when there are none.</summary>
    internal TermsRecord? Terms { get; init; }

    /// <summary>The hash table over the new terms, and perhaps over older ones.</summary>
    internal TermsRecord? TermIndex { get; init; }

    /// <summary>The dictionary ids of IRIs that look like those of cells; null when there are none.</summary>
    internal SegmentName? Mentions { get; init; }

    /// <summary>The small graphs of commits before this one, side by side; null for most.</summary>
    internal PackRecord? Pack { get; init; }
}

/// <summary>The order of the log.</summary>
internal static class CommitOrder
{
    /// <summary>Compares commits by their numbers.</summary>
    internal static readonly Comparer<Commit> ById = Comparer<Commit>.Create(static (a, b) => a.Id.CompareTo(b.Id));
}

/// <summary>The triples of a graph's revision.</summary>
/// <param name="Commit">The commit's number.</param>
/// <param name="Name">The dictionary id of the graph's name.</param>
/// <param name="Role">What the graph is for.</param>
/// <param name="Segment">The segment of triples; null when there are none.</param>
/// <param name="Start">The first row in it.</param>
/// <param name="Count">The number of rows.</param>
internal sealed record GraphRecord(int Commit, ulong Name, GraphRole Role, SegmentName? Segment, int Start, int Count)
{
    /// <summary>When it ceased to be visible to anyone, in UTC ticks; never by default.</summary>
    internal long VisibleTo { get; init; } = long.MaxValue;
}

/// <summary>The cells of a dataset version.</summary>
/// <param name="Commit">The commit's number.</param>
/// <param name="DatasetId">The dataset's id in addresses.</param>
/// <param name="Dataset">The dictionary id of the qb:DataSet.</param>
/// <param name="Version">The version number.</param>
/// <param name="Graph">The dictionary id of the version's graph.</param>
internal sealed record CubeRecord(int Commit, string DatasetId, ulong Dataset, string Version, ulong Graph)
{
    internal required SegmentName Cells { get; init; }

    internal required SegmentName Codes { get; init; }

    internal SegmentName? Sparse { get; init; }

    internal required int RowCount { get; init; }

    /// <summary>The dictionary ids of the dimension properties; versions with the same ones share cell ids.</summary>
    internal required ImmutableArray<ulong> Dimensions { get; init; }

    /// <summary>The number of codes of each dimension.</summary>
    internal required ImmutableArray<int> Radices { get; init; }

    /// <summary>The template of the cells' own IRIs; null when it has none.</summary>
    internal string? Template { get; init; }

    internal bool HasOwnIris { get; init; }

    /// <summary>When it ceased to be visible to anyone, in UTC ticks; never by default.</summary>
    internal long VisibleTo { get; init; } = long.MaxValue;
}

/// <summary>A run of the dictionary.</summary>
/// <param name="First">The index of its first term.</param>
/// <param name="Count">The number of terms.</param>
/// <param name="Segment">The segment.</param>
internal sealed record TermsRecord(int First, int Count, SegmentName Segment);
