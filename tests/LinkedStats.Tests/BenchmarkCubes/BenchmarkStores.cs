using LinkedStats.Publishing;
using LinkedStats.SampleData.BenchmarkCubes;
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
        if (!File.Exists(GeneratedCubes.GeneratorOf(SharedMaterial.Root)))
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("linkedstats-cubes-").FullName;
        var cubes = GeneratedCubes.Generate(SharedMaterial.Root, Path.Combine(_folder, "cubes"), ObservationCount);
        FromTriples = Publish("triples", cubes.Folder);
        FromTables = Publish("tables", [.. BenchmarkManifest.All.Select(
            manifest => cubes.WriteTablePackage(manifest, Path.Combine(_folder, "package-" + manifest.Dataset)))]);
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
}
