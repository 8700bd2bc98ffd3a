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

    /// <summary>Joins a log to a state; no segment is read.</summary>
    internal static StoreState Create(ImmutableArray<Commit> commits, TermBytes bytes, SegmentScope segments)
    {
        ImmutableArray<DictionarySegment> terms = [.. commits.Select(static c => c.Terms).OfType<TermsRecord>()
            .Select(r => new DictionarySegment(r.First, r.Count, new Lazy<BinaryColumn>(
                () => segments.Open(r.Segment).Binary(DictionarySegment.TermColumn))))];

        // A later table that begins before an earlier one takes its place.
        var indexes = new Stack<TermsRecord>();
        foreach (TermsRecord index in commits.Select(static c => c.TermIndex).OfType<TermsRecord>())
        {
            while (indexes.TryPeek(out TermsRecord? top) && top.First >= index.First)
            {
                indexes.Pop();
            }

            indexes.Push(index);
        }

        var dictionary = new TermDictionary(bytes, terms, [.. indexes.Reverse()
            .Select(r => new DictionaryIndex(r.First, r.Count, new Lazy<IntegerColumn>(
                () => segments.Open(r.Segment).Integers(DictionaryIndex.SlotColumn))))]);
        return new StoreState(commits, dictionary, GraphPacks.Of(commits), segments);
    }
}
