using LinkedStats.Query;
using LinkedStats.Query.Optimizer;
using LinkedStats.Storage;

namespace LinkedStats.Tests.Query;

/// <summary>One question, many ways: cubes as columns and as triples, each optimiser pass on and off.</summary>
public sealed class DifferentialTests
{
    private const int QueriesPerSeed = 12;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_CubesAsColumnsAndAsTriples_GiveTheSameRows(int seed)
    {
        var random = new Random(seed);
        var cubes = new RandomCubes(random);
        var queries = new RandomQueries(random, cubes);
        using Store columns = cubes.OpenColumns();
        using Store triples = cubes.OpenTriples();
        QueryEngine plain = new(
            new OptimizerOptions { Disabled = [.. QueryOptimizer.Passes.Select(static p => p.Name)] }, TimeProvider.System);

        for (int i = 0; i < QueriesPerSeed; i++)
        {
            string query = queries.NextWithUnboundPredicate();
            string[] expected = RandomCubes.Answer(plain, query, triples);

            AssertSame(expected, RandomCubes.Answer(new QueryEngine(), query, columns), seed, "columns", query);
            AssertSame(expected, RandomCubes.Answer(new QueryEngine(), query, triples), seed, "triples", query);
            AssertSame(expected, RandomCubes.Answer(plain, query, columns), seed, "columns, no pass", query);
            string off = QueryOptimizer.Passes[i % QueryOptimizer.Passes.Length].Name;
            QueryEngine engine = new(new OptimizerOptions { Disabled = [off] }, TimeProvider.System);
            AssertSame(expected, RandomCubes.Answer(engine, query, columns), seed, $"columns without {off}", query);
        }
    }

    private static void AssertSame(string[] expected, string[] actual, int seed, string way, string query)
    {
        string[] missing = [.. Subtract(expected, actual)];
        string[] surplus = [.. Subtract(actual, expected)];
        Assert.True(
            missing.Length == 0 && surplus.Length == 0,
            $"Seed {seed}, {way}: of {expected.Length} rows {missing.Length} are missing and {surplus.Length} too many.\n"
            + $"{query}\nmissing:\n{string.Join('\n', missing.Take(5))}\ntoo many:\n{string.Join('\n', surplus.Take(5))}");
    }

    private static IEnumerable<string> Subtract(string[] from, string[] what)
    {
        var left = what.GroupBy(static row => row).ToDictionary(static g => g.Key, static g => g.Count());
        foreach (string row in from)
        {
            if (left.TryGetValue(row, out int count) && count > 0)
            {
                left[row] = count - 1;
            }
            else
            {
                yield return row;
            }
        }
    }
}
