using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.CubeTables;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>A stored cube against the graph that it means.</summary>
public sealed class CubeTripleViewTests
{
    [Fact]
    public void Match_RandomCube_EveryPatternFindsWhatTheGraphHolds() => CubeGenerator.Cube().Sample(
        static cube =>
        {
            using Store store = Store.Open(new StoreOptions());
            cube.Publish(store, "c", "1.0.0");
            using SnapshotLease lease = store.Acquire(Viewer.Public);
            Graph expected = cube.ToGraph(store.Options.Base, "c");
            GraphView actual = lease.Snapshot.Default;

            AssertSame(expected, actual, null, null, null);
            foreach (Quad triple in expected.Match(null, null, null).Take(40))
            {
                for (int mask = 1; mask < 8; mask++)
                {
                    AssertSame(
                        expected,
                        actual,
                        (mask & 1) != 0 ? triple.Subject : null,
                        (mask & 2) != 0 ? triple.Predicate : null,
                        (mask & 4) != 0 ? triple.Object : null);
                }
            }
        },
        iter: 60);

    [Fact]
    public void ReadColumns_RandomCube_GiveTheRows() => CubeGenerator.Cube().Sample(
        static cube =>
        {
            using Store store = Store.Open(new StoreOptions());
            cube.Publish(store, "c", "1.0.0");
            using SnapshotLease lease = store.Acquire(Viewer.Public);
            Snapshot snapshot = lease.Snapshot;
            CubeTable table = snapshot.Datasets[0].Current.Cells;

            Assert.Equal(cube.Rows.Count, table.RowCount);
            foreach (CubeSampleRow row in cube.Rows)
            {
                int[] key = [.. row.Codes.Select((c, d) => table.FindCode(d, snapshot.Find(c)))];
                int found = table.FindRow(key);
                var cells = new TermId[1];
                table.ReadCells(found, cells);

                Assert.Equal(found, table.FindRow(cells[0]));
                Assert.Equal(found, table.FindRowByKey(table.Key(found)));
                Assert.Equal(row.Measures, row.Measures.Select((_, m) => Measure(snapshot, table, m, found)));
                Assert.True(snapshot.TryFindCell(cells[0], out CubeTable? holder, out int holderRow));
                Assert.Equal((table, found), (holder, holderRow));
                Assert.Equal(cells[0], snapshot.Find(snapshot.Get(cells[0])));
            }
        },
        iter: 60);

    [Fact]
    public void ReadMantissas_NumericColumn_AreTheValues() => CubeGenerator.Cube().Sample(
        static cube =>
        {
            using Store store = Store.Open(new StoreOptions());
            cube.Publish(store, "c", "1.0.0");
            using SnapshotLease lease = store.Acquire(Viewer.Public);
            CubeTable table = lease.Snapshot.Datasets[0].Current.Cells;
            for (int m = 0; m < table.Measures.Count; m++)
            {
                if (table.TryGetScale(m, out int scale, out TermTag datatype))
                {
                    var mantissas = new long[table.RowCount];
                    var terms = new TermId[table.RowCount];
                    table.ReadMantissas(m, 0, mantissas);
                    table.ReadMeasure(m, 0, terms);
                    Assert.All(terms.Zip(mantissas), pair => Assert.Equal(pair.First.IsNone
                        ? long.MinValue / Math.Pow(10, scale)
                        : ValueOf(pair.First, datatype), pair.Second / Math.Pow(10, scale)));
                }
            }
        },
        iter: 60);

    [Fact]
    public void FindRow_KeySpaceBeyond60Bits_RanksTheKeys()
    {
        // Sixteen dimensions of 19 codes are 68 bits.
        (Term, string)[][] codes = [.. Enumerable.Range(0, 16).Select(static d =>
            Enumerable.Range(0, 19).Select(c => ((Term)Ex($"code/{d}/{c}"), $"{c}")).ToArray())];
        var schema = new CubeSchema([.. Enumerable.Range(0, 16).Select(static d => Ex($"d{d}"))], [Ex("value")], []);
        CubeSampleRow Row(int seed) => new(
            [.. codes.Select((c, d) => c[seed * (d + 3) % 19].Item1)], [Year(seed)], []);
        var first = new CubeSample(schema, codes, [.. Enumerable.Range(1, 10).Select(Row)]);
        var second = new CubeSample(schema, codes, [.. Enumerable.Range(5, 10).Select(Row)]);
        using Store store = Store.Open(new StoreOptions());
        first.Publish(store, "wide", "1.0.0");
        second.Publish(store, "wide", "2.0.0");

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Assert.Equal(second.ToGraph(store.Options.Base, "wide").Match(null, null, null).ToHashSet(),
            lease.Snapshot.Default.Match(null, null, null).ToHashSet());
        GraphView both = lease.Snapshot.Merge(lease.Snapshot.GraphNames);
        Assert.Equal(14, both.Match(null, RdfType, null).Count());
        Assert.Equal(14, both.Match(null, Ex("value"), null).Count());
    }

    private static void AssertSame(Graph expected, GraphView actual, Term? s, Iri? p, Term? o)
    {
        List<Quad> wanted = [.. expected.Match(s, p, o)];
        List<Quad> found = [.. actual.Match(s, p, o)];
        Assert.Equal(wanted.Count, found.Count);
        Assert.Equal(wanted.ToHashSet(), found.ToHashSet());
    }

    private static Term? Measure(Snapshot snapshot, CubeTable table, int measure, int row)
    {
        var values = new TermId[1];
        table.ReadMeasure(measure, row, values);
        return values[0].IsNone ? null : snapshot.Get(values[0]);
    }

    private static double ValueOf(TermId id, TermTag datatype)
    {
        if (datatype == TermTag.Double)
        {
            Assert.True(InlineTerm.TryGetDouble(id, out double value));
            return value;
        }

        Assert.True(InlineTerm.TryGetDecimal(id, out long mantissa, out int scale));
        return mantissa / Math.Pow(10, scale);
    }
}
