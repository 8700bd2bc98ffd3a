using System.Globalization;
using LinkedStats.Rdf;

namespace LinkedStats.Tests.Query.Differential;

/// <summary>
/// Random questions about random data: the engine, over triples and over columns, with its passes on and off, answers
/// as the reference evaluator does.
/// </summary>
/// <remarks>
/// LINKEDSTATS_RANDOM_QUERIES says how many queries of each kind the slow test asks, LINKEDSTATS_RANDOM_SEED where it
/// begins.
/// </remarks>
public sealed class DifferentialTests
{
    private const int QueriesPerSeed = 10;
    private const int FailuresMax = 5;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_QueryOverMixedTerms_AnswersAsTheReference(int seed) => Compare(seed, OverGraphs);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_QueryOverCubes_AnswersAsTheReference(int seed) => Compare(seed, OverCubes);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_StarOverCubes_AnswersAsTheReference(int seed) => Compare(seed, StarsOverCubes);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_QueryOverValues_AnswersAsTheReference(int seed) => Compare(seed, OverValues);

    [Theory]
    [InlineData(nameof(OverGraphs))]
    [InlineData(nameof(OverCubes))]
    [InlineData(nameof(StarsOverCubes))]
    [InlineData(nameof(OverValues))]
    [Trait("Speed", "Slow")]
    public void Run_ManyQueries_AnswerAsTheReference(string kind)
    {
        int count = Setting("LINKEDSTATS_RANDOM_QUERIES", 20);
        int first = Setting("LINKEDSTATS_RANDOM_SEED", 1000);
        Func<Random, (TestData, Func<QueryPart>)> questions =
            Array.Find(Kinds, other => other.Method.Name == kind)!;
        var outcomes = new Dictionary<ComparisonOutcome, int>();

        string[] failures = [.. Enumerable.Range(first, (count + QueriesPerSeed - 1) / QueriesPerSeed)
            .SelectMany(seed => Failures(seed, questions, outcomes)).Take(FailuresMax)];

        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {string.Join(", ", outcomes)}");
        Assert.True(failures.Length == 0, string.Join("\n\n", failures));
    }

    private static readonly Func<Random, (TestData, Func<QueryPart>)>[] Kinds =
        [OverGraphs, OverCubes, StarsOverCubes, OverValues];

    private static (TestData Data, Func<QueryPart> Next) OverGraphs(Random random)
    {
        TestData data = RandomGraphs.Create(random);
        return (data, new RandomQueries(random, data).Next);
    }

    private static (TestData Data, Func<QueryPart> Next) OverCubes(Random random)
    {
        TestData data = new RandomCubes(random).ToData();
        return (data, new RandomQueries(random, data).Next);
    }

    private static (TestData Data, Func<QueryPart> Next) StarsOverCubes(Random random)
    {
        var cubes = new RandomCubes(random);
        return (cubes.ToData(), new RandomStars(random, cubes).NextWithUnboundPredicate);
    }

    private static (TestData Data, Func<QueryPart> Next) OverValues(Random random)
    {
        TestData data = new(
            [new Quad(RandomGraphs.Ex("a"), RandomGraphs.Ex("p"), RandomGraphs.Ex("b"), RandomGraphs.Ex("g"))], []);
        return (data, new RandomQueries(random, data).NextOverValues);
    }

    private static void Compare(int seed, Func<Random, (TestData, Func<QueryPart>)> kind)
    {
        string? failure = Failures(seed, kind, []).FirstOrDefault();

        Assert.True(failure is null, failure);
    }

    private static IEnumerable<string> Failures(
        int seed, Func<Random, (TestData Data, Func<QueryPart> Next)> kind, Dictionary<ComparisonOutcome, int> outcomes)
    {
        var random = new Random(seed);
        (TestData data, Func<QueryPart> next) = kind(random);
        using var comparison = new QueryComparison(data, seed);
        int asked = 0;
        while (asked < QueriesPerSeed)
        {
            QueryPart query = next();
            string? difference = comparison.FindDifference(
                query.ToString(), isSkippedWhenEmpty: random.Next(4) > 0, out ComparisonOutcome outcome);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            asked += outcome is ComparisonOutcome.NotWellFormed or ComparisonOutcome.SkippedAsEmpty ? 0 : 1;
            if (difference is not null)
            {
                yield return $"Seed {seed}, {kind.Method.Name}:\n{QueryShrinker.Shrink(query, data, seed)}";
            }
        }
    }

    private static int Setting(string name, int otherwise) => int.TryParse(
        Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
