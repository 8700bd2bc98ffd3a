using System.Buffers;
using LinkedStats.Publishing;
using LinkedStats.Query;
using LinkedStats.Query.Results;
using LinkedStats.Rdf;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Rdf.Vocabularies;
using LinkedStats.Storage;
using LinkedStats.Storage.Batches;
using LinkedStats.Storage.Snapshots;

namespace LinkedStats.Tests.RealCubes;

/// <summary>The example of the Data Cube recommendation answers the same whether it came abbreviated or in full.</summary>
public sealed class NormalisationTests
{
    private const string Prefixes = """
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX dimension: <http://purl.org/linked-data/sdmx/2009/dimension#>
        PREFIX attribute: <http://purl.org/linked-data/sdmx/2009/attribute#>
        PREFIX eg: <http://example.org/ns#>

        """;

    public static TheoryData<string> Questions =>
    [
        "SELECT * { ?o a qb:Observation ; eg:refArea ?a ; eg:refPeriod ?p ; dimension:sex ?s ; eg:lifeExpectancy ?v }",
        "SELECT ?s (AVG(?v) AS ?mean) { ?o dimension:sex ?s ; eg:lifeExpectancy ?v } GROUP BY ?s",
        "SELECT ?u (COUNT(*) AS ?n) { ?o a qb:Observation ; attribute:unitMeasure ?u } GROUP BY ?u",
        "SELECT ?slice (COUNT(?o) AS ?n) { ?slice a qb:Slice ; qb:observation ?o } GROUP BY ?slice",
        "SELECT ?p (MAX(?v) AS ?max) { ?slice qb:observation ?o ; eg:refPeriod ?p . ?o eg:lifeExpectancy ?v } GROUP BY ?p",
    ];

    [Theory]
    [MemberData(nameof(Questions))]
    public void Query_AbbreviatedAndNormalisedExample_AnswerTheSame(string question)
    {
        string abbreviated = SharedMaterial.PathOf("conformance", "datacube", "example", "life-expectancy.ttl");
        string normalised = Path.Combine(Path.GetTempPath(), $"life-expectancy-{Guid.NewGuid():N}.nt");
        File.WriteAllBytes(normalised, Normalise(abbreviated));

        string[] before = Answer(abbreviated, question);
        string[] after = Answer(normalised, question);

        File.Delete(normalised);
        Assert.NotEmpty(before);
        Assert.Equal(before, after);
    }

    /// <summary>Copies what slices and the dataset say of their observations to the observations.</summary>
    private static byte[] Normalise(string file)
    {
        Graph graph = RdfReader.ReadFile(file);
        foreach (Quad member in graph.Match(null, CubeVocabulary.ObservationOf, null).ToArray())
        {
            foreach (Quad said in graph.Match(member.Subject, null, null).Where(static q => IsComponent(q.Predicate)).ToArray())
            {
                graph.Add(said with { Subject = member.Object });
            }
        }

        foreach (Quad member in graph.Match(null, CubeVocabulary.DataSetOf, null).ToArray())
        {
            foreach (Quad said in graph.Match(member.Object, null, null).Where(static q => IsComponent(q.Predicate)).ToArray())
            {
                graph.Add(said with { Subject = member.Subject });
            }
        }

        var output = new ArrayBufferWriter<byte>();
        RdfWriter.Write(graph, RdfFormat.NTriples, output, []);
        return output.WrittenSpan.ToArray();
    }

    private static bool IsComponent(Iri property) =>
        property.Text is "http://example.org/ns#refPeriod"
            or "http://purl.org/linked-data/sdmx/2009/dimension#sex"
            or "http://purl.org/linked-data/sdmx/2009/attribute#unitMeasure";

    private static string[] Answer(string package, string question)
    {
        using Store store = Store.Open(new StoreOptions());
        PublishOutcome outcome = new Publisher(store).Publish(package);
        Assert.True(outcome.Report.IsAccepted, string.Join('\n', outcome.Report.Problems));

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        var limits = new QueryLimits();
        var result = (SelectResult)new QueryEngine().Run(
            QueryEngine.Parse(Prefixes + question, null, limits), lease.Snapshot, limits, CancellationToken.None);
        return [.. result.Batches.SelectMany(batch => Rows(batch, result)).Order(StringComparer.Ordinal)];
    }

    private static string[] Rows(Batch batch, SelectResult result) =>
    [
        .. Enumerable.Range(0, batch.RowCount).Select(row => string.Join(
            ' ', Enumerable.Range(0, batch.ColumnCount).Select(column => result.Terms.Get(batch.Column(column)[row])))),
    ];
}
