using System.CommandLine;
using LinkedStats.Benchmarks.Growth;
using LinkedStats.Benchmarks.Loading;
using LinkedStats.Benchmarks.Memory;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Queries;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.Benchmarks.Sending;
using LinkedStats.Benchmarks.Shapes;
using LinkedStats.Benchmarks.StartUp;
using LinkedStats.Benchmarks.Throughput;
using LinkedStats.Benchmarks.Versions;

namespace LinkedStats.Benchmarks;

/// <summary>The command line: which parts are measured, at which size, and where the report goes.</summary>
internal sealed class BenchmarkCommand
{
    private static readonly BenchmarkPart[] Parts =
    [
        new("queries", QueryPart.RunAsync),
        new("loading", LoadingPart.RunAsync),
        new("sending", SendingPart.RunAsync),
        new("memory", MemoryPart.RunAsync),
        new("startup", StartUpPart.RunAsync),
        new("throughput", ThroughputPart.RunAsync),
        new("growth", GrowthPart.RunAsync),
        new("metadata", MetadataPart.RunAsync),
        new("shapes", ShapePart.RunAsync),
        new("versions", VersionsPart.RunAsync),
    ];

    private readonly Argument<string[]> _parts = new("PART")
    {
        Description = "What to measure; everything by default.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int> _observations = new("--observations")
    {
        Description = "The observations of the three generated cubes together.",
        DefaultValueFactory = static _ => 1_000_000,
    };

    private readonly Option<int[]> _sizes = new("--sizes")
    {
        Description = "The sizes at which start-up and growth are measured.",
        DefaultValueFactory = static _ => [100_000, 1_000_000],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> _runs = new("--runs")
    {
        Description = "How often each query is measured; the figure is the median.",
        DefaultValueFactory = static _ => 15,
    };

    private readonly Option<string?> _output = new("--output")
    {
        Description = "The report; BENCHMARKS.md of the repository by default.",
    };

    private readonly Option<string?> _work = new("--work")
    {
        Description = "A folder that keeps the generated cubes for the next run; a temporary one by default.",
    };

    /// <summary>Creates the command.</summary>
    /// <returns>The command.</returns>
    public static RootCommand Create()
    {
        var command = new BenchmarkCommand();
        command._parts.AcceptOnlyFromAmong([.. Parts.Select(static part => part.Name)]);
        var root = new RootCommand("Measures LinkedStats, beside DuckDB where both can answer, and writes a report.")
        {
            command._parts, command._observations, command._sizes, command._runs, command._output, command._work,
        };
        root.SetAction((arguments, _) => command.RunAsync(arguments));
        return root;
    }

    private async Task<int> RunAsync(ParseResult arguments)
    {
        string? kept = arguments.GetValue(_work);
        string work = kept ?? Directory.CreateTempSubdirectory("linkedstats-benchmark-").FullName;
        var options = new BenchmarkOptions
        {
            ObservationCount = arguments.GetValue(_observations),
            Sizes = arguments.GetValue(_sizes) ?? [],
            RunCount = arguments.GetValue(_runs),
            Shared = Environment.GetEnvironmentVariable("LINKEDSTATS_SHARED")
                ?? Path.Combine(Repository.Root, "..", "shared"),
            WorkFolder = work,
        };
        Report.Progress("dotnet publish");
        ServerProgram.Make();
        var report = new Report();
        report.Machine(Machine.Describe(TimeProvider.System));
        string[] asked = arguments.GetValue(_parts) ?? [];
        bool isGood = true;
        try
        {
            foreach (BenchmarkPart part in Parts.Where(part => asked.Length == 0 || asked.Contains(part.Name)))
            {
                isGood &= await part.Run(new BenchmarkRun(options, report));
            }
        }
        finally
        {
            if (kept is null)
            {
                Directory.Delete(work, recursive: true);
            }
        }

        string path = arguments.GetValue(_output) ?? Path.Combine(Repository.Root, "BENCHMARKS.md");
        await File.WriteAllTextAsync(path, report.ToString());
        return isGood ? 0 : 1;
    }
}

/// <summary>A part of the benchmark.</summary>
/// <param name="Name">What the command line calls it.</param>
/// <param name="Run">Measures, writes its section, and says whether the answers were right.</param>
internal sealed record BenchmarkPart(string Name, Func<BenchmarkRun, Task<bool>> Run);
