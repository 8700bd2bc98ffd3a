using CsCheck;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Dictionary;
using LinkedStats.Storage.Snapshots;
using static LinkedStats.Tests.Storage.CubeSample;

namespace LinkedStats.Tests.Storage;

/// <summary>Stored graphs against graphs in memory.</summary>
public sealed class GraphViewTests
{
    private static readonly Term[] Terms =
    [
        Ex("a"), Ex("b"), new BlankNode("n"), new Literal("x"), new Literal("x", "fr"), new Literal("x", Ex("type")),
        new Literal("5", XsdVocabulary.Integer), new Literal(""), new Literal("é\n\"\0"),
        Iri.Parse("http://localhost:5080/def/x"),
        new Literal("x", Iri.Parse("http://localhost:5080/def/type")), new Literal("x@fr"),
    ];

    private static readonly Gen<Quad> Triple = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, Terms.Length - 1])
        .Select(static (s, p, o) => new Quad(Terms[s], Ex($"p{p}"), Terms[o]));

    [Fact]
    public void Match_RandomGraphs_FindsTheirUnionAndEachGraph() => Triple.Array[0, 30].Array[1, 4].Sample(
        static graphs =>
        {
            using Store store = Store.Open(new StoreOptions());
            var union = new Graph();
            for (int g = 0; g < graphs.Length; g++)
            {
                // Blank nodes belong to their release, so a union over releases is of graphs without them.
                Quad[] triples = [.. graphs[g].Where(static t => t.Subject is Iri && t.Object is not BlankNode)];
                using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
                writer.AddGraph(Ex($"g{g}"), GraphRole.Metadata, triples);
                writer.Commit();
                Array.ForEach(triples, t => union.Add(t));
            }

            using SnapshotLease lease = store.Acquire(Viewer.Public);
            AssertSame(union, lease.Snapshot.Default);
            AssertSame(union, lease.Snapshot.Merge(lease.Snapshot.GraphNames));
            Assert.Equal(union.Count, lease.Snapshot.Default.Count(TermId.None, TermId.None, TermId.None));
        },
        iter: 100);

    [Fact]
    public void Holds_RandomTriples_IsTrueForTheSameSetOnly() =>
        Gen.Select(Triple.Array[1, 12], Triple.Array[0, 12]).Sample(
            static (stored, others) =>
            {
                Quad[] first = [.. stored.Where(static t => t.Subject is Iri && t.Object is not BlankNode)];
                Quad[] second = [.. others.Where(static t => t.Subject is Iri && t.Object is not BlankNode)];
                using Store store = Store.Open(new StoreOptions());
                using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
                writer.AddGraph(Ex("g"), GraphRole.Metadata, first);
                writer.Commit();
                using SnapshotLease lease = store.Acquire(Viewer.Public);
                GraphView graph = lease.Snapshot.Graph(lease.Snapshot.Find(Ex("g")))!;

                Assert.True(graph.Holds([.. first.Reverse(), .. first]));
                Assert.Equal(first.ToHashSet().SetEquals(second), graph.Holds(second));
                Assert.Equal(first.Length == 0, graph.Holds([]));
            },
            iter: 200);

    [Fact]
    public void AddGraph_SameBlankLabelInTwoReleases_AreTwoNodes()
    {
        using Store store = Store.Open(new StoreOptions());
        foreach (string graph in new[] { "one", "two" })
        {
            using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
            writer.AddGraph(Ex(graph), GraphRole.Metadata, [new Quad(new BlankNode("b"), Ex("p"), new BlankNode("b"))]);
            writer.Commit();
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        List<Quad> found = [.. lease.Snapshot.Default.Match(null, null, null)];
        Assert.Equal(2, found.Count);
        Assert.All(found, static t => Assert.Equal(t.Subject, t.Object));
    }

    [Fact]
    public void Find_ManyReleases_KnowsEveryTermAndGivesItBack()
    {
        using var folder = new TemporaryFolder();
        using (Store store = Store.Open(new StoreOptions { Folder = folder.Path }))
        {
            for (int release = 0; release < 25; release++)
            {
                using StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken);
                writer.AddGraph(Ex($"g{release}"), GraphRole.Metadata, Enumerable.Range(0, 1 + (release * 7 % 40))
                    .Select(i => new Quad(Ex($"s{release}/{i}"), Ex("p"), Terms[i % Terms.Length])));
                writer.Commit();
            }
        }

        using Store reopened = Store.Open(new StoreOptions { Folder = folder.Path });
        using SnapshotLease lease = reopened.Acquire(Viewer.Public);
        var scratch = new System.Buffers.ArrayBufferWriter<byte>();
        for (int release = 0; release < 25; release++)
        {
            for (int i = 0; i < 1 + (release * 7 % 40); i++)
            {
                TermId id = lease.Snapshot.Find(Ex($"s{release}/{i}"));
                Assert.Equal(Ex($"s{release}/{i}"), lease.Snapshot.Get(id));
                Assert.Equal($"http://example.org/s{release}/{i}",
                    System.Text.Encoding.UTF8.GetString(lease.Snapshot.GetUtf8(id, scratch).Text));
            }
        }

        Assert.True(lease.Snapshot.Find(Ex("nowhere")).IsNone);
    }

    [Fact]
    public void GetUtf8_LiteralsOfEveryKind_GivesTheirPieces()
    {
        using Store store = Store.Open(new StoreOptions());
        using (StoreWriter writer = store.BeginWrite(TestContext.Current.CancellationToken))
        {
            writer.AddGraph(Ex("g"), GraphRole.Metadata, Terms.Select(static t => new Quad(Ex("s"), Ex("p"), t)));
            writer.Commit();
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        var scratch = new System.Buffers.ArrayBufferWriter<byte>();
        foreach (Literal literal in Terms.OfType<Literal>())
        {
            TermUtf8 utf8 = lease.Snapshot.GetUtf8(lease.Snapshot.Find(literal), scratch);
            Assert.Equal(TermKind.Literal, utf8.Kind);
            Assert.Equal(literal.Lexical, System.Text.Encoding.UTF8.GetString(utf8.Text));
            Assert.Equal(literal.Datatype.Text, System.Text.Encoding.UTF8.GetString(utf8.Datatype));
            Assert.Equal(literal.Language ?? "", System.Text.Encoding.UTF8.GetString(utf8.Language));
        }
    }

    private static void AssertSame(Graph expected, GraphView actual)
    {
        foreach (Quad triple in expected.Match(null, null, null).Append(new Quad(Ex("z"), Ex("z"), Ex("z"))))
        {
            for (int mask = 0; mask < 8; mask++)
            {
                Term? s = (mask & 1) != 0 ? triple.Subject : null;
                Iri? p = (mask & 2) != 0 ? triple.Predicate : null;
                Term? o = (mask & 4) != 0 ? triple.Object : null;
                List<Quad> found = [.. actual.Match(s, p, o)];
                Assert.Equal(expected.Match(s, p, o).ToHashSet(), found.ToHashSet());
                Assert.Equal(found.Count, found.Distinct().Count());
            }
        }
    }
}
