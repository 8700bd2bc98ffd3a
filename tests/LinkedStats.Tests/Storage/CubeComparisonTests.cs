using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>The cells in which two versions differ.</summary>
public sealed class CubeComparisonTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Read_RandomPair_AppliedToTheFirstGivesTheSecond() => CubeVersions.Pair().Sample(
        static pair => AssertApplies(pair.Before, pair.After), iter: 300);

    [Fact]
    public void Read_ManyRows_AppliedToTheFirstGivesTheSecond()
    {
        CubeSample before = Numbers(row => row % 97 == 0 ? null : (row % 50) + 1);
        AssertApplies(before, before);
        AssertApplies(before, Numbers(row => row % 89 == 0 ? null : (row % 50) + 1));
        AssertApplies(before, Numbers(row => row is > 2000 and < 6000 ? null : (row % 50) + 1));
        AssertApplies(before, Numbers(row => row % 97 == 0 ? null : (row % 50) + (row % 2)));
        AssertApplies(before, Numbers(row => row < 9000 ? null : 1));
        AssertApplies(Numbers(static row => row < 9000 ? null : 1), before);
    }

    [Fact]
    public void Count_EachKind_IsCountedOnce()
    {
        using Store store = Store.Open(new StoreOptions());
        CubeSample first = Small(("A", 2018, "1"), ("A", 2019, "2"), ("B", 2018, "3"), ("B", 2019, "4"));
        first.Publish(store, "pop", "1.0.0");
        CubeSampleRow[] rows = [.. first.Rows];
        rows[1] = rows[1] with { Measures = [new Literal("2.0", XsdVocabulary.Decimal)] };
        rows[2] = rows[2] with { Attributes = [Ex("provisional")] };
        CubeSample second = Small(("A", 2018, "1"), ("A", 2019, "2"), ("B", 2018, "3"), ("C", 2018, "9"));
        rows[3] = second.Rows[3];
        (second with { Rows = rows }).Publish(store, "pop", "2.0.0");

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        CubeComparison comparison = Compare(lease.Snapshot);

        Assert.Equal(new ChangeCounts(1, 1, 1, 1), comparison.Count(Cancellation));
    }

    [Fact]
    public void Read_AnotherRun_IsNoChange()
    {
        using Store store = Store.Open(new StoreOptions());
        CubeSample cube = Small(("A", 2018, "1"));
        foreach (string run in new[] { "run1", "run2" })
        {
            (cube with { Rows = [.. cube.Rows.Select(row => row with { Run = Ex(run) })] })
                .Publish(store, "pop", run == "run1" ? "1.0.0" : "2.0.0");
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Assert.Equal(0, Compare(lease.Snapshot).Count(Cancellation).Total);
        Assert.Equal(1, new CubeComparison(
            lease.Snapshot.Datasets[0].Versions[0].Cells, lease.Snapshot.Datasets[0].Current.Cells)
            .Count(Cancellation).StatusChanged);
    }

    private static CubeComparison Compare(Snapshot snapshot) => new(
        snapshot.Datasets[0].Versions[0].Cells,
        snapshot.Datasets[0].Versions[^1].Cells,
        snapshot.Find(GeneratedBy));

    private static CubeSample Numbers(Func<int, int?> value)
    {
        (int Row, int Value)[] cells = [.. Enumerable.Range(0, 12_000)
            .Where(row => value(row) is not null).Select(row => (row, value(row)!.Value))];
        CubeSample keys = Small([.. Enumerable.Range(0, 12_000).Select(static row => ($"A{row / 40}", row % 40, (string?)"0"))]);
        return keys with
        {
            Rows = [.. cells.Select(cell => keys.Rows[cell.Row] with
            {
                Measures = [new Literal($"{cell.Value}", XsdVocabulary.Decimal)],
            })],
        };
    }

    private static void AssertApplies(CubeSample before, CubeSample after)
    {
        using Store store = Store.Open(new StoreOptions());
        before.Publish(store, "pop", "1.0.0");
        after.Publish(store, "pop", "2.0.0");
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        Snapshot snapshot = lease.Snapshot;
        CubeComparison comparison = Compare(snapshot);
        Dictionary<string, Dictionary<Iri, Term>> cells = ValuesOf(before);
        ChangeCounts expected = comparison.Count(Cancellation);
        int[] counts = new int[4];
        foreach (ChangeBatch batch in comparison.Read(Cancellation))
        {
            for (int i = 0; i < batch.Count; i++)
            {
                counts[(int)batch.Changes[i].Kind]++;
                Apply(snapshot, comparison, batch, i, cells);
            }
        }

        Assert.Equal([expected.Added, expected.Removed, expected.Revised, expected.StatusChanged], counts);
        Assert.Equal(Show(ValuesOf(after)), Show(cells));
    }

    private static void Apply(
        Snapshot snapshot, CubeComparison comparison, ChangeBatch batch, int index,
        Dictionary<string, Dictionary<Iri, Term>> cells)
    {
        CellChange change = batch.Changes[index];
        string key = change.RowAfter >= 0
            ? snapshot.Datasets[0].Current.Cells.Key(change.RowAfter)
            : snapshot.Datasets[0].Versions[0].Cells.Key(change.RowBefore);
        Assert.Equal(change.Kind == CellChangeKind.Added, !cells.ContainsKey(key));
        Assert.Equal(change.Kind == CellChangeKind.Added, change.RowBefore < 0);
        Assert.Equal(change.Kind == CellChangeKind.Removed, change.RowAfter < 0);
        Dictionary<Iri, Term> values = cells.TryGetValue(key, out Dictionary<Iri, Term>? known) ? known : [];
        bool isRevised = false;
        for (int column = 0; column < comparison.Columns.Length; column++)
        {
            var property = (Iri)snapshot.Get(comparison.Columns[column].Property);
            (TermId old, TermId value) = (batch.Before(column)[index], batch.After(column)[index]);
            Assert.Equal(values.GetValueOrDefault(property), old.IsNone ? null : snapshot.Get(old));
            isRevised |= comparison.Columns[column].IsMeasure && old != value;
            _ = values.Remove(property);
            if (!value.IsNone)
            {
                values[property] = snapshot.Get(value);
            }
        }

        Assert.Equal(change.Kind == CellChangeKind.Revised, isRevised && change is { RowBefore: >= 0, RowAfter: >= 0 });
        _ = change.Kind == CellChangeKind.Removed ? cells.Remove(key) : (cells[key] = values) is null;
    }

    private static Dictionary<string, Dictionary<Iri, Term>> ValuesOf(CubeSample cube) => cube.Rows.ToDictionary(
        row => LinkedStats.Cubes.ObservationKey.Format(
            row.Codes.Select((term, d) => cube.Codes[d].First(code => code.Term == term).Name)),
        row => cube.Schema.Measures.Zip(row.Measures).Concat(cube.Schema.Attributes.Zip(row.Attributes))
            .Where(static pair => pair.Second is not null)
            .ToDictionary(static pair => pair.First, static pair => pair.Second!));

    private static string[] Show(Dictionary<string, Dictionary<Iri, Term>> cells) =>
    [
        .. cells.Select(static cell => cell.Key + ": " + string.Join("; ", cell.Value
            .Select(static value => $"{value.Key} {value.Value}").Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal),
    ];
}
