using LinkedStats.Publishing;
using LinkedStats.Storage;
using LinkedStats.Storage.Snapshots;
using LinkedStats.Tests.Architecture;

namespace LinkedStats.Tests.Publishing;

/// <summary>How far a publication is, and that it can be stopped wherever it is.</summary>
public sealed class ProgressTests
{
    private static readonly string Package = Path.Combine(SourceTree.Root, "data", "networks");

    [Fact]
    public void Publish_APackage_ReportsItsStepsUpToTheEnd()
    {
        using Store store = Store.Open(new StoreOptions());
        var progress = new Recorder();

        _ = new Publisher(store).Publish(Package, progress, TestContext.Current.CancellationToken);

        double[] shares = [.. progress.Steps.Select(static step => step.Share)];
        Assert.Equal(shares.Order(), shares);
        Assert.Equal((0, 1), (shares[0], shares[^1]));
        Assert.True(progress.Steps.Count(static step => step.Step == "commit") > 5, "The commit has steps.");
    }

    [Fact]
    public void Publish_StoppedAtAnyStep_LeavesNothing()
    {
        int stepCount = Count();
        string folder = Directory.CreateTempSubdirectory("stopped-").FullName;
        try
        {
            for (int step = 0; step < stepCount - 1; step++)
            {
                using Store store = Store.Open(new StoreOptions { Folder = folder });
                using var stop = new CancellationTokenSource();
                var progress = new Recorder { StopAt = step, Stop = stop };
                Assert.Throws<OperationCanceledException>(
                    () => new Publisher(store).Publish(Package, progress, stop.Token));
                using SnapshotLease lease = store.Acquire(Viewer.Everything);
                Assert.Empty(lease.Snapshot.Datasets);
            }

            // What the next one writes is all there is.
            using (Store store = Store.Open(new StoreOptions { Folder = folder }))
            {
                PublishOutcome outcome = new Publisher(store).Publish(
                    Package, null, TestContext.Current.CancellationToken);
                Assert.True(outcome.Report.IsAccepted, PublishedCube.Show(outcome.Report));
                store.Verify();
            }

            Assert.Equal(SegmentsOfOnePublication(), Segments(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Count()
    {
        using Store store = Store.Open(new StoreOptions());
        var progress = new Recorder();
        _ = new Publisher(store).Publish(Package, progress);
        return progress.Steps.Count;
    }

    private static int SegmentsOfOnePublication()
    {
        string folder = Directory.CreateTempSubdirectory("whole-").FullName;
        using (Store store = Store.Open(new StoreOptions { Folder = folder }))
        {
            _ = new Publisher(store).Publish(Package);
        }

        int count = Segments(folder);
        Directory.Delete(folder, recursive: true);
        return count;
    }

    private static int Segments(string folder) =>
        Directory.EnumerateFiles(folder, "*.arrows*", SearchOption.AllDirectories).Count();

    private sealed class Recorder : IProgress<PublishProgress>
    {
        public List<PublishProgress> Steps { get; } = [];

        public int StopAt { get; init; } = -1;

        public CancellationTokenSource? Stop { get; init; }

        public void Report(PublishProgress value)
        {
            if (Steps.Count == StopAt)
            {
                Stop!.Cancel();
            }

            Steps.Add(value);
        }
    }
}
