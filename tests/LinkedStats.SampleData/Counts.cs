using System.Collections.Immutable;

namespace LinkedStats.SampleData;

/// <summary>Counts by codes: what is added to leaves shows in every total above them.</summary>
/// <param name="lists">The code list of each dimension.</param>
internal sealed class Counts(params ImmutableArray<CodeList> lists)
{
    private readonly Dictionary<string, long> _sums = new(StringComparer.Ordinal);

    /// <summary>The count under a key; 0 where nothing was added.</summary>
    /// <param name="key">One code for each dimension, leaf or total.</param>
    public long this[params IReadOnlyList<string> key] => _sums.GetValueOrDefault(string.Join('|', key));

    /// <summary>Counts every leaf of a cube.</summary>
    /// <param name="cube">The cube.</param>
    /// <param name="leaf">The count of a leaf.</param>
    public static Counts Of(CubeRelease cube, Func<IReadOnlyList<string>, long> leaf)
    {
        CodeList[] lists = [.. cube.Dimensions.Select(static dimension => dimension.Codes)];
        var counts = new Counts([.. lists]);
        foreach (IReadOnlyList<string> key in Leaves(lists))
        {
            counts.Add(key, leaf(key));
        }

        return counts;
    }

    /// <summary>Adds to a leaf and to everything above it.</summary>
    /// <param name="leaf">One code for each dimension.</param>
    /// <param name="value">What to add.</param>
    public void Add(IReadOnlyList<string> leaf, long value)
    {
        IEnumerable<IReadOnlyList<string>> chains = lists.Select((list, i) => list.WithAncestors(leaf[i]).ToList());
        foreach (IReadOnlyList<string> key in Product(chains))
        {
            string joined = string.Join('|', key);
            _sums[joined] = _sums.GetValueOrDefault(joined) + value;
        }
    }

    /// <summary>Every combination of codes, totals included, in the order of the lists.</summary>
    /// <param name="lists">The code lists.</param>
    public static IEnumerable<IReadOnlyList<string>> Keys(params IEnumerable<CodeList> lists) =>
        Product(lists.Select(static list => list.Ids.ToList()));

    /// <summary>Every combination of leaves, in the order of the lists.</summary>
    /// <param name="lists">The code lists.</param>
    public static IEnumerable<IReadOnlyList<string>> Leaves(params IEnumerable<CodeList> lists) =>
        Product(lists.Select(static list => list.Leaves.ToList()));

    private static IEnumerable<IReadOnlyList<string>> Product(IEnumerable<IReadOnlyList<string>> parts)
    {
        IEnumerable<ImmutableArray<string>> keys = [[]];
        foreach (IReadOnlyList<string> part in parts)
        {
            keys = keys.SelectMany(key => part.Select(key.Add));
        }

        return keys.Select(static key => (IReadOnlyList<string>)key);
    }
}
