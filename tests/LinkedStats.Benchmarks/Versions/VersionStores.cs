using System.Diagnostics;
using LinkedStats.Benchmarks.Processes;
using LinkedStats.Benchmarks.Reporting;
using LinkedStats.Publishing;
using LinkedStats.Storage;

namespace LinkedStats.Benchmarks.Versions;

/// <summary>The same datasets with one version each, and with many: each version a release of its own, published by
/// this process as the server would.</summary>
internal sealed class VersionStores
{
    /// <summary>The number of datasets.</summary>
    public const int DatasetCount = 500;

    /// <summary>The number of versions of each, where there are many.</summary>
    public const int VersionCount = 20;

    private readonly List<TimeSpan> _rounds = [];

    private VersionStores(string one, string many) => (One, Many) = (one, many);

    /// <summary>The folder of the store in which each dataset has one version.</summary>
    public string One { get; }

    /// <summary>The folder of the store in which each has all of them.</summary>
    public string Many { get; }

    /// <summary>How long the releases of each round took, in which every dataset gets a version.</summary>
    public IReadOnlyList<TimeSpan> Rounds => _rounds;

    /// <summary>Makes the stores.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The stores.</returns>
    public static VersionStores Make(BenchmarkRun run)
    {
        var stores = new VersionStores(
            Path.Combine(run.EmptyFolder("store-versions-1"), "store"), run.EmptyFolder("store-versions-20"));
        var release = new SmallRelease(run.EmptyFolder("package-versions"));
        using Store store = Store.Open(new StoreOptions { Folder = stores.Many });
        Server.Commands.VocabularyLoader.Load(store, CancellationToken.None);
        var publisher = new Publisher(store);
        for (int version = 0; version < VersionCount; version++)
        {
            Report.Progress($"version {version + 1} of {DatasetCount} datasets");
            long start = Stopwatch.GetTimestamp();
            for (int dataset = 0; dataset < DatasetCount; dataset++)
            {
                ServerProgram.Require(publisher.Publish(release.Write(dataset, version)));
            }

            stores._rounds.Add(Stopwatch.GetElapsedTime(start));
            if (version == 0)
            {
                store.CopyTo(stores.One);
            }
        }

        return stores;
    }
}
