using LinkedStats.Query.Algebra;
using LinkedStats.Query.Sparql;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Query.Sparql;

/// <summary>Queries of the W3C suite with random damage: each is read, or refused as documented.</summary>
public sealed class SparqlMutationTests
{
    private const int MutationsPerQuery = 10;

    private static readonly string[] Splinters =
    [
        "{", "}", "(", ")", "[", "]", "<", ">", "\"", "'", "'''", "\\", "\\u", "\\uD800", "^", "^^", "|", "||", "/",
        "*", "+", "-", "!", "?", "$", "@", "_:", ":", ".", ",", ";", "#", "\n", "\0", "é", "😀", "\uD800", "1", "1e",
        "a", "AS", "SELECT", "COUNT(", "NOT", "IN", "EXISTS {", "UNION", "VALUES", "GROUP BY", "BIND(", "FILTER",
        "DISTINCT", "<x:",
    ];

    [Fact]
    public void Parse_DamagedQuery_GivesAlgebraOrSyntaxException()
    {
        string folder = SharedMaterial.PathOf("conformance", "w3c", "sparql11");
        int seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (string path in Directory.EnumerateFiles(folder, "*.rq", SearchOption.AllDirectories))
        {
            string query = File.ReadAllText(path);
            for (int i = 0; i < MutationsPerQuery; i++)
            {
                string damaged = Damage(query, random);
                Exception? problem = Record.Exception(() => Read(damaged));
                Assert.True(
                    problem is null or SparqlSyntaxException { Line: > 0, Column: > 0 },
                    $"seed {seed}: {problem}\n{damaged}");
            }
        }
    }

    private static void Read(string query)
    {
        QueryAlgebra algebra =
            AlgebraTranslator.Translate(SparqlParser.Parse(query, Iri.Parse("http://example.org/"), depthMax: 50));
        Assert.NotEmpty(AlgebraPrinter.Print(algebra));
        Assert.NotEmpty(AlgebraPrinter.PrintCanonical(algebra));
    }

    private static string Damage(string query, Random random)
    {
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            int start = random.Next(query.Length + 1);
            int length = Math.Min(random.Next(8), query.Length - start);
            int source = random.Next(query.Length + 1);
            string piece = random.Next(4) switch
            {
                0 => string.Empty,
                1 => query.Substring(source, Math.Min(random.Next(30), query.Length - source)),
                _ => Splinters[random.Next(Splinters.Length)],
            };
            query = query.Remove(start, length).Insert(start, piece);
        }

        return query;
    }
}
