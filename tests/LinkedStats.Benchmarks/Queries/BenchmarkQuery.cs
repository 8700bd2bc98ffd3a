using LinkedStats.Benchmarks.Duck;

namespace LinkedStats.Benchmarks.Queries;

/// <summary>A question, in SPARQL and where it is about observations in SQL.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Sparql">The query.</param>
/// <param name="Sql">The same question to DuckDB; null where it has none.</param>
/// <param name="Shape">How the rows of <paramref name="Sql"/> become the answer to <paramref name="Sparql"/>.</param>
internal sealed record BenchmarkQuery(string Name, string Sparql, string? Sql, AnswerShape? Shape)
{
    /// <summary>True where the answer is a graph.</summary>
    public bool IsGraph => Sparql.Contains("CONSTRUCT", StringComparison.Ordinal);
}
