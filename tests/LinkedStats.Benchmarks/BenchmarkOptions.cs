namespace LinkedStats.Benchmarks;

/// <summary>What is measured, and where.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>The observations of the three cubes together.</summary>
    public int ObservationCount { get; init; } = 1_000_000;

    /// <summary>The sizes of the parts about growth, as <see cref="ObservationCount"/> is.</summary>
    public IReadOnlyList<int> Sizes { get; init; } = [];

    /// <summary>How often a query is measured.</summary>
    public int RunCount { get; init; } = 15;

    /// <summary>The folder of the test material.</summary>
    public required string Shared { get; init; }

    /// <summary>The folder for cubes, packages and stores.</summary>
    public required string WorkFolder { get; init; }
}
