using System.Collections.Immutable;

namespace LinkedStats.Storage.Snapshots;

/// <summary>Who asks; decides what <see cref="Store.Acquire"/> shows. Viewers who may see the same are equal.</summary>
public sealed class Viewer : IEquatable<Viewer>
{
    /// <summary>Ascending, each once; default for every dataset.</summary>
    private readonly ImmutableArray<string> _datasets;

    private Viewer(ImmutableArray<string> datasets) => _datasets = datasets;

    /// <summary>Anyone: what has been released and not withdrawn.</summary>
    public static Viewer Public { get; } = new([]);

    /// <summary>Who sees whatever awaits its release instant too.</summary>
    public static Viewer Everything { get; } = new(default);

    /// <summary>Who sees what the public sees, and what awaits its release instant of some datasets.</summary>
    /// <param name="datasets">The datasets' ids.</param>
    /// <returns>The viewer; the public for no dataset.</returns>
    public static Viewer Of(IEnumerable<string> datasets) =>
        new([.. datasets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>True where only some datasets are seen before their release.</summary>
    internal bool IsLimited => !_datasets.IsDefaultOrEmpty;

    /// <inheritdoc/>
    public bool Equals(Viewer? other) => other is not null && _datasets.IsDefault == other._datasets.IsDefault
        && (_datasets.IsDefault || _datasets.SequenceEqual(other._datasets, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Viewer);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        _datasets.IsDefault ? -1 : _datasets.Aggregate(0, static (hash, id) => HashCode.Combine(hash, id));

    /// <summary>When the viewer may see a commit, in UTC ticks.</summary>
    /// <param name="commit">The commit.</param>
    /// <returns>
    /// The instant at which it was recorded, for who may see every dataset that it is about; else its release.
    /// </returns>
    internal long SeesFrom(Commit commit) => SeesEarly(commit) ? commit.RecordedAt : commit.PublicFrom;

    private bool SeesEarly(Commit commit)
    {
        if (!IsLimited)
        {
            return _datasets.IsDefault;
        }

        // Log of an earlier program, or metadata of no dataset: nobody can say who may see it.
        ImmutableArray<string> about = commit.Datasets;
        return !about.IsEmpty && about.All(id => _datasets.BinarySearch(id, StringComparer.Ordinal) >= 0);
    }
}
