using LinkedStats.Cubes;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server.Observations;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Server.Changes;

/// <summary>Two versions of a dataset to be compared, as one snapshot shows them.</summary>
/// <param name="Site">What every request shares.</param>
/// <param name="Before">The version that the comparison starts from.</param>
/// <param name="After">The version that it leads to; it may be the older one.</param>
/// <param name="Instant">The instant that the request sees.</param>
internal sealed record VersionPair(Site Site, CubeView Before, CubeView After, DateTimeOffset Instant)
{
    /// <summary>What the request sees.</summary>
    public Snapshot Snapshot => After.Snapshot;

    /// <summary>The name of the difference: its address.</summary>
    public Iri Iri => Site.Own($"datasets/{After.Dataset.Id}/changes/{Range}");

    /// <summary>The two version numbers, as <c>1.0.0..1.1.0</c>.</summary>
    public string Range => $"{Before.Version.Version}..{After.Version.Version}";

    /// <summary>The cells of both; which run made a cell is no part of what it says.</summary>
    public CubeComparison Cells { get; } = new(
        Before.Cells, After.Cells, After.Snapshot.Find(ProvVocabulary.WasGeneratedBy));

    /// <summary>Finds a column that is compared.</summary>
    /// <param name="column">The pair of columns.</param>
    /// <returns>The column of the second version, or of the first where only that has it.</returns>
    public CubeColumn ColumnOf(ComparedColumn column) => column.After >= 0
        ? Find(After, column.After, column.IsMeasure)
        : Find(Before, column.Before, column.IsMeasure);

    /// <summary>Finds what the two say otherwise than by their cells: structure, codes in use, labels.</summary>
    /// <returns>The statements that only the first makes, and those that only the second makes.</returns>
    /// <remarks>
    /// Each version speaks with the labels that its codes had when it became public; one under embargo with those that
    /// the request sees.
    /// </remarks>
    public StatementDifference CompareStatements()
    {
        HashSet<Quad> before = StatementsOf(Before);
        HashSet<Quad> after = StatementsOf(After);
        return new StatementDifference(
            [.. before.Where(quad => !after.Contains(quad))], [.. after.Where(quad => !before.Contains(quad))]);
    }

    private static CubeColumn Find(CubeView cube, int index, bool isMeasure) => cube.Columns.First(column =>
        column.Index == index && (isMeasure ? column.Component is Measure : column.Component is ObservationAttribute));

    private HashSet<Quad> StatementsOf(CubeView cube)
    {
        DateTimeOffset from = cube.Version.VisibleFrom > cube.Version.RecordedAt
            ? cube.Version.VisibleFrom
            : cube.Version.RecordedAt;
        var vocabulary = new LinkedStatsVocabulary(Site.Base);
        if (from > Instant)
        {
            return [.. VersionStatements.Read(cube, Snapshot.Default, vocabulary)];
        }

        using SnapshotLease lease = Site.Store.Acquire(Viewer.Public, from);
        return [.. VersionStatements.Read(cube, lease.Snapshot.Default, vocabulary)];
    }
}

/// <summary>What two versions say differently.</summary>
/// <param name="Removed">What only the first says.</param>
/// <param name="Added">What only the second says.</param>
internal sealed record StatementDifference(IReadOnlyList<Quad> Removed, IReadOnlyList<Quad> Added)
{
    /// <summary>All of them with the side that they are on, those of one subject and predicate together.</summary>
    public IEnumerable<(Quad Quad, bool IsAdded)> All =>
        Removed.Select(static quad => (Quad: quad, IsAdded: false))
            .Concat(Added.Select(static quad => (Quad: quad, IsAdded: true)))
            .OrderBy(static item => item.Quad.Predicate.Text, StringComparer.Ordinal)
            .ThenBy(static item => item.Quad.Subject.ToString(), StringComparer.Ordinal)
            .ThenBy(static item => (item.Quad.Object as Literal)?.Language, StringComparer.Ordinal)
            .ThenBy(static item => item.IsAdded)
            .ThenBy(static item => item.Quad.Object.ToString(), StringComparer.Ordinal);
}
