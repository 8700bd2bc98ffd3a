using LinkedStats.Publishing;
using LinkedStats.SampleData;
using LinkedStats.Storage;

namespace LinkedStats.Tests.Data;

/// <summary>A store in memory into which all sample packages have been published, in their order.</summary>
public sealed class PublishedSamples : IDisposable
{
    public PublishedSamples()
    {
        Store = Store.Open(new StoreOptions());
        var publisher = new Publisher(Store);
        foreach (SamplePackage package in SampleFolder.Made)
        {
            Outcomes.Add(package.Cube.Folder, publisher.Publish(Path.Combine(SampleFolder.Root, package.Cube.Folder)));
        }
    }

    internal Store Store { get; }

    /// <summary>What became of each package, by its folder.</summary>
    internal Dictionary<string, PublishOutcome> Outcomes { get; } = new(StringComparer.Ordinal);

    public void Dispose() => Store.Dispose();
}
