using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Query;

/// <summary>The answers to CONSTRUCT: sets of triples, and their lines.</summary>
public sealed class GraphAnswerTests
{
    private const string All = "CONSTRUCT WHERE { ?s ?p ?o }";

    [Fact]
    public void WriteLines_AnyTerms_WritesWhatTheRdfWriterDoes() =>
        QuadGenerators.Quads(QuadGenerators.Text, withGraphs: false).Sample(
            static quads =>
            {
                using Store store = Open(quads);

                Assert.Equal(Lines(RdfText.Write(Run(store, All).Quads, RdfFormat.NTriples)), WriteLines(store, All));
            },
            iter: 100);

    [Fact]
    public void WriteLines_ManyTerms_ForgetsThemAndWritesThemAgain()
    {
        // More labels than are remembered, each written twice.
        Quad[] quads =
        [
            .. Enumerable.Range(0, 40_000).Select(static i => new Quad(
                Iri.Parse($"http://example.org/{i % 20_000}"),
                Iri.Parse($"http://example.org/p{i / 20_000}"),
                new Literal($"label {i % 20_000}", "en"))),
        ];
        using Store store = Open(quads);

        Assert.Equal(quads.Select(static quad => quad.ToString()).Order(StringComparer.Ordinal), WriteLines(store, All));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(3_000)]
    public void Construct_TriplesThatComeAgain_GivesEachOnce(int count)
    {
        // About one subject more than is compared, about others little; each triple four times and out of order.
        string values = string.Join(' ', Enumerable.Range(0, 2 * count).Select(
            i => string.Create(CultureInfo.InvariantCulture, $"{i * 7 % count}")));
        string query = $$"""
            CONSTRUCT { <urn:hub> <urn:p> ?v . ?s <urn:p> ?v . <urn:hub> <urn:p> ?v }
            WHERE { VALUES ?v { {{values}} } BIND(IRI(CONCAT('urn:s', STR(?v))) AS ?s) }
            """;
        using Store store = Open([]);

        Quad[] given = [.. Run(store, query).Quads];

        Assert.Equal(2 * count, given.Length);
        Assert.Equal(given.Length, given.Distinct().Count());
    }

    [Fact]
    public void Construct_WhatIsNoTriple_IsLeftOut()
    {
        const string Query = """
            CONSTRUCT { ?a <urn:p> ?a . <urn:s> ?a ?a . [] <urn:q> ?a ; <urn:r> ?none }
            WHERE { VALUES ?a { 1 'x' <urn:i> } }
            """;
        using Store store = Open([]);

        Quad[] given = [.. Run(store, Query).Quads];

        Assert.Equal(1, given.Count(static quad => quad.Subject is Iri && quad.Predicate.Text == "urn:p"));
        Assert.Equal(1, given.Count(static quad => quad.Predicate.Text == "urn:i"));
        Assert.Equal(3, given.Select(static quad => quad.Subject).OfType<BlankNode>().Distinct().Count());
        Assert.Equal(5, given.Length);
    }

    private static Store Open(IReadOnlyCollection<Quad> quads)
    {
        Store store = Store.Open(new StoreOptions());
        using StoreWriter writer = store.BeginWrite(CancellationToken.None);
        writer.AddGraph(Iri.Parse("http://example.org/graph"), GraphRole.Metadata, quads);
        writer.Commit();
        return store;
    }

    private static GraphResult Run(Store store, string text)
    {
        // The store is closed by the caller, who reads the answer before.
        QueryAlgebra query = QueryEngine.Parse(text, null, new QueryLimits());
        SnapshotLease lease = store.Acquire(Viewer.Public);
        return (GraphResult)new QueryEngine().Run(
            query, lease.Snapshot, new QueryLimits(), TestContext.Current.CancellationToken);
    }

    private static string[] WriteLines(Store store, string query)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var writer = new NTriplesResultWriter(buffer);
        GraphResult graph = Run(store, query);
        foreach (Batch triples in graph.Triples)
        {
            writer.Write(triples, graph.Terms);
        }

        return Lines(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
}
