using System.Globalization;
using LinkedStats.Rdf.Syntax;
using LinkedStats.Tests.Rdf.Syntax;

namespace LinkedStats.Tests.Publishing.Integrity;

/// <summary>Random cubes, whole or with one rule broken: the native checks and the queries find the same.</summary>
/// <remarks><c>LINKEDSTATS_INTEGRITY_RUNS</c> gives the number of cubes a rule; by default it is 2.</remarks>
public sealed class RandomCubeIntegrityTests
{
    internal static readonly int Runs = int.TryParse(
        Environment.GetEnvironmentVariable("LINKEDSTATS_INTEGRITY_RUNS"), CultureInfo.InvariantCulture, out int runs)
        ? runs : 2;

    /// <summary>The rules that can be broken, each by its place in <see cref="BrokenRules"/>.</summary>
    public static TheoryData<string, int> Rules()
    {
        var rules = new TheoryData<string, int>();
        for (int i = 0; i < BrokenRules.All.Count; i++)
        {
            rules.Add(BrokenRules.All[i].Rule, i);
        }

        return rules;
    }

    [Fact]
    public void Validate_RandomCube_BreaksNoRule()
    {
        for (int seed = 1; seed <= Runs * 4; seed++)
        {
            var cube = new RandomDataCube(new Random(seed));

            Judgement judgement = Judge(cube);

            Assert.True(
                judgement.ByQueries.Count == 0 && judgement.ByChecks.Count == 0 && judgement.Report.IsAccepted,
                $"seed {seed}: {judgement}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Validate_RandomCubeWithOneRuleBroken_AgreesWithAllQueries(string rule, int number)
    {
        int done = 0;
        for (int seed = 1; done < Runs; seed++)
        {
            var cube = new RandomDataCube(new Random(seed));
            if (!BrokenRules.All[number].Break(cube))
            {
                continue;
            }

            Judgement judgement = Judge(cube);

            Assert.True(judgement.ByChecks.Contains(rule), $"seed {seed}, {rule}: {judgement}");
            Assert.True(!judgement.Differences.Any(), $"seed {seed}, {rule}: {judgement}");
            done++;
        }
    }

    private static Judgement Judge(RandomDataCube cube)
    {
        using TemporaryPackage package =
            new TemporaryPackage().Add("cube.nt", RdfText.Write(cube.Triples, RdfFormat.NTriples));
        return Judgement.Of(package.Folder, cube.Triples);
    }
}
