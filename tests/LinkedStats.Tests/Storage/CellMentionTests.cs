using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Triples that mention cells by their IRIs, before and after the cells are published.</summary>
public sealed class CellMentionTests
{
    private static readonly CubeSample Plain = CubeSample.Small(("FR1", 2018, "1"), ("FR2", 2018, "2"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<int, string> Forms => new()
    {
        { 0, "http://localhost:5080/datasets/pop/observations/FR1.2018" },
        { 1, "http://example.org/cell/FR1/2018" },
        { 2, "http://example.org/cell/4711" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Find_MentionedBeforeOrAfterPublication_IsTheCell(int form, string iri)
    {
        // In a store with many terms the cells' IRIs are looked up; in a small one the terms are looked through.
        FindMentioned(form, iri, otherTerms: 0);
        FindMentioned(form, iri, otherTerms: 1000);
    }

    private static void FindMentioned(int form, string iri, int otherTerms)
    {
        Iri cell = Iri.Parse(iri);
        Quad[] triples = [new(cell, Ex("note"), new Literal("!")), new(Ex("slice"), Ex("has"), cell)];
        foreach (string order in new[] { "triples first", "together", "cells first" })
        {
            using Store store = Store.Open(new StoreOptions());
            using (StoreWriter writer = store.BeginWrite(Cancellation))
            {
                writer.AddGraph(Ex("others"), GraphRole.Metadata, [.. Enumerable.Range(0, otherTerms)
                    .Select(static i => new Quad(Ex($"other/{i}"), Ex("other"), Ex($"other/{i}")))]);
                writer.Commit();
            }

            Write(store, form, withTriples: order != "cells first", withCells: order == "together", triples);
            Write(store, form, withTriples: order == "cells first", withCells: order != "together", triples);
            using SnapshotLease lease = store.Acquire(Viewer.Public);
            Snapshot snapshot = lease.Snapshot;

            TermId id = snapshot.Find(cell);
            Assert.Equal(TermTag.Cell, id.Tag);
            Assert.Equal(cell, snapshot.Get(id));
            Assert.Contains(triples[0], snapshot.Default.Match(cell, null, null));
            Assert.Equal(triples[1], Assert.Single(snapshot.Default.Match(null, null, cell)));
            Assert.Contains(snapshot.Default.Match(null, Ex("has"), null), t => t.Object == cell);
            Assert.Equal([snapshot.Find(Ex("note"))], snapshot.Default.ExtraCellPredicates);
            Assert.Equal(6, snapshot.Default.Match(cell, null, null).Count());
        }
    }

    [Fact]
    public void Find_IriThatOnlyLooksLikeACell_IsAnOrdinaryTerm()
    {
        using Store store = Store.Open(new StoreOptions());
        Iri unknown = Iri.Parse("http://localhost:5080/datasets/pop/observations/FR9.2018");
        Write(store, 0, withTriples: true, withCells: true, [new Quad(unknown, Ex("note"), new Literal("?"))]);

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Assert.Equal(TermTag.Iri, lease.Snapshot.Find(unknown).Tag);
        Assert.Single(lease.Snapshot.Default.Match(unknown, null, null));
        Assert.True(lease.Snapshot.Find(Iri.Parse("http://localhost:5080/datasets/pop/observations/FR8.2018")).IsNone);
        Assert.True(lease.Snapshot.Find(Iri.Parse("http://localhost:5080/datasets/pop/observations/FR1.2018.")).IsNone);
    }

    [Fact]
    public void Find_DefaultFormOfACellWithItsOwnIri_IsNoOtherNameOfIt()
    {
        using Store store = Store.Open(new StoreOptions());
        Write(store, 1, withTriples: false, withCells: true, []);

        using SnapshotLease lease = store.Acquire(Viewer.Public);

        Assert.True(lease.Snapshot.Find(Iri.Parse("http://localhost:5080/datasets/pop/observations/FR1.2018")).IsNone);
        Assert.Equal(0, lease.Snapshot.Datasets[0].Current.Cells.FindRowByKey("FR1.2018"));
    }

    [Fact]
    public void Find_CellOfAnEmbargoedVersion_IsNoCellForThePublic()
    {
        using Store store = Store.Open(new StoreOptions());
        Iri cell = Iri.Parse("http://localhost:5080/datasets/pop/observations/FR1.2018");
        Write(store, 0, withTriples: true, withCells: false, [new Quad(cell, Ex("note"), new Literal("soon"))]);
        Plain.Publish(store, "pop", "1.0.0", DateTimeOffset.MaxValue);

        using SnapshotLease open = store.Acquire(Viewer.Public);
        using SnapshotLease early = store.Acquire(Viewer.Everything);

        Assert.Equal(TermTag.Iri, open.Snapshot.Find(cell).Tag);
        Assert.Single(open.Snapshot.Default.Match(cell, null, null));
        Assert.Equal(TermTag.Cell, early.Snapshot.Find(cell).Tag);
        Assert.Equal(6, early.Snapshot.Default.Match(cell, null, null).Count());
    }

    private static void Write(Store store, int form, bool withTriples, bool withCells, Quad[] triples)
    {
        using StoreWriter writer = store.BeginWrite(Cancellation);
        if (withTriples)
        {
            writer.AddGraph(Ex("notes"), GraphRole.Metadata, triples);
        }

        if (withCells)
        {
            Iri? Own(int row) => form switch
            {
                0 => null,
                1 => Ex($"cell/FR{row + 1}/2018"),
                _ => Ex($"cell/{(row * 77) + 4711}"),
            };
            (Plain with { Rows = [.. Plain.Rows.Select((r, i) => r with { OwnIri = Own(i) })] })
                .AddTo(writer, "pop", "1.0.0");
        }

        writer.Commit();
    }
}
