using LinkedStats.Storage.CubeTables;

namespace LinkedStats.Storage.Snapshots;

/// <summary>What is made of all versions of a dataset, for as long as these are the same: the ranks of keys that are
/// too many, and the IRIs of cells that no template explains.</summary>
/// <param name="versions">The versions, the oldest first.</param>
/// <param name="isRanked">True where ids of cells are ranks of keys.</param>
internal sealed class VersionKeys(CubeRecord[] versions, bool isRanked)
{
    private readonly Lock _making = new();
    private KeyTable? _ranks;
    private OwnIriOfKey[]? _ownIris;

    /// <summary>Tells whether it is about these versions.</summary>
    internal bool IsOf(CubeRecord[] others, bool areRanked) => isRanked == areRanked
        && versions.AsSpan().SequenceEqual(others, ReferenceEqualityComparer.Instance);

    /// <summary>The ranks; made once.</summary>
    internal KeyTable Ranks(Func<KeyTable> make)
    {
        lock (_making)
        {
            return _ranks ??= make();
        }
    }

    /// <summary>The IRIs, each with the number of its cell in the dataset; made once.</summary>
    internal OwnIriOfKey[] OwnIris(Func<OwnIriOfKey[]> make)
    {
        lock (_making)
        {
            return _ownIris ??= make();
        }
    }
}

/// <summary>The latest <see cref="VersionKeys"/> of each dataset, shared by snapshots: a release of one dataset does
/// not have the versions of the others read again.</summary>
internal sealed class SharedVersionKeys
{
    private readonly Dictionary<(string DatasetId, string Dimensions), VersionKeys> _keys = [];

    /// <summary>Gets those of versions that share the ids of cells.</summary>
    internal VersionKeys Of(CubeRecord[] versions, bool isRanked)
    {
        CubeRecord last = versions[^1];
        (string, string) name = (last.DatasetId, string.Join(' ', last.Dimensions));
        lock (_keys)
        {
            if (!_keys.TryGetValue(name, out VersionKeys? keys) || !keys.IsOf(versions, isRanked))
            {
                _keys[name] = keys = new VersionKeys(versions, isRanked);
            }

            return keys;
        }
    }
}
