using LinkedStats.Storage.Dictionary;

namespace LinkedStats.Query.Execution;

/// <summary>A set of term ids that is small enough to be handed around.</summary>
/// <param name="sorted">The ids, ascending, each once.</param>
internal sealed class IdSet(TermId[] sorted)
{
    private HashSet<TermId>? _lookup;

    /// <summary>The number of ids.</summary>
    public int Count => sorted.Length;

    /// <summary>The ids, ascending.</summary>
    public ReadOnlySpan<TermId> Sorted => sorted;

    /// <summary>Creates a set.</summary>
    /// <param name="ids">The ids, in any order.</param>
    /// <returns>The set.</returns>
    public static IdSet From(IEnumerable<TermId> ids)
    {
        TermId[] sorted = [.. ids.Distinct()];
        Array.Sort(sorted);
        return new IdSet(sorted);
    }

    /// <summary>Tells whether an id is in the set.</summary>
    /// <param name="id">The id.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(TermId id) => (_lookup ??= [.. sorted]).Contains(id);
}
