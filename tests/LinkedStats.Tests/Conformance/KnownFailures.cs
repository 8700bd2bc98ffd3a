namespace LinkedStats.Tests.Conformance;

/// <summary>The tests of a suite that fail today, each with the reason; one that passes must be taken out.</summary>
internal sealed class KnownFailures : Dictionary<string, string>
{
    /// <summary>Runs a test; a known failure has to fail.</summary>
    /// <param name="id">The test's id.</param>
    /// <param name="run">The test.</param>
    public void Run(string id, Action run)
    {
        if (!TryGetValue(id, out string? reason))
        {
            run();
            return;
        }

        Exception? failure = Record.Exception(run);

        Assert.True(failure is not null, $"{id} passes now; take it out of the known failures ({reason}).");
    }
}
