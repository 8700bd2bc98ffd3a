using System.Collections.Immutable;
using System.Text.Json;
using LinkedStats.Cubes;

namespace LinkedStats.Storage.Snapshots;

/// <summary>What the log keeps of a dataset version that was taken away.</summary>
/// <param name="Commit">The number of the commit that took it away.</param>
/// <param name="DatasetId">The dataset's id in addresses.</param>
/// <param name="Dataset">The dictionary id of the qb:DataSet.</param>
/// <param name="Version">The version number.</param>
/// <param name="Graph">The dictionary id of the version's graph.</param>
internal sealed record TombstoneRecord(int Commit, string DatasetId, ulong Dataset, string Version, ulong Graph)
{
    /// <summary>When the version was accepted, in UTC ticks.</summary>
    internal required long RecordedAt { get; init; }

    /// <summary>When the public saw the version first, or would have seen it, in UTC ticks.</summary>
    internal required long PublicFrom { get; init; }

    /// <summary>Why it was taken away.</summary>
    internal required LanguageMap Reason { get; init; }

    /// <summary>How it was taken away.</summary>
    internal TombstoneKind Kind { get; init; }

    /// <summary>The number of cells that exist no more; null where all still do, in past states.</summary>
    internal int? Cells { get; init; }

    /// <summary>The digest of the cells that exist no more; null likewise.</summary>
    internal string? Digest { get; init; }

    /// <summary>The reason as JSON, texts by language tag.</summary>
    internal string ReasonText => JsonSerializer.Serialize(
        Reason.Texts.ToImmutableSortedDictionary(StringComparer.Ordinal));

    /// <summary>Reads <see cref="ReasonText"/>.</summary>
    internal static LanguageMap ParseReason(string text) => new(
        (JsonSerializer.Deserialize<Dictionary<string, string>>(text) ?? [])
        .ToImmutableSortedDictionary(StringComparer.Ordinal));
}

/// <summary>How cells were taken away.</summary>
internal enum TombstoneKind
{
    /// <summary>The version is withdrawn: past states keep it.</summary>
    Withdrawn = 0,

    /// <summary>The version exists in no state any more.</summary>
    Purged = 1,

    /// <summary>Some cells of the version exist in no state any more.</summary>
    CellsPurged = 2,
}

/// <summary>A record of an earlier commit that nobody sees any more from a commit on.</summary>
/// <param name="Commit">The number of the later commit.</param>
/// <param name="Target">The number of the earlier commit.</param>
/// <param name="Graph">The dictionary id of the graph whose triples and cells the earlier commit made.</param>
internal sealed record RetiredRecord(int Commit, int Target, ulong Graph);

/// <summary>When the records of a log ceased to be visible.</summary>
internal sealed class Retirements
{
    private readonly Dictionary<(int Commit, ulong Graph), long> _ends = [];

    /// <summary>Collects them.</summary>
    /// <param name="commits">The whole log.</param>
    internal Retirements(ImmutableArray<Commit> commits)
    {
        foreach (Commit commit in commits)
        {
            foreach (RetiredRecord retired in commit.Retired)
            {
                _ends.TryAdd((retired.Target, retired.Graph), commit.RecordedAt);
            }
        }
    }

    /// <summary>The instant from which nobody sees a graph's revision, in UTC ticks.</summary>
    internal long EndOf(GraphRecord graph) => EndOf(graph.Commit, graph.Name, graph.VisibleTo);

    /// <summary>The instant from which nobody sees the cells of a version, in UTC ticks.</summary>
    internal long EndOf(CubeRecord cube) => EndOf(cube.Commit, cube.Graph, cube.VisibleTo);

    private long EndOf(int commit, ulong graph, long visibleTo) =>
        _ends.TryGetValue((commit, graph), out long end) ? Math.Min(end, visibleTo) : visibleTo;
}
