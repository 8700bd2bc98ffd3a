using System.Text;
using LinkedStats.Query;
using LinkedStats.Query.Algebra;
using LinkedStats.Query.Results;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Storage;

namespace LinkedStats.Tests.Fuzzing;

/// <summary>Whatever is sent as a query is answered, or refused by one of the two exceptions that queries have.</summary>
public sealed class SparqlFuzzTests
{
    private static readonly string[] Words =
    [
        "{", "}", "(", ")", "[", "]", "[]", "()", "<", ">", "<=", "\"", "'", "'''", "\\", "\\u", "\\uD800", "\\U0001F600",
        "^", "^^", "|", "||", "&&", "/", "*", "+", "-", "!", "!=", "?", "$", "@", "@en", "_:", "_:b", ":", ".", ",", ";",
        "#", "1", "1e", "1.5", "-1", "a", "AS", "SELECT", "SELECT *", "COUNT(", "COUNT(*)", "NOT", "IN", "(IN (", "EXISTS {",
        "UNION", "VALUES", "GROUP BY", "HAVING", "ORDER BY", "BIND(", "FILTER", "FILTER(", "DISTINCT", "OPTIONAL {", "MINUS {",
        "GRAPH ?g {", "SERVICE", "CONSTRUCT {", "WHERE {", "ASK {", "DESCRIBE", "LIMIT", "OFFSET", "PREFIX : <urn:x>", "BASE",
        "UNDEF", "GROUP_CONCAT(", "SEPARATOR=", "IF(", "COALESCE(", "REGEX(", "?x", "?s ?p ?o .", "!(", "(^", "{ {", "{ SELECT",
        "<x:", "<http://a/>", "é", "😀", "\0", "INSERT", "(1+", "((", "true",
    ];

    private static readonly Iri Base = Iri.Parse("http://example.org/sparql");

    [Fact]
    public void Parse_DamagedQuery_GivesAlgebraOrSyntaxException() => Target("sparql", Parse).Run();

    [Fact]
    public void Parse_QueryCutAtEveryCharacter_GivesAlgebraOrSyntaxException() => Target("sparql", Parse).RunTruncated();

    [Fact]
    public void Parse_FormerFinding_GivesAlgebraOrSyntaxException() => Target("sparql", Parse).RunFindings();

    [Fact]
    public void Run_DamagedQuery_IsAnsweredOrRefused()
    {
        using Store store = Store.Open(new StoreOptions());
        using (StoreWriter writer = store.BeginWrite(CancellationToken.None))
        {
            writer.AddGraph(CubeSample.Ex("g"), GraphRole.Metadata, Enumerable.Range(0, 12).Select(static i => new Quad(
                CubeSample.Ex($"s{i % 4}"), CubeSample.Ex($"p{i % 3}"), i % 2 == 0 ? new Literal($"t{i}") : CubeSample.Ex("o"))));
            writer.Commit();
        }

        using SnapshotLease lease = store.Acquire(Viewer.Public);
        FuzzTarget target = Target("sparql-run", document => Run(document, lease.Snapshot));

        target.RunFindings();
        target.Run();
    }

    private static FuzzTarget Target(string name, Action<byte[]> check) =>
        new(name, FuzzSeeds.Of(".rq", "w3c", "sparql11"), Words, check);

    private static void Parse(byte[] document)
    {
        string text = Encoding.UTF8.GetString(document);
        MemoryBound.Check(
            () =>
            {
                try
                {
                    QueryAlgebra algebra = QueryEngine.Parse(text, Base, new QueryLimits());
                    _ = AlgebraPrinter.PrintCanonical(algebra);
                }
                catch (SparqlSyntaxException problem) when (problem is { Line: > 0, Column: > 0 })
                {
                    Assert.True(problem.Message.Length < 2000, "a message as long as the query");
                }
                catch (QueryException problem) when (problem.Failure == QueryFailure.Unsupported)
                {
                    // What the grammar allows and the server does not do.
                }
            },
            text.Length,
            bytesPerByte: 4000);
    }

    private static void Run(byte[] document, Snapshot snapshot)
    {
        var limits = new QueryLimits { Deadline = TimeSpan.FromSeconds(5), BytesMax = 1 << 24, RowsMax = 20_000 };
        try
        {
            QueryAlgebra algebra = QueryEngine.Parse(Encoding.UTF8.GetString(document), Base, limits);
            QueryResult result = new QueryEngine().Run(algebra, snapshot, limits, CancellationToken.None);
            switch (result)
            {
                case GraphResult graph:
                    _ = graph.Quads.Count();
                    break;
                case SelectResult select:
                    _ = select.Batches.Sum(static batch => batch.RowCount);
                    break;
            }
        }
        catch (Exception refusal) when (refusal is SparqlSyntaxException or QueryException)
        {
            // Refused, as documented.
        }
    }
}
