using System.Collections.Immutable;
using LinkedStats.Storage.Segments;

namespace LinkedStats.Storage.Snapshots;

/// <summary>The states of a store that leases look at, and the dictionaries of these: what must not go yet.</summary>
/// <param name="segments">Where the segments are.</param>
/// <remarks>Not thread-safe: the store's gate guards it.</remarks>
internal sealed class StateLeases(SegmentStore segments)
{
    private readonly Dictionary<StoreState, int> _counts = new(ReferenceEqualityComparer.Instance);
    private readonly List<SegmentScope> _dictionaries = [];

    /// <summary>Tells where the dictionary of a state is opened: where that of the state before is, which it continues,
    /// unless terms were overwritten in between.</summary>
    /// <param name="before">The state before; null for none.</param>
    /// <param name="commits">The log of the state.</param>
    internal SegmentScope DictionaryFor(StoreState? before, ImmutableArray<Commit> commits)
    {
        if (before is not null && (before.Commits.IsEmpty || TermsOf(before.Commits).IsSubsetOf(TermsOf(commits))))
        {
            return before.DictionarySegments;
        }

        var scope = new SegmentScope(segments);
        _dictionaries.Add(scope);
        return scope;
    }

    internal void Add(StoreState state) => _counts[state] = _counts.GetValueOrDefault(state) + 1;

    internal void Remove(StoreState state)
    {
        int count = _counts[state] - 1;
        if (count == 0)
        {
            _counts.Remove(state);
        }
        else
        {
            _counts[state] = count;
        }
    }

    /// <summary>The names of the segments that leases on other states than the current one may still open.</summary>
    internal HashSet<string> NeededBesides(StoreState current) => _counts.Keys
        .Where(state => !ReferenceEquals(state, current)).SelectMany(static state => state.Segments())
        .Select(static name => name.Text).ToHashSet(StringComparer.Ordinal);

    /// <summary>Lets the dictionaries go that neither a lease nor the current state needs.</summary>
    /// <param name="current">The current state; null once the store is closed.</param>
    internal void Trim(StoreState? current)
    {
        foreach (SegmentScope scope in _dictionaries.ToArray())
        {
            if (scope != current?.DictionarySegments && !_counts.Keys.Any(state => state.DictionarySegments == scope))
            {
                scope.Dispose();
                _dictionaries.Remove(scope);
            }
        }
    }

    private static HashSet<SegmentName> TermsOf(ImmutableArray<Commit> commits) => commits
        .SelectMany(static c => (TermsRecord?[])[c.Terms, c.TermIndex]).OfType<TermsRecord>()
        .Select(static terms => terms.Segment).ToHashSet();
}
