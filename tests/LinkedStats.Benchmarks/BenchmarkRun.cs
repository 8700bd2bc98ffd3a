using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.SampleData.BenchmarkCubes;

namespace LinkedStats.Benchmarks;

/// <summary>What the parts share: options, report, and the generated cubes with their packages and stores.</summary>
/// <param name="options">The options.</param>
/// <param name="report">The report.</param>
internal sealed class BenchmarkRun(BenchmarkOptions options, Report report)
{
    private const int AllRows = int.MaxValue - 1;

    /// <summary>The options.</summary>
    public BenchmarkOptions Options { get; } = options;

    /// <summary>The report.</summary>
    public Report Report { get; } = report;

    /// <summary>A folder of this name in the work folder, empty.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Its path.</returns>
    public string EmptyFolder(string name)
    {
        string folder = Path.Combine(Options.WorkFolder, name);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    /// <summary>The generated cubes, made where an earlier run has not left them.</summary>
    /// <param name="observationCount">The observations of the three cubes together.</param>
    /// <param name="hasTriples">True for the cubes as N-Triples too.</param>
    /// <returns>The cubes.</returns>
    public GeneratedCubes Cubes(int observationCount, bool hasTriples = false)
    {
        string folder = Path.Combine(Options.WorkFolder, $"cubes-{observationCount}");

        // The generator writes SIZE last.
        bool isThere = File.Exists(Path.Combine(folder, "SIZE"))
            && (!hasTriples || File.Exists(Path.Combine(folder, "vac.nt")));
        Report.Progress($"{observationCount:N0} generated observations");
        return isThere
            ? new GeneratedCubes(folder)
            : GeneratedCubes.Generate(Options.Shared, folder, observationCount, hasTriples);
    }

    /// <summary>The packages of CSV of the cubes.</summary>
    /// <param name="cubes">The cubes.</param>
    /// <param name="rowsMax">The rows that each package keeps.</param>
    /// <returns>The packages by the name of their cube.</returns>
    public static Dictionary<string, string> Packages(GeneratedCubes cubes, int rowsMax = AllRows) =>
        BenchmarkManifest.All.ToDictionary(
            static manifest => manifest.Dataset,
            manifest => cubes.WriteTablePackage(
                manifest, Path.Combine(cubes.Folder, $"package-{manifest.Dataset}-{rowsMax}"), rowsMax));

    /// <summary>Publishes the cubes, as packages of CSV, into a new store.</summary>
    /// <param name="cubes">The cubes.</param>
    /// <param name="name">The name of the store's folder.</param>
    /// <param name="rowsMax">The rows that each cube keeps.</param>
    /// <returns>The folder of the store.</returns>
    public string Store(GeneratedCubes cubes, string name, int rowsMax = AllRows)
    {
        string store = EmptyFolder(name);
        Report.Progress($"publish {name}");
        ServerProgram.Publish(store, [.. Packages(cubes, rowsMax).Values]);
        return store;
    }
}
