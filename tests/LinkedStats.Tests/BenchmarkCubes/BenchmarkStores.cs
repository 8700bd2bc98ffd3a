using System.Diagnostics;
using LinkedStats.Publishing;
using LinkedStats.Storage;

namespace LinkedStats.Tests.BenchmarkCubes;

/// <summary>The generated cubes (100,000 observations), published once as RDF and once as tables with the same IRIs.</summary>
public sealed class BenchmarkStores : IDisposable
{
    private const int ObservationCount = 100_000;
    private readonly string? _folder;

    /// <summary>Generates and publishes the cubes, where the generator is present.</summary>
    public BenchmarkStores()
    {
        string generator = Path.Combine(SharedMaterial.Root, "bench", "gen_cube.py");
        if (!File.Exists(generator))
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("linkedstats-cubes-").FullName;
        Generate(generator, _folder);
        FromTriples = Publish("triples", WriteTriplesPackage());
        FromTables = Publish("tables", [.. BenchmarkManifest.All.Select(WriteTablePackage)]);
    }

    /// <summary>The store that took the N-Triples; null where the generator is absent.</summary>
    public Store? FromTriples { get; }

    /// <summary>The store that took the CSV; null where the generator is absent.</summary>
    public Store? FromTables { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        FromTriples?.Dispose();
        FromTables?.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static void Generate(string generator, string folder)
    {
        using Process process = Process.Start(
            "python3", [generator, "--obs", $"{ObservationCount}", "--out", folder]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private Store Publish(string name, params string[] packages)
    {
        Store store = Store.Open(new StoreOptions { Folder = Path.Combine(_folder!, "store-" + name) });
        foreach (string package in packages)
        {
            PublishOutcome outcome = new Publisher(store).Publish(package);
            Assert.True(
                outcome.Report.IsAccepted,
                $"{package}:\n{string.Join('\n', outcome.Report.Problems.Take(20))}");
        }

        return store;
    }

    private string WriteTriplesPackage()
    {
        string package = Directory.CreateDirectory(Path.Combine(_folder!, "package-triples")).FullName;
        foreach (string file in Directory.GetFiles(_folder!, "*.nt"))
        {
            File.Move(file, Path.Combine(package, Path.GetFileName(file)));
        }

        return package;
    }

    private string WriteTablePackage(BenchmarkManifest manifest)
    {
        string package = Directory.CreateDirectory(Path.Combine(_folder!, "package-" + manifest.Dataset)).FullName;
        File.Copy(Path.Combine(_folder!, "package-triples", "meta.nt"), Path.Combine(package, "codes.nt"));
        File.WriteAllText(Path.Combine(package, "release.yaml"), manifest.Yaml);
        IEnumerable<string> rows = File.ReadLines(Path.Combine(_folder!, manifest.Dataset + ".csv"));
        File.WriteAllLines(Path.Combine(package, "observations.csv"), rows.Select(manifest.Row));
        return package;
    }
}
