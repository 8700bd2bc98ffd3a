using LinkedStats.Rdf;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>The recommendation's integrity constraints as the SPARQL that it gives them, run by this engine.</summary>
/// <remarks>Source: RDF Data Cube, section 11.1; true means that the constraint is violated.</remarks>
internal static class IntegrityQueries
{
    private const string Prefixes = """
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX qb: <http://purl.org/linked-data/cube#>
        PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
        PREFIX owl: <http://www.w3.org/2002/07/owl#>
        PREFIX eg: <http://example.com/abbrv-cube/>

        """;

    /// <summary>The files of the queries, in their order.</summary>
    public static IEnumerable<string> Files => Enumerable.Range(1, 21)
        .SelectMany(static number => number == 19 ? new[] { "19a", "19b" } : [$"{number}"])
        .Select(static number => $"integrity-{number}.rq");

    /// <summary>The constraint that a query checks.</summary>
    public static string RuleOf(string file) => "IC-" + string.Concat(file.Where(char.IsAsciiDigit));

    /// <summary>Runs one query.</summary>
    /// <param name="graph">The cube, normalised.</param>
    /// <param name="file">The query's file.</param>
    /// <returns>True where the constraint is violated.</returns>
    public static bool IsViolated(GraphQueries graph, string file) => file switch
    {
        // The two are templates, to be asked for each property that connects parents with their children.
        "integrity-20.rq" => graph.Select(Read("list-hierarchies.rq"))
            .Any(property => graph.Ask(Read(file).Replace("eg:child", property.ToString(), StringComparison.Ordinal))),
        "integrity-21.rq" => graph.Select(Read("list-inverse-hierarchies.rq"))
            .Any(property => graph.Ask(Read(file).Replace("eg:parent", property.ToString(), StringComparison.Ordinal))),
        _ => graph.Ask(Read(file)),
    };

    /// <summary>The constraints that a normalised cube violates.</summary>
    public static SortedSet<string> Violated(Graph normalised)
    {
        using var queries = new GraphQueries(normalised.Match(null, null, null).ToArray());
        return new(Files.Where(file => IsViolated(queries, file)).Select(RuleOf), StringComparer.Ordinal);
    }

    private static string Read(string file)
    {
        string query = File.ReadAllText(SharedMaterial.PathOf("conformance", "datacube", "integrity", "queries", file));

        // The file writes one variable in two ways, which makes it ask about any two slice keys.
        return Prefixes + query.Replace("?slicekey", "?sliceKey", StringComparison.Ordinal);
    }
}
