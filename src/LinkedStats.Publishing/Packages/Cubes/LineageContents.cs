using System.Collections.Immutable;

namespace LinkedStats.Publishing.Packages.Cubes;

/// <summary>What a <c>lineage.yaml</c> brings.</summary>
/// <param name="Graphs">One graph an experiment, a model, a model version, a run.</param>
/// <param name="Experiments">The ids of its experiments.</param>
/// <param name="Runs">The ids of its runs.</param>
internal sealed record LineageContents(
    ImmutableArray<PackageGraph> Graphs, ImmutableHashSet<string> Experiments, ImmutableHashSet<string> Runs)
{
    /// <summary>Nothing.</summary>
    internal static LineageContents Empty { get; } = new([], [], []);
}
