using LinkedStats.Publishing;
using LinkedStats.Publishing.Validation;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Publishing;

/// <summary>A store in memory with what a test publishes into it.</summary>
internal sealed class PublishedCube : IDisposable
{
    private SnapshotLease? _lease;

    public Store Store { get; } = Store.Open(new StoreOptions());

    public Snapshot Snapshot => (_lease ??= Store.Acquire(Viewer.Everything)).Snapshot;

    public PublishOutcome Publish(string path)
    {
        _lease?.Dispose();
        _lease = null;
        return new Publisher(Store).Publish(path);
    }

    /// <summary>Publishes what must be accepted.</summary>
    public static PublishedCube Of(params string[] paths)
    {
        var cube = new PublishedCube();
        foreach (string path in paths)
        {
            PublishOutcome outcome = cube.Publish(path);
            Assert.True(outcome.Report.IsAccepted, Show(outcome.Report));
        }

        return cube;
    }

    public CubeTable Cells(string id) => Snapshot.Datasets.Single(d => d.Id == id).Current.Cells;

    /// <summary>The exact values of a measure, missing ones left out.</summary>
    public decimal[] Values(string id, string measureEnd)
    {
        CubeTable table = Cells(id);
        int measure = Index(table.Measures, measureEnd);
        TermId[] values = new TermId[table.RowCount];
        table.ReadMeasure(measure, 0, values);
        return [.. values.Where(v => !v.IsNone).Select(v => decimal.Parse(
            ((Literal)Snapshot.Get(v)).Lexical,
            System.Globalization.NumberStyles.Float,
            System.Globalization.CultureInfo.InvariantCulture))];
    }

    /// <summary>The number of cells of each code of a dimension, by the code's name.</summary>
    public Dictionary<string, int> Counts(string id, string dimensionEnd)
    {
        CubeTable table = Cells(id);
        int dimension = Index(table.Dimensions, dimensionEnd);
        int[] codes = new int[table.RowCount];
        table.ReadCodes(dimension, 0, codes);
        return codes.GroupBy(code => table.CodeName(dimension, code)).ToDictionary(g => g.Key, g => g.Count());
    }

    public static string Show(ValidationReport report) => string.Join('\n', report.Problems.Take(30));

    public void Dispose()
    {
        _lease?.Dispose();
        Store.Dispose();
    }

    private int Index(IReadOnlyList<TermId> properties, string end) => Enumerable.Range(0, properties.Count)
        .Single(i => ((Iri)Snapshot.Get(properties[i])).Text.EndsWith(end, StringComparison.Ordinal));
}
