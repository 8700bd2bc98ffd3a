using System.Collections.Immutable;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The store after some commit: the log, and the dictionary that all its segments use.</summary>
/// <param name="Commits">The log, oldest first.</param>
/// <param name="Dictionary">The dictionary.</param>
/// <param name="Packs">Where the triples of graphs stand.</param>
/// <param name="DictionarySegments">Where the dictionary's segments are opened.</param>
internal sealed record StoreState(
    ImmutableArray<Commit> Commits, TermDictionary Dictionary, GraphPacks Packs, SegmentScope DictionarySegments)
{
    /// <summary>The names of all segments in the log.</summary>
    internal IEnumerable<SegmentName> Segments() => SegmentsOf(Commits);

    /// <summary>The names of all segments in a log.</summary>
    internal static IEnumerable<SegmentName> SegmentsOf(ImmutableArray<Commit> commits) =>
        commits.SelectMany(static c => new SegmentName?[]
        {
            c.Terms?.Segment, c.TermIndex?.Segment, c.Mentions, c.Pack?.Segment,
        }
        .Concat(c.Graphs.Select(static g => g.Segment))
        .Concat(c.Cubes.SelectMany(static k => new SegmentName?[] { k.Cells, k.Codes, k.Sparse })))
        .OfType<SegmentName>();

    /// <summary>
    /// True when a release was, or is, under embargo: while there was none, all viewers see the same at every instant.
    /// </summary>
    internal bool HasEmbargoes { get; private init; }

    /// <summary>How the cells of all versions are called; those of a dataset alike, but for a few.</summary>
    internal ImmutableHashSet<NamingRule> NamingRules => _namingRules ??= [.. RulesOf(Commits)];

    private ImmutableHashSet<NamingRule>? _namingRules;

    /// <summary>Joins a log to a state; no segment is read.</summary>
    internal static StoreState Create(ImmutableArray<Commit> commits, TermBytes bytes, SegmentScope segments) =>
        new(
            commits,
            new TermDictionary(bytes, [.. TermsOf(commits, segments)], IndexesOf([], commits, segments)),
            GraphPacks.Of(commits),
            segments)
        {
            HasEmbargoes = commits.Any(IsEmbargo),
        };

    /// <summary>Adds commits at the end of the log; it costs what they bring, however long the log is.</summary>
    internal StoreState Append(ImmutableArray<Commit> added)
    {
        ImmutableArray<Commit> commits = Commits.AddRange(added);
        var dictionary = new TermDictionary(
            Dictionary.Bytes,
            Dictionary.Segments.AddRange(TermsOf(added, DictionarySegments)),
            IndexesOf(Dictionary.Indexes, added, DictionarySegments));

        // Without a new pack everything stands where it stood.
        GraphPacks packs = added.Any(static c => c.Pack is not null) ? GraphPacks.Of(commits) : Packs;
        return new StoreState(commits, dictionary, packs, DictionarySegments)
        {
            HasEmbargoes = HasEmbargoes || added.Any(IsEmbargo),
            _namingRules = _namingRules?.Union(RulesOf(added)),
        };
    }

    private static IEnumerable<NamingRule> RulesOf(ImmutableArray<Commit> commits) =>
        commits.SelectMany(static c => c.Cubes).Select(NamingRule.Of);

    private static IEnumerable<DictionarySegment> TermsOf(ImmutableArray<Commit> commits, SegmentScope segments) =>
        commits.Select(static c => c.Terms).OfType<TermsRecord>()
            .Select(r => new DictionarySegment(r.First, r.Count, r.Segment, segments));

    private static ImmutableArray<DictionaryIndex> IndexesOf(
        ImmutableArray<DictionaryIndex> before, ImmutableArray<Commit> commits, SegmentScope segments)
    {
        // A later table that begins before an earlier one takes its place.
        int first = int.MaxValue;
        var kept = new Stack<TermsRecord>();
        for (int i = commits.Length - 1; i >= 0; i--)
        {
            if (commits[i].TermIndex is { } record && record.First < first)
            {
                kept.Push(record);
                first = record.First;
            }
        }

        return
        [
            .. before.TakeWhile(index => index.First < first),
            .. kept.Select(record => new DictionaryIndex(record.First, record.Count, record.Segment, segments)),
        ];
    }

    private static bool IsEmbargo(Commit commit) =>
        commit.PublicFrom > commit.RecordedAt
        || commit.Tombstones.Any(static t => t.PublicFrom > t.RecordedAt);
}

/// <summary>How cells are called.</summary>
/// <param name="DatasetId">The dataset's id.</param>
/// <param name="DimensionCount">The number of dimensions.</param>
/// <param name="Template">The template of the cells' own IRIs; null where they have none.</param>
internal sealed record NamingRule(string DatasetId, int DimensionCount, string? Template)
{
    internal static NamingRule Of(CubeRecord cube) => new(cube.DatasetId, cube.Dimensions.Length, cube.Template);
}
