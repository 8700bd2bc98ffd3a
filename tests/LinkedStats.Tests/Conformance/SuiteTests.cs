namespace LinkedStats.Tests.Conformance;

/// <summary>All suites, test by test; what comes of each is in the report.</summary>
/// <param name="file">The report of the whole run.</param>
[Trait("Category", "Conformance")]
public sealed class SuiteTests(EarlFile file)
{
    /// <summary>Tests that contradict their specification, each with the clause; one that passes must be taken out.</summary>
    private static readonly Dictionary<string, string> KnownFailures = [];

    public static TheoryData<string, string> Tests()
    {
        var tests = new TheoryData<string, string>();
        foreach (Suite suite in Suite.All)
        {
            foreach (string id in suite.Ids())
            {
                tests.Add(suite.Name, id);
            }
        }

        return tests;
    }

    [Fact]
    public void Suites_AreComplete()
    {
        foreach (Suite suite in Suite.All.Where(static suite => suite.TestCount is not null))
        {
            Assert.Equal((suite.Name, suite.TestCount), (suite.Name, suite.Tests.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Tests))]
    public void Suite_Test_Passes(string suiteName, string id)
    {
        ManifestTest test = Suite.All.Single(suite => suite.Name == suiteName).Tests[id];

        TestOutcome outcome = TestTypes.Run(test);

        file.Report.Add(test, outcome);
        Assert.SkipWhen(outcome.Kind == OutcomeKind.Untested, outcome.Message);
        if (KnownFailures.TryGetValue(id, out string? reason))
        {
            Assert.True(
                outcome.Kind == OutcomeKind.Failed, $"{id} passes now; take it out of the known failures ({reason}).");
        }
        else
        {
            Assert.True(outcome.Kind == OutcomeKind.Passed, outcome.Message);
        }
    }
}
