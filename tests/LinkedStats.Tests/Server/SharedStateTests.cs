using System.Globalization;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Server;
using LinkedStats.Server.Negotiation;
using LinkedStats.Server.Observations;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.Server;

/// <summary>What requests share so that they are quick: it must neither grow without limit nor grow old.</summary>
public sealed class SharedStateTests
{
    [Fact]
    public void Open_SameContents_SharesOneViewUntilAPublication()
    {
        (Site site, Store store) = ServerFixture.CreateSite(new ServerLimits());
        using (site)
        using (store)
        {
            ServerSample.Publish(store);
            CubeView first = Open(store);
            CubeView same = Open(store);

            using (StoreWriter writer = store.BeginWrite(CancellationToken.None))
            {
                writer.AddGraph(
                    Iri.Parse("http://example.org/graph"),
                    GraphRole.Metadata,
                    [new(first.Dataset.Iri, DctermsVocabulary.Title, new Literal("New"))]);
                writer.Commit();
            }

            CubeView later = Open(store);

            Assert.Same(first, same);
            Assert.NotSame(first, later);
            Assert.Single(later.Graph.Match(
                later.Dataset.Iri, DctermsVocabulary.Title, new Literal("New")));
            Assert.Empty(first.Graph.Match(
                first.Dataset.Iri, DctermsVocabulary.Title, new Literal("New")));
        }
    }

    [Fact]
    public async Task Parse_FloodOfHeadersFromManyClients_RemembersFew()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(static client => Task.Run(() =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                string header = string.Create(
                    CultureInfo.InvariantCulture, $"text/turtle;q=0.{i % 10}, application/x-{client}-{i}");
                Assert.Equal(i % 10 / 10.0, AcceptHeader.Parse(header).Weigh(Variant.Turtle.MediaType).Weight);
            }
        })));
        _ = AcceptHeader.Parse("text/turtle, " + new string('a', 100_000) + "/b");

        // Clients that come at the same moment may each add one more.
        Assert.InRange(AcceptHeader.RememberedCount, 0, 260);
    }

    private static CubeView Open(Store store)
    {
        using SnapshotLease lease = store.Acquire(Viewer.Public);
        return CubeView.Open(lease.Snapshot, lease.Snapshot.Datasets.Single(static dataset => dataset.Id == "life"));
    }
}
