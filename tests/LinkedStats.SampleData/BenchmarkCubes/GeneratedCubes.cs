using System.Diagnostics;
using System.Globalization;

namespace LinkedStats.SampleData.BenchmarkCubes;

/// <summary>The three cubes of the generator of the test material, and the packages that hold them.</summary>
/// <param name="Folder">The generator's folder: CSV of cubes and code lists, N-Triples where they were asked for; it is
/// itself a package of RDF.</param>
internal sealed record GeneratedCubes(string Folder)
{
    /// <summary>Where the generator stands in the test material.</summary>
    /// <param name="shared">The folder of the test material.</param>
    public static string GeneratorOf(string shared) => Path.Combine(shared, "bench", "gen_cube.py");

    /// <summary>Runs the generator.</summary>
    /// <param name="shared">The folder of the test material.</param>
    /// <param name="folder">Where the cubes go.</param>
    /// <param name="observationCount">The observations of the three cubes together.</param>
    /// <param name="hasTriples">True for the cubes as N-Triples too; the code lists always are.</param>
    /// <returns>The cubes.</returns>
    /// <exception cref="InvalidOperationException">The generator failed.</exception>
    public static GeneratedCubes Generate(string shared, string folder, int observationCount, bool hasTriples = true)
    {
        string count = observationCount.ToString(CultureInfo.InvariantCulture);
        string[] option = hasTriples ? [] : ["--no-nt"];
        string[] arguments = [GeneratorOf(shared), "--obs", count, "--out", folder, .. option];
        var start = new ProcessStartInfo("python3", arguments)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? new GeneratedCubes(folder)
            : throw new InvalidOperationException($"The generator of cubes ended with {process.ExitCode}.");
    }

    /// <summary>Writes a cube as a package of CSV with a manifest.</summary>
    /// <param name="manifest">The cube.</param>
    /// <param name="package">The folder of the package.</param>
    /// <param name="rowsMax">The rows to keep.</param>
    /// <returns>The package.</returns>
    public string WriteTablePackage(BenchmarkManifest manifest, string package, int rowsMax = int.MaxValue - 1)
    {
        Directory.CreateDirectory(package);
        File.Copy(Path.Combine(Folder, "meta.nt"), Path.Combine(package, "codes.nt"), overwrite: true);
        File.WriteAllText(Path.Combine(package, "release.yaml"), manifest.Yaml);
        IEnumerable<string> lines = File.ReadLines(Path.Combine(Folder, manifest.Dataset + ".csv"));
        File.WriteAllLines(Path.Combine(package, "observations.csv"), lines.Take(rowsMax + 1).Select(manifest.Row));
        return package;
    }
}
