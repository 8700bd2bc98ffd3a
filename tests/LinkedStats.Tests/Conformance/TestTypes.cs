using LinkedStats.Rdf;

namespace LinkedStats.Tests.Conformance;

/// <summary>How to run a test, by its type.</summary>
internal static class TestTypes
{
    private static readonly Dictionary<Iri, Action<ManifestTest>> Runs = new()
    {
        [Manifest.Mf("QueryEvaluationTest")] = QueryRun.Evaluate,
        [Manifest.Mf("CSVResultFormatTest")] = QueryRun.Evaluate,
        [Manifest.Mf("PositiveSyntaxTest")] = QueryRun.Accept,
        [Manifest.Mf("NegativeSyntaxTest")] = QueryRun.Refuse,
        [Manifest.Mf("PositiveSyntaxTest11")] = QueryRun.Accept,
        [Manifest.Mf("NegativeSyntaxTest11")] = QueryRun.Refuse,
        [Manifest.Rdft("TestTurtleEval")] = SyntaxRun.Evaluate,
        [Manifest.Rdft("TestTurtlePositiveSyntax")] = SyntaxRun.Accept,
        [Manifest.Rdft("TestTurtleNegativeSyntax")] = SyntaxRun.Refuse,
        [Manifest.Rdft("TestTurtleNegativeEval")] = SyntaxRun.Refuse,
        [Manifest.Rdft("TestTrigEval")] = SyntaxRun.Evaluate,
        [Manifest.Rdft("TestTrigPositiveSyntax")] = SyntaxRun.Accept,
        [Manifest.Rdft("TestTrigNegativeSyntax")] = SyntaxRun.Refuse,
        [Manifest.Rdft("TestTrigNegativeEval")] = SyntaxRun.Refuse,
        [Manifest.Rdft("TestNTriplesPositiveSyntax")] = SyntaxRun.Accept,
        [Manifest.Rdft("TestNTriplesNegativeSyntax")] = SyntaxRun.Refuse,
        [Manifest.Rdft("TestNQuadsPositiveSyntax")] = SyntaxRun.Accept,
        [Manifest.Rdft("TestNQuadsNegativeSyntax")] = SyntaxRun.Refuse,
        [Manifest.Rdft("TestXMLEval")] = SyntaxRun.Evaluate,
        [Manifest.Rdft("TestXMLNegativeSyntax")] = SyntaxRun.Refuse,
        [JsonLdRun.Jld("ToRDFTest")] = JsonLdRun.ToRdf,
        [JsonLdRun.Jld("FromRDFTest")] = JsonLdRun.FromRdf,
    };

    /// <summary>Runs a test.</summary>
    /// <param name="test">The test.</param>
    /// <returns>What came of it; a type that is not in the table cannot tell.</returns>
    public static TestOutcome Run(ManifestTest test)
    {
        if (test.Types.FirstOrDefault(Runs.ContainsKey) is not { } type)
        {
            string types = string.Join(", ", test.Types);
            return new(OutcomeKind.CannotTell, $"{test.Id} has a type that nothing here runs: {types}.");
        }

        try
        {
            Runs[type](test);
            return new(OutcomeKind.Passed, "");
        }
        catch (UntestedException reason)
        {
            return new(OutcomeKind.Untested, reason.Message);
        }
        catch (Exception failure)
        {
            return new(OutcomeKind.Failed, failure.ToString());
        }
    }
}

/// <summary>What came of a test.</summary>
/// <param name="Kind">The verdict.</param>
/// <param name="Message">Why; empty where it passed.</param>
internal sealed record TestOutcome(OutcomeKind Kind, string Message);

/// <summary>The verdicts of EARL 1.0.</summary>
internal enum OutcomeKind
{
    /// <summary>The test passed.</summary>
    Passed,

    /// <summary>The test failed.</summary>
    Failed,

    /// <summary>The test asks for something that the subject does not claim to have.</summary>
    Untested,

    /// <summary>Nobody knows how to run the test.</summary>
    CannotTell,
}

/// <summary>A test asks for something that the subject does not claim to have.</summary>
/// <param name="reason">What it asks for.</param>
internal sealed class UntestedException(string reason) : Exception(reason);
